"""Figures by hand for the sentences made of them: a value a name, each with its unit, its day and its note."""

from __future__ import annotations

from datetime import date

from analytics.model.metric import Metric

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
LABELS = {
    "uncovered_banks": "Banks whose insured depositors are not covered when 50\u00a0% of uninsured deposits run",
    "coverage": "Coverage of insured deposits when 50\u00a0% of the uninsured run",
}
HIGH = ("kre_drawdown", "kre_lost_to_spy")


def found(loans: bool = False, end: date | None = QUARTER, **values: float | int | None) -> dict[str, Metric]:
    """Figures by name; None is missing. With `loans` the losses but those filed count loans, as their labels say."""
    return {name: _metric(name, value, loans, end) for name, value in values.items()}


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


def _metric(name: str, value: float | int | None, loans: bool, end: date | None) -> Metric:
    unit = UNITS.get(name, "USD bn" if name.startswith("unrealised_loss") and "equity" not in name else "%")
    unit = "count" if name.startswith("banks_beyond") else unit
    kind = "securities and loans" if loans and not name.endswith("_filed") else "securities"
    label = f"Unrealised loss on {kind}" if name.startswith("unrealised_loss") else LABELS.get(name, name)
    note = "from the high of 6 Jan 2017" if name in HIGH else "4,312 of 4,400 banks, books of 31 Mar 2026, before tax"
    return Metric(f"regional_banks.{name}", label, value, unit, end, "M-JMPS", (), "why" if value is None else note)
