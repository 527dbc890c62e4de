"""Members: listed filers ranked by the public float on the cover of their 10-K, with industry and exchange."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa

from analytics.catalogue.filings import DEPOSITS, FLOAT, LOANS, MEMBERS
from analytics.errors import DashboardError
from analytics.measures.filer import sectors
from analytics.refresh import checks, periods, registers
from analytics.refresh.frames import Frames
from analytics.refresh.source import Checked, Series, Source
from analytics.refresh.task import Task
from analytics.sources import sec

LISTED = ("Nasdaq", "NYSE", "CBOE")
KEPT = 4500
"""Ranks kept, so that the band is the reader's to choose."""
OVER_ASSETS, UNDER_ASSETS, UNDER_ANY, LARGE = 50.0, 0.01, 0.001, 50e9
"""Floats above so many times total assets, or under that part of them (of any filer, a lender or not), are off by a
scale; above so many USD they are large or off."""
LEAST, LEAST_ASSETS = 10e6, 300e6
"""A company with so many USD of assets whose float is under the first has filed it in another scale."""
UNDER_EQUITY, JUMP = 0.01, 100.0
"""A float under this part of equity, or this many times last year's or less of it, is off by a scale."""
SCALE_HIGH = "public float over 50 times total assets: its scale is doubted"
SCALE_LOW = "public float under a hundredth of total assets: its scale is doubted"
SCALE_LEAST = "public float under USD 10 m beside assets over USD 300 m: its scale is doubted"
SCALE_EQUITY = "public float under a hundredth of equity: its scale is doubted"
SCALE_JUMP = "public float a hundred times off last year's: its scale is doubted"
LARGE_FLOAT = "public float over USD 50 bn"
LENDER = "part of its debt funds lending to customers"
NO_FLOAT = "no public float tagged"
NOT_GAAP = "not us-gaap"
NO_CODE = "no industry code"
BLANK_CHEQUE = "a blank cheque company"
FUND = "a fund or trust"
PREFERRED = "only preferred shares are listed"
SMALLER = "ranked beyond those held"
NAMED = (NOT_GAAP, NO_CODE, BLANK_CHEQUE, FUND, PREFERRED, SCALE_HIGH, SCALE_LOW, SCALE_LEAST, SCALE_EQUITY, SCALE_JUMP)
"""Flags of filers that are held without a rank."""
_PREFERRED = r".*-P[A-Z]?$"
EQUITY = ("StockholdersEquity", "StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest")


@dataclass(frozen=True)
class Keys:
    """The frames that filers are ranked by: floats and assets, and what tells a lender or a wrong scale."""

    floats: list[sec.Key]
    assets: list[sec.Key]
    foreign: list[sec.Key]
    equity: list[sec.Key]
    deposits: list[sec.Key]
    loans: list[sec.Key]
    covers: list[sec.Key]


@dataclass(frozen=True)
class Filers:
    """What came: the frames, the register of tickers, the industry codes, and what stands in for either."""

    frames: Frames
    listed: pd.DataFrame
    industries: pd.DataFrame
    notes: dict[str, str]


def _request(task: Task) -> Keys:
    today = task.now.date()
    equity, deposits, loans = (
        [sec.Key(tag, period) for tag in tags for period in periods.instants(today)]
        for tags in (EQUITY, DEPOSITS, LOANS)
    )
    return Keys(
        floats=[sec.Key(FLOAT, period, "dei") for period in periods.floats(today)],
        assets=[sec.Key("Assets", period) for period in periods.instants(today)],
        foreign=[sec.Key("Assets", period, "ifrs-full") for period in periods.instants(today)],
        equity=equity,
        deposits=deposits,
        loans=loans,
        covers=[sec.Key(FLOAT, period, "dei") for period in periods.covers(today)],
    )


def _fetch(task: Task, keys: Keys) -> Filers:
    """Pull frames and registers. Raises `SourceUnavailable` when one that ranks rest on cannot be had."""
    frames = Frames(task)
    frames.pull([*keys.covers, *keys.assets, *keys.foreign])
    listed, register_note = registers.tickers(task, frames.client)
    industries, industry_note = registers.industries(task, frames.client)
    for id, what, wanted in (
        ("sec.public_float", "equity", keys.equity),
        ("sec.submissions", "lending", [*keys.deposits, *keys.loans]),
    ):
        try:
            frames.pull(wanted)
        except DashboardError as error:
            task.outcome.remarks[id] = f"{what} is as far as it is known, because {error.failed}"
    return Filers(frames, listed, industries, {"sec.tickers": register_note, "sec.submissions": industry_note})


def _check(task: Task, keys: Keys, filers: Filers) -> Checked:
    """Rank the filers. Raises `SourceChanged` when the ranks, or the scale of their floats, are not believed."""
    frames = filers.frames
    newest = {
        "float": _newest(frames, keys.floats),
        "assets": _newest(frames, keys.assets),
        "foreign": _newest(frames, keys.foreign),
        "equity": _newest(frames, keys.equity),
        "deposits": _newest(frames, keys.deposits),
        "loans": _newest(frames, keys.loans),
        "before": _newest(frames, keys.covers, back=1),
    }
    checks.scale("public float", newest["float"]["value"], newest["assets"]["value"], task)
    every = rank(filers.listed, filers.industries, **newest)
    held = every[(every["rank"].between(1, KEPT)) | every["flag"].isin(NAMED)]
    table = checks.members(held.reset_index(), task)
    reasons = every.loc[~every.index.isin(held.index), "flag"].replace({"": SMALLER, LARGE_FLOAT: SMALLER})
    left_out = {str(reason): int(count) for reason, count in reasons.value_counts().items()}
    successors = registers.successors(filers.listed, task.previous.table)
    task.outcome.remarks |= {id: note for id, note in filers.notes.items() if note}
    if successors:
        task.outcome.remarks["sec.tickers"] = successors
    task.outcome.remarks |= frames.notes
    return Checked(table, _series(table), {"left_out": left_out})


