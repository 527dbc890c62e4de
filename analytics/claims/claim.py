"""Claim: a statement of someone, in our words, with the figures it states and what each is measured by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from analytics.model.language import ordinal
from analytics.model.metric import DECIMALS, Metric, day, show

Stated = float | date | None
SUPPORTED, CONTRADICTED, MIXED, UNMEASURABLE = "supported", "contradicted", "mixed", "not measurable"
VERDICTS = (SUPPORTED, CONTRADICTED, MIXED, UNMEASURABLE)

Lookup = Callable[[str, date | None], Metric]
"""A figure by its id as of a day, the newest where that is None. Raises `NoData` where it cannot be measured."""


@dataclass(frozen=True)
class Part:
    """One figure of a claim: what is `stated` in `unit`, the `metric` that measures it, and the `rule` between them.

    `as_of` is the day it is measured on where that is not the claim's. With `since` the measure is the change of the
    metric from that day, in per cent, and `less` the metric whose own change is taken off it. `tolerance` is in `unit`,
    by default that of the kind of figure. A part that does not `decide` is printed beside the others. `problem` says
    why it cannot be read at all.
    """

    label: str
    metric: str
    stated: Stated
    unit: str
    rule: str = "equals"
    tolerance: float | None = None
    as_of: date | None = None
    since: date | None = None
    less: str = ""
    decides: bool = True
    problem: str = ""

    @property
    def words(self) -> str:
        """What is stated as it is read: "at least USD 300 bn", "12.40 %"."""
        rule = "" if self.rule == "equals" else f"{self.rule} "
        return f"{rule}{written(self.stated, self.unit)}"


@dataclass(frozen=True)
class Claim:
    """A statement with its parts. `text` restates it in our words, `brief` in a few; `rule` says what decides it.

    `combine` is "all" where the statement asserts every part, "definitions" where each part is one way to measure the
    same. `reference` is a published figure with its `citation`. `page` and `chart` are where it lives. A forecast has
    the day it was `opened` and, once over, `closed`. `unmeasurable` says why nothing public measures it; `as_filed`
    that its figures come from filings as they stand now.
    """

    id: str
    text: str
    subject: str
    as_of: date | None
    parts: tuple[Part, ...]
    brief: str = ""
    rule: str = ""
    combine: str = "all"
    reference: str = ""
    citation: str = ""
    caveat: str = ""
    counter: str = ""
    page: str = ""
    chart: str = ""
    unmeasurable: str = ""
    as_filed: bool = False
    opened: date | None = None
    closed: date | None = None
    who: str = "Market commentary of 15 October 2025"
    where: str = ""

    @property
    def deciding(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.decides)


@dataclass(frozen=True)
class Reading:
    """A part as measured: `value` in its unit on `on`, the verdict, and why there is none."""

    value: Stated
    on: date | None
    verdict: str
    why: str = ""
    metric: Metric | None = None


@dataclass(frozen=True)
class Judged:
    """A claim with a reading a part on its day and now, and the verdict at each."""

    claim: Claim
    then: tuple[Reading, ...]
    now: tuple[Reading, ...]
    verdict: str
    verdict_now: str
    reason: str
    reason_now: str

    @property
    def is_open(self) -> bool:
        """Whether it is a forecast that is not over."""
        return self.claim.opened is not None and self.claim.closed is None

    @property
    def words(self) -> str:
        """The verdict as it is read; that on an open forecast is one so far."""
        return f"{self.verdict} so far" if self.is_open and self.verdict != UNMEASURABLE else self.verdict


@dataclass(frozen=True)
class Ledger:
    """Claims in order; of a reader's own the `rows` as they were written, and what of them could not be read."""

    claims: tuple[Claim, ...]
    problems: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def written(value: Stated, unit: str) -> str:
    """A stated or measured figure as it is read, with no more decimals than say something."""
    if value is None or isinstance(value, date):
        return "n/a" if value is None else day(value)
    if unit == "percentile":
        return f"the {ordinal(round(value))} percentile"
    if unit not in DECIMALS:
        return f"{value:,.10g} {unit}".strip()
    places = 0 if unit in ("count", "days", "bp") else 2 if abs(value) < 100 or unit in ("USD", "index") else 0
    return show(value, unit, places)
