"""Listed consumer lenders and fintechs, by name: their industry codes lie too far apart to find them by."""

from __future__ import annotations

from dataclasses import dataclass

LENDER, PLATFORM, PAYMENTS = "consumer lender", "lending platform", "payments and accounts"


@dataclass(frozen=True, slots=True)
class Fintech:
    """One of the list: the filer at the SEC, its ticker, and the business for which it is in it."""

    cik: int
    ticker: str
    business: str


FINTECHS = (
    Fintech(1647639, "UPST", PLATFORM),
    Fintech(1883085, "PGY", PLATFORM),
    Fintech(1818502, "OPFI", PLATFORM),
    Fintech(1434621, "TREE", PLATFORM),
    Fintech(1855747, "BLND", PLATFORM),
    Fintech(2064124, "FIGR", PLATFORM),
    Fintech(1820953, "AFRM", LENDER),
    Fintech(1818874, "SOFI", LENDER),
    Fintech(1538716, "OPRT", LENDER),
    Fintech(1529864, "ENVA", LENDER),
    Fintech(1662991, "SEZL", LENDER),
    Fintech(1584207, "OMF", LENDER),
    Fintech(885550, "CACC", LENDER),
    Fintech(108385, "WRLD", LENDER),
    Fintech(1519401, "RM", LENDER),
    Fintech(1464343, "ATLC", LENDER),
    Fintech(889609, "CPSS", LENDER),
    Fintech(1841408, "DAVE", PAYMENTS),
    Fintech(1795586, "CHYM", PAYMENTS),
    Fintech(1386278, "GDOT", PAYMENTS),
    Fintech(1522540, "MQ", PAYMENTS),
    Fintech(1580560, "FLYW", PAYMENTS),
    Fintech(1845815, "PAYO", PAYMENTS),
    Fintech(1782170, "RELY", PAYMENTS),
    Fintech(1720592, "RPAY", PAYMENTS),
)
"""Filers on an exchange in the SEC's register of August 2026 whose business is lending to consumers from markets
rather than from deposits alone, passing such loans on, or moving money; banks and insurers are left out."""
