"""Breadth: the closes of a seeded sample of small caps, asked for once a session, the last of a refresh."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

import pandas as pd
import pyarrow as pa

from analytics.catalogue import ENTRIES, Entry
from analytics.errors import SourceChanged, SourceUnavailable
from analytics.frames.breadth import FIRST_RANK, LAST_RANK, SEED, universe
from analytics.model.language import counted
from analytics.refresh import validate
from analytics.refresh.source import Checked, Series, Source
from analytics.refresh.task import LATELY, Task
from analytics.refresh.task import table as priced
from analytics.sessions import closing, last_closed
from analytics.sources import yahoo
from analytics.sources.http import Missing, NotServed
from analytics.store import requests

ID = "yahoo.breadth"
SPAN = "5y"
"""How much of each history is asked for."""
MEMBERS = ("cik", "ticker", "rank")
MOST_OWN = 60
"""Tickers of readers that are kept; the ones asked for first go first."""
UNSEEN = "not in the answers of earlier refreshes"


@dataclass(frozen=True)
class Sample:
    """The sample's tickers in order, those to ask for now, and how many names it is drawn from.

    `own` are tickers that readers asked for: their prices lie beside the sample, and are in no figure of it.
    """

    tickers: tuple[str, ...]
    asked: tuple[str, ...]
    universe_count: int
    own: tuple[str, ...] = ()

    @property
    def every(self) -> tuple[str, ...]:
        """The sample and the readers' own, each once."""
        return tuple(dict.fromkeys((*self.tickers, *self.own)))


@dataclass(frozen=True)
class Bars:
    """What came, and why the rest did not."""

    frames: Mapping[str, pd.DataFrame]
    missing: Missing


def _request(task: Task) -> Sample | None:
    """The sample and what readers asked for; None where it is off, or was fetched since the newest close.

    Names that the line failed lately, or that a reader asks for anew, are asked for alone. Raises `SourceUnavailable`
    without members.
    """
    size, before = task.settings.breadth, task.previous.provenance
    waiting = tuple(request.key for request in requests.pending(task.store, "prices"))
    own = tuple(dict.fromkeys((*before.get("own", ()), *waiting)))[-MOST_OWN:]
    if not size and not own:
        return None
    tickers, count = _sample(task, size)
    if not tickers and not own:
        return None
    at = task.previous.fetched_at
    same = at is not None and tuple(before.get("sample", ())) == tickers and last_closed(at) == last_closed(task.now)
    every = Sample(tickers, (), count, own).every
    if same and at is not None and not task.accept and timedelta(0) <= task.now - at:
        unanswered = set(before.get("unanswered_names", ())) | set(waiting)
        lacking = tuple(ticker for ticker in every if ticker in unanswered)
        if not lacking and at >= closing(last_closed(at)):
            return None
        if lacking and task.now - at < LATELY:
            return Sample(tickers, lacking, count, own)
    return Sample(tickers, every, count, own)


def _sample(task: Task, size: int) -> tuple[tuple[str, ...], int]:
    """The seeded sample and how many names it is drawn from. Raises `SourceUnavailable` without members."""
    if not size:
        return (), 0
    known = task.dataset_table("members")
    if known is None:
        raise SourceUnavailable(
            "The sample of breadth needs the members, which could not be had.", remedy="Refresh 'members' as well."
        )
    every = universe(known.select(list(MEMBERS)).to_pandas())
    tickers = tuple(str(ticker) for ticker in every["ticker"][:size])
    if not tickers:
        task.outcome.missing[ID] = f"no listed filer with a ticker ranks from {FIRST_RANK:,} to {LAST_RANK:,}"
    return tickers, len(every)


def _entry(ticker: str) -> Entry:
    """A name of the sample, whose closes are to be believed within the range of the sample's entry."""
    entry = ENTRIES[ID]
    return Entry(ticker, "breadth", ticker, entry.unit, entry.publisher, entry.licence, entry.low, entry.high,
                 entry.kind, entry.limit_days)  # fmt: skip


