"""Banks: twenty quarters of every charter; one that cannot be believed leaves the last good one standing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from analytics.catalogue import DATASETS
from analytics.catalogue.banks import COLUMNS, FIELDS, WORDS
from analytics.errors import DashboardError, SourceChanged, SourceUnavailable
from analytics.model.metric import day
from analytics.refresh import bank_quarter, bank_register, validate
from analytics.refresh.task import Task
from analytics.sources import fdic

KEPT = 20
RECENT = 5
WHOLE_EVERY = timedelta(days=28)
"""The newest quarters are asked for again at every refresh, as amendments reach them; all of them every four weeks."""
TRIED = 2
"""Quarters of a first refresh that may be the newest believed: one that is not whole yet leaves the one before."""
EXPECTED = timedelta(days=75)
"""How long after its end a quarter may be unpublished without a word: the FDIC takes some 55 days."""


def fetch(task: Task) -> tuple[pa.Table, dict[str, Any]]:
    """Fetch, check and merge the quarters. Raises `SourceUnavailable` when none came that can be believed."""
    client = fdic.Client(task.settings.fdic_url, task.patience)
    old = _stored(task)
    ends = quarter_ends(task.now.date(), KEPT + 1)
    asked = _requested(task, ends, old)
    kept: dict[date, pd.DataFrame] = {}
    notes: dict[date, str] = {}
    fresh: list[date] = []
    before: pd.DataFrame | None = None
    for end in reversed(ends):
        if end in asked:
            came, notes[end] = _quarter(task, client, end, before, old.get(end))
            task.report(len(notes), len(asked) + 1)
            if came is not None:
                kept[end] = came
                fresh.append(end)
        if end not in kept and end in old:
            kept[end] = old[end]
        before = kept.get(end, before)
    if not fresh:
        raise SourceUnavailable(f"{fdic.SERVICE} served nothing that can be believed: {_first(task, client)}.")
    kept = {end: kept[end] for end in sorted(kept)[-KEPT:]}
    register, note = _register(client, old)
    if not old:
        kept = _first_quarters(task, client, kept, register)
    task.report(len(asked) + 1, len(asked) + 1)
    if note:
        task.outcome.missing["register"] = note
    whole = _whole(kept, register)
    origin = _provenance(task, whole, kept, fresh, notes, len(asked) == len(ends))
    earlier = task.previous.provenance.get("quarters", {})
    for end, frame in kept.items():
        known = bank_register.counts(frame, register, end)
        origin["quarters"][end.isoformat()]["register"] = known or earlier.get(end.isoformat(), {}).get("register", {})
    return _table(whole), origin


def _first_quarters(
    task: Task, client: fdic.Client, kept: Mapping[date, pd.DataFrame], register: pd.DataFrame
) -> dict[date, pd.DataFrame]:
    """The quarters of a first refresh up to the newest that holds all banks; `SourceUnavailable` without one."""
    for end in sorted(kept, reverse=True)[:TRIED]:
        try:
            found = bank_register.counts(kept[end], register, end)
            bank_register.check_first(found, len(kept[end]), end, not task.settings.fdic_url)
        except SourceChanged as error:
            task.outcome.missing[end.isoformat()] = f"held back: {error.failed.rstrip('.')}"
            continue
        return {other: frame for other, frame in kept.items() if other <= end}
    raise SourceUnavailable(f"{fdic.SERVICE} served nothing that can be believed: {_first(task, client)}.")


def quarter_ends(today: date, count: int) -> list[date]:
    """The last days of the newest quarters that are over, newest first."""
    last = pd.Period(pd.Timestamp(today), freq="Q") - 1
    return [(last - back).end_time.date() for back in range(count)]


def _requested(task: Task, ends: list[date], old: Mapping[date, pd.DataFrame]) -> list[date]:
    """The quarters to ask for: all now and then, else the newest and those that are not held."""
    whole = task.previous.fetched_whole
    if whole is None or task.now - whole > WHOLE_EVERY:
        return ends
    return [end for place, end in enumerate(ends) if place < RECENT or (end not in old and place < KEPT)]


def _stored(task: Task) -> dict[date, pd.DataFrame]:
    """The quarters held, by their last day."""
    if task.previous.table is None:
        return {}
    long = task.previous.table.to_pandas()
    long = long.astype(dict.fromkeys(WORDS, str))
    parts = {pd.Timestamp(str(end)).date(): part.reset_index(drop=True) for end, part in long.groupby("date")}
    return {end: part.dropna(axis=1, how="all") for end, part in parts.items()}


def _quarter(
    task: Task, client: fdic.Client, end: date, before: pd.DataFrame | None, held: pd.DataFrame | None
) -> tuple[pd.DataFrame | None, str]:
    """One quarter as believed, with what there is to say of it; None, and named as missing, where it is not."""
    try:
        rows = client.financials(end)
        if not rows:
            late = task.now.date() - end > EXPECTED
            if late or held is not None:
                task.outcome.missing[end.isoformat()] = "not served"
            return None, "not served yet"
        frame, remarks = bank_quarter.read(rows, end)
        if not any(field.id in task.accept for field in FIELDS.values()):
            bank_quarter.check(frame, held if before is None else before)
    except DashboardError as error:
        reason = error.failed.rstrip(".")
        changed = isinstance(error, SourceChanged)
        task.outcome.missing[end.isoformat()] = f"held back: {reason}" if changed else reason
        return None, reason
    if held is not None and (words := bank_quarter.amended(frame, held)):
        remarks.append(words)
    if remarks:
        task.outcome.remarks[end.isoformat()] = "; ".join(remarks)
    return frame, "; ".join(remarks)


def _first(task: Task, client: fdic.Client) -> str:
    """Why nothing came: the line's own failure, else what was wrong with the first quarter."""
    return client.line.last_error or next(iter(task.outcome.missing.values()), "no quarter is published")


