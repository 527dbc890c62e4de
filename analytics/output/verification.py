"""Verification: a snapshot beside what its sources serve now, value by value, and the figures that follow."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlsplit

import numpy as np
import pandas as pd
import pyarrow as pa

from analytics.catalogue import DATASETS
from analytics.errors import BadInput
from analytics.frames.issuers import accession
from analytics.load import World
from analytics.model.metric import Metric
from analytics.model.scenario import Scenario, read
from analytics.output.views import VIEWS, Answer
from analytics.store import Version

KEYS = {
    "prices": ("ticker", "date"),
    "rates": ("series", "date"),
    "members": ("cik",),
    "issuers": ("cik", "kind", "period"),
    "facts": ("cik", "concept", "start", "end"),
    "banks": ("cert", "date"),
    "warehouse": ("accession", "member", "range", "tag", "period_end"),
    "breadth": ("ticker", "date"),
}
"""What names one row of a dataset."""
FILED = ("issuers", "members", "facts", "banks", "warehouse")
"""Datasets made of filings: what is not served any more has been taken back."""
ROLLING = ("warehouse",)
"""Those that hold the newest filings alone: an older one is not asked for again, and stays as it was."""
FACTOR = 1e-6
"""How far the ratios of two histories may differ from one another and still be one factor."""
SHOWN = 40
"""Differences that are printed one by one."""
RESTATED, REVISED, SPLIT, DIVIDEND = "restated fact", "revised value", "new split", "later dividend"
VANISHED, UNSERVED = "vanished accession", "no longer served"


@dataclass(frozen=True)
class Difference:
    """One thing that is not as it was: `what` is named, `was` and `now` are its values, None where there is none."""

    dataset: str
    kind: str
    what: str
    was: float | str | None
    now: float | str | None
    rows: int = 1

    @property
    def change(self) -> float | None:
        """By how much a number changed."""
        if isinstance(self.was, float) and isinstance(self.now, float):
            return self.now - self.was
        return None


@dataclass(frozen=True)
class Link:
    """What a pinned link names: a view, its scenario and a snapshot."""

    view: str
    scenario: Scenario
    snapshot: str


def parse(link: str) -> Link:
    """Read a pinned link, with or without its address. Raises `BadInput` when it names no view or no snapshot."""
    try:
        parts = urlsplit(link.strip())
        pairs = parse_qsl(parts.query, max_num_fields=100)
    except ValueError:
        raise BadInput("The link is no address.", remedy="Copy the pinned link of the share button again.") from None
    view = parts.path.strip("/").rpartition("/")[2] or "overview"
    data = [value for name, value in pairs if name == "data"]
    if view not in VIEWS:
        raise BadInput("The link names no page of this dashboard.", remedy=f"Pages are {', '.join(VIEWS)}.")
    if len(data) != 1 or data[0] == "illustrative":
        raise BadInput("The link names no snapshot.", remedy="Copy the pinned link of the share button.")
    scenario, problems = read(pair for pair in pairs if pair[0] not in ("data", "v"))
    if problems:
        raise BadInput(" ".join(problems), remedy="Copy the pinned link of the share button again.")
    return Link(view, scenario, data[0])


def compare(pinned: World, fresh: World, datasets: tuple[str, ...]) -> tuple[list[Difference], World]:
    """What differs between a snapshot and a fresh pull of the same datasets, and the snapshot with fresh values.

    In the second every row of the snapshot has the value served now; a filing that vanished leaves it, a row of the
    market that is no longer served keeps what was published and is named. Rows that are new since do not count.
    """
    found: list[Difference] = []
    versions = dict(pinned.versions)
    for name in datasets:
        before, now = pinned.versions.get(name), fresh.versions.get(name)
        if before is None:
            continue
        if now is None:
            found.append(Difference(name, UNSERVED, DATASETS[name].title, None, None, before.table.num_rows))
            continue
        differences, table = _compared(name, before, now)
        found += differences
        versions[name] = replace(before, table=table)
    return found, World(pinned.kind, pinned.publication, versions)


def changed(before: Answer, after: Answer) -> Iterator[tuple[Metric, Metric | None]]:
    """The figures of an answer that are not the same to the last digit, with what they are now."""
    now = {metric.id: metric for metric in after.result.metrics}
    for metric in before.result.metrics:
        other = now.get(metric.id)
        if other is None or other.value != metric.value:
            yield metric, other


def _compared(name: str, before: Version, now: Version) -> tuple[list[Difference], pa.Table]:
    keys = list(KEYS[name])
    old, new = (version.table.to_pandas() for version in (before, now))
    once = new.drop_duplicates(keys, keep="last")
    place = pd.MultiIndex.from_frame(once[keys]).get_indexer(pd.MultiIndex.from_frame(old[keys]))
    held = place >= 0
    served = once.iloc[np.where(held, place, 0)].reset_index(drop=True) if len(once) else once
    values = [column for column in old.columns if column not in keys]
    found: list[Difference] = []
    if name == "prices" and held.any():
        found += _prices(old, served, held, new)
    gone = _vanished(name, old, new)
    found += [Difference(name, VANISHED, what, what, None, count) for what, count in gone.items()]
    lost = ~held
    if name in ROLLING:
        lost &= old["accession"].isin(new["accession"]).to_numpy()
    if lost.any() and not (name in FILED and gone):
        for what, count in old[lost][keys[0]].value_counts().items():
            found.append(Difference(name, UNSERVED, str(what), None, None, int(count)))
    taken = old.copy()
    for column in values:
        if column not in served.columns or not len(served):
            found.append(Difference(name, UNSERVED, column, None, None, len(old)))
            continue
        differs = held & ~_same(old[column], served[column])
        if not differs.any():
            continue
        if name != "prices":
            found += _restated(name, keys, column, old, served, differs)
        taken.loc[differs, column] = served.loc[differs, column].to_numpy()
    if name in FILED:
        taken = taken[~lost]
    return found, pa.Table.from_pandas(taken, schema=before.table.schema, preserve_index=False)


def _same(old: pd.Series, new: pd.Series) -> np.ndarray:
    empty = (old.isna() | (old.astype(str) == "")) & (new.isna() | (new.astype(str) == ""))
    return np.asarray((old == new).fillna(False).to_numpy(dtype=bool) | empty.to_numpy(dtype=bool))


def _vanished(name: str, old: pd.DataFrame, new: pd.DataFrame) -> Mapping[str, int]:
    """The accessions of a snapshot that nothing served now names, with how many values each stood behind."""
    columns = [column for column in old.columns if column.endswith("_accn")]
    if not columns:
        return {}
    held = set(numbers(new[[column for column in columns if column in new]]))
    named = [number for number in numbers(old[columns]) if number not in held]
    return {accession(number): count for number, count in Counter(named).items()}


def numbers(columns: pd.DataFrame) -> list[int]:
    """Every accession number in some columns, as often as it stands there."""
    return [int(value) for name in columns for value in columns[name].dropna().tolist() if value > 0]


def _restated(
    name: str, keys: list[str], column: str, old: pd.DataFrame, served: pd.DataFrame, differs: np.ndarray
) -> Iterator[Difference]:
    """Every value that changed, by its row's name; an accession or a tag that changed goes with its value."""
    if column.endswith(("_accn", "_tag")) or column == "accn":
        return
    for place in np.flatnonzero(differs):
        row = old.iloc[place]
        what = " ".join([column, *(_word(row[key]) for key in keys)])
        filing = row.get(f"{column}_accn")
        if filing is not None and filing == filing and filing > 0:
            what = f"{what} ({accession(int(filing))})"
        was, now = _value(row[column]), _value(served[column].iloc[place])
        yield Difference(name, RESTATED if name in FILED else REVISED, what, was, now)


