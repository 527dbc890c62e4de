"""The watchlist: the commentary's names, their returns, three debts to equity, coverage, runway, break-even yield."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date

import pandas as pd

from analytics import debt_wall
from analytics import refinancing as refi
from analytics.catalogue import ENTRIES
from analytics.divergence import names
from analytics.frames.issuers import Filings
from analytics.frames.market import Market
from analytics.issuers import runway
from analytics.issuers.sample import sample
from analytics.measures.distributions import NORMAL_95
from analytics.measures.returns import window_return
from analytics.memo import memoised
from analytics.model.metric import Metric, of
from analytics.model.scenario import SPECS, Scenario

FUNDS, STOCKS = ("IWM", "KRE"), ("UPST", "CLSK", "ASAN", "DNA")
FUND = "a fund has no debt of its own"
RATIOS = {
    "debt_to_equity": ("debt over book equity", "M-DTE"),
    "liabilities_to_equity": ("total liabilities over book equity", "M-DTE"),
    "debt_to_float": ("debt over the public float", "M-DTE"),
    "coverage": ("interest coverage, twelve months", "M-ICR"),
}
RATE = ("rate_pct_per_pp", "rate_low_pct_per_pp", "rate_high_pct_per_pp")
DEBT = ("sec.debt_noncurrent", "sec.equity", "sec.liabilities", "sec.public_float")
COLUMNS = (
    "ticker",
    "ytd_pct",
    "ytd_total_pct",
    *(f"{name}_x" for name in RATIOS),
    "runway_quarters",
    "shares_growth_pct",
    "break_even_pct",
    *RATE,
    "rate_note",
    "class",
    "why",
    "why_prices",
    "prices_to",
    "balance_sheet",
)


def table(filings: Filings | None, market: Market, scenario: Scenario) -> pd.DataFrame:
    """A row a name: returns this year, debt to equity by three definitions, coverage, runway, break-even ten-year.

    After the commentary's names come the reader's own, `scenario.watch`; one that no register and no price knows is in
    the table with that reason. Break-evens are reached from the reader's curve, whatever the band. What is missing has
    its reason in `why`.
    """
    whole = scenario.changes(band_low=int(SPECS["band_low"].low), band_high=int(SPECS["band_high"].high))
    book, exposure = debt_wall.exposed(filings, market, whole)
    outcome = debt_wall.reprice(exposure, whole)
    assert filings is not None
    every = sample(book, filings, whole.band_low, whole.band_high)
    cash = runway.firms(every, filings)
    equities = _equity(filings)
    place = {ticker: row for row, ticker in enumerate(every.table["ticker"])}
    priced = exposure.table["ticker"].to_numpy()[exposure.repriceable]
    levels = 100 * refi.shown(outcome.break_evens, outcome.code)
    even = {str(ticker): (float(level), refi.CLASSES[code])
            for ticker, level, code in zip(priced, levels, outcome.code, strict=True)}  # fmt: skip
    rows, registered, market = [], known(filings), with_requests(filings, market, own(scenario))
    for ticker in (*FUNDS, *STOCKS, *own(scenario)):
        price, total, day = _returns(market, ticker)
        row = {"ticker": ticker, "ytd_pct": price, "ytd_total_pct": total, "prices_to": day}
        row |= _slope(market, ticker, exposure.curve.as_of)
        row["why_prices"] = "" if day is not None else "no prices are stored"
        reasons = []
        if ticker in FUNDS:
            rows.append(row | {"why": FUND})
            continue
        at = place.get(ticker)
        if at is None:
            unknown = ticker not in registered and ticker not in STOCKS and day is None
            why = "no listed filer has this ticker" if unknown else "no filings with a rank are stored"
            rows.append(row | {"why": why})
            continue
        one, spent = every.table.iloc[at], cash.iloc[at]
        equity = float(equities.get(int(one["cik"]), math.nan))
        icr = float(every.icr[at])
        level, kind = even.get(ticker, (math.nan, "not measured"))
        reasons += ["its book equity is not above nothing"] if equity <= 0.0 else []
        reasons += ["its book equity is not tagged"] if math.isnan(equity) else []
        reasons += ["its debt is doubted"] if one["doubt"] else []
        rows.append(
            row
            | {
                "debt_to_equity_x": _over(one["counted_debt"], equity),
                "liabilities_to_equity_x": _over(one["liabilities"], equity),
                "debt_to_float_x": _over(one["counted_debt"], one["float_usd"]),
                "coverage_x": icr if math.isfinite(icr) else math.nan,
                "runway_quarters": spent["runway_quarters"],
                "shares_growth_pct": spent["shares_growth_pct"],
                "break_even_pct": level,
                "class": f"{spent['class']}; {kind}",
                "why": "; ".join(reasons),
                "balance_sheet": one["period_end"],
            }
        )
    return pd.DataFrame(rows, columns=list(COLUMNS))


@memoised
def _equity(filings: Filings) -> pd.Series:
    """Shareholders' equity of every filer's newest balance sheet, USD."""
    sheets = filings.rows("instant", "equity", "assets").sort_values("end", kind="stable")
    newest = sheets[sheets["assets"].notna()].drop_duplicates("cik", keep="last")
    return pd.Series(newest["equity"].to_numpy(dtype=float), index=newest["cik"])


def _over(value: float, base: float) -> float:
    return float(value) / float(base) if base > 0.0 else math.nan


def own(scenario: Scenario) -> tuple[str, ...]:
    """The reader's own tickers beside the commentary's, in the order of the link."""
    return tuple(name for name in (scenario.watch or "").split(",") if name and name not in (*FUNDS, *STOCKS))


@memoised
def with_requests(filings: Filings, market: Market, tickers: tuple[str, ...]) -> Market:
    """The market with the prices of some tickers that readers asked for; as it is where none of them came."""
    asked = filings.breadth
    names = [] if asked is None else [name for name in tickers if name in asked.every_close.columns]
    names = [name for name in names if name not in market.close.columns]
    if asked is None or not names:
        return market
    close, adjusted = (
        frame.join(more[names], how="left")
        for frame, more in ((market.close, asked.every_close), (market.adj_close, asked.every_adjusted))
    )
    return Market(close, adjusted, market.rates, market.published)


@memoised
def known(filings: Filings) -> frozenset[str]:
    """Every ticker of the register of listed filers."""
    return frozenset(name for line in filings.members["tickers"].astype(str) for name in line.split()) | frozenset(
        filings.members["ticker"].astype(str)
    )


@memoised
def _slope(market: Market, ticker: str, as_of: date) -> dict[str, float | str]:
    """What a name has done with the ten-year, as Divergence measures it, with its 95 % bounds and its sessions."""
    one = names.single(market, ticker, as_of)
    bounds = (one.duration, one.duration - NORMAL_95 * one.error, one.duration + NORMAL_95 * one.error)
    return {**dict(zip(RATE, bounds, strict=True)), "rate_note": one.reason or one.words}


@memoised
def _returns(market: Market, ticker: str) -> tuple[float, float, date | None]:
    """This year's return on price and with dividends up to the newest close, per cent."""
    if ticker not in market.close.columns or not market.close[ticker].notna().any():
        return math.nan, math.nan, None
    found = []
    for frame in (market.close, market.adj_close):
        one = frame[[ticker]].dropna() if ticker in frame else frame.iloc[:0, :0]
        moves = window_return(one, None) if len(one.columns) else one
        found.append(100 * float(moves[ticker].iloc[-1]) if len(moves) else math.nan)
    return found[0], found[1], pd.Timestamp(market.close[ticker].dropna().index[-1]).date()