def _fetch(task: Task, sample: Sample) -> Bars | None:
    """Ask for the bars; None where the service has none of them. Raises `SourceUnavailable` when none could be had."""
    total = len(sample.asked)
    entries = tuple(_entry(ticker) for ticker in sample.asked)
    try:
        frames, missing = yahoo.fetch(
            entries, task.settings.yahoo_url, lambda done: task.report(done, total), task.patience, SPAN
        )
    except NotServed as error:
        task.outcome.missing[ID] = error.failed.rstrip(".")
        _strike_off(task, sample.asked, "the service has no prices of it")
        return None
    _strike_off(task, [name for name in missing if name not in missing.unanswered], "the service has no prices of it")
    task.outcome.served += [request for request in requests.pending(task.store, "prices") if request.key in frames]
    return Bars(frames, missing)


def _strike_off(task: Task, names: Iterable[str], why: str) -> None:
    """End what readers asked for of some tickers for which there are no prices; each is named with the reason."""
    wanted = set(names)
    for request in requests.pending(task.store, "prices"):
        if request.key in wanted:
            requests.served(task.store, request)
            task.outcome.missing[request.key] = why


def _check(task: Task, sample: Sample, bars: Bars) -> Checked:
    """Each name's new bars, or its last good ones; why there are none, where there are none."""
    old = _stored(task.previous.table)
    reasons = {name: str(why) for name, why in task.previous.provenance.get("missing_names", {}).items()}
    kept: dict[str, pd.DataFrame] = {}
    missing: dict[str, str] = {}
    fresh = 0
    for ticker in sample.every:
        held = old.get(ticker)
        if ticker in bars.frames:
            came = bars.frames[ticker]
            trusted = None if ID in task.accept else _since(held, came)
            try:
                kept[ticker], _ = validate.prices(_entry(ticker), came, trusted, task.now.date())
                fresh += 1
                continue
            except SourceChanged as error:
                missing[ticker] = f"held back: {error.failed.rstrip('.')}"
        elif ticker in bars.missing:
            missing[ticker] = bars.missing[ticker]
        elif held is None:
            missing[ticker] = reasons.get(ticker, UNSEEN)
        if held is not None:
            kept[ticker] = held
    if not fresh:
        raise SourceUnavailable(f"{yahoo.SERVICE} served no name of the sample that can be believed.")
    ends = [frame.index[-1] for frame in kept.values()]
    starts = [frame.index[0] for frame in kept.values()]
    none = [ticker for ticker in sample.tickers if ticker not in kept]
    note = f"{counted(len(sample.tickers) - len(none), 'name')} of {len(sample.tickers):,} have prices"
    series = {ID: Series(min(starts).date().isoformat(), max(ends).date().isoformat(),
                         sum(len(frame) for frame in kept.values()), note=note)}  # fmt: skip
    extra = {
        "seed": SEED,
        "sample": list(sample.tickers),
        "universe_count": sample.universe_count,
        "missing_names": missing,
        "without_prices": none,
        "own": list(sample.own),
        "unanswered_names": sorted(bars.missing.unanswered),
    }
    return Checked(priced("breadth", kept), series, extra)


def _since(held: pd.DataFrame | None, fresh: pd.DataFrame) -> pd.DataFrame | None:
    """What is held from the first bar on that came: the window moves on, and what it leaves is no cut history."""
    if held is None:
        return None
    held = held[held.index >= fresh.index.min()]
    return held if len(held) else None


def _stored(table: pa.Table | None) -> dict[str, pd.DataFrame]:
    if table is None:
        return {}
    parts = table.to_pandas().groupby("ticker", observed=True)
    return {str(id): part.drop(columns="ticker").set_index("date") for id, part in parts}


SOURCE = Source("breadth", yahoo.CHART, _request, _fetch, _check)
