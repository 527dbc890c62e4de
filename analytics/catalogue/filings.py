"""Filings: what the SEC is asked for, each concept by an ordered list of the tags filers put it under."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.catalogue.debt_tags import NAMES, debt_tags
from analytics.catalogue.entry import DATASETS, Entry

_PUBLIC = "Public domain"
_LADDER = "LongTermDebtMaturitiesRepaymentsOfPrincipal"
_WITH_LEASES = "LongTermDebtAndCapitalLeaseObligationsMaturitiesRepaymentsOfPrincipal"
_INTEREST = ("InterestExpenseNonoperating", "InterestExpenseOperating")
_PRETAX = "IncomeLossFromContinuingOperationsBeforeIncomeTaxes"


@dataclass(frozen=True, slots=True)
class Concept:
    """One figure of a filing. The first of `tags` a filer uses for a period is taken, never the sum of two.

    Where the tags measure `one` thing, the largest amount is taken and the other is kept beside it; two tags of one
    filing that are its `parts` are added first. `kind` is "instant"
    (a balance-sheet date), "income" (years and quarters) or "cash flow" (years only, because later quarters are filed
    year to date). `low` and `high` bound what is believed, in USD. Tags of one `family` mean the same and may follow
    each other in a series; `core` concepts must be served. `unit` and `taxonomy` are what frames are asked for in.
    """

    name: str
    title: str
    kind: str
    tags: tuple[str, ...]
    low: float = 0.0
    high: float = 5e12
    family: tuple[str, ...] = ()
    core: bool = False
    one: bool = False
    parts: tuple[str, ...] = ()
    unit: str = "USD"
    taxonomy: str = "us-gaap"

    @property
    def names(self) -> tuple[str, ...]:
        """What a figure may be read from: its tags, and the sum of its parts."""
        return (*self.tags, *((" + ".join(self.parts),) if self.parts else ()))

    @property
    def entry(self) -> Entry:
        """The concept as an entry of the catalogue."""
        limit = 200 if self.kind == "instant" else 400
        return Entry(
            f"sec.{self.name}",
            "issuers",
            self.title,
            self.unit,
            "SEC EDGAR",
            _PUBLIC,
            self.low,
            self.high,
            self.kind,
            limit,
        )


def _instant(name: str, title: str, *tags: str, low: float = 0.0, core: bool = False) -> Concept:
    return Concept(name, title, "instant", tags, low, core=core)


def _flow(name: str, title: str, *tags: str, low: float = -5e12, core: bool = False, one: bool = False) -> Concept:
    return Concept(name, title, "income", tags, low, core=core, one=one)


def _yearly(name: str, title: str, *tags: str, low: float = 0.0) -> Concept:
    return Concept(name, title, "cash flow", tags, low)


FISCAL, WITH_LEASES, ROLLING = "fiscal years", "fiscal years, leases included", "twelve months at a time"
LADDER_KINDS = (FISCAL, WITH_LEASES, ROLLING)
"""What the buckets of a ladder count, in the order of each bucket's tags: the years of the filer, or twelve months
at a time from the balance sheet."""


def _bucket(name: str, title: str, fiscal: str, rolling: str) -> Concept:
    tags = (f"{_LADDER}{fiscal}", f"{_WITH_LEASES}{fiscal}", *((f"{_LADDER}{rolling}",) if rolling else ()))
    return _instant(name, title, *tags)


LADDER: tuple[Concept, ...] = (
    _bucket("ladder_remainder", "Debt due in the rest of the fiscal year", "RemainderOfFiscalYear", ""),
    _bucket("ladder_1", "Debt due in year one", "InNextTwelveMonths", "InNextRollingTwelveMonths"),
    _bucket("ladder_2", "Debt due in year two", "InYearTwo", "InRollingYearTwo"),
    _bucket("ladder_3", "Debt due in year three", "InYearThree", "InRollingYearThree"),
    _bucket("ladder_4", "Debt due in year four", "InYearFour", "InRollingYearFour"),
    _bucket("ladder_5", "Debt due in year five", "InYearFive", "InRollingYearFive"),
    _bucket("ladder_after", "Debt due after year five", "AfterYearFive", "InRollingAfterYearFive"),
)
"""The maturity ladder; all of an issuer's buckets of a date are of one kind and one filing."""

