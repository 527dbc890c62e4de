"""The page's figures as its sentences use them: on the shown basis, with the sides' names and short numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from analytics.divergence.metric_parts import shown_basis
from analytics.model.metric import NBSP, Metric, show
from analytics.model.scenario import Scenario

SMALL = {
    "IWM": "Small caps",
    "^RUT": "Small caps",
    "IJR": "Small caps",
    "MDY": "Mid caps",
    "KRE": "Regional banks",
    "XBI": "Biotechs",
}
LARGE = "large caps"


@dataclass(frozen=True)
class FindingContext:
    """Figures by the last part of their id, read for one scenario; a missing one is None."""

    metrics: Mapping[str, Metric]
    scenario: Scenario

    @property
    def small(self) -> str:
        """What the small side is called at the start of a sentence: "Small caps"."""
        return SMALL[self.tickers[0]]

    @property
    def tickers(self) -> tuple[str, str]:
        """The small and the large side's ticker."""
        small, large = self.scenario.pair.split("/")
        return small, large

    @property
    def total(self) -> bool:
        """Whether total return is shown."""
        return shown_basis(self.scenario) == "Total return"

    @property
    def as_of(self) -> date:
        """The session the figures are of. Raises `ValueError` where it is unknown."""
        as_of = self.metrics["ytd_gap"].as_of
        if as_of is None:
            raise ValueError("the gap of this year has no date")
        return as_of

    def based(self, name: str) -> float | None:
        """The value of a figure that exists on both bases."""
        return self.value(f"{name}_total" if self.total else name)

    def date(self, name: str) -> date | None:
        """The date that a figure on both bases has for value."""
        metric = self.metrics.get(f"{name}_total" if self.total else name)
        return metric.value if metric and isinstance(metric.value, date) else None

    def value(self, name: str) -> float | None:
        """The value of a figure by its id."""
        metric = self.metrics.get(name)
        return float(metric.value) if metric and isinstance(metric.value, float | int) else None

    def values(self, *names: str) -> tuple[float, ...] | None:
        """The values of several figures, None where one is missing."""
        metrics = [value for value in map(self.value, names) if value is not None]
        return tuple(metrics) if len(metrics) == len(names) else None


def side(value: float) -> int:
    """Which side leads as a gap is written: 1 the small one, -1 the large one, 0 where it rounds to nothing."""
    return 0 if abs(value) < 0.05 else 1 if value > 0 else -1


def points(value: float) -> str:
    """The size of a gap: one decimal below ten, none from there."""
    size = abs(value)
    return f"{size:.1f}" if size < 9.95 else f"{size:,.0f}"


def measured(value: float) -> str:
    """The size of a gap with its unit: "0.8 points"."""
    return f"{points(value)}{NBSP}points"


def below(fall: float) -> str:
    """Where a drawdown leaves a price: "1.6 % below its high"."""
    return "at its high" if fall > -0.05 else f"{show(-fall, '%', 1)} below its high"
