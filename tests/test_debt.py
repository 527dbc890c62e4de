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


def test_one_money_under_a_tag_and_its_parts_or_totals_is_counted_once() -> None:
    assert owed(debt_noncurrent=300.0, debt_convertible_debt_noncurrent=300.0)["debt"] == 300.0
    assert owed(debt_noncurrent=300.0, debt_convertible_debt_noncurrent=100.0)["debt"] == 400.0
    of_two = {"debt_convertible_long_term_notes_payable": 200.0, "debt_convertible_notes_payable_current": 100.0}
    total = {"debt_convertible_notes_payable": 300.0}
    assert owed(debt_noncurrent=200.0, debt_current_part=100.0, **of_two, **total)["debt"] == 300.0


def test_all_of_a_debt_that_falls_due_is_counted_once_and_what_may_lie_in_it_is_unsure() -> None:
    """Current debt holds the current part of long-term debt, which the tag for all long-term debt holds as well."""
    whole = owed(debt_long=400.0, debt_current=400.0)
    assert (whole["debt"], whole["current"], whole["unsure"]) == (400.0, 400.0, 0.0)
    part = owed(debt_long=500.0, debt_current=100.0)
    assert (part["debt"], part["unsure"]) == (500.0, 100.0)
    beyond = owed(debt_long=100.0, debt_current=500.0)
    assert (beyond["debt"], beyond["unsure"]) == (500.0, 100.0)
    paper = owed(debt_long=500.0, debt_current=100.0, debt_short=100.0)
    assert (paper["debt"], paper["unsure"]) == (600.0, 0.0)


def test_leases_with_a_tag_of_their_own_are_taken_out_of_what_holds_them() -> None:
    line = {"debt_noncurrent": 450.0, "debt_finance_lease_liability_noncurrent": 150.0}
    assert owed(**line, debt_long_term_debt_and_capital_lease_obligations=600.0)["debt"] == 450.0
    assert owed(**line, debt_and_capital_lease_obligations=600.0)["debt"] == 450.0
    assert owed(**line, debt_long_term_debt_and_capital_lease_obligations=700.0)["debt"] == 700.0
    assert owed(**line)["leases"] == 150.0


def test_a_zero_of_a_part_says_nothing_of_the_rest() -> None:
    assert owed(debt_line_of_credit=0.0)["partial"]
    assert owed(debt_short=0.0)["partial"]
    assert not owed(debt_noncurrent=0.0)["partial"]
    assert not owed(debt_line_of_credit=0.0, debt_long=0.0)["partial"]
    assert not owed(debt_line_of_credit=5.0)["partial"]
    assert not owed()["partial"]


def test_a_line_below_zero_makes_the_debt_unsure() -> None:
    found = owed(debt_noncurrent=-500.0, debt_current=250.0)
    assert (found["debt"], found["unsure"]) == (250.0, 500.0)
    assert owed(debt_noncurrent=300.0, debt_line_of_credit=-1.0, debt_long=300.0)["unsure"] == 0.0


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