def _prices(old: pd.DataFrame, served: pd.DataFrame, held: np.ndarray, new: pd.DataFrame) -> Iterator[Difference]:
    """Per ticker: a split or a dividend after the snapshot rescales its history by one factor; the rest is revised."""
    for ticker, rows in old[held].groupby("ticker").groups.items():
        for column, kind in (("close", SPLIT), ("adj_close", DIVIDEND)):
            was = old.loc[rows, column].to_numpy(dtype=float)
            now = served.loc[rows, column].to_numpy(dtype=float)
            differs = ~((was == now) | (np.isnan(was) & np.isnan(now)))
            if not differs.any():
                continue
            later = new[(new["ticker"] == ticker) & (new["date"] > old.loc[rows, "date"].max())]
            actions = later["split" if kind == SPLIT else "dividend"]
            acted = bool(((actions > 0) & (actions != 1 if kind == SPLIT else True)).any())
            split = bool(((later["split"] > 0) & (later["split"] != 1)).any())
            with np.errstate(divide="ignore", invalid="ignore"):
                ratio = now / was
            is_factor = float(np.nanmax(ratio) / np.nanmin(ratio) - 1.0) < FACTOR
            if column == "adj_close" and split and not acted:
                continue
            if is_factor and acted:
                yield Difference("prices", kind, f"{ticker} {column}", 1.0, float(np.nanmedian(ratio)), len(rows))
                continue
            first = int(np.flatnonzero(differs)[0])
            what = f"{ticker} {column} on {_word(old.loc[rows[first], 'date'])}"
            yield Difference("prices", REVISED, what, _value(was[first]), _value(now[first]), int(differs.sum()))


def _word(value: object) -> str:
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else str(value)


def _value(value: object) -> float | str | None:
    if value is None or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, bool | np.bool_) or not isinstance(value, int | float | np.number):
        return _word(value)
    return float(value)
