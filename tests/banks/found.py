"""Figures by hand for the sentences made of them: a value a name, each with its unit, its day and its note."""

from __future__ import annotations

from datetime import date

from analytics.model.metric import Metric, of
from analytics.model.scenario import Scenario

QUARTER = date(2026, 3, 31)
UNITS = {
    "assets": "USD bn",
    "banks": "count",
    "cre_over_300_assets": "USD bn",
    "cre_loss": "USD bn",
    "kre_gap_spy": "pp",
    "kre_beta_1y": "x",
    "freeze_marks": "count",
    "uncovered_banks": "count",
    "cre_over_300": "count",
    "cre_over_300_equity": "count",
    "cre_both_parts": "count",
    "construction_over_100": "count",
}
HIGH = {"kre_drawdown", "kre_lost_to_spy"}
HIGH_DAY = date(2017, 1, 6)
OF = "4,312 of 4,400 banks"


def found(end: date | None = QUARTER, subject: str = "", **values: float | int | None) -> dict[str, Metric]:
    """Figures by name; None is missing. `end` is the day of the books, `subject` whose figure the highest is."""
    return {name: _metric(name, value, end, subject) for name, value in values.items()}


def scenario(loans: bool = False, **fields: int) -> Scenario:
    """What the reader assumes: with `loans` the losses count loans."""
    return Scenario(marked="Securities and loans" if loans else "Securities", **fields)


def at(ten: float | None, short: float | None = None) -> dict[str, float | None]:
    """The yields of a day of 4.00 and 3.50 %, and those of the reader."""
    return {
        "ten_year": 4.0,
        "ten_year_scenario": 4.0 if ten is None else ten,
        "short_rate": 3.5,
        "short_rate_scenario": 3.5 if short is None else short,
    }


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def _metric(name: str, value: float | int | None, end: date | None, subject: str) -> Metric:
    unit = UNITS.get(name, "USD bn" if name.startswith("unrealised_loss") and "equity" not in name else "%")
    unit = "count" if name.startswith("banks_beyond") else unit
    note = "why" if value is None else ""
    since = HIGH_DAY if name in HIGH else None
    return of(
        f"regional_banks.{name}", name, value, unit, "M-JMPS", (), end, note, "why",
        subject=subject, coverage=OF, since=since,
    )  # fmt: skip