DEBT: tuple[Concept, ...] = tuple(
    Concept(tag.column, tag.title, "instant", (tag.tag,), -1e16, 1e16) for tag in debt_tags()
)
"""The tags of debt, a concept each; all of an issuer's lines of a date are taken from one filing. A line beyond belief
is kept: left out unseen, what is left would be taken for the whole."""
MAIN_DEBT: tuple[Concept, ...] = DEBT[: len(NAMES)]
"""The tags that most filers use: what is asked for of the ends of past years."""

BALANCE: tuple[Concept, ...] = (
    _instant("debt_floating", "Debt at variable rates", "LongtermDebtPercentageBearingVariableInterestAmount"),
    _instant("debt_fixed", "Debt at fixed rates", "LongtermDebtPercentageBearingFixedInterestAmount"),
    _instant(
        "cash",
        "Cash and cash equivalents",
        "CashAndCashEquivalentsAtCarryingValue",
        "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents",
    ),
    _instant("short_investments", "Short-term investments", "ShortTermInvestments", "MarketableSecuritiesCurrent"),
    _instant("assets", "Total assets", "Assets", core=True),
    _instant("liabilities", "Total liabilities", "Liabilities"),
    _instant(
        "equity",
        "Shareholders' equity",
        "StockholdersEquity",
        "StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest",
        low=-5e12,
    ),
    _instant(
        "debt_securities",
        "Marketable debt securities, current",
        "AvailableForSaleSecuritiesDebtSecuritiesCurrent",
        "DebtSecuritiesAvailableForSaleExcludingAccruedInterestCurrent",
    ),
    _instant(
        "debt_securities_noncurrent",
        "Marketable debt securities, noncurrent",
        "MarketableSecuritiesNoncurrent",
        "AvailableForSaleSecuritiesDebtSecuritiesNoncurrent",
        "DebtSecuritiesAvailableForSaleExcludingAccruedInterestNoncurrent",
    ),
    _instant("inventory", "Inventories", "InventoryNet"),
    Concept("shares", "Shares outstanding", "instant", ("CommonStockSharesOutstanding",), 1e3, 1e12, unit="shares"),
)

INCOME: tuple[Concept, ...] = (
    _flow("revenue", "Revenue", "Revenues", "RevenueFromContractWithCustomerExcludingAssessedTax",
          "RevenueFromContractWithCustomerIncludingAssessedTax", one=True),
    _flow("operating_income", "Operating income", "OperatingIncomeLoss", core=True),
    Concept(
        "interest",
        "Interest expense",
        "income",
        (
            "InterestExpense",
            "InterestExpenseNonoperating",
            "InterestAndDebtExpense",
            "InterestExpenseDebt",
            "InterestExpenseOperating",
        ),
        family=("InterestExpense", "InterestExpenseNonoperating", " + ".join(_INTEREST)),
        core=True,
        one=True,
        parts=_INTEREST,
    ),
    _flow(
        "pretax_income",
        "Income before tax",
        f"{_PRETAX}ExtraordinaryItemsNoncontrollingInterest",
        f"{_PRETAX}MinorityInterestAndIncomeLossFromEquityMethodInvestments",
    ),
    _flow("tax", "Income tax", "IncomeTaxExpenseBenefit"),
    _flow("net_income", "Net income", "NetIncomeLoss", "ProfitLoss", core=True),
    _flow("interest_income", "Interest and investment income", "InvestmentIncomeInterest",
          "InvestmentIncomeInterestAndDividend", "InvestmentIncomeNonoperating", low=0.0),
    _flow("impairment", "Impairments of all assets", "AssetImpairmentCharges", low=0.0),
    _flow("impairment_goodwill", "Impairments of goodwill and intangibles", "GoodwillImpairmentLoss",
          "GoodwillAndIntangibleAssetImpairment", low=0.0, one=True),
    _flow("impairment_long_lived", "Impairments of long-lived assets", "ImpairmentOfLongLivedAssetsHeldForUse",
          low=0.0),
    _flow("cost_of_sales", "Cost of sales", "CostOfRevenue", "CostOfGoodsAndServicesSold", "CostOfGoodsSold", low=0.0),
)  # fmt: skip
"""What an income statement holds; the tags a series of interest moved through mean the same."""

