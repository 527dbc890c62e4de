"""The published facts that the project carries, read from `data/published`."""

from __future__ import annotations

from functools import cache

import pandas as pd

from analytics.frames.published import Published
from analytics.settings import ROOT

FOLDER = ROOT / "data" / "published"


@cache
def read() -> Published:
    """Every table of the folder by its name without ".csv", read once."""
    return Published({file.stem: pd.read_csv(file) for file in sorted(FOLDER.glob("*.csv"))})