def _register(client: fdic.Client, old: Mapping[date, pd.DataFrame]) -> tuple[pd.DataFrame, str]:
    """The register by charter; where it cannot be had, what is held of it, and why."""
    try:
        raw = pd.DataFrame(client.institutions())
    except DashboardError as error:
        parts = [frame for frame in old.values() if "city" in frame.columns]
        columns = ["cert", "name", "city", "state", "rssd", "closed", "holding_rssd", "holding"]
        if not parts:
            return pd.DataFrame({column: [] for column in columns}).set_index("cert"), error.failed.rstrip(".")
        last = pd.concat(parts).drop_duplicates("cert", keep="last").reindex(columns=columns)
        return last.set_index("cert"), error.failed.rstrip(".")
    closed = pd.to_datetime(bank_quarter.words(raw, "ENDEFYMD"), format="%m/%d/%Y", errors="coerce")
    active = bank_quarter.numbers(raw, "ACTIVE") == 1
    register = pd.DataFrame(
        {
            "cert": bank_quarter.numbers(raw, "CERT"),
            "name": bank_quarter.words(raw, "NAME"),
            "city": bank_quarter.words(raw, "CITY"),
            "state": bank_quarter.words(raw, "STALP"),
            "rssd": bank_quarter.numbers(raw, "FED_RSSD"),
            "closed": closed.where(~active).dt.as_unit("us"),
            "holding_rssd": bank_quarter.numbers(raw, "RSSDHCR"),
            "holding": bank_quarter.words(raw, "NAMEHCR"),
            "active": active,
            "opened": pd.to_datetime(bank_quarter.words(raw, "ESTYMD"), format="%m/%d/%Y", errors="coerce"),
            "assets": bank_quarter.amounts(raw, "ASSET"),
        }
    )
    return register.drop_duplicates("cert").set_index("cert"), ""


def _whole(kept: Mapping[date, pd.DataFrame], register: pd.DataFrame) -> pd.DataFrame:
    """All quarters in one frame. A bank carries its newest name, and the holding company of each quarter.

    In a quarter without any holding company, those of the register stand in, which are today's.
    """
    long = pd.concat(kept.values(), ignore_index=True).reindex(columns=list(COLUMNS))
    known = register.reindex(long["cert"])
    for column in ("name", "city", "state"):
        told, own = _text(known[column]), _text(long[column])
        long[column] = [there or here for there, here in zip(told, own, strict=True)]
    long["name"] = long["name"].where(long["name"] != "", "Charter " + long["cert"].astype(str))
    long["rssd"] = known["rssd"].fillna(0).astype("int64").to_numpy()
    long["closed"] = pd.to_datetime(pd.Series(known["closed"].to_numpy())).dt.as_unit("us")
    long["holding_rssd"] = long["holding_rssd"].fillna(0).astype("int64")
    long["holding"] = _text(long["holding"])
    unserved = (long.groupby("date")["holding_rssd"].transform("max") == 0).to_numpy()
    long.loc[unserved, "holding_rssd"] = known["holding_rssd"].fillna(0).astype("int64").to_numpy()[unserved]
    long.loc[unserved, "holding"] = _text(known["holding"])[unserved]
    return long


def _text(column: pd.Series[Any]) -> NDArray[np.object_]:
    """A column as text, empty where there is none."""
    return np.array(["" if pd.isna(value) else str(value) for value in column], dtype=object)


def _table(long: pd.DataFrame) -> pa.Table:
    checked = validate.table(validate.BANKS, long.sort_values(["date", "cert"], ignore_index=True))
    table = pa.Table.from_pandas(checked, preserve_index=False).replace_schema_metadata(None)
    for word in WORDS:
        table = table.set_column(table.column_names.index(word), word, table[word].dictionary_encode())
    return table


def _provenance(
    task: Task,
    long: pd.DataFrame,
    kept: Mapping[date, pd.DataFrame],
    fresh: list[date],
    notes: Mapping[date, str],
    whole: bool,
) -> dict[str, Any]:
    """Where each field and each quarter came from; a quarter held back is named with its reason."""
    stamp = task.now.isoformat(timespec="seconds")
    last_whole = task.previous.fetched_whole
    before = task.previous.provenance.get("quarters", {})
    newest = long[long["date"] == long["date"].max()]
    first, last = (day_.isoformat() for day_ in (min(kept), max(kept)))
    series = {
        field.id: {
            "first": first,
            "last": last,
            "rows": int(long[name].notna().sum()),
            "fetched_at": stamp,
            "note": f"filed by {newest[name].notna().mean():.0%} of the banks on {day(max(kept))}",
        }
        for name, field in FIELDS.items()
        if long[name].notna().any()
    }
    task.outcome.n_stored = len(series)
    return {
        "source": DATASETS["banks"].service,
        "address": fdic.FINANCIALS,
        "fetched_at": stamp,
        "fetched_whole": (task.now if whole or last_whole is None else last_whole).isoformat(timespec="seconds"),
        "first": first,
        "last": last,
        "series": series,
        "quarters": {
            end.isoformat(): {
                "rows": len(frame),
                "fetched_at": stamp if end in fresh else before.get(end.isoformat(), {}).get("fetched_at", stamp),
                "note": notes.get(end, before.get(end.isoformat(), {}).get("note", "")),
            }
            for end, frame in kept.items()
        },
        "missing": task.outcome.missing,
    }
