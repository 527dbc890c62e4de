"""Small markets of rates alone, built by hand."""

from __future__ import annotations

import pandas as pd

from analytics.frames.market import Market
from analytics.frames.published import Published
from analytics.model.metric import Metric, by_id


def series(values: dict[str, float]) -> pd.Series[float]:
    """Values by ISO date."""
    return pd.Series(list(values.values()), index=pd.DatetimeIndex(list(values)).as_unit("us"), dtype="float64")


def market(published: Published | None = None, **rates: pd.Series[float]) -> Market:
    """A market without prices."""
    frame = pd.DataFrame(rates).sort_index().rename_axis("date")
    empty = pd.DataFrame(index=pd.DatetimeIndex([]).as_unit("us"))
    return Market(empty, empty, frame, published or Published())


def named(metrics: tuple[Metric, ...], name: str) -> Metric:
    """The figure of a short name."""
    return by_id(metrics)[name]
