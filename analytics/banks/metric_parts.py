"""How a figure of the banks' page is made: its id, its date, its reason when there is none."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analytics.banks.call_report import CallReportQuarter
from analytics.catalogue.banks import FIELDS
from analytics.model.metric import Metric, of

VIEW = "regional_banks"
BILLION = 1e-9


def metric(name: str, *parts: Any, view: str = VIEW, **more: Any) -> Metric:
    """A metric `regional_banks.<name>`, or of another view; the other arguments are those of `metric.of`."""
    return of(f"{view}.{name}", *parts, **more)


def total(values: NDArray[np.float64]) -> float:
    """The sum of what is known; NaN where nothing is."""
    return math.nan if np.isnan(values).all() else float(np.nansum(values))


def known(values: NDArray[np.float64]) -> int:
    """How many are known."""
    return int(np.sum(~np.isnan(values)))


def of_banks(values: NDArray[np.float64]) -> str:
    """How many banks a sum is over: "4,312 of 4,400 banks"."""
    return f"{known(values):,} of {len(values):,} banks"


def fdic(*names: str) -> tuple[str, ...]:
    """Catalogue ids of some BankFind fields."""
    return tuple(f"fdic.{name}" for name in names)


def share_of(part: NDArray[np.float64], base: NDArray[np.float64], kept: float = 1.0) -> float:
    """The sum of a part over that of a base, over the banks where both are known, in per cent.

    Capital that is gone is in the sum of the base, as less than nothing; NaN where that sum is not positive.
    """
    both = ~np.isnan(part) & ~np.isnan(base)
    whole = float(np.sum(base[both]))
    return float(np.sum(part[both]) * kept / whole * 100) if whole > 0 else math.nan


def unserved(book: CallReportQuarter, *names: str) -> str:
    """Of some fields the first that no bank has in a quarter, in words; empty where each is held for one bank."""
    for name in names:
        if np.isnan(book[name]).all():
            return f"{FIELDS[name].title} ({name}) is not held for this quarter: not filed, or not served, for any bank"
    return ""


def blank(book: CallReportQuarter, *names: str) -> str:
    """Why a figure of all banks that rests on some fields is n/a: which of them is not held, where one is not."""
    return unserved(book, *names) or BLANK


def median(values: NDArray[np.float64]) -> float | None:
    """The median of what is known, a ratio over capital that is gone the highest of all; None where nothing is known,
    or the middle one has no capital."""
    middle = float(np.nanmedian(values)) if known(values) else math.nan
    return middle if math.isfinite(middle) else None


BLANK = "not filed by banks"
SPLIT = ("SCHA", "SCHF", "SCAA", "SCAF")
VALUES = fdic(*SPLIT)
"""The fields of securities at cost and at fair value."""
TANGIBLE = fdic("EQ", "EQPP", "INTAN", "INTANMSR")
"""The fields of tangible common equity."""
