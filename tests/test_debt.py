"""Debt: tags that overlap are not added, and nothing tagged is not nothing owed."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.measures.filer.debt import COLUMNS, HOW, debt


def owed(**values: float) -> pd.Series:
    rows = pd.DataFrame({name: [values.get(name, np.nan)] for name in COLUMNS})
    with np.errstate(invalid="ignore", divide="ignore"):
        return debt(rows).iloc[0]


def test_one_money_under_two_tags_is_counted_once() -> None:
    """Marvell tags its current part as short-term borrowings, at one date under both names."""
    both = owed(debt_noncurrent=3970.8, debt_current_part=499.8, debt_short=499.8, debt_long=4470.6)
    assert (both["debt"], both["current"]) == (pytest.approx(4470.6), pytest.approx(499.8))
    one = owed(debt_noncurrent=2977.4, debt_short=1255.2, debt_long=4232.6)
    assert (one["debt"], one["current"]) == (pytest.approx(4232.6), pytest.approx(1255.2))


def test_borrowings_beside_the_current_part_are_added() -> None:
    found = owed(debt_noncurrent=100.0, debt_current_part=10.0, debt_short=25.0)
    assert (found["debt"], found["current"]) == (135.0, 35.0)
    assert owed(debt_noncurrent=100.0, debt_current=40.0, debt_current_part=10.0, debt_short=25.0)["debt"] == 140.0


def test_the_tag_for_all_long_term_debt_serves_alone_and_where_its_parts_fall_short() -> None:
    assert owed(debt_long=300.0)["debt"] == 300.0
    assert owed(debt_long=300.0, debt_short=20.0)["debt"] == 320.0
    assert owed(debt_long=300.0, debt_current_part=20.0, debt_short=20.0)["debt"] == 300.0
    assert owed(debt_long=300.0, debt_current_part=20.0, debt_current=50.0)["debt"] == 330.0
    found = owed(debt_long=300.0, debt_noncurrent=50.0, debt_current_part=10.0)
    assert (found["debt"], HOW[int(found["how"])]) == (300.0, "long-term debt, its current part included")


def test_a_total_or_current_debt_serves_last() -> None:
    assert HOW[int(owed(debt_total=80.0)["how"])] == "total debt"
    assert owed(debt_short=15.0)["debt"] == 15.0
    nothing = owed()
    assert np.isnan(nothing["debt"])
    assert HOW[int(nothing["how"])] == "none tagged"
    assert owed(debt_noncurrent=0.0)["debt"] == 0.0


def test_the_floating_share_is_what_the_filer_tags() -> None:
    assert owed(debt_noncurrent=100.0, debt_floating=30.0, debt_fixed=60.0)["floating"] == pytest.approx(1 / 3)
    assert owed(debt_noncurrent=100.0, debt_floating=30.0)["floating"] == 0.3
    assert np.isnan(owed(debt_noncurrent=100.0, debt_floating=130.0)["floating"])
    assert np.isnan(owed(debt_noncurrent=100.0)["floating"])
