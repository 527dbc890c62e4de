"""Prices: what Yahoo Finance is asked for, each ticker whole, in the order in which pages need them."""

from __future__ import annotations

from analytics.catalogue.entry import DATASETS, Entry

_LIMIT_DAYS = 5


def _price(id: str, title: str, kind: str, low: float, high: float) -> Entry:
    unit = "USD" if kind in ("fund", "stock") else "index points"
    return Entry(id, "prices", title, unit, "Yahoo Finance", DATASETS["prices"].licence, low, high, kind, _LIMIT_DAYS)


FIRST = ("IWM", "SPY", "^RUT", "^GSPC", "KRE", "XBI", "^VIX")
"""What every page stands on: fetched and published before anything else."""

PRICES: tuple[Entry, ...] = (
    _price("IWM", "iShares Russell 2000 ETF", "fund", 20, 1500),
    _price("SPY", "SPDR S&P 500 ETF Trust", "fund", 20, 4000),
    _price("^RUT", "Russell 2000 index", "index", 50, 15000),
    _price("^GSPC", "S&P 500 index", "index", 1, 40000),
    _price("KRE", "SPDR S&P Regional Banking ETF", "fund", 8, 500),
    _price("XBI", "SPDR S&P Biotech ETF", "fund", 5, 1000),
    _price("^VIX", "Cboe Volatility Index", "volatility", 5, 200),
    _price("RSP", "Invesco S&P 500 Equal Weight ETF", "fund", 10, 1000),
    _price("UPST", "Upstart Holdings", "stock", 0.05, 5000),
    _price("ASAN", "Asana", "stock", 0.05, 5000),
    _price("CLSK", "CleanSpark", "stock", 0.05, 5000),
    _price("DNA", "Ginkgo Bioworks Holdings", "stock", 0.05, 20000),
    _price("IJR", "iShares Core S&P Small-Cap ETF", "fund", 5, 800),
    _price("MDY", "SPDR S&P MidCap 400 ETF Trust", "fund", 20, 3500),
    _price("QQQ", "Invesco QQQ Trust", "fund", 15, 4000),
    _price("KBE", "SPDR S&P Bank ETF", "fund", 5, 500),
    _price("IBB", "iShares Biotechnology ETF", "fund", 8, 1000),
    _price("XRT", "SPDR S&P Retail ETF", "fund", 4, 500),
    _price("XLF", "Financial Select Sector SPDR Fund", "fund", 3, 300),
    _price("TLT", "iShares 20+ Year Treasury Bond ETF", "fund", 25, 400),
    _price("IEF", "iShares 7-10 Year Treasury Bond ETF", "fund", 30, 300),
    _price("HYG", "iShares iBoxx USD High Yield Corporate Bond ETF", "fund", 20, 200),
    _price("JNK", "SPDR Bloomberg High Yield Bond ETF", "fund", 15, 300),
    _price("LQD", "iShares iBoxx USD Investment Grade Corporate Bond ETF", "fund", 30, 300),
    _price("BKLN", "Invesco Senior Loan ETF", "fund", 5, 60),
    _price("ZION", "Zions Bancorporation", "stock", 0.05, 2000),
    _price("KEY", "KeyCorp", "stock", 0.05, 2000),
    _price("RF", "Regions Financial", "stock", 0.05, 2000),
    _price("CFG", "Citizens Financial Group", "stock", 0.05, 2000),
    _price("FITB", "Fifth Third Bancorp", "stock", 0.05, 2000),
    _price("HBAN", "Huntington Bancshares", "stock", 0.05, 2000),
    _price("MTB", "M&T Bank", "stock", 0.05, 5000),
    _price("TFC", "Truist Financial", "stock", 0.05, 2000),
    _price("WAL", "Western Alliance Bancorporation", "stock", 0.05, 2000),
    _price("FLG", "Flagstar Financial", "stock", 0.05, 2000),
    _price("VLY", "Valley National Bancorp", "stock", 0.05, 2000),
    _price("PNFP", "Pinnacle Financial Partners", "stock", 0.05, 2000),
    _price("COLB", "Columbia Banking System", "stock", 0.05, 2000),
    _price("OZK", "Bank OZK", "stock", 0.05, 2000),
    _price("BANC", "Banc of California", "stock", 0.05, 2000),
    _price("WBS", "Webster Financial", "stock", 0.05, 2000),
)

BREADTH: tuple[Entry, ...] = (
    Entry(
        "yahoo.breadth",
        "breadth",
        "Daily closes of a sample of small caps",
        "USD",
        "Yahoo Finance",
        DATASETS["breadth"].licence,
        1e-6,
        1e7,
        "sample",
        _LIMIT_DAYS,
    ),
)
"""The sample of breadth, one series of many tickers: names come and go, and none is a figure by itself."""
