"""Retail inventories to sales against the years 2010 to 2019."""

from __future__ import annotations

import math
from collections.abc import Iterator

from analytics.credit.measured import VIEW, Measured
from analytics.model.metric import Metric, of

FIRST, LAST = "2010-01-01", "2019-12-31"
MONTHS = 120


def metrics(ratio: Measured) -> Iterator[Metric]:
    """The lowest and the highest ratio of 2010 to 2019; n/a where not every month of them is held."""
    decade = ratio.values.loc[FIRST:LAST] if len(ratio.values) else ratio.values
    whole = len(decade) == MONTHS
    missing = ratio.missing if ratio.highest is None else f"{len(decade)} of {MONTHS} months of 2010 to 2019 are held"
    for name, value in (("low", decade.min()), ("high", decade.max())):
        label = f"Retail inventories to sales, {name}est of 2010 to 2019"
        end = None if not whole else decade.index[-1].date()
        yield of(f"{VIEW}.inventories_decade_{name}", label, float(value) if whole else math.nan, "x", ratio.method,
                 ratio.sources, end, "", missing)  # fmt: skip
