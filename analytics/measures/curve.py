"""The Treasury curve of a day, and the curve the reader's two yields make of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.catalogue.rates import TENORS
from analytics.errors import NoData
from analytics.frames.market import Market
from analytics.memo import memoised
from analytics.model.control import Choice, Spec
from analytics.model.metric import MINUS, Metric, day
from analytics.model.scenario import SPECS, Scenario

SHORT, LONG = "DGS3MO", "DGS10"
ENDS = {SHORT: "three-month", LONG: "ten-year"}
"""The two yields that span a curve, and what they are called."""
OLDEST = timedelta(days=10)


@dataclass(frozen=True, eq=False)
class Curve:
    """Yields of one day: `yields` in per cent, indexed by series id in order of maturity."""

    as_of: date
    yields: pd.Series[float]

    @property
    def years(self) -> NDArray[np.float64]:
        """Maturities in years, in the order of `yields`."""
        return np.array([TENORS[id] for id in self.yields.index])

    @property
    def ten_year_bp(self) -> int:
        """The ten-year in basis points: 463 is 4.63 %."""
        return round(self.yields[LONG] * 100)

    @property
    def short_rate_bp(self) -> int:
        """The three-month in basis points."""
        return round(self.yields[SHORT] * 100)

    def under(self, scenario: Scenario) -> tuple[int, int]:
        """The ten-year and the three-month of a scenario in basis points: the one meaning of its two yields.

        Both set are taken as set, none is the curve's own. A ten-year set alone takes the three-month along by as many
        basis points while the scenario links them, within the bounds of the control; a three-month set alone leaves
        the ten-year.
        """
        long = self.ten_year_bp if scenario.ten_year_bp is None else scenario.ten_year_bp
        if scenario.short_rate_bp is not None:
            return long, scenario.short_rate_bp
        return long, self.along(SPECS["short_rate_bp"], long) if scenario.is_linked else self.short_rate_bp

    def along(self, spec: Spec, ten_year_bp: int) -> int:
        """The three-month moved by as much as the ten-year has moved to `ten_year_bp`, within the bounds of `spec`."""
        return spec.within(self.short_rate_bp + ten_year_bp - self.ten_year_bp)

    def rounded(self) -> dict[str, int]:
        """The two yields by the scenario field whose default they are, in basis points."""
        return {"ten_year_bp": self.ten_year_bp, "short_rate_bp": self.short_rate_bp}

    def defaults(self, scenario: Scenario) -> dict[str, Choice]:
        """The two yields that a scenario means, by field: what stands for those it leaves open."""
        long, short = self.under(scenario)
        return {"ten_year_bp": long, "short_rate_bp": short}

    def presets(self, *, is_linked: bool = True) -> dict[str, dict[str, int]]:
        """Named pairs of yields, in basis points: as published, two levels, two shifts, two twists.

        A level of the ten-year takes the three-month along where they are linked.
        """
        long, short = self.ten_year_bp, self.short_rate_bp
        bounds = SPECS["ten_year_bp"], SPECS["short_rate_bp"]

        def pair(ten_year: int, short_rate: int) -> dict[str, int]:
            return {spec.name: spec.within(value) for spec, value in zip(bounds, (ten_year, short_rate), strict=True)}

        def level(ten_year: int) -> dict[str, int]:
            return pair(ten_year, short + ten_year - long if is_linked else short)

        return {
            "As published": pair(long, short),
            "4.50": level(450),
            "4.82": level(482),
            "+100": pair(long + 100, short + 100),
            f"{MINUS}100": pair(long - 100, short - 100),
            "Steeper": pair(long + 50, short - 50),
            "Flatter": pair(long - 50, short + 50),
        }

    def change_bp(self, ten_year_bp: int, short_rate_bp: int) -> NDArray[np.float64]:
        """Change of every maturity in basis points under two set yields (method M-PAR).

        Linear in years between the change at 0.25 and the change at 10, flat outside.
        """
        ends = [short_rate_bp - self.short_rate_bp, ten_year_bp - self.ten_year_bp]
        return np.asarray(np.interp(self.years, [TENORS[SHORT], TENORS[LONG]], ends))


def on(rates: pd.DataFrame, wanted: date) -> Curve:
    """The newest curve published on or before a day.

    The day is the newest with both a three-month and a ten-year yield; other maturities missing on it
    are left out. Raises `NoData` when there is none within ten days, or none at all.
    """
    if not {SHORT, LONG} <= set(rates.columns):
        raise _nothing(rates)
    days = rates.index
    first, end = (
        days.searchsorted(pd.Timestamp(wanted - OLDEST)),
        days.searchsorted(pd.Timestamp(wanted), "right"),
    )
    whole = first + np.flatnonzero(_whole(rates)[first:end])
    if len(whole):
        stored = [id for id in TENORS if id in rates.columns]
        newest: pd.Timestamp = pd.DatetimeIndex(days)[whole[-1]]
        yields = {id: float(rates[id].to_numpy(dtype="float64")[whole[-1]]) for id in stored}
        return Curve(newest.date(), pd.Series({id: value for id, value in yields.items() if value == value}))
    older = rates.iloc[:end][[SHORT, LONG]].dropna()
    if older.empty:
        raise NoData(f"No Treasury yields are held for {day(wanted)} or before.")
    last = day(pd.DatetimeIndex(older.index)[-1])
    raise NoData(f"The newest Treasury yields held are of {last}.", remedy="Refresh to fetch later ones.")


def _nothing(rates: pd.DataFrame) -> NoData:
    """Why there is no curve at all: which of the two yields that span it is missing."""
    missing = [name for id, name in ENDS.items() if id not in rates.columns or rates[id].isna().all()]
    if len(missing) == 1:
        failed = f"No Treasury yields are held of the {missing[0]}, and without it there is no curve."
        return NoData(failed, remedy="Refresh to fetch them from FRED.")
    return NoData("No Treasury yields are held.", remedy="Refresh to fetch them from FRED.")


def _alone(rates: pd.DataFrame, id: str, as_of: date) -> tuple[float, date] | None:
    """The newest yield of one maturity up to a day, and its own day; None where none is of the ten days before."""
    if id not in rates.columns:
        return None
    known = rates[id].loc[pd.Timestamp(as_of - OLDEST) : pd.Timestamp(as_of)].dropna()
    if known.empty:
        return None
    newest: pd.Timestamp = pd.DatetimeIndex(known.index)[-1]
    return float(known.iloc[-1]), newest.date()


@memoised
def for_day(market: Market, wanted: date | None = None) -> Curve:
    """A market's curve on or before a day, its newest where none is given.

    Raises `NoData` as `on` and `newest` do.
    """
    return newest(market.rates) if wanted is None else on(market.rates, wanted)


def _whole(rates: pd.DataFrame) -> NDArray[np.bool_]:
    """Where both ends of a curve are published, by day."""
    short, long = (rates[id].to_numpy(dtype="float64") for id in (SHORT, LONG))
    whole: NDArray[np.bool_] = ~(np.isnan(short) | np.isnan(long))
    return whole


def newest(rates: pd.DataFrame) -> Curve:
    """The newest curve held, however old. Raises `NoData` when none is."""
    whole = np.flatnonzero(_whole(rates)) if {SHORT, LONG} <= set(rates.columns) else np.empty(0, int)
    if not len(whole):
        raise _nothing(rates)
    return on(rates, pd.DatetimeIndex(rates.index)[whole[-1]].date())


def metrics(
    view: str, market: Market, scenario: Scenario, as_of: date, stored: Curve | None = None
) -> Iterator[Metric]:
    """The two yields and the slope between them, as published and as the scenario has them.

    `for_day` is the day's curve where the caller has it already. Where no curve is
    held for the day all are n/a with the reason, but a yield that is published by itself.
    """
    try:
        curve, reason = stored or on(market.rates, as_of), ""
    except NoData as missing:
        curve, reason = None, str(missing)

    def metric(name: str, label: str, value: float, unit: str, method: str, sources: tuple[str, ...]) -> Metric:
        shown = None if curve is None else round(value, 10)
        return Metric(f"{view}.{name}", label, shown, unit, curve.as_of if curve else as_of, method, sources, reason)

    both = (LONG, SHORT)
    long, short = (curve.yields[LONG], curve.yields[SHORT]) if curve else (0.0, 0.0)
    set_long, set_short = curve.under(scenario) if curve else (0, 0)
    for name, label, id, value in (
        ("ten_year", "Ten-year Treasury yield", LONG, long),
        ("short_rate", "Three-month Treasury yield", SHORT, short),
    ):
        alone = None if curve else _alone(market.rates, id, as_of)
        if alone is None:
            yield metric(name, label, value, "%", "M-CMT", (id,))
        else:
            yield Metric(f"{view}.{name}", label, round(alone[0], 10), "%", alone[1], "M-CMT", (id,))
    yield metric("slope", "Ten-year less three-month", long - short, "pp", "M-CMT", both)
    yield metric("ten_year_scenario", "Ten-year in the scenario", set_long / 100, "%", "M-PAR", (LONG,))
    yield metric("short_rate_scenario", "Three-month in the scenario", set_short / 100, "%", "M-PAR", (SHORT,))
    yield metric("slope_scenario", "Slope in the scenario", (set_long - set_short) / 100, "pp", "M-PAR", both)


def table(market: Market, scenario: Scenario, as_of: date, stored: Curve | None = None) -> pd.DataFrame:
    """The curve by maturity: published, in the scenario, and the change; no rows where none is held.

    `for_day` is the day's curve where the caller has it already.
    """
    try:
        curve = stored or on(market.rates, as_of)
    except NoData:
        return pd.DataFrame({name: [] for name in ("series", "years", "published_pct", "scenario_pct", "change_bp")})
    return pd.DataFrame(by_maturity(curve, scenario))


def by_maturity(curve: Curve, scenario: Scenario) -> dict[str, list[Any]]:
    """The columns of `table` in order of maturity: years, yields in per cent, the change in basis points (M-PAR)."""
    published, change = curve.yields.to_numpy(), curve.change_bp(*curve.under(scenario))
    return {
        "series": curve.yields.index.tolist(),
        "years": curve.years.tolist(),
        "published_pct": published.tolist(),
        "scenario_pct": (published + change / 100).tolist(),
        "change_bp": change.tolist(),
    }