def year_to_date(market: Market, ticker: str) -> tuple[float, date | None]:
    """This year's return of a ticker on price, per cent, and its last day; NaN and None where it is not stored."""
    price, _, day = _returns(market, ticker)
    return price, day


def metrics(rows: pd.DataFrame, as_of: date) -> Iterator[Metric]:
    """Every cell of the watchlist as a figure with its date and its reason."""
    for row in rows.to_dict("records"):
        ticker, why = row["ticker"], row["why"] or "it is not filed or not classed"
        prefix, day = f"issuers.watchlist_{ticker.lstrip('^').lower().replace('-', '_')}", row["prices_to"]
        quoted = (ticker if ticker in ENTRIES else "yahoo.breadth",)
        none = row["why_prices"] or "the close at the end of last year is not stored"
        for name, label in (("ytd", "this year, price"), ("ytd_total", "this year, dividends included")):
            yield of(f"{prefix}_{name}", f"{ticker}: {label}", row[f"{name}_pct"], "%", "M-RET", quoted, day,
                     missing=none)  # fmt: skip
        ends = {"": "", "_low": ", lower bound", "_high": ", upper bound"}
        for column, (end, words) in zip(RATE, ends.items(), strict=True):
            yield of(f"{prefix}_rate{end}", f"{ticker}: sensitivity to the ten-year{words}", row[column], "% per pp",
                      "M-EDUR", (*quoted, "DGS10"), as_of, row["rate_note"], row["rate_note"])  # fmt: skip
        sheet = row["balance_sheet"]
        filed = pd.Timestamp(sheet).date() if sheet is not None and sheet == sheet else None
        missing = FUND if ticker in FUNDS else why
        for name, (label, method) in RATIOS.items():
            sources = ("sec.operating_income", "sec.interest") if name == "coverage" else DEBT
            yield of(f"{prefix}_{name}", f"{ticker}: {label}", row[f"{name}_x"], "x", method, sources, filed,
                     missing=missing)  # fmt: skip
        lasts = FUND if ticker in FUNDS else why if row["class"] != row["class"] else row["class"].split("; ")[0]
        yield of(f"{prefix}_runway", f"{ticker}: runway", row["runway_quarters"], "quarters", "M-RUN",
                 ("sec.cash", "sec.operating_cash_flow"), filed, missing=lasts)  # fmt: skip
        yield of(f"{prefix}_shares_growth", f"{ticker}: share count over a year", row["shares_growth_pct"], "%",
                 "M-DIL", ("sec.shares",), filed, missing=FUND if ticker in FUNDS else why)  # fmt: skip
        kind = FUND if ticker in FUNDS else why if row["class"] != row["class"] else row["class"].split("; ")[1]
        yield of(f"{prefix}_break_even", f"{ticker}: break-even ten-year", row["break_even_pct"], "%", "M-BE",
                 ("sec.interest", "DGS10", "DGS3MO"), as_of, missing=kind)  # fmt: skip


def best_and_worst(rows: pd.DataFrame) -> tuple[str, float, str, float] | None:
    """The names with the highest and the lowest return on price this year; None where fewer than two are known."""
    known = rows[rows["ytd_pct"].notna()].sort_values("ytd_pct", kind="stable")
    if len(known) < 2:
        return None
    low, high = known.iloc[0], known.iloc[-1]
    return str(high["ticker"]), float(high["ytd_pct"]), str(low["ticker"]), float(low["ytd_pct"])
