"""Figures made up for the tests of sentences: any value, any date, any basis."""

from __future__ import annotations

from datetime import date

from analytics.model.metric import Metric

DAY = date(2025, 10, 14)


def figures(as_of: date = DAY, **values: float | int | date | None) -> dict[str, Metric]:
    """Metrics by id; a value of None is a missing figure. This year's gap is always there, for its date."""
    found = {}
    for name, value in {"ytd_gap": None, **values}.items():
        unit = "date" if isinstance(value, date) else "count" if isinstance(value, int) else "pp"
        note = "not held" if value is None else ""
        found[name] = Metric(f"divergence.{name}", name, value, unit, as_of, "M-SPR", ("IWM", "SPY"), note)
    return found


def gap(value: float, share: float = 30.0, widest: float | None = None, first: int = 2003, window: str = "gap_3y"):
    """The figures of one window's gap."""
    return {
        window: value,
        f"{window}_wide_share": share,
        f"{window}_widest": value * 2 if widest is None else widest,
        f"{window}_first": date(first, 6, 4),
    }
