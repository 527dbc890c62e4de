"""Metric: a figure that knows its unit, its date, its method and its sources."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from analytics.model.methods import METHODS

Value = float | int | date | None

DECIMALS = {
    "%": 2,
    "pp": 2,
    "bp": 0,
    "x": 4,
    "% per pp": 2,
    "pp per pp": 2,
    "correlation": 3,
    "sd": 2,
    "statistic": 2,
    "probability": 3,
    "percentile": 2,
    "USD": 2,
    "USD bn": 1,
    "USD m": 1,
    "months": 1,
    "quarters": 1,
    "days": 0,
    "count": 0,
    "index": 2,
    "date": 0,
}
LEAST = 0.5
"""Dollars below which an amount is nothing: the rest of a sum."""
MINUS, NBSP = "\u2212", "\u00a0"
DOLLARS = {"USD bn": 1e9, "USD m": 1e6, "USD": 1.0}
"""How many dollars each unit of money is."""
SMALLER = {"USD bn": "USD m", "USD m": "USD"}
"""The unit in which an amount is written that a larger one would round to nothing."""
_SUFFIX = {
    "percentile": "",
    "count": "",
    "index": "",
    "date": "",
    "correlation": "",
    "statistic": "",
    "probability": "",
    "% per pp": f"{NBSP}% for +1{NBSP}pp of yield",
    "pp per pp": f"{NBSP}pp for +1{NBSP}pp of yield",
}
"""What follows a number in place of its unit."""


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure: `value` is in `unit`, so 12.19 with "%" is 12.19 per cent.

    `id` is stable and dotted (`divergence.ytd_gap`). `as_of` is the date of the newest observation
    used. `method` names an entry of the glossary, `sources` entries of the catalogue. A missing
    figure has `value` None and its reason in `note`; it is never 0. `subject` names whose figure it is where it
    is the highest or lowest of many, `coverage` over how many it is ("4,312 of 4,400 banks"), `since` the day it is
    measured from. Raises `ValueError` for a
    missing value without a reason, a value that is not finite, an unknown unit or method.
    """

    id: str
    label: str
    value: Value
    unit: str
    as_of: date | None
    method: str
    sources: tuple[str, ...]
    note: str = ""
    subject: str = ""
    coverage: str = ""
    since: date | None = None

    def __post_init__(self) -> None:
        if self.value is None and not self.note:
            raise ValueError(f"{self.id}: a missing value needs its reason")
        if self.value is not None and (self.value != self.value or self.value in (math.inf, -math.inf)):
            raise ValueError(f"{self.id}: {self.value} is not a figure")
        if self.unit not in DECIMALS:
            raise ValueError(f"{self.id}: unknown unit {self.unit!r}")
        if self.method not in METHODS:
            raise ValueError(f"{self.id}: no method {self.method!r} in the glossary")

    @property
    def text(self) -> str:
        """The figure with its unit and all its decimals: "12.19 %", "n/a"."""
        return show(self.value, self.unit)

    def as_json(self) -> dict[str, object]:
        """The figure as plain JSON values, dates in ISO form."""
        return {
            "id": self.id,
            "label": self.label,
            "value": self.value.isoformat() if isinstance(self.value, date) else self.value,
            "unit": self.unit,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "method": self.method,
            "sources": list(self.sources),
            "note": self.note,
        }

    def renamed(self, id: str, label: str | None = None) -> Metric:
        """The same figure under another id, for a page that repeats another page's answer."""
        return replace(self, id=id, label=label or self.label)


def of(
    id: str,
    label: str,
    value: Value,
    unit: str,
    method: str,
    sources: Iterable[str],
    as_of: date | None,
    note: str = "",
    missing: str = "",
    **more: Any,
) -> Metric:
    """A metric from a measured number; one that is None, NaN or infinite is n/a because of `missing`.

    Counts become whole numbers, and a negative zero a plain one. `more` are further fields of `Metric`. Raises
    `ValueError` as `Metric` does.
    """
    if value is None or (isinstance(value, float | int) and not math.isfinite(value)):
        return Metric(id, label, None, unit, as_of, method, tuple(sources), missing, **more)
    if isinstance(value, float | int):
        value = int(value) if unit == "count" or isinstance(value, int) else float(value) + 0.0
    return Metric(id, label, value, unit, as_of, method, tuple(sources), note, **more)


def day(value: date) -> str:
    """A date as the pages write it: "14 Oct 2025"."""
    return f"{value.day} {value:%b %Y}"


def show(value: Value, unit: str, decimals: int | None = None, sign: bool = False) -> str:
    """Write a value with its unit: true minus, no-break spaces, thousands with commas, a currency first.

    `decimals` defaults to the unit's own number; `sign` puts a plus before a positive value. None
    reads "n/a". A value that rounds to zero carries no sign; an amount of money that would is written in the next
    smaller unit, so that it does not read as nothing.
    """
    if value is None:
        return "n/a"
    if isinstance(value, date):
        return day(value)
    places = DECIMALS[unit] if decimals is None else decimals
    digits = f"{abs(value):,.{places}f}"
    zero = not digits.strip("0.,")
    if zero and unit in SMALLER and abs(value) * DOLLARS[unit] >= LEAST:
        smaller = SMALLER[unit]
        amount = value * DOLLARS[unit] / DOLLARS[smaller]
        # Whole from ten on; below, where a whole number is rough, with one decimal.
        return show(amount, smaller, 0 if abs(amount) >= 9.95 else 1, sign)
    lead = "" if zero else MINUS if value < 0 else "+" if sign else ""
    currency, _, scale = unit.partition(" ")
    if currency == "USD":
        return f"{lead}USD{NBSP}{digits}{NBSP}{scale}".rstrip(NBSP)
    return f"{lead}{digits}{_SUFFIX.get(unit, NBSP + unit)}"


def by_id(metrics: tuple[Metric, ...]) -> dict[str, Metric]:
    """Metrics keyed by the last part of their id: `divergence.ytd_gap` under `ytd_gap`."""
    return {metric.id.rpartition(".")[2]: metric for metric in metrics}