CASH_FLOW: tuple[Concept, ...] = (
    _yearly("profit_loss", "Net income, minorities included", "ProfitLoss", low=-5e12),
    _yearly("minority", "Net income of minorities", "NetIncomeLossAttributableToNoncontrollingInterest", low=-5e12),
    _yearly(
        "depreciation",
        "Depreciation and amortisation",
        "DepreciationDepletionAndAmortization",
        "DepreciationAmortizationAndAccretionNet",
        "DepreciationAndAmortization",
        "Depreciation",
    ),
    _yearly("interest_paid", "Interest paid", "InterestPaidNet", "InterestPaid"),
    _yearly("interest_capitalised", "Interest capitalised", "InterestCostsCapitalized", "InterestPaidCapitalized"),
    _yearly(
        "operating_cash_flow", "Cash flow from operations", "NetCashProvidedByUsedInOperatingActivities", low=-5e12
    ),
    _yearly(
        "capital_spending",
        "Capital spending",
        "PaymentsToAcquirePropertyPlantAndEquipment",
        "PaymentsToAcquireProductiveAssets",
    ),
    _yearly(
        "stock_issued", "Proceeds of common stock", "ProceedsFromIssuanceOfCommonStock",
        "ProceedsFromIssuanceOrSaleOfEquity",
    ),
)  # fmt: skip
"""What is fetched by the year only."""

FLOAT = "EntityPublicFloat"
"""Public float, tagged once a year on the cover of a 10-K, at the end of the second fiscal quarter."""
PAST_FLOAT = Concept("market_float", "Public float of past years", "instant", (FLOAT,), 1e5, 1e14, taxonomy="dei")
SALES_BEFORE = Concept("sales_before", "Revenue of 2016 to 2018", "cash flow",
                       ("Revenues", "RevenueFromContractWithCustomerExcludingAssessedTax",
                        "RevenueFromContractWithCustomerIncludingAssessedTax", "SalesRevenueNet"), -5e12,
                       one=True)  # fmt: skip
"""Sales of the three years before the first year of income, under the tag of before 2018 as well."""

CONCEPTS: dict[str, Concept] = {
    concept.name: concept for concept in (*LADDER, *DEBT, *BALANCE, *INCOME, *CASH_FLOW, PAST_FLOAT, SALES_BEFORE)
}
"""Every concept of the `issuers` dataset by its column."""

DEPOSITS = ("Deposits",)
LOANS = (
    "FinancingReceivableExcludingAccruedInterestAfterAllowanceForCreditLoss",
    "LoansAndLeasesReceivableNetReportedAmount",
    "NotesReceivableNet",
)
"""What tells a lender from a company with a finance code that does not lend."""


def _register(name: str, dataset: str, title: str, unit: str, low: float, high: float) -> Entry:
    licence = DATASETS[dataset].licence
    return Entry(f"sec.{name}", dataset, title, unit, "SEC EDGAR", licence, low, high, "register", 400)


FEWEST_FILERS = 4000
"""A register of filers with fewer rows than this has lost most of them."""

MEMBERS: tuple[Entry, ...] = (
    _register("public_float", "members", "Public float, by the cover of the 10-K", "USD", 0.0, 1e14),
    _register("tickers", "members", "Tickers and exchanges of filers", "rows", FEWEST_FILERS, 1e5),
    _register("submissions", "members", "Industry codes and fiscal year ends of filers", "rows", 1.0, 1e5),
)
FACTS: tuple[Entry, ...] = (_register("companyfacts", "facts", "All facts of one issuer", "facts", 1.0, 1e6),)
WAREHOUSE: tuple[Entry, ...] = (
    _register("warehouse", "warehouse", "Warehouse lines in the filings of listed lenders", "facts", 0.0, 1e6),
)
FILINGS: tuple[Entry, ...] = (*(concept.entry for concept in CONCEPTS.values()), *MEMBERS, *FACTS, *WAREHOUSE)
