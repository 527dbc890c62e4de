"""Lenders whose warehouse lines are read: who they are, and which tags of their filings say what of a line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lender:
    """A listed lender that funds its loans by warehouse lines until it sells them."""

    ticker: str
    cik: int
    name: str


LENDERS = (
    Lender("UPST", 1647639, "Upstart"),
    Lender("AFRM", 1820953, "Affirm"),
    Lender("SOFI", 1818874, "SoFi"),
    Lender("LC", 1409970, "LendingClub"),
    Lender("OPRT", 1538716, "Oportun"),
    Lender("ENVA", 1529864, "Enova"),
    Lender("DAVE", 1841408, "Dave"),
    Lender("PGY", 1883085, "Pagaya"),
    Lender("OPFI", 1818502, "OppFi"),
    Lender("UWMC", 1783398, "UWM"),
    Lender("LDI", 1831631, "loanDepot"),
)
"""The eleven lenders whose lines are followed."""
CAPACITY = ("LineOfCreditFacilityMaximumBorrowingCapacity", "LineOfCreditFacilityCurrentBorrowingCapacity")
DRAWN = (
    "LineOfCredit",
    "LongTermLineOfCredit",
    "WarehouseAgreementBorrowings",
    "DebtInstrumentCarryingAmount",
    "LongTermDebt",
    "SecuredDebt",
    "NotesPayable",
    "ShortTermBorrowings",
)
"""What may state the amount owed under a line; of a line the first that it tags counts."""
SPREAD = ("DebtInstrumentBasisSpreadOnVariableRate1",)
MATURITY = ("DebtInstrumentMaturityDate", "LineOfCreditFacilityExpirationDate1")
TAGS = frozenset((*CAPACITY, *DRAWN, *SPREAD, *MATURITY))
"""The tags that are stored of a filing."""
RANGE = "RangeAxis"
"""The axis that tells a minimum from a maximum: it names no other line."""
