"""A session missing from one ticker, through refresh, store and the page's figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analytics import divergence, load, settings
from analytics.frames.market import Result
from analytics.model.metric import Metric, by_id
from analytics.model.scenario import Scenario
from analytics.refresh import refresh
from analytics.store import Store
from tests.loopback import Loopback, Recordings, real
from tests.recorded import recorded_market

pytestmark = pytest.mark.real


def without(ticker: str, *moments: str) -> Recordings:
    """The recordings without some bars of a ticker."""
    whole = real()
    bars = {**whole.bars, ticker: whole.bars[ticker].drop(pd.to_datetime(list(moments)))}
    return replace(whole, bars=bars)


def refreshed(held: Recordings, folder: Path) -> load.World:
    """The world of an empty store after one refresh of prices and rates."""
    with Loopback(held) as loopback:
        place = settings.read({**loopback.environment(), "SMALLCAP_STORE": str(folder)})
        assert not [outcome.error for outcome in refresh(place, ("prices", "rates")) if outcome.error]
    store = Store(str(folder))
    return load.open_world(store, *load.choose(store, "live"))


def measured(world: load.World, as_of: date) -> tuple[Result, dict[str, Metric]]:
    result = divergence.measure(world.market, Scenario(as_of=as_of))
    return result, by_id(result.metrics)


def test_one_missing_session_is_a_hole_of_its_ticker_alone(tmp_path: Path) -> None:
    as_of = date(2025, 10, 14)
    whole = by_id(divergence.measure(recorded_market(), Scenario(as_of=as_of)).metrics)
    world = refreshed(without("IWM", "2025-09-10"), tmp_path)
    result, shown = measured(world, as_of)
    assert shown["gap_1y"].value == pytest.approx(-0.63, abs=0.005)
    for name in ("gap_1y", "gap_3y", "ytd_gap", "small_ytd", "large_ytd", "ratio", "ytd_gap_rank", "ytd_gap_z"):
        assert shown[name].value == whole[name].value, name
    for name in (name for name in whole if name.startswith("large_") or name.endswith(("_spy", "_rsp", "_xbi"))):
        assert shown[name] == whole[name], name
    events = result.tables["events"]
    assert pd.Timestamp("2025-09-11") not in set(events["date"])
    assert shown["cpi_events"].value == whole["cpi_events"].value - 1
    assert any("10 Sep 2025" in note for note in result.notes)
    assert any("CPI release of 11 Sep 2025" in note for note in result.notes)
    assert "10 Sep 2025" in world.origin("IWM")["note"]


@pytest.mark.parametrize("moment", ["2024-12-31", "2024-10-10", "2025-10-14"])
def test_a_missing_end_or_base_of_a_window_withholds_what_needs_it(tmp_path: Path, moment: str) -> None:
    as_of = date(2025, 10, 14)
    whole = by_id(divergence.measure(recorded_market(), Scenario(as_of=as_of)).metrics)
    result, shown = measured(refreshed(without("IWM", moment), tmp_path), as_of)
    text = f"{pd.Timestamp(moment):%-d %b %Y}"
    needs = {"2024-12-31": ("ytd_gap", "small_ytd"), "2024-10-10": ("gap_1y",), "2025-10-14": ("gap_1y", "small_ytd")}
    for name in needs[moment]:
        assert (shown[name].value, shown[name].note) == (None, f"IWM has no close on {text}")
    for name in whole:
        if name.startswith("large_"):
            assert shown[name] == whole[name], name
    assert any(text in note for note in result.notes)


SPLIT = pd.Timestamp("2024-08-20")


def misapplied(ticker: str, moment: pd.Timestamp, ratio: float, late: int = 0) -> Recordings:
    """The recordings with a split announced whose bars before it are not rescaled; `late` sessions off its day."""
    whole = real()
    bars = whole.bars[ticker].copy()
    before = bars.index < bars.index[bars.index.get_loc(moment) + late]
    bars.loc[before, ["close", "adj_close"]] *= ratio
    return replace(whole, bars={**whole.bars, ticker: bars}, splits={ticker: {moment: ratio}})


@pytest.mark.parametrize(
    ("ticker", "moment", "ratio", "late"),
    [("DNA", SPLIT, 0.025, 0), ("DNA", SPLIT, 0.025, 1), ("ASAN", SPLIT, 2.0, 0), ("UPST", SPLIT, 1.5, 0)],
)
def test_a_split_that_is_not_applied_leaves_its_ticker_out(
    tmp_path: Path, ticker: str, moment: pd.Timestamp, ratio: float, late: int
) -> None:
    world = refreshed(misapplied(ticker, moment, ratio, late), tmp_path)
    _, shown = measured(world, date(2024, 10, 14))
    for name in (f"ytd_{ticker.lower()}", f"rate_duration_{ticker.lower()}"):
        assert shown[name].value is None
    told = world.versions["prices"].provenance["missing"][ticker]
    assert "The split of 20 Aug 2024" in told
    assert shown["ytd_spy"].value is not None


def test_a_split_that_is_applied_is_believed(tmp_path: Path) -> None:
    whole = real()
    world = refreshed(replace(whole, splits={"DNA": {SPLIT: 0.025}}), tmp_path)
    _, shown = measured(world, date(2024, 10, 14))
    assert shown["ytd_dna"].value == pytest.approx(-89, abs=1)
    assert shown["rate_duration_dna"].value == pytest.approx(-21, abs=1), "for one point more of yield"


def test_a_dividend_that_the_adjusted_closes_do_not_hold_withholds_total_returns_over_it(tmp_path: Path) -> None:
    """SPY paid nothing on 12 June 2024; an answer that says so contradicts its own adjusted closes."""
    whole = real()
    world = refreshed(replace(whole, dividends={"SPY": {pd.Timestamp("2024-06-12"): 3.0}}), tmp_path)
    _, shown = measured(world, date(2024, 10, 14))
    assert shown["large_ytd"].value is not None
    assert shown["large_ytd_total"].value is None
    assert shown["small_ytd_total"].value is not None
    assert "the dividend of 12 Jun 2024" in world.origin("SPY")["note"]
