"""Freshness: how each dataset stands: its age, what it lacks, and whether asking again could bring more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from analytics.catalogue import DATASETS, ENTRIES, Dataset, members
from analytics.model.metric import day
from analytics.sessions import NEW_YORK, closing, last_closed, sessions
from analytics.store import Publication, Version

SLACK = timedelta(hours=1)
"""How far a stamp may lie ahead of this machine's clock before one of the two is taken to be wrong."""
AHEAD = timedelta(days=5)
"""The same of a session: a clock a day or two behind makes nothing of it."""


@dataclass(frozen=True)
class State:
    """How one dataset stands: `state` is "fresh", "stale" or "missing"; `age` is in calendar days, never below 0.

    `is_asked` says that the source was asked since the newest close and had no newer session, as on an
    unscheduled closure: it is not due again before the next close.
    """

    dataset: str
    state: str
    last: date | None
    age: int | None
    fetched_at: datetime | None
    note: str = ""
    is_asked: bool = False

    @property
    def is_due(self) -> bool:
        """Whether a refresh could bring something newer."""
        return self.state != "fresh" and not self.is_asked


def state(name: str, publication: Publication | None, version: Version | None, now: datetime) -> State:
    """How a dataset stands at `now` (aware), of which `version` was read; no publication is the illustrative world."""
    if publication is None:
        return State(name, "missing", None, None, None, "the illustrative market stands in")
    dataset = DATASETS[name]
    if version is None and (dataset.on_request or dataset.optional):
        note = "nothing was asked for" if dataset.on_request else "never fetched; the next refresh brings it"
        note = "not fetched yet, or switched off" if dataset.is_last else note
        return State(name, "fresh", None, None, None, note)
    if version is None:
        lost = name in publication.versions
        return State(
            name, "missing", None, None, None, "what was published cannot be read" if lost else "never fetched"
        )
    try:
        return _standing(dataset, version, now)
    except (KeyError, TypeError, ValueError, AttributeError):
        # One dataset that says of itself what nobody can read takes no page of the others with it.
        words = "what it says of itself cannot be read; the next fetch replaces it"
        return State(name, "missing", None, None, None, words, is_asked=dataset.on_request)


def series_of(version: Version, id: str) -> Mapping[str, Any]:
    """What a version says of one series; empty where it says nothing, or nothing that can be dated."""
    try:
        entry: Mapping[str, Any] = version.provenance["series"][id]
        for name in ("first", "last", "fetched_at"):
            datetime.fromisoformat(entry[name])
    except (KeyError, TypeError, ValueError, AttributeError):
        return {}
    return entry


def _standing(dataset: Dataset, version: Version, now: datetime) -> State:
    """How a dataset stands that is held, by its provenance. One without its anchor is never fresh."""
    name = dataset.name
    series = version.provenance["series"]
    fetched = datetime.fromisoformat(version.provenance["fetched_at"])
    if dataset.anchor:
        anchor = series.get(dataset.anchor)
        last = date.fromisoformat((anchor or max(series.values(), key=lambda entry: str(entry["last"])))["last"])
        newest = last_closed(now)
        fresh = anchor is not None and last >= sessions(newest - timedelta(days=20), newest)[-1 - dataset.lag].date()
        served = anchor is not None and str(anchor["fetched_at"]) == version.provenance["fetched_at"]
        asked = not fresh and served and fetched >= closing(newest)
    else:
        last, newest = date.fromisoformat(version.provenance["last"]), last_closed(now)
        fresh = dataset.on_request or now - fetched < timedelta(days=dataset.refetch_days)
        asked = False
    unanswered = version.provenance.get("unanswered", [])
    fresh, asked = fresh and not unanswered, asked and not unanswered
    notes = [] if version.intact else ["the newest version is damaged; an older one is shown"]
    ahead = last > newest + AHEAD if dataset.anchor else fetched > now + SLACK
    if ahead:
        fresh = False
        notes.append(f"its stamp, {fetched:%Y-%m-%d %H:%M} UTC, lies in the future: was the clock ahead?")
    told = version.provenance.get("missing", {})
    notes += [f"{key}: {reason}" for key, reason in told.items() if key not in ENTRIES]
    if absent := [entry.id for entry in members(name) if entry.id not in series]:
        notes.append(f"{len(series)} of {len(members(name))} held; missing {', '.join(absent)}")
    if unanswered:
        notes.append(f"{len(unanswered)} did not come as the service did not answer, and are asked for again")
    if asked:
        notes.append(f"asked since the close of {day(newest)}, and served no newer session: a closure, or late")
    return State(
        name,
        "fresh" if fresh else "stale",
        last,
        None if ahead else max(0, (now.astimezone(NEW_YORK).date() - last).days),
        fetched,
        "; ".join(notes),
        asked,
    )
