"""Rates: what FRED is asked for, in calls of one frequency each."""

from __future__ import annotations

from analytics.catalogue.entry import Entry

_PUBLIC = "Public domain (FRED terms apply)"
_ICE = "Copyright ICE Data Indices; fetched by each user, not redistributed"


def _rate(
    id: str,
    title: str,
    publisher: str,
    low: float,
    high: float,
    *,
    batch: str,
    unit: str = "%",
    licence: str = _PUBLIC,
    kind: str = "whole",
    limit_days: int = 6,
) -> Entry:
    return Entry(id, "rates", title, unit, publisher, licence, low, high, kind, limit_days, batch)


def _treasury(id: str, term: str) -> Entry:
    title = f"Market yield on US Treasury securities at {term} constant maturity"
    return _rate(id, title, "Federal Reserve, H.15", -2, 20, batch="treasury")


def _spread(id: str, title: str) -> Entry:
    return _rate(id, title, "ICE Data Indices", 0, 60, batch="ice", licence=_ICE, kind="rolling")


def _standards(id: str, title: str) -> Entry:
    """A net percentage of the loan officers' survey, those tightening less those easing.

    Dated by the quarter's first day, published a month later.
    """
    return _rate(id, title, "Federal Reserve, SLOOS", -100, 100, batch="survey", kind="revised", limit_days=140)


def _quality(id: str, title: str) -> Entry:
    """A delinquency or charge-off rate: dated by the quarter's first day, published some 50 days after its last."""
    return _rate(
        id, title, "Federal Reserve, charge-off release", -5, 40, batch="quality", kind="revised", limit_days=250
    )


def _weekly(id: str, title: str, low: float, high: float) -> Entry:
    """A seasonally adjusted Wednesday level of the H.8, published nine days later."""
    publisher = "Federal Reserve, H.8"
    return _rate(id, title, publisher, low, high, batch="h8", unit="USD bn", kind="revised", limit_days=18)


def _facility(id: str, title: str, high: float = 5e6) -> Entry:
    """A Wednesday level of the H.4.1, published the day after, in millions."""
    publisher = "Federal Reserve, H.4.1"
    return _rate(id, title, publisher, 0, high, batch="h41", unit="USD mn", kind="revised", limit_days=11)


TENORS: dict[str, float] = {
    "DGS1MO": 1 / 12,
    "DGS3MO": 0.25,
    "DGS6MO": 0.5,
    "DGS1": 1.0,
    "DGS2": 2.0,
    "DGS3": 3.0,
    "DGS5": 5.0,
    "DGS7": 7.0,
    "DGS10": 10.0,
    "DGS20": 20.0,
    "DGS30": 30.0,
}
"""The Treasury series and their maturity in years."""

