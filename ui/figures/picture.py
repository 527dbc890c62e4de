"""Picture: everything a chart may be drawn from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd
from plotly.basedatatypes import BaseFigure

from analytics.model.language import YIELDS
from analytics.model.metric import Metric
from analytics.model.scenario import Scenario
from analytics.model.text import Text
from ui.markup import escape_cells
from ui.style import Palette


class Harmless(Mapping[str, pd.DataFrame]):
    """The tables of a view as a figure may read them: whatever in them is not ours holds no markup."""

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        self._tables = tables

    def __getitem__(self, name: str) -> pd.DataFrame:
        return escape_cells(self._tables[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)


@dataclass(frozen=True)
class Picture:
    """One chart about to be drawn: `rows` is its own table, `tables` and `metrics` are the view's (by short name)."""

    rows: pd.DataFrame
    tables: Mapping[str, pd.DataFrame]
    metrics: Mapping[str, Metric]
    scenario: Scenario
    text: Text
    palette: Palette
    illustrative: bool

    def value(self, name: str) -> float | None:
        """A figure's number; None where it is n/a."""
        value = self.metrics[name].value
        return float(value) if isinstance(value, int | float) else None

    def number(self, name: str) -> float:
        """A figure's number. Raises `ValueError` where it is n/a: a chart names such figures as its needs."""
        value = self.value(name)
        if value is None:
            raise ValueError(f"{name} is n/a")
        return value

    def published_ten_year(self) -> float | None:
        """The published ten-year in a drawing along it, in per cent; None where the published curve is not on it.

        Along the ten-year both yields move alike from where the reader set them. Where one was moved more than the
        other the published pair is never passed, and what was measured at it lies beside the line.
        """
        long, short = (round(100 * self.number(own)) - round(100 * self.number(at)) for at, own in YIELDS)
        return self.number("ten_year") if long == short else None


Draw = Callable[[Picture], BaseFigure]
