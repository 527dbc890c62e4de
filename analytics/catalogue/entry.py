"""What the catalogue says of a series and of a dataset."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Entry:
    """One series: `low` and `high` bound what is plausible, in `unit`; `limit_days` is the age at which it is old.

    `kind` of a price is "fund", "index", "stock", "volatility" or "sample" (one of many shares): it decides
    which daily moves are believed. `kind` of a rate is its history: "whole", "rolling" (the service keeps three years
    only) or "revised" (old values change, so it is always fetched whole). `batch` groups rates of
    one frequency that are asked for in one call.
    """

    id: str
    dataset: str
    title: str
    unit: str
    publisher: str
    licence: str
    low: float
    high: float
    kind: str
    limit_days: int
    batch: str = ""

    @property
    def page(self) -> str:
        """The publisher's own page of the series."""
        if self.dataset == "rates":
            return f"https://fred.stlouisfed.org/series/{self.id}"
        if self.dataset == "prices":
            return f"https://finance.yahoo.com/quote/{quote(self.id)}"
        if self.dataset == "breadth":
            return "https://finance.yahoo.com/"
        if self.dataset == "banks":
            return "https://banks.data.fdic.gov/bankfind-suite/financialreporting"
        return "https://www.sec.gov/search-filings/edgar-application-programming-interfaces"


@dataclass(frozen=True, slots=True)
class Dataset:
    """A set of series fetched, kept and dated together.

    `service` is the name readers know. Datasets of one `group` are published together. A dataset that
    follows the exchange is dated by its `anchor` series and is stale once that stands more than `lag`
    sessions behind the last one that closed; one that follows filings has no anchor and is stale
    `refetch_days` after it was fetched. It is fetched after the dataset it `needs`; one `on_request` holds
    what readers or a setting ask for, and nothing is amiss while they ask for nothing; nor is it without an `optional`
    one, which the next refresh brings along. One that `is_last` is fetched once all others are published.
    """

    name: str
    title: str
    service: str
    licence: str
    group: str
    anchor: str = ""
    lag: int = 0
    refetch_days: int = 0
    needs: str = ""
    on_request: bool = False
    optional: bool = False
    is_last: bool = False


DATASETS = {
    dataset.name: dataset
    for dataset in (
        Dataset(
            "prices",
            "Daily closes of funds, indices and shares",
            "Yahoo Finance",
            "Personal use; not to be redistributed",
            "market",
            anchor="SPY",
        ),
        Dataset(
            "rates",
            "Treasury yields, policy rates, credit spreads, cycle dates",
            "FRED",
            "Public domain, except the ICE BofA spreads (copyright ICE Data Indices)",
            "market",
            anchor="DGS10",
            lag=2,
        ),
        Dataset(
            "members",
            "Listed filers ranked by public float, with industry and exchange",
            "SEC EDGAR",
            "Public domain",
            "issuers",
            refetch_days=7,
        ),
        Dataset(
            "issuers",
            "Debt, maturities, interest and income of each filer and fiscal period",
            "SEC EDGAR",
            "Public domain",
            "issuers",
            refetch_days=7,
            needs="members",
        ),
        Dataset(
            "banks",
            "Balance sheet, capital and maturities of each insured bank and quarter",
            "FDIC BankFind",
            "Public domain",
            "banks",
            refetch_days=7,
        ),
        Dataset(
            "facts",
            "All facts of the issuers asked for",
            "SEC EDGAR",
            "Public domain",
            "facts",
            refetch_days=90,
            on_request=True,
        ),
        Dataset(
            "warehouse",
            "Warehouse lines of listed lenders, as tagged in their filings",
            "SEC EDGAR",
            "Public domain",
            "warehouse",
            refetch_days=7,
            needs="members",
            optional=True,
        ),
        Dataset(
            "breadth",
            "Daily closes of a sample of small caps",
            "Yahoo Finance",
            "Personal use; not to be redistributed",
            "breadth",
            refetch_days=1,
            needs="members",
            on_request=True,
            is_last=True,
        ),
    )
}
