"""Every figure of the page by means of its own: plain Python on lists, and markets built to trap it."""

from __future__ import annotations

import math
from datetime import date
from itertools import accumulate

import numpy as np
import pandas as pd
import pytest

from analytics import divergence
from analytics.catalogue import ENTRIES
from analytics.errors import NoData
from analytics.frames.market import Market
from analytics.model.metric import Metric
from analytics.model.scenario import Scenario
from analytics.store import published
from tests.conftest import House
from tests.loopback.recordings import tiny

FACTS = published.read()


def measure(market: Market, as_of: date | None = None, **chosen: object) -> dict[str, Metric]:
    """The figures of the page by the last part of their id."""
    return {m.id.rpartition(".")[2]: m for m in divergence.measure(market, Scenario(as_of=as_of, **chosen)).metrics}


def made(seed: int = 7) -> Market:
    """Seven invented years of every ticker that the tiny recordings hold."""
    held = tiny()
    close = pd.DataFrame({id: bars["close"] for id, bars in held.bars.items()})
    adjusted = pd.DataFrame({id: bars["adj_close"] for id, bars in held.bars.items()})
    rates = pd.DataFrame({id: pd.to_numeric(series) for id, series in held.series.items()})
    rates.index = pd.to_datetime(rates.index).as_unit("us")
    return Market(close, adjusted, rates, published=FACTS)


@pytest.fixture(scope="module")
def market() -> Market:
    return made()


def by_hand(frame: pd.DataFrame, last: date) -> dict[str, float]:
    """The same figures from lists of closes, without pandas' windows."""
    both = frame[["IWM", "SPY"]].dropna()
    days = [day.date() for day in both.index if day.date() <= last]
    small, large = (list(both[name])[: len(days)] for name in ("IWM", "SPY"))
    now = len(days) - 1
    found: dict[str, float] = {}

    def gap(at: int, back: int) -> float:
        return (small[at] / small[back] - large[at] / large[back]) * 100

    def percentile(history: list[float]) -> float:
        return 100 * sum(value <= history[-1] for value in history) / len(history)

    earlier = [at for at in range(now) if days[at].year == days[now].year - 1]
    if earlier and days[earlier[-1]] >= date(days[now].year - 1, 12, 25):
        found["small_ytd"] = (small[now] / small[earlier[-1]] - 1) * 100
        found["large_ytd"] = (large[now] / large[earlier[-1]] - 1) * 100
        found["ytd_gap"] = found["small_ytd"] - found["large_ytd"]
    for name, back in (("gap_1y", 252), ("gap_3y", 756), ("gap_5y", 1260)):
        history = [gap(at, at - back) for at in range(back, now + 1)]
        if history:
            found[name], found[f"{name}_percentile"] = history[-1], percentile(history)
    ratios = [s / b for s, b in zip(small, large, strict=True)]
    found["ratio_percentile"] = percentile(ratios)
    falls = {"small": small, "large": large, "relative": ratios}
    for name, path in falls.items():
        depth = [(value / high - 1) * 100 for value, high in zip(path, accumulate(path, max), strict=True)]
        found[f"{name}_drawdown"] = depth[-1]
        if name != "relative":
            found[f"{name}_max_drawdown"] = min(depth)
    return found


DATES = ["2018-01-02", "2018-12-31", "2019-06-28", "2020-02-29", "2021-01-04", "2022-12-30", "2023-07-04", "2025-10-17"]


@pytest.mark.parametrize("text", DATES)
@pytest.mark.parametrize("suffix", ["", "_total"])
def test_every_figure_is_the_one_worked_by_hand(market: Market, text: str, suffix: str) -> None:
    as_of = date.fromisoformat(text)
    shown = measure(market, as_of)
    worked = by_hand(market.adj_close if suffix else market.close, as_of)
    for name, value in worked.items():
        assert shown[f"{name}{suffix}"].value == pytest.approx(value, abs=1e-9), name
    for name in ("small_ytd", "ytd_gap", "gap_1y", "gap_3y", "gap_3y_percentile", "gap_5y"):
        metric = shown[f"{name}{suffix}"]
        assert (metric.value is None) == (name not in worked)
        assert metric.note or metric.value is not None


@pytest.mark.parametrize("text", ["2019-06-28", "2023-07-04", "2025-03-14"])
def test_nothing_after_the_day_is_used(market: Market, text: str) -> None:
    """Figures at a day equal those of a market that ends there, whatever came later."""
    as_of = date.fromisoformat(text)
    cut = Market(*(frame.loc[:text] for frame in (market.close, market.adj_close, market.rates)), published=FACTS)
    later = pd.Timestamp(text) + pd.Timedelta(days=1)
    wild = Market(*(frame.copy() for frame in (market.close, market.adj_close, market.rates)), published=FACTS)
    for frame in (wild.close, wild.adj_close, wild.rates):
        frame.loc[later:] *= 3.7
    whole, ended, shaken = (divergence.measure(held, Scenario(as_of=as_of)) for held in (market, cut, wild))
    assert whole.metrics == ended.metrics == shaken.metrics
    assert whole.as_of == ended.as_of
    assert set(whole.tables) == set(ended.tables)
    for name, table in whole.tables.items():
        pd.testing.assert_frame_equal(table, ended.tables[name])
        pd.testing.assert_frame_equal(table, shaken.tables[name])


