"""The series of the Credit page: what each is of, how often it is published, and how long after the date it carries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from analytics.catalogue import ENTRIES
from analytics.frames.market import Market
from analytics.model.metric import day

PERIODS = {"quarter": "Q", "month": "M", "week": "W-WED", "day": "D"}
"""How often a series is published, and pandas' word for it."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One series: `name` is that of its figures, `kind` what it measures, `every` how often it is published.

    `id` is FRED's. `published_after` is how many days after the date it carries a value is usually public; FRED dates
    a quarter and a month by the first day. `is_of_period` marks what is measured over its quarter or month, not at its
    beginning.
    """

    id: str
    name: str
    label: str
    kind: str
    every: str
    published_after: int
    is_of_period: bool = False

    @property
    def title(self) -> str:
        """What is measured of what: "Credit cards, delinquency"."""
        return self.label if self.label.startswith(self.kind) else f"{self.label}, {self.kind.lower()}"

    def period(self, moment: pd.Timestamp) -> str:
        """The period of a value as it is read: "Q3 2019", "Aug 2025", "14 Oct 2025"."""
        if self.every == "quarter":
            return f"Q{moment.quarter} {moment.year}"
        return f"{moment:%b %Y}" if self.every == "month" else day(moment.date())

    def as_of(self, moment: pd.Timestamp) -> date:
        """The day a value is of: the last of the quarter it is measured over, else the date it carries."""
        if self.is_of_period and self.every == "quarter":
            return moment.to_period("Q").end_time.date()
        return moment.date()

    def is_old(self, moment: pd.Timestamp, last: date) -> bool:
        """Whether a value is older on a day than the newest of its series should be."""
        return (last - moment.date()).days > ENTRIES[self.id].limit_days


def _survey(id: str, name: str, label: str, kind: str = "Standards") -> Indicator:
    return Indicator(id, name, label, kind, "quarter", 40)


def _spread(id: str, name: str, label: str) -> Indicator:
    return Indicator(id, f"spread_{name}", label, "Spread", "day", 1)


def _quality(id: str, name: str, label: str) -> Indicator:
    kind = "Delinquency" if name.endswith("delinquency") else "Charge-offs"
    return Indicator(id, name, label, kind, "quarter", 145, is_of_period=True)


def _loans(id: str, name: str, label: str, every: str = "week", published_after: int = 9) -> Indicator:
    return Indicator(id, f"lending_{name}", label, "Growth over a year", every, published_after)


STANDARDS = (
    _survey("DRTSCIS", "standards_small", "Standards, business loans to small firms"),
    _survey("DRTSCILM", "standards_large", "Standards, business loans to larger firms"),
    _survey("SUBLPDRCSN", "standards_nonfarm", "Standards, nonfarm nonresidential property"),
    _survey("SUBLPDRCSC", "standards_construction", "Standards, construction and land"),
    _survey("SUBLPDRCSM", "standards_multifamily", "Standards, multifamily property"),
    _survey("DRSDCIS", "standards_demand_small", "Demand, business loans to small firms", "Demand"),
    _survey("DRSDCILM", "standards_demand_large", "Demand, business loans to larger firms", "Demand"),
)
SPREADS = (
    _spread("BAMLC0A4CBBB", "bbb", "BBB"),
    _spread("BAMLH0A1HYBB", "bb", "BB"),
    _spread("BAMLH0A2HYB", "b", "B"),
    _spread("BAMLH0A3HYC", "ccc", "CCC and lower"),
    _spread("BAMLH0A0HYM2", "hy", "All high yield"),
)
QUALITY = (
    _quality("DRCCLACBS", "card_delinquency", "Credit cards"),
    _quality("DRCLACBS", "consumer_delinquency", "All consumer loans"),
    _quality("DROCLACBS", "auto_other_delinquency", "Auto and other consumer loans"),
    _quality("DRCRELEXFACBS", "cre_delinquency", "Commercial real estate"),
    _quality("CORCCACBS", "card_charge_offs", "Credit cards"),
    _quality("CORCACBS", "consumer_charge_offs", "All consumer loans"),
    _quality("COROCLACBS", "auto_other_charge_offs", "Auto and other consumer loans"),
    _quality("CORCREXFACBS", "cre_charge_offs", "Commercial real estate"),
)
LENDING = (
    _loans("TOTLL", "all", "All loans and leases"),
    _loans("BUSLOANS", "business", "Commercial and industrial", "month", 45),
    _loans("LNFACBW027SBOG", "nonbanks", "Loans to non-banks"),
    _loans("CREACBW027SBOG", "cre", "Commercial real estate"),
    _loans("CCLACBW027SBOG", "card", "Credit cards"),
    _loans("CARACBW027SBOG", "auto", "Auto loans"),
)
CONSOLIDATED = pd.Timestamp("2010-03-31")
"""The Wednesday from which banks count the securitised loans that new accounting brought onto their books."""
BREAKS = {"CCLACBW027SBOG": (CONSOLIDATED,), "TOTLL": (CONSOLIDATED,)}
"""Where a series jumps for another reason than lending, by id."""
INVENTORIES = (Indicator("RETAILIRSA", "inventories_to_sales", "Retail inventories to sales", "Ratio", "month", 77),)
FACILITIES = (
    Indicator("WLCFLPCL", "facilities_discount_window", "Discount window, primary credit", "Level", "week", 1),
    Indicator("H41RESPPALDKNWW", "facilities_term_funding", "Bank Term Funding Program", "Level", "week", 1),
)
ASSETS = Indicator("WALCL", "facilities_assets", "Assets of the Federal Reserve", "Level", "week", 1)
TREASURY = Indicator("WDTGAL", "facilities_treasury_account", "Treasury's account", "Level", "week", 1)
REVERSE_REPO = Indicator("RRPONTSYD", "facilities_reverse_repo", "Overnight reverse repurchases", "Level", "day", 1)
LIQUIDITY = Indicator("WALCL", "facilities_net_liquidity", "Net liquidity", "Level", "week", 1)
PRICES = Indicator("CPIAUCSL", "calendar_cpi_year", "Consumer prices over a year", "Growth over a year", "month", 45)


def values(market: Market, indicator: Indicator, as_of: date | None, last: date) -> pd.Series[float]:
    """The known values of a series by date; with an as-of date those that were usually public by then.

    A quarter that is not over on the day `last` has no value that is measured over it. Empty where the series is not
    held.
    """
    if indicator.id not in market.rates.columns:
        return pd.Series(dtype="float64", index=pd.DatetimeIndex([]), name=indicator.id)
    known = market.rates[indicator.id].dropna()
    if indicator.is_of_period and indicator.every == "quarter":
        running = pd.Timestamp(last + timedelta(days=1)).to_period("Q").start_time
        known = known.loc[: running - timedelta(days=1)]
    if as_of is None:
        return known
    return known.loc[: pd.Timestamp(as_of - timedelta(days=indicator.published_after))]