def rank(
    listed: pd.DataFrame,
    industries: pd.DataFrame,
    float: pd.DataFrame,
    assets: pd.DataFrame,
    foreign: pd.DataFrame,
    equity: pd.DataFrame,
    deposits: pd.DataFrame,
    loans: pd.DataFrame,
    before: pd.DataFrame,
) -> pd.DataFrame:
    """Every filer on an exchange, best float first, then those without a rank, by CIK; `flag` says why.

    `listed` is the register of tickers, `industries` that of submissions; the other frames hold the newest value
    of each filer (columns value, end, accn; index cik), `before` the float before the newest. Ranks are of
    companies: funds, trusts, blank cheques and filers with nothing but preferred shares on an exchange take none,
    nor does one whose float is doubted. One over 50 USD bn, or whose debt funds lending, keeps its rank and says so.
    """
    traded = listed[listed["exchange"].isin(LISTED)]
    every = traded.groupby("cik")["ticker"].agg(" ".join)
    table = traded.drop_duplicates("cik").set_index("cik").assign(tickers=every)
    known = industries.drop_duplicates("cik").set_index("cik").reindex(table.index)
    value, total, own, taken, lent, last = (
        part["value"].reindex(table.index) for part in (float, assets, equity, deposits, loans, before)
    )
    table["sic"] = known["sic"].fillna(0).astype("int64")
    table["year_end"] = known["fye"].fillna("")
    table["form"] = known["form"].fillna("")
    sic = table["sic"].to_numpy()
    lending = sectors.funds_loans(*(part.to_numpy(dtype="float64") for part in (total, taken, lent)))
    table["sector"] = np.where(np.isin(sic, sectors.PLATFORMS) & lending, sectors.FINANCIALS, sectors.sector(sic))
    table["financial"] = table["sector"] == sectors.FINANCIALS
    table["float_usd"] = value.where(value > 0)
    table["float_end"] = float["end"].reindex(table.index)
    table["float_accn"] = float["accn"].reindex(table.index).fillna(0).astype("int64")
    preferred = traded.assign(own=~traded["ticker"].str.fullmatch(_PREFERRED)).groupby("cik")["own"].any()
    company = ~table["financial"] & (table["sector"] != sectors.REAL_ESTATE)
    table["flag"] = np.select(
        [
            table["float_usd"].isna() & total.isna() & table.index.isin(foreign.index),
            table["sic"] == sectors.BLANK_CHEQUE,
            table["sic"].isin(sectors.FUNDS),
            table["float_usd"].isna(),
            table["sic"] == 0,
            ~preferred.reindex(table.index),
            value > OVER_ASSETS * total,
            value < np.where(company, UNDER_ASSETS, UNDER_ANY) * total,
            company & (value < LEAST) & (total > LEAST_ASSETS),
            company & (value < UNDER_EQUITY * own),
            (value > JUMP * last) | (value * JUMP < last),
            value > LARGE,
            lending & company,
        ],
        [
            NOT_GAAP,
            BLANK_CHEQUE,
            FUND,
            NO_FLOAT,
            NO_CODE,
            PREFERRED,
            SCALE_HIGH,
            SCALE_LOW,
            SCALE_LEAST,
            SCALE_EQUITY,
            SCALE_JUMP,
            LARGE_FLOAT,
            LENDER,
        ],
        "",
    )
    ranked = table["flag"].isin(["", LARGE_FLOAT, LENDER])
    order = table["float_usd"].where(ranked).rank(method="first", ascending=False)
    table["rank"] = order.fillna(0).astype("int64")
    return table.sort_values(["rank", "cik"], key=lambda column: column.where(column > 0, np.inf))


def _newest(frames: Frames, keys: list[sec.Key], back: int = 0) -> pd.DataFrame:
    """The newest value of every filer over some frames, or the one `back` days of value before it."""
    parts = []
    for key in keys:
        frame = frames.read(key)
        if frame is not None:
            parts.append(pd.DataFrame({"cik": frame.cik, "value": frame.value, "end": frame.end, "accn": frame.accn}))
    if not parts:
        return pd.DataFrame({"value": [], "end": [], "accn": []}, index=pd.Index([], dtype="int64", name="cik"))
    whole = pd.concat(parts, ignore_index=True).sort_values(["cik", "end"])
    whole = whole.drop_duplicates(["cik", "end"], keep="first")
    last = whole[whole.groupby("cik").cumcount(ascending=False) == back].set_index("cik")
    return last.assign(end=last["end"].to_numpy().astype("datetime64[D]").astype("datetime64[us]"))


def _series(table: pa.Table) -> dict[str, Series]:
    """The registers and the float behind the members, each as long as the floats reach."""
    ends = [end for end in table["float_end"].to_pylist() if end is not None]
    first, last = (str(end.date()) for end in (min(ends), max(ends)))
    return {entry.id: Series(first, last, table.num_rows) for entry in MEMBERS}


SOURCE = Source("members", sec.DATA, _request, _fetch, _check)
