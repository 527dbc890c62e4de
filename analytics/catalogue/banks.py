"""Banks: the BankFind fields that are asked for, each with the title the FDIC's own dictionary gives it."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.catalogue.entry import DATASETS, Entry

LIMIT_DAYS = 170
"""A quarter is filed within 30 days and served some 55 days after its end; the next one 91 days later."""
_HUGE = 6e12


@dataclass(frozen=True, slots=True)
class Field:
    """One field of BankFind's financials.

    `told` is its title in the FDIC's dictionary, by which a field is recognised when names are confused.
    `unit` is ours: "USD" is served in thousands, "%" and "0 or 1" as they are. `flow` fields are year to
    date. A `core` field must be served; where another is blank in every row, what rests on it is not shown.
    A quarter in which a field that `withholds` has gone blank is not believed yet; that of another is taken.
    """

    name: str
    title: str
    told: str
    unit: str = "USD"
    low: float = 0.0
    high: float = _HUGE
    flow: bool = False
    core: bool = False
    withholds: bool = True

    @property
    def id(self) -> str:
        """The field's id in the catalogue: its name alone could be a ticker's."""
        return f"fdic.{self.name}"

    @property
    def entry(self) -> Entry:
        """The field as an entry of the catalogue."""
        kind = "year to date" if self.flow else "quarter end"
        licence = DATASETS["banks"].licence
        return Entry(
            self.id, "banks", self.title, self.unit, "FDIC BankFind", licence, self.low, self.high, kind, LIMIT_DAYS
        )


def _further(name: str, title: str, told: str, low: float = 0.0, high: float = _HUGE, flow: bool = False) -> Field:
    """A field that one figure alone rests on: blank in a quarter, it withholds that figure and nothing else."""
    return Field(name, title, told, "USD", low, high, flow, withholds=False)


BALANCE: tuple[Field, ...] = (
    Field("ASSET", "Total assets", "Total assets", core=True),
    Field("DEP", "Total deposits", "Total deposits", core=True),
    Field("DEPDOM", "Deposits in domestic offices", "Deposits held in domestic offices"),
    Field(
        "DEPUNINS",
        "Uninsured deposits, estimated",
        "ESTIMATED UNINSURED DEPOSITS IN DOMESTIC OFFICES AND IN INSURED BRANCHES IN US TERRITORIES AND POSSESSIONS",
    ),
    _further("CHBAL", "Cash and balances due", "CASH & DUE FROM DEPOSITORY INST"),
    Field("LNLSNET", "Loans and leases, net of allowance", "LOANS AND LEASES-NET", core=True),
    Field("LNLSGR", "Loans and leases", "LOANS AND LEASES-TOTAL"),
    Field("LNRERSFM", "First liens on one to four family homes", "RE 1-4 FAMILY-FIRST LIENS"),
    Field("LNATRES", "Allowance for loan losses", "ALLOW FOR LOANS LOSS ADJUSTED"),
    Field("EQ", "Equity capital", "Equity capital", low=-1e11, core=True),
    Field("EQPP", "Perpetual preferred stock", "PERPETUAL PREFERRED STOCK"),
    Field("INTAN", "Intangible assets, servicing rights included", "INTANGIBLE ASSETS", low=-1e9),
    Field("INTANMSR", "Mortgage servicing rights", "MORTGAGE SERVICING ASSETS"),
    Field("RBCT1C", "Common equity tier 1 capital", "RC-R COMMON EQ TIER 1 CAPITAL", low=-1e11),
    Field("RBCT1J", "Tier 1 capital", "TIER 1 RBC ADJUSTED LLR - PCA", low=-1e11),
    Field("RBC", "Total risk-based capital", "RBC-TOTAL-PCA", low=-1e11),
)
"""The balance sheet and capital."""

SECURITIES: tuple[Field, ...] = (
    Field("SC", "Securities", "SECURITIES"),
    Field("SCHA", "Held to maturity, amortised cost", "SECURITIES-HA"),
    Field(
        "SCHF",
        "Held to maturity, fair value",
        "TOTAL HELD-TO-MATURITY AT FAIR VALUE SECURITIES ON A CONSOLIDATED BASIS",
    ),
    Field(
        "SCAA",
        "Available for sale, amortised cost",
        "TOTAL AVAILABLE-FOR-SALE AT AMORTIZED COST SECURITIES ON A CONSOLIDATED BASIS",
    ),
    Field("SCAF", "Available for sale, fair value", "SECURITIES-AF"),
)
"""Securities at cost and at fair value."""

REAL_ESTATE: tuple[Field, ...] = (
    Field("LNRECONS", "Construction and land loans", "RE CONSTRUCTION & LAND DEVELOP"),
    Field("LNREMULT", "Multifamily loans", "RE MULTIFAMILY"),
    Field("LNRENROT", "Nonfarm nonresidential loans, not owner-occupied", "OTHER NONFARM NONRES RE LNS"),
    Field("LNCOMRE", "Commercial real-estate loans not secured by it", "COMMERCIAL RE LOANS"),
)
"""Commercial real estate."""

QUALITY: tuple[Field, ...] = (
    Field("NAASSET", "Nonaccrual assets", "NONACCRUAL-TOTAL ASSETS"),
    Field("P9ASSET", "Assets 90 days and more past due", "90+ DAYS P/D-TOTAL ASSETS"),
    Field("ORE", "Other real estate owned", "OTHER REAL ESTATE OWNED"),
)
"""Assets in trouble."""

INCOME: tuple[Field, ...] = (
    Field(
        "EDEPDOM",
        "Interest on domestic deposits, year to date",
        "DEPOSIT INTEREST EXPENSE-DOM",
        low=-1e9,
        flow=True,
    ),
    _further("NETINC", "Net income, year to date", "Net income", low=-1e11, flow=True),
)
"""Income items, counted from the first of January."""

RATIOS: tuple[Field, ...] = (
    Field("EQR", "Equity over assets", "EQUITY CAPITAL RATIO", "%", -100, 100, withholds=False),
)
"""Ratios and flags as the FDIC states them."""

_SPANS = (
    ("3LES", "three months or less"),
    ("3T12", "three to twelve months"),
    ("1T3", "one to three years"),
    ("3T5", "three to five years"),
    ("5T15", "five to fifteen years"),
    ("OV15", "over fifteen years"),
)


def _ladder(stem: str, title: str, told: tuple[str, ...]) -> tuple[Field, ...]:
    return tuple(
        Field(f"{stem}{span}", f"{title}, {words}", words_told)
        for (span, words), words_told in zip(_SPANS, told, strict=True)
    )


LADDER: tuple[Field, ...] = (
    *_ladder(
        "SCNM",
        "Debt securities other than mortgages",
        (
            "NONMTG DEBT SEC*3 MONS OR LESS",
            "NONMTG DEBT SEC * 3-12 MONTHS",
            "NONMTG DEBT SEC * 1-3 YEARS",
            "NONMTG DEBT SEC * 3-5 YEARS",
            "NONMTG DEBT SEC * 5-15 YEARS",
            "NONMTG DEBT SEC * OVER 15 YEARS",
        ),
    ),
    *_ladder(
        "SCPT",
        "Mortgage pass-through securities",
        (
            "MTG PASS-THRU SEC*3 MON OR LESS",
            "MTG PASS-THRU SEC * 3-12 MONTHS",
            "MTG PASS-THRU SEC * 1-3 YEARS",
            "MTG PASS-THRU SEC * 3-5 YEARS",
            "MTG PASS-THRU SEC * 5-15 YEARS",
            "MTG PASS-THRU SEC * OVER 15 YRS",
        ),
    ),
    Field(
        "SCO3YLES",
        "Other mortgage securities, average life three years or less",
        "OTH MORTGAGE SEC * 3 YR OR LESS",
    ),
    Field("SCOOV3Y", "Other mortgage securities, average life over three years", "OTH MORTGAGE SEC * OVER 3 YRS"),
    *_ladder(
        "LNRS",
        "First liens on one to four family homes",
        (
            "RE 1-4 FAMILY * 3 MONS OR LESS",
            "RE 1-4 FAMILY * 3-12 MONTHS",
            "RE 1-4 FAMILY * 1-3 YEARS",
            "RE 1-4 FAMILY * 3-5 YEARS",
            "RE 1-4 FAMILY * 5-15 YEARS",
            "RE 1-4 FAMILY * OVER 15 YEARS",
        ),
    ),
    *_ladder(
        "LNOT",
        "All other loans and leases",
        (
            "ALL OTHER LNS & LS*3 MO OR LESS",
            "ALL OTHER LNS & LS * 3-12 MONS",
            "ALL OTHER LNS & LS * 1-3 YEARS",
            "ALL OTHER LNS & LS * 3-5 YEARS",
            "ALL OTHER LNS & LS * 5-15 YEARS",
            "ALL OTHER LNS & LS * OVER 15 YRS",
        ),
    ),
)
"""Assets by remaining maturity, floating ones by the next repricing."""

FUNDING: tuple[Field, ...] = (
    _further("LNNDEPD", "Loans to financial firms that take no deposits", "LOANS TO NONDEP FINANCIAL INST-DOM"),
    _further("OTHBFHLB", "Advances of Federal Home Loan Banks", "OTHER LIABILITIES-FHLB"),
    _further("OTBFH1L", "Advances due or repriced within a year", "FHLB ADV MAT REP ONE YR OR LESS"),
    _further("SCPLEDGE", "Securities pledged", "PLEDGED SECURITIES"),
    _further("LNPLEDGE", "Loans and leases pledged", "PLEDGED LOANS AND LEASES"),
    _further("RT", "Interest-rate contracts, notional of all purposes", "INTEREST RATE-TOTAL CONTRACTS", high=2e14),
    _further("EQCCOMPI", "Accumulated other comprehensive income", "OTHER COMPREHENSIVE INCOME", low=-1e12),
    _further("ELNATR", "Provisions, year to date", "PROVISIONS FOR CREDIT LOSSES", low=-1e11, flow=True),
    _further("NTLNLS", "Net charge-offs, year to date", "TOTAL LN&LS NET CHARGE-OFFS", low=-1e11, flow=True),
)
"""Who else is lent to and borrowed from, what is pledged, and what losses on loans have cost."""

_ALL = (*BALANCE, *SECURITIES, *REAL_ESTATE, *QUALITY, *INCOME, *RATIOS, *LADDER, *FUNDING)
FIELDS: dict[str, Field] = {field.name: field for field in _ALL}
"""Every figure that is kept, by its name in BankFind."""

WORDS = ("name", "city", "state", "holding")
COLUMNS = ("cert", "date", "name", "city", "state", "rssd", "closed", "holding_rssd", "holding", *FIELDS)
"""The dataset's columns: the charter, the quarter's last day, whose it was then, and every field."""
IDENTITY = ("CERT", "REPDTE", "NAME", "RSSDHCR", "NAMEHCR")
"""What names a row of the financials: charter, quarter, and the holding company it belonged to then."""
REGISTER = ("CERT", "NAME", "CITY", "STALP", "ACTIVE", "ESTYMD", "ENDEFYMD", "FED_RSSD", "RSSDHCR", "NAMEHCR", "ASSET")
"""What is asked of the register of institutions."""

BANKS: tuple[Entry, ...] = tuple(field.entry for field in FIELDS.values())
