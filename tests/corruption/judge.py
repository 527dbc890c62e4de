"""What becomes of a corruption: held back, named, of no weight for any headline, or through."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from analytics.errors import DashboardError
from analytics.frames.market import Result
from analytics.load import World
from analytics.model.metric import Metric, by_id
from analytics.model.scenario import Scenario
from analytics.output import views
from analytics.output.overview import HEADLINES
from analytics.output.view import ViewRequest
from analytics.sources.http import Retryable
from analytics.store import Version
from tests.corruption.base import Base
from tests.corruption.spoil import Unchanged
from tests.corruption.subjects import SUBJECTS, Payload

HEADLINES: Mapping[str, tuple[str, ...]] = {
    **HEADLINES,
    "credit": (
        "lending_freeze_signs",
        "standards_small",
        "standards_large",
        "spread_hy",
        "spread_hy_percentile",
        "lending_business",
        "card_delinquency",
        "card_charge_offs",
        "ten_year",
        "short_rate",
    ),
    "issuers": ("unprofitable_share", "zombie_headline_share", "icr_below_one_share"),
}
"""The figures that pages state first, by the last part of their id: Overview's, and those of the other answers."""
RESTS_ON = {
    "prices": ("divergence", "regional_banks"),
    "rates": ("credit", "divergence", "regional_banks", "debt_wall"),
    "issuers": ("debt_wall", "issuers"),
    "banks": ("regional_banks",),
}
EVERYBODY = Scenario(band_low=1, band_high=4500)
HELD, NAMED, WITHIN, THROUGH, MOVED = "held back", "named", "no headline moved", "through", "over 5 %"
ENDS = (HELD, NAMED, WITHIN, THROUGH, MOVED)
GROSS = 0.05


@dataclass(frozen=True)
class Verdict:
    """What became of one corruption: its `end`, one of `ENDS`, and in `words` what was said or which headline moved."""

    subject: str
    kind: str
    end: str
    words: str
    case: str


@dataclass(frozen=True)
class _Clean:
    """What a refresh of a payload says and shows with nothing spoiled."""

    said: frozenset[str]
    shown: Mapping[str, Metric]
    notes: frozenset[str]
    version: Version


def verdicts(base: Base, cases: Iterator[tuple[str, str, int]]) -> Iterator[Verdict]:
    """The verdict on every case: a subject, a class of corruption, and a seed."""
    for subject, kind, seed in cases:
        yield _judged(base, subject, kind, random.Random(f"{subject} {kind} {seed}"))


def _judged(base: Base, subject: str, kind: str, chance: random.Random) -> Verdict:
    payload, rows, at = _spoiled(base, subject, kind, chance)
    row = payload.rows[at]
    case = f"{payload.key} row {at} {payload.value}: {row[payload.value]!r} ({row[payload.when]})"
    clean = _clean(base, payload)
    try:
        outcome, version = payload.refresh(rows)
    except (DashboardError, Retryable) as error:
        return Verdict(subject, kind, HELD, str(error), case)
    news = _said(outcome) - clean.said
    held = sorted(words for words in news if "held back" in words)
    if news:
        return Verdict(subject, kind, HELD if held else NAMED, "; ".join(held or sorted(news)), case)
    if version.table.equals(clean.version.table):
        return Verdict(subject, kind, WITHIN, "what is stored is the same", case)
    shown, notes = _shown(base, base.with_(payload.dataset, version), payload.dataset)
    if notes != clean.notes:
        return Verdict(subject, kind, NAMED, "; ".join(sorted(notes - clean.notes)), case)
    dated = {new.as_of for id, new in shown.items() if new.as_of != clean.shown[id].as_of}
    if dated:
        words = f"stated as of {', '.join(sorted(map(str, dated)))}"
        return Verdict(subject, kind, NAMED, words, case)
    moved = [(_share(clean.shown[id], new), id, clean.shown[id].text, new.text) for id, new in shown.items()
             if _is_moved(id, clean.shown, new)]  # fmt: skip
    if not moved:
        return Verdict(subject, kind, WITHIN, "", case)
    share, id, old, new_text = max(moved)
    return Verdict(subject, kind, MOVED if share > GROSS else THROUGH, f"{id}: {old} to {new_text}", case)


def _spoiled(base: Base, subject: str, kind: str, chance: random.Random) -> tuple[Payload, list[Any], int]:
    while True:
        payload = SUBJECTS[subject](base, chance)
        at = chance.choice(payload.places)
        if payload.rows[at].get(payload.value) in (None, "", ".") or payload.rows[at - 1].get(payload.value) in (
            None, "", "."):  # fmt: skip
            continue
        try:
            return payload, payload.spoils[kind](payload.rows, at, chance), at
        except Unchanged:
            continue


def _clean(base: Base, payload: Payload) -> _Clean:
    """What the payload says as it is; what it shows is what the world shows, of which it is a part."""
    key = (payload.dataset, payload.key)
    if payload.dataset not in base.clean:
        base.clean[payload.dataset] = _shown(base, base.world, payload.dataset)
    if key not in base.clean:
        outcome, version = payload.refresh(payload.rows)
        base.clean[key] = _Clean(_said(outcome), *base.clean[payload.dataset], version)
    found: _Clean = base.clean[key]
    return found


def _said(outcome: Any) -> frozenset[str]:
    return frozenset(f"{id}: {words}" for id, words in (*outcome.missing.items(), *outcome.remarks.items()))


def _shown(base: Base, world: World, dataset: str) -> tuple[dict[str, Metric], frozenset[str]]:
    """Every headline that rests on a dataset, and what the pages note beside them."""
    shown: dict[str, Metric] = {}
    notes: set[str] = set()
    for name in RESTS_ON[dataset]:
        result: Result = views.VIEWS[name].measure(ViewRequest(world, EVERYBODY, base.store, base.now))
        metrics = by_id(result.metrics)
        shown |= {f"{name}.{id}": metrics[id] for id in HEADLINES[name] if id in metrics}
        shown |= {
            f"{name}.{id}_{end}": metrics[f"{id}_{end}"]
            for id in HEADLINES[name]
            for end in ("low", "high")
            if f"{id}_{end}" in metrics
        }
        notes |= set(result.notes)
    return shown, frozenset(notes)


def _is_moved(id: str, clean: Mapping[str, Metric], new: Metric) -> bool:
    """Whether a headline reads otherwise: outside its own interval where it has one, else as printed."""
    old = clean[id]
    if id.endswith(("_low", "_high")) or old.text == new.text:
        return False
    if _share(old, new) > GROSS:
        return True
    low, high = clean.get(f"{id}_low"), clean.get(f"{id}_high")
    ends = [metric.value for metric in (low, high) if metric is not None]
    if len(ends) == 2 and all(isinstance(value, float | int) for value in (*ends, new.value)):
        return not ends[0] <= new.value <= ends[1]  # type: ignore[operator]
    return True


def _share(old: Metric, new: Metric) -> float:
    """By what part of itself a headline moved; wholly where it came or went."""
    if not isinstance(old.value, float | int) or not isinstance(new.value, float | int):
        return 1.0
    return abs(new.value - old.value) / abs(old.value) if old.value else 1.0