def test_without_a_day_the_last_common_session_is_taken(market: Market) -> None:
    assert measure(market) == measure(market, date(2025, 10, 17))
    shorter = Market(market.close.copy(), market.adj_close, market.rates, published=FACTS)
    shorter.close.loc["2025-10-17", "SPY"] = np.nan
    found = measure(shorter).items()
    gaps = {metric.as_of for id, metric in found if id.startswith("gap_") and not id.startswith("gap_effect")}
    assert gaps == {date(2025, 10, 16)}


def test_a_day_without_a_session_is_said(market: Market) -> None:
    result = divergence.measure(market, Scenario(as_of=date(2025, 10, 12)))
    assert result.as_of == date(2025, 10, 10)
    assert any("12 Oct 2025 is no session" in note and "10 Oct 2025" in note for note in result.notes)
    assert not divergence.measure(market, Scenario(as_of=date(2025, 10, 10))).notes


def holed(market: Market, ticker: str, *moments: str) -> Market:
    """The market without some closes of one ticker."""
    close, adjusted = market.close.copy(), market.adj_close.copy()
    for frame in (close, adjusted):
        frame.loc[list(moments), ticker] = np.nan
    return Market(close, adjusted, market.rates, published=market.published)


def test_windows_count_the_sessions_of_the_exchange(market: Market) -> None:
    """A hole within a window moves nothing: the window begins and ends where it did."""
    whole, with_hole = measure(market), measure(holed(market, "SPY", "2025-07-09"))
    for name in ("ytd_gap", "gap_1y", "gap_3y", "gap_5y", "gap_1y_total", "small_ytd", "small_drawdown", "ratio"):
        assert with_hole[name].value == whole[name].value, name


@pytest.mark.parametrize("moment", ["2024-12-31", "2025-10-17"])
@pytest.mark.parametrize("suffix", ["", "_total"])
def test_a_missing_base_or_end_says_so_and_moves_nothing_of_the_other_side(
    market: Market, moment: str, suffix: str
) -> None:
    whole = measure(market)
    result = divergence.measure(holed(market, "IWM", moment), Scenario(as_of=date(2025, 10, 17)))
    shown = {metric.id.rpartition(".")[2]: metric for metric in result.metrics}
    kind = "adjusted close" if suffix else "close"
    for name in ("small_ytd", "ytd_gap"):
        assert shown[f"{name}{suffix}"].value is None
        assert shown[f"{name}{suffix}"].note == f"IWM has no {kind} on {pd.Timestamp(moment):%-d %b %Y}"
    for name in ("large_ytd", "large_drawdown", "large_max_drawdown", "large_under_water", "ytd_spy"):
        name = name if name == "ytd_spy" else f"{name}{suffix}"
        assert shown[name] == whole[name], name
    assert any(note.startswith(f"IWM has no close on {pd.Timestamp(moment):%-d %b %Y}") for note in result.notes)


def test_every_figure_is_a_whole_metric(market: Market) -> None:
    for as_of in (None, date(2018, 1, 2), date(2019, 1, 2)):
        shown = divergence.measure(market, Scenario(as_of=as_of)).metrics
        ids = [metric.id for metric in shown]
        assert len(ids) == len(set(ids))
        assert all(id.startswith("divergence.") for id in ids)
        for metric in shown:
            assert set(metric.sources) <= set(ENTRIES)
            assert metric.sources
            assert not isinstance(metric.value, float) or math.isfinite(metric.value)
            assert metric.value is not None or metric.note
            assert metric.value is None or str(metric.value) != "-0.0"


def test_on_the_first_day_what_needs_a_past_is_missing_with_its_reason(market: Market) -> None:
    shown = measure(market, date(2018, 1, 2))
    assert (shown["small_ytd"].value, shown["small_ytd"].note) == (
        None,
        "no close in the last week of 2017 is held for both",
    )
    assert (shown["gap_3y"].value, shown["gap_3y"].note) == (
        None,
        "needs 756 earlier common sessions; 0 are held",
    )
    assert shown["gap_3y_percentile"].value is None
    assert shown["ratio_percentile"].value == 100.0
    assert shown["small_drawdown"].value == 0.0


