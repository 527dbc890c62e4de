"""The tables and figures of a judged ledger."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from analytics.claims.claim import CONTRADICTED, MIXED, SUPPORTED, UNMEASURABLE, Judged, Stated
from analytics.model.metric import Metric, of

CLAIMS = ("id", "claim", "stated", "unit", "as_of", "measured", "reference", "verdict", "verdict_now", "reason",
          "measured_now", "reason_now", "rule", "subject", "page", "citation", "caveat", "counter_example", "state",
          "who", "where")  # fmt: skip
PARTS = ("id", "part", "stated", "unit", "rule", "tolerance", "metric", "measured", "measured_on", "verdict",
         "measured_now", "measured_now_on", "verdict_now", "decides", "why", "method")  # fmt: skip
COUNTS = {SUPPORTED: "supported", CONTRADICTED: "contradicted", MIXED: "mixed", UNMEASURABLE: "not_measurable"}


def claims(judged: tuple[Judged, ...]) -> pd.DataFrame:
    """A row a claim. `stated` and `measured` are those of its first part, a day in ISO form; n/a is missing."""
    rows = []
    for one in judged:
        claim = one.claim
        first = claim.parts[0] if claim.parts else None
        then, now = (readings[0] if readings else None for readings in (one.then, one.now))
        as_of = claim.as_of or (then.on if then else None)
        values = (
            claim.id,
            claim.text,
            _plain(first.stated) if first else None,
            first.unit if first else "",
            pd.Timestamp(as_of) if as_of else pd.NaT,
            _plain(then.value) if then else None,
            claim.reference,
            one.verdict,
            one.verdict_now,
            one.reason,
            _plain(now.value) if now else None,
            one.reason_now,
            claim.rule,
            claim.subject,
            claim.page,
            claim.citation,
            claim.caveat,
            claim.counter,
            _state(one),
            claim.who,
            claim.where,
        )
        rows.append(dict(zip(CLAIMS, values, strict=True)))
    return pd.DataFrame(rows, columns=list(CLAIMS)).astype({"as_of": "datetime64[us]"})


def parts(judged: tuple[Judged, ...]) -> pd.DataFrame:
    """A row a part: the definitions of each claim, with the figure and the verdict under each."""
    rows = []
    for one in judged:
        for part, then, now in zip(one.claim.parts, one.then, one.now, strict=True):
            values = (
                one.claim.id,
                part.label or one.claim.text,
                _plain(part.stated),
                part.unit,
                part.rule,
                part.tolerance,
                part.metric,
                _plain(then.value),
                pd.Timestamp(then.on) if then.on else pd.NaT,
                then.verdict,
                _plain(now.value),
                pd.Timestamp(now.on) if now.on else pd.NaT,
                now.verdict,
                part.decides,
                then.why,
                then.metric.method if then.metric else "",
            )
            rows.append(dict(zip(PARTS, values, strict=True)))
    frame = pd.DataFrame(rows, columns=list(PARTS))
    return frame.astype({"measured_on": "datetime64[us]", "measured_now_on": "datetime64[us]", "decides": "bool"})


def metrics(judged: tuple[Judged, ...], last: date | None, illustrative: bool) -> Iterator[Metric]:
    """How many claims there are, and how many have each verdict on their day; not counted where nothing is judged."""
    why, behind = "nothing is judged in the illustrative market" if illustrative else "", sources(judged)
    yield of("claims.count", "Claims", len(judged), "count", "M-CLAIM", behind, last)
    for verdict, id in COUNTS.items():
        for end, when, field in (("", "on their day", "verdict"), ("_now", "now", "verdict_now")):
            count = None if illustrative else sum(getattr(one, field) == verdict for one in judged)
            yield of(f"claims.{id}{end}", f"Claims {verdict} {when}", count, "count", "M-CLAIM", behind, last,
                     f"of {len(judged)}", why)  # fmt: skip


def sources(judged: tuple[Judged, ...]) -> tuple[str, ...]:
    """The entries of the catalogue that the figures of a judged ledger rest on, each once."""
    readings = (reading for one in judged for reading in (*one.then, *one.now) if reading.metric)
    return tuple(dict.fromkeys(id for reading in readings if reading.metric for id in reading.metric.sources))


def _state(one: Judged) -> str:
    if one.claim.opened is None:
        return ""
    return "open" if one.is_open else "closed"


def _plain(value: Stated) -> float | str | None:
    return value.isoformat() if isinstance(value, date) else value
