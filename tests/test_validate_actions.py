"""Splits and dividends set against closes and adjusted closes, before prices are published."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.catalogue import PRICES, Entry
from analytics.errors import SourceChanged
from analytics.refresh.validate import prices
from tests.bars import BOTH, DAYS, FUND, SHARE, TODAY, bars, changed


def test_a_dividend_rewrites_adjusted_closes_and_nothing_else() -> None:
    fresh = changed(slice(0, -1), 0.98, "adj_close")
    assert prices(FUND, fresh, bars(), TODAY)[1] == []


@pytest.mark.parametrize(("ratio", "applied"), [(2.0, True), (0.1, True), (40.0, True)])
def test_a_split_explains_a_rescaled_history(ratio: float, applied: bool) -> None:
    held, fresh = bars(200, DAYS).iloc[:-1], changed(slice(None), 1 / ratio, BOTH)
    fresh.iloc[-1, 3] = ratio
    kept = prices(SHARE, fresh, held, TODAY)[0]
    assert len(kept) == len(DAYS)


@given(
    st.sampled_from([entry for entry in PRICES if entry.kind in ("fund", "stock")]),
    st.one_of(st.floats(1 / 50, 0.5), st.floats(1.5, 20)),
    st.booleans(),
)
def test_any_announced_split_of_any_ticker_is_published(entry: Entry, ratio: float, has_held: bool) -> None:
    """A history from the lower end of its range to the upper one is divided by a split that is announced."""
    path = np.geomspace(entry.low * 1.01, entry.high * 0.99, len(DAYS))
    whole = bars().assign(close=path, adj_close=path)
    fresh = whole.assign(close=path / ratio, adj_close=path / ratio)
    fresh.iloc[-1, 3] = ratio
    kept, remarks = prices(entry, fresh, whole.iloc[:-1] if has_held else None, TODAY)
    pd.testing.assert_frame_equal(kept, fresh)
    assert remarks == []


def test_closes_that_no_split_brings_into_the_range_are_held_back() -> None:
    cents = changed(slice(None), 100.0, BOTH)
    with pytest.raises(SourceChanged, match="is outside"):
        prices(FUND, cents, None, TODAY)


@pytest.mark.parametrize("applied", [1, 4])
def test_a_split_announced_and_not_applied_or_applied_twice_is_held_back(applied: float) -> None:
    fresh = changed(slice(None), 1 / applied, BOTH)
    fresh.iloc[-1, 3] = 2.0
    with pytest.raises(SourceChanged, match=r"without a split to explain it: the one announced asks for 0\.5"):
        prices(SHARE, fresh, bars().iloc[:-1], TODAY)


def test_a_split_on_the_day_alone_is_held_back() -> None:
    """The newest bar is on the new basis, all others on the old one."""
    fresh = changed(-1, 0.5, BOTH)
    fresh.iloc[-1, 3] = 2.0
    with pytest.raises(SourceChanged):
        prices(SHARE, fresh, bars().iloc[:-1], TODAY)


def test_a_bar_that_is_held_follows_a_split() -> None:
    fresh = changed(slice(None), 0.5, BOTH)
    fresh.iloc[-1, 3] = 2.0
    kept = prices(SHARE, fresh.drop(DAYS[[60]]), bars().iloc[:-1], TODAY)[0]
    assert kept["close"].iloc[60] == pytest.approx(bars()["close"].iloc[60] / 2)


@pytest.mark.parametrize("ratio", [0.025, 0.1, 1 / 3, 1.25, 1.5, 2.0, 3.0, 20.0])
@pytest.mark.parametrize("place", [4, 90, -4])
@pytest.mark.parametrize("late", [0, 2, -2])
def test_a_split_that_is_announced_and_not_applied_is_seen_on_a_first_fetch(
    ratio: float, place: int, late: int
) -> None:
    if late and ratio == 1.25:
        pytest.skip("a jump beside the day of a small split is an ordinary move")
    fresh = changed(slice(0, place + late), ratio, BOTH, bars(30))
    fresh.iloc[place, 3] = ratio
    with pytest.raises(SourceChanged, match=r"split|not yet confirmed"):
        prices(SHARE, fresh, None, TODAY)


@pytest.mark.parametrize("ratio", [0.025, 0.5, 1.05, 1.5, 4.0])
@pytest.mark.parametrize("place", [1, 90, -1])
def test_a_split_that_is_applied_passes(ratio: float, place: int) -> None:
    fresh = bars(30)
    fresh.iloc[place, 3] = ratio
    assert prices(SHARE, fresh, None, TODAY)[1] == []


def test_a_tenfold_move_without_a_split_is_not_believed() -> None:
    with pytest.raises(SourceChanged, match="as if a split were not applied"):
        prices(SHARE, changed(slice(0, 90), 0.05, BOTH, bars(30)), None, TODAY)


def paid(places: list[int], part: float = 0.01, applied: list[int] | None = None) -> pd.DataFrame:
    """Bars of a payer of dividends, those of `applied` (all by default) in the adjusted closes."""
    fresh = bars().assign(adj_close=bars()["close"])
    close = fresh["close"].to_numpy()
    for place in places:
        fresh.iloc[place, 2] = part * close[place - 1]
        if applied is None or place in applied:
            fresh.iloc[:place, 1] *= 1 - part
    return fresh


def test_dividends_that_are_in_the_adjusted_closes_pass() -> None:
    kept, remarks = prices(FUND, paid([20, 80, 140]), None, TODAY)
    assert kept["adj_close"].notna().all()
    assert remarks == []


@pytest.mark.parametrize("lost", [20, 80, 140])
@pytest.mark.parametrize("part", [0.005, 0.03, 0.2])
def test_a_dividend_that_is_not_in_the_adjusted_closes_leaves_out_those_before_it(lost: int, part: float) -> None:
    fresh = paid([20, 80, 140], part, [place for place in (20, 80, 140) if place != lost])
    kept, remarks = prices(FUND, fresh, None, TODAY)
    assert kept["close"].notna().all()
    assert list(kept.index[kept["adj_close"].isna()]) == list(DAYS[:lost])
    assert f"the dividend of {DAYS[lost]:%-d %b %Y}" in remarks[0]
    with pytest.raises(SourceChanged, match="is not in the adjusted closes"):
        prices(FUND, fresh, paid([20, 80, 140], part), TODAY)


def test_an_adjustment_without_a_dividend_leaves_out_what_is_before_it() -> None:
    fresh = paid([20, 80, 140])
    fresh.iloc[:100, 1] *= 0.9
    kept, remarks = prices(FUND, fresh, None, TODAY)
    assert list(kept.index[kept["adj_close"].isna()]) == list(DAYS[:100])
    assert "lowered by no dividend" in remarks[0]


def test_a_dividend_paid_on_a_bar_that_is_left_out_counts_on_the_next() -> None:
    fresh = paid([20, 80, 140])
    fresh.iloc[80, 0] = 0.0
    kept, remarks = prices(FUND, fresh, None, TODAY)
    assert kept["dividend"].iloc[80] > 0
    assert kept["adj_close"].notna().all()
    assert len(remarks) == 2
