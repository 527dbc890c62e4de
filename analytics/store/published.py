"""The published facts that the project carries, read from `data/published`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pandas as pd

from analytics.frames.published import Published
from analytics.settings import ROOT

FOLDER = ROOT / "data" / "published"


@cache
def read() -> Published:
    """Every table of the folder by its name without ".csv", read once."""
    return Published({file.stem: pd.read_csv(file) for file in sorted(FOLDER.glob("*.csv"))})


def with_releases(calendar: Mapping[str, Any]) -> Published:
    """The same, with the days of CPI releases that the rates' provenance holds; without them where it holds none."""
    days = tuple(date.fromisoformat(day) for day in calendar.get("days", ()))
    return replace(read(), releases=days) if days else read()
