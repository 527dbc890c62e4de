"""The page as a whole: the acceptance figures, pairs, bases, and what depends on what."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from analytics import divergence, illustrative
from analytics.errors import NoData
from analytics.model.methods import METHODS
from analytics.model.metric import by_id
from analytics.model.scenario import SPECS, Scenario
from tests.divergence.markets import DAYS, market
from tests.recorded import recorded_market

DAY = date(2025, 10, 14)
PAIRS = SPECS["pair"].choices


def figures(scenario: Scenario, held=None):
    return by_id(divergence.measure(held or recorded_market(), scenario).metrics)


class TestRecorded:
    pytestmark = pytest.mark.real

    def test_acceptance(self):
        found = figures(Scenario(as_of=DAY))
        known = {
            "small_ytd": "12.19 %",
            "large_ytd": "12.99 %",
            "ytd_gap": "−0.80 pp",
            "small_ytd_total": "13.07 %",
            "large_ytd_total": "13.98 %",
            "ratio": "0.3743 x",
            "ratio_percentile": "5.81",
            "gap_1y": "−0.63 pp",
            "gap_3y": "−35.51 pp",
            "gap_3y_percentile": "2.15",
            "gap_5y": "−39.44 pp",
            "small_drawdown": "0.00 %",
            "large_drawdown": "−1.62 %",
            "relative_drawdown": "−41.45 %",
            "small_max_drawdown_total": "−58.64 %",
            "gap_3y_widest": "−44.19 pp",
            "gap_3y_widest_on": "14 Mar 2024",
            "gap_3y_spell_since": "22 Sep 2025",
            "gap_3y_last_wide": "20 Aug 2025",
            "correlation_1y": "0.869",
            "rate_duration_gap": "−1.16 pp for +1 pp of yield",
            "rate_duration_gap_se": "1.31 pp for +1 pp of yield",
            "ytd_clsk": "138.65 %",
            "ytd_asan": "−30.29 %",
            "cpi_events": "45",
            "fomc_events": "29",
        }
        assert {name: found[name].text.replace("\u00a0", " ") for name in known} == known
        assert found["ytd_xbi"].value == pytest.approx(16.7, abs=0.1)
        assert found["beta_1y"].value == pytest.approx(1.038, abs=5e-4)
        assert "from 3 Oct 2024 to 10 Oct 2025" in found["rate_duration_gap"].note
        assert found["rate_duration_gap"].as_of == date(2025, 10, 10)

    def test_this_year_against_the_others_to_14_october(self):
        table = divergence.measure(recorded_market(), Scenario(as_of=DAY)).tables["years"].set_index("year")
        known = {2025: -0.8, 2024: -11.9, 2023: -15.2, 2020: -10.9, 2022: -0.3, 2003: 20.7}
        assert table.loc[list(known), "gap_pp"].to_numpy() == pytest.approx(list(known.values()), abs=0.05)
        assert list(table.index) == list(range(2001, 2026))
        found = figures(Scenario(as_of=DAY))
        assert [found[f"ytd_gap_{name}"].value for name in ("years", "rank", "closer")] == [25, 15, 1]

    def test_calendar_year_total_returns_as_published(self):
        scenario = Scenario(as_of=date(2026, 7, 31), basis="Total return")
        table = divergence.measure(recorded_market(), scenario).tables["years"].set_index("year")
        russell = {2021: 14.5, 2022: -20.5, 2023: 16.8, 2024: 11.4, 2025: 12.7}
        sp500 = {2021: 28.7, 2022: -18.1, 2023: 26.3, 2024: 25.0, 2025: 17.9}
        assert table.loc[list(russell), "small_whole_pct"].to_numpy() == pytest.approx(list(russell.values()), abs=0.06)
        assert table.loc[list(sp500), "large_whole_pct"].to_numpy() == pytest.approx(list(sp500.values()), abs=0.25)

    @pytest.mark.parametrize(
        ("day", "small", "large"), [(date(2025, 10, 17), 9.95, 13.30), (date(2025, 12, 19), 13.42, 16.20)]
    )
    def test_the_indices_as_published(self, day, small, large):
        found = figures(Scenario(as_of=day, pair="^RUT/^GSPC"))
        assert (found["small_ytd"].value, found["large_ytd"].value) == pytest.approx((small, large), abs=0.006)

    def test_the_russell_2000_fell_by_3_45_per_cent_in_1998_on_price(self):
        scenario = Scenario(as_of=date(1998, 12, 31), pair="^RUT/^GSPC")
        assert figures(scenario)["small_ytd"].value == pytest.approx(-3.45, abs=0.006)

    @pytest.mark.parametrize("pair", PAIRS)
    @pytest.mark.parametrize("day", [DAY, date(2023, 1, 3), date(2026, 3, 31)])
    def test_beta_and_correlation_by_their_definitions(self, pair, day):
        found, (small, large) = figures(Scenario(as_of=day, pair=pair)), pair.split("/")
        closes = recorded_market().close if small.startswith("^") else recorded_market().adj_close
        moves = closes[[small, large]].dropna().loc[: day.isoformat()].pct_change().iloc[-252:]
        assert found["beta_1y"].value == pytest.approx(moves.cov().iloc[0, 1] / moves[large].var(), rel=1e-9)
        assert found["correlation_1y"].value == pytest.approx(moves.corr().iloc[0, 1], rel=1e-9)
        assert found["correlation_1y_low"].value < found["correlation_1y"].value < found["correlation_1y_high"].value

    @pytest.mark.parametrize("pair", PAIRS)
    def test_nothing_after_the_as_of_date_is_used(self, pair):
        held, day = recorded_market(), date(2024, 8, 5)
        end = pd.Timestamp(day)
        cut = type(held)(held.close.loc[:end], held.adj_close.loc[:end], held.rates.loc[:end], published=held.published)
        scenario = Scenario(as_of=day, pair=pair, ten_year_bp=500)
        whole, short = divergence.measure(held, scenario), divergence.measure(cut, scenario)
        assert whole.metrics == short.metrics
        for name, table in whole.tables.items():
            pd.testing.assert_frame_equal(table, short.tables[name], check_freq=False)


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("basis", SPECS["basis"].choices)
def test_every_pair_and_basis_is_measured_whole(pair, basis):
    result = divergence.measure(market(), Scenario(pair=pair, basis=basis))
    ids = [metric.id for metric in result.metrics]
    assert len(set(ids)) == len(ids)
    assert {metric.method for metric in result.metrics} <= set(METHODS)
    assert all(metric.value is not None or metric.note for metric in result.metrics)
    total = [metric for metric in result.metrics if metric.id.endswith("_total")]
    if pair.startswith("^"):
        own = [metric for metric in total if "^RUT" in metric.sources or "^GSPC" in metric.sources]
        assert len(own) > 30
        assert {metric.value for metric in own} == {None}
        assert all("price index" in metric.note for metric in own)
    else:
        missing = [metric for metric in total if metric.value is None]
        assert [metric.id for metric in missing if not metric.note.startswith("never before")] == []
    for name in ("ratio", "gap", "drawdown", "years", "comovement", "sensitivity", "weighting", "names", "effect"):
        assert len(result.tables[name]) > 0, name


def test_a_pair_of_indices_is_shown_on_price_and_says_so():
    priced = divergence.measure(market(), Scenario(pair="^RUT/^GSPC"))
    asked = divergence.measure(market(), Scenario(pair="^RUT/^GSPC", basis="Total return"))
    assert asked.metrics == priced.metrics
    pd.testing.assert_frame_equal(asked.tables["gap"], priced.tables["gap"])
    assert divergence.shown_basis(Scenario(pair="^RUT/^GSPC", basis="Total return")) == "Price"
    assert [note for note in asked.notes if "price indices" in note]
    assert not [note for note in priced.notes if "price indices" in note]
    assert "price returns" in by_id(priced.metrics)["beta_1y"].note


def test_tables_follow_the_basis():
    price, total = (divergence.measure(market(), Scenario(basis=basis)).tables for basis in SPECS["basis"].choices)
    assert price["ratio"]["ratio_x"].iloc[0] != 1.0
    assert total["ratio"]["ratio_x"].iloc[0] == 1.0
    for name in ("gap", "drawdown", "years"):
        assert not price[name].equals(total[name])
    for name in ("comovement", "sensitivity", "durations", "events", "names"):
        pd.testing.assert_frame_equal(price[name], total[name])


def test_sliders_move_nothing_that_is_cached():
    held = market()
    still, moved = (divergence.measure(held, Scenario(ten_year_bp=bp, short_rate_bp=100)) for bp in (None, 800))
    live = {"ten_year_scenario", "slope_scenario", "ten_year_change", "gap_effect", "gap_effect_low", "gap_effect_high"}
    changed = {a.id.partition(".")[2] for a, b in zip(still.metrics, moved.metrics, strict=True) if a != b}
    assert changed == live
    assert {name for name in still.tables if not still.tables[name].equals(moved.tables[name])} == {"curve"}


def test_the_other_fields_change_nothing_at_all():
    held = market(DAYS[-1600:])
    plain = divergence.history(held, Scenario())
    for name, spec in SPECS.items():
        if name in divergence.FIXED_FIELDS:
            continue
        value = spec.choices[0] if spec.choices else spec.high
        other = divergence.history(held, Scenario().changes(**{name: value}))
        assert other.metrics == plain.metrics, name
        for table, frame in plain.tables.items():
            pd.testing.assert_frame_equal(frame, other.tables[table])


def test_a_day_without_a_session_says_which_one_is_shown():
    saturday = date(2024, 6, 1)
    result = divergence.measure(market(), Scenario(as_of=saturday))
    assert result.as_of == date(2024, 5, 31)
    assert "1 Jun 2024 is no session held; figures are of 31 May 2024." in result.notes


def test_calendars_that_end_before_the_day_are_named():
    late = divergence.measure(illustrative.market(), Scenario(as_of=date(2026, 7, 31)))
    assert [note for note in late.notes if note.startswith("CPI releases are listed up to 18 Dec 2025")]
    early = divergence.measure(illustrative.market(), Scenario(as_of=date(2025, 10, 14)))
    assert early.notes == ()


def test_a_side_that_is_not_held_is_an_error_and_a_name_that_is_not_is_a_reason():
    with pytest.raises(NoData, match="No prices of XBI"):
        divergence.measure(market(tickers=("IWM", "SPY")), Scenario(pair="XBI/SPY"))
    found = figures(Scenario(), market(tickers=("IWM", "SPY")))
    assert (found["rate_duration_xbi"].value, found["rate_duration_xbi"].note) == (None, "no close of XBI is held")
    assert found["equal_weight_gap_1y"].note == "No prices of RSP are held"
    assert found["rate_duration_iwm"].value is not None


def test_without_yields_everything_else_stands():
    held = market()
    bare = type(held)(held.close, held.adj_close, held.rates[[]], published=held.published)
    result = divergence.measure(bare, Scenario(ten_year_bp=450))
    found = by_id(result.metrics)
    for name in ("rate_duration_gap", "rate_duration_wald_p", "gap_effect", "rate_duration_iwm", "ten_year"):
        assert found[name].value is None
        assert "held" in found[name].note
    assert found["gap_3y"].value is not None
    assert len(result.tables["effect"]) == len(result.tables["sensitivity"]) == len(result.tables["durations"]) == 0
    assert len(result.tables["recessions"]) == 0


def test_yields_that_ended_long_before_say_nothing_of_the_day():
    held = market()
    old = held.rates.loc[: pd.Timestamp(DAYS[-1]) - timedelta(days=20)]
    found = figures(Scenario(), type(held)(held.close, held.adj_close, old, published=held.published))
    assert found["rate_duration_gap"].value is None
    assert "the last session with a ten-year yield held is of 7 Jun 2024" in found["rate_duration_gap"].note


@pytest.mark.parametrize("sessions", [1, 2, 40, 252, 253, 260])
def test_a_short_history_is_never_a_wrong_number(sessions):
    result = divergence.measure(market(DAYS[-sessions:]), Scenario(ten_year_bp=450))
    found = by_id(result.metrics)
    assert found["gap_3y"].note == f"needs 756 earlier common sessions; {sessions - 1} are held"
    assert found["gap_1y_z"].value is None
    assert (found["gap_1y"].value is None) == (sessions < 253)
    assert (found["beta_1y"].value is None) == (sessions < 253)
    assert (found["rate_duration_gap"].value is None) == (sessions < 253)
    assert (found["ytd_gap"].value is None) == (DAYS[-sessions].year == 2024)


def test_sessions_held_by_pair():
    held = market()
    held.close.loc[held.close.index[:10], "MDY"] = np.nan
    assert divergence.session_range(held) == (DAYS[0].date(), DAYS[-1].date())
    assert divergence.session_range(held, "MDY/SPY")[0] == DAYS[10].date()