def test_a_side_that_is_not_held_is_said(market: Market) -> None:
    without = Market(
        market.close.drop(columns="IWM"), market.adj_close.drop(columns="IWM"), market.rates, published=FACTS
    )
    with pytest.raises(NoData, match="No prices of IWM are held"):
        divergence.measure(without, Scenario())
    with pytest.raises(NoData, match="no common session"):
        divergence.measure(market, Scenario(as_of=date(2017, 12, 29)))


@pytest.mark.parametrize("basis", ["Price", "Total return"])
@pytest.mark.parametrize("hole", ["last", "all"])
def test_without_adjusted_closes_total_return_is_missing_and_price_is_not(
    market: Market, basis: str, hole: str
) -> None:
    adjusted = market.adj_close.copy()
    adjusted.loc[adjusted.index[-1 if hole == "last" else 0] :, "SPY"] = np.nan
    result = divergence.measure(Market(market.close, adjusted, market.rates, published=FACTS), Scenario(basis=basis))
    shown = {metric.id.rpartition(".")[2]: metric for metric in result.metrics}
    assert shown["gap_3y"].value == pytest.approx(by_hand(market.close, date(2025, 10, 17))["gap_3y"])
    absent = "SPY has no adjusted close on 17 Oct 2025"
    for name in ("large_ytd_total", "gap_3y_total", "ratio_total", "large_drawdown_total"):
        assert shown[name].value is None
        assert shown[name].note == (absent if hole == "last" else "no adjusted close on 17 Oct 2025 is held for both")
    assert (shown["small_ytd_total"].value is None) == (hole == "all")
    assert set(result.tables) >= {"ratio", "gap"}


def test_without_rates_the_prices_are_measured_all_the_same(market: Market) -> None:
    bare = Market(market.close, market.adj_close, pd.DataFrame(index=market.rates.index[:0]), published=FACTS)
    shown = measure(bare)
    assert shown["gap_3y"].value == measure(market)["gap_3y"].value
    assert (shown["ten_year"].value, shown["ten_year_scenario"].value) == (None, None)
    assert "No Treasury yields are held" in shown["ten_year"].note


def test_the_tables_end_on_the_figures(market: Market) -> None:
    for basis, suffix in (("Price", ""), ("Total return", "_total")):
        result = divergence.measure(market, Scenario(as_of=date(2024, 3, 15), basis=basis))
        shown = {metric.id.rpartition(".")[2]: metric.value for metric in result.metrics}
        assert result.tables["ratio"]["ratio_x"].iloc[-1] == pytest.approx(shown[f"ratio{suffix}"])
        last = result.tables["gap"].iloc[-1]
        assert str(last["date"].date()) == "2024-03-15"
        for window in ("1y", "3y", "5y"):
            assert last[f"gap_{window}_pp"] == pytest.approx(shown[f"gap_{window}{suffix}"])
        assert last["gap_ytd_pp"] == pytest.approx(shown[f"ytd_gap{suffix}"])


def test_yields_move_the_curve_and_no_price(market: Market) -> None:
    plain, moved = measure(market), measure(market, ten_year_bp=100, short_rate_bp=700)
    assert (moved["ten_year_scenario"].value, moved["short_rate_scenario"].value) == (1.0, 7.0)
    same = ("gap_3y", "ratio_percentile", "small_ytd_total", "ten_year", "relative_drawdown")
    assert [plain[name] for name in same] == [moved[name] for name in same]


def test_through_the_store_figures_are_those_of_the_recordings(lived: House) -> None:
    recordings = lived.loopback.recordings
    close = pd.DataFrame({id: bars["close"] for id, bars in recordings.bars.items()})
    worked = by_hand(close, date(2025, 10, 14))
    shown = measure(lived.world().market, date(2025, 10, 14))
    assert shown["gap_1y"].value == pytest.approx(worked["gap_1y"], abs=1e-9)
    assert shown["ytd_gap"].value == pytest.approx(worked["ytd_gap"], abs=1e-9)


@pytest.mark.parametrize("seed", range(12))
def test_a_session_taken_out_moves_only_what_begins_ends_or_spans_it(market: Market, seed: int) -> None:
    """Any session of any side: the other side's own figures and every window that does not touch it stay."""
    random = np.random.default_rng(seed)
    days = market.close.index[:-1]
    moment = days[int(random.integers(300, len(days)))]
    ticker = ("IWM", "SPY")[seed % 2]
    whole, less = measure(market), measure(holed(market, ticker, str(moment.date())))
    other = "large" if ticker == "IWM" else "small"
    for name in whole:
        if name.startswith(f"{other}_"):
            assert less[name] == whole[name], name
    frame = market.close[["IWM", "SPY"]].dropna()
    for name, back in (("gap_1y", 252), ("gap_3y", 756), ("gap_5y", 1260)):
        if frame.index[-1 - back] != moment:
            assert less[name].value == whole[name].value, name
        else:
            assert less[name].value is None
    if moment != frame.index[frame.index.year == 2024][-1]:
        assert less["ytd_gap"].value == whole["ytd_gap"].value