RATES: tuple[Entry, ...] = (
    _treasury("DGS1MO", "1-month"),
    _treasury("DGS3MO", "3-month"),
    _treasury("DGS6MO", "6-month"),
    _treasury("DGS1", "1-year"),
    _treasury("DGS2", "2-year"),
    _treasury("DGS3", "3-year"),
    _treasury("DGS5", "5-year"),
    _treasury("DGS7", "7-year"),
    _treasury("DGS10", "10-year"),
    _treasury("DGS20", "20-year"),
    _treasury("DGS30", "30-year"),
    _rate("SOFR", "Secured overnight financing rate", "Federal Reserve Bank of New York", -2, 20, batch="sofr"),
    _rate("DFF", "Federal funds effective rate", "Federal Reserve, H.15", -1, 25, batch="policy"),
    _rate("DFEDTARU", "Federal funds target range, upper limit", "Federal Reserve", 0, 25, batch="policy"),
    _rate("T10Y2Y", "10-year minus 2-year Treasury yield", "Federal Reserve Bank of St. Louis", -5, 5, batch="slope"),
    _spread("BAMLH0A0HYM2", "ICE BofA US high yield option-adjusted spread"),
    _spread("BAMLH0A1HYBB", "ICE BofA BB US high yield option-adjusted spread"),
    _spread("BAMLH0A2HYB", "ICE BofA single-B US high yield option-adjusted spread"),
    _spread("BAMLH0A3HYC", "ICE BofA CCC and lower US high yield option-adjusted spread"),
    _spread("BAMLC0A4CBBB", "ICE BofA BBB US corporate option-adjusted spread"),
    _rate(
        "CPIAUCSL",
        "Consumer price index for all urban consumers: all items",
        "Bureau of Labor Statistics",
        10,
        1000,
        batch="monthly",
        unit="index, 1982-84 = 100",
        kind="revised",
        limit_days=80,
    ),
    _rate(
        "USREC",
        "NBER recession indicator, from the month after the peak through the trough",
        "National Bureau of Economic Research",
        0,
        1,
        batch="monthly",
        unit="0 or 1",
        kind="revised",
        limit_days=80,
    ),
    _rate(
        "RETAILIRSA",
        "Retailers: inventories to sales ratio",
        "Census Bureau",
        0.5,
        3,
        batch="monthly",
        unit="ratio",
        kind="revised",
        limit_days=125,
    ),
    _rate(
        "NFCI",
        "Chicago Fed national financial conditions index",
        "Federal Reserve Bank of Chicago",
        -3,
        8,
        batch="weekly",
        unit="index",
        kind="revised",
        limit_days=15,
    ),
    _standards("DRTSCILM", "Net share of banks tightening standards for C&I loans, large and mid-market firms"),
    _standards("DRTSCIS", "Net share of banks tightening standards for C&I loans, small firms"),
    _standards("SUBLPDRCSN", "Net share of banks tightening standards for nonfarm nonresidential real-estate loans"),
    _standards("SUBLPDRCSC", "Net share of banks tightening standards for construction and land loans"),
    _standards("SUBLPDRCSM", "Net share of banks tightening standards for multifamily loans"),
    _standards("DRSDCILM", "Net share of banks reporting stronger demand for C&I loans, large and mid-market firms"),
    _standards("DRSDCIS", "Net share of banks reporting stronger demand for C&I loans, small firms"),
    _quality("DRCRELEXFACBS", "Delinquency rate on commercial real-estate loans, farmland excluded"),
    _quality("CORCREXFACBS", "Charge-off rate on commercial real-estate loans, farmland excluded"),
    _quality("DRCCLACBS", "Delinquency rate on credit-card loans"),
    _quality("CORCCACBS", "Charge-off rate on credit-card loans"),
    _quality("DRCLACBS", "Delinquency rate on consumer loans"),
    _quality("CORCACBS", "Charge-off rate on consumer loans"),
    _quality("DROCLACBS", "Delinquency rate on other consumer loans, auto loans among them"),
    _quality("COROCLACBS", "Charge-off rate on other consumer loans, auto loans among them"),
    _rate(
        "GDPDEF",
        "Implicit price deflator of gross domestic product",
        "Bureau of Economic Analysis",
        5,
        500,
        batch="quality",
        unit="index, 2017 = 100",
        kind="revised",
        limit_days=250,
    ),
    _weekly("DPSACBW027SBOG", "Deposits, all commercial banks", 500, 60000),
    _weekly("DPSSCBW027SBOG", "Deposits, small domestically chartered banks", 100, 30000),
    _weekly("TOTLL", "Loans and leases, all commercial banks", 200, 60000),
    _weekly("LLBSCBW027SBOG", "Loans and leases, small domestically chartered banks", 50, 30000),
    _weekly("CREACBW027SBOG", "Commercial real-estate loans, all commercial banks", 100, 20000),
    _weekly("CRESCBW027SBOG", "Commercial real-estate loans, small domestically chartered banks", 50, 15000),
    _weekly("CLDACBW027SBOG", "Construction and land loans, all commercial banks", 10, 5000),
    _weekly("SMPACBW027SBOG", "Multifamily loans, all commercial banks", 10, 5000),
    _weekly("SNFACBW027SBOG", "Nonfarm nonresidential loans, all commercial banks", 50, 15000),
    _weekly("LNFACBW027SBOG", "Loans to nondepository financial institutions, all commercial banks", 20, 10000),
    _weekly("CCLACBW027SBOG", "Credit cards and other revolving plans, all commercial banks", 20, 10000),
    _weekly("CARACBW027SBOG", "Automobile loans, all commercial banks", 20, 5000),
    _rate(
        "BUSLOANS",
        "Commercial and industrial loans, all commercial banks",
        "Federal Reserve, H.8",
        5,
        20000,
        batch="h8 monthly",
        unit="USD bn",
        kind="revised",
        limit_days=80,
    ),
    _facility("WLCFLPCL", "Discount window, primary credit outstanding"),
    _facility("H41RESPPALDKNWW", "Bank Term Funding Program outstanding, net"),
    _facility("WALCL", "Total assets of the Federal Reserve", 2e7),
    _facility("WDTGAL", "Treasury General Account at the Federal Reserve"),
    _rate(
        "RRPONTSYD",
        "Overnight reverse repurchase agreements of the Federal Reserve, Treasury securities",
        "Federal Reserve Bank of New York",
        0,
        5000,
        batch="reverse repo",
        unit="USD bn",
        kind="revised",
    ),
)
