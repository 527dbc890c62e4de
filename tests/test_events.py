"""The event study: hand-checked cases, an independent rank test, matching, and the published calendar."""

import math
from datetime import date

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analytics.measures import event_study
from analytics.measures.distributions import student_95
from analytics.sessions import sessions
from analytics.store import published
from tests.recorded import recorded_market

DAYS = sessions(date(2021, 1, 4), date(2023, 12, 29))
KINDS = ("cpi", "fomc")


def noise(seed: int = 3) -> pd.DataFrame:
    random = np.random.default_rng(seed)
    large = random.normal(0, 0.01, len(DAYS))
    small = 1e-4 + 1.2 * large + random.normal(0, 0.006, len(DAYS))
    frame = pd.DataFrame({"small": small, "large": large}, index=DAYS)
    frame.iloc[0] = np.nan
    return frame


def calendar(**dates: list[str]) -> pd.DataFrame:
    rows = [(kind, pd.Timestamp(day), f"{kind} {day}") for kind, days in dates.items() for day in days]
    return pd.DataFrame(rows, columns=["kind", "date", "what"])


def wide(*cpi: str) -> pd.DataFrame:
    """A calendar that lists CPI from the first to the last session, and some in between."""
    return calendar(cpi=["2021-01-04", *cpi, "2023-12-29"])


def test_average_abnormal_return_toy():
    found = event_study.average([-2.0, -1.0, 0.5, -1.5])
    assert (found.count, found.mean) == (4, -1.0)
    assert found.deviation == pytest.approx(1.0801, abs=5e-5)
    assert found.t == pytest.approx(-1.8516, abs=5e-5)
    known = stats.ttest_1samp([-2.0, -1.0, 0.5, -1.5], 0)
    assert found.p == pytest.approx(known.pvalue)
    assert (found.low, found.high) == pytest.approx(known.confidence_interval(0.95))


def test_average_of_none_and_of_one():
    none, one = event_study.average([math.nan]), event_study.average([0.5])
    assert none.count == 0
    assert math.isnan(none.mean)
    assert (one.count, one.mean) == (1, 0.5)
    assert all(math.isnan(value) for value in (one.deviation, one.t, one.p, one.low, one.high))


def test_market_model_abnormal_return_toy():
    assert event_study.abnormal(-3.2, -1.0, 0.0, 1.2) == pytest.approx(-2.0)


def test_abnormal_return_uses_250_to_11_sessions_before():
    returns = noise()
    place = 400
    found = event_study.study(returns, wide(str(DAYS[place].date())), "cpi", KINDS).events
    before = returns.iloc[place - 250 : place - 10]
    assert len(before) == 240
    line = stats.linregress(before["large"], before["small"])
    expected = returns["small"].iloc[place] - line.intercept - line.slope * returns["large"].iloc[place]
    row = found[found["date"] == DAYS[place]].iloc[0]
    assert row["abnormal"] == pytest.approx(expected, rel=1e-10)
    assert row["gap"] == pytest.approx(returns["small"].iloc[place] - returns["large"].iloc[place])


def test_an_event_without_250_sessions_before_has_a_gap_but_no_abnormal_return():
    found = event_study.study(noise(), wide(str(DAYS[250].date()), str(DAYS[251].date())), "cpi", KINDS)
    rows = found.events.set_index("date")
    assert math.isnan(rows.loc[DAYS[250], "abnormal"])
    assert math.isfinite(rows.loc[DAYS[251], "abnormal"])
    assert found.gap.count == 3  # the first session has no return, so it is no event day
    assert found.abnormal.count == 2


def test_corrado_by_its_definition():
    random = np.random.default_rng(5)
    windows = random.normal(size=(12, 241))
    ranks = np.array([stats.rankdata(row) for row in windows])
    away = ranks - 121
    deviation = np.sqrt(np.mean([(away[:, t].sum() / 12) ** 2 for t in range(241)]))
    assert event_study.corrado(windows) == pytest.approx(away[:, -1].mean() / deviation, rel=1e-12)
    assert math.isnan(event_study.corrado(np.empty((0,))))


def test_corrado_is_standard_normal_without_an_effect_and_large_with_one():
    random = np.random.default_rng(8)
    plain = [event_study.corrado(random.standard_t(3, size=(20, 241))) for _ in range(400)]
    assert np.mean(plain) == pytest.approx(0, abs=0.15)
    assert np.std(plain) == pytest.approx(1, abs=0.1)
    shifted = random.standard_t(3, size=(20, 241))
    shifted[:, -1] += 2
    assert event_study.corrado(shifted) > 4


def test_signs_are_counted_and_zero_is_neither():
    returns = noise()
    days = [str(DAYS[place].date()) for place in (300, 320, 340)]
    returns.loc[days[0], ["small", "large"]] = 0.01, 0.0
    returns.loc[days[1], ["small", "large"]] = 0.0, 0.01
    returns.loc[days[2], ["small", "large"]] = 0.01, 0.01
    found = event_study.study(returns, calendar(cpi=days), "cpi", KINDS)
    assert (found.n_positive, found.n_negative, found.sign_p) == (1, 1, 1.0)


def test_matched_days_share_the_weekday_lie_near_and_keep_clear_of_every_event():
    returns = noise()
    place = 400
    event = DAYS[place]
    near = [p for p in range(385, 416) if DAYS[p].weekday() == event.weekday() and p != place]
    blocked = near[1]
    listed = pd.concat(
        [wide(str(event.date())), calendar(fomc=["2021-01-04", str(DAYS[blocked + 1].date()), "2023-12-29"])]
    )
    row = event_study.study(returns, listed, "cpi", KINDS).events.set_index("date").loc[event]
    kept = [p for p in near if p != blocked]
    gap = (returns["small"] - returns["large"]).iloc[kept]
    assert row["others"] == len(kept) >= 4
    assert row["other"] == pytest.approx(gap.mean())


def test_no_day_is_matched_where_a_kind_is_not_listed():
    event = DAYS[400]
    listed = pd.concat([wide(str(event.date())), calendar(fomc=[str(event.date()), str(DAYS[402].date())])])
    row = event_study.study(noise(), listed, "cpi", KINDS).events.set_index("date").loc[event]
    assert row["others"] == 0
    assert math.isnan(row["other"])
    ended = event_study.study(noise(), calendar(cpi=[str(event.date())]), "cpi", KINDS)
    assert ended.difference.count == 0
    assert math.isnan(ended.difference.mean)


def test_an_event_on_a_holiday_is_no_event_day_but_still_disturbs():
    friday = "2022-04-15"  # Good Friday
    assert pd.Timestamp(friday) not in DAYS
    found = event_study.study(noise(), wide(friday, "2022-04-21"), "cpi", KINDS)
    assert pd.Timestamp(friday) not in set(found.events["date"])
    uncontaminated = event_study._uncontaminated(DAYS, wide(friday))
    around = DAYS.searchsorted(pd.Timestamp(friday))
    assert list(uncontaminated[around - 3 : around + 3]) == [True, True, False, False, False, True]


def test_nothing_after_the_last_session_matters():
    returns = noise()
    listed = wide(*(str(DAYS[place].date()) for place in (300, 400, 500, 600)))
    cut = event_study.study(returns.iloc[:520], listed, "cpi", KINDS)
    other = returns.copy()
    other.iloc[520:] *= -3
    again = event_study.study(other.iloc[:520], listed, "cpi", KINDS)
    pd.testing.assert_frame_equal(cut.events, again.events)
    assert list(cut.events["date"]) == [DAYS[place] for place in (300, 400, 500)]


def test_the_published_calendar_is_whole():
    table = published.read().events
    assert set(table["kind"]) == {"cpi", "fomc", "minutes"}
    assert not table.duplicated(["kind", "date"]).any()
    assert table["source"].str.len().min() > 5
    assert event_study.listed_to(table, "cpi") == date(2025, 12, 18)
    assert event_study.listed_to(table, "nothing") is None
    cpi = set(table.loc[table["kind"] == "cpi", "date"].dt.strftime("%Y-%m-%d"))
    assert "2025-10-24" in cpi
    assert not {"2025-10-14", "2025-10-15"} & cpi


@pytest.mark.parametrize("last", ["2025-10-14", "2025-10-29", "2026-07-31", "2022-03-16"])
@pytest.mark.parametrize("kind", KINDS)
class TestRecorded:
    pytestmark = pytest.mark.real

    def test_counts_are_the_listed_dates_in_the_data(self, kind, last):
        pair = recorded_market().pair("IWM", "SPY", date.fromisoformat(last))
        found = event_study.study(pair.total.pct_change(), published.read().events, kind, KINDS)
        listed = published.read().events
        dates = set(listed.loc[listed["kind"] == kind, "date"]) & set(pair.total.index)
        assert set(found.events["date"]) == dates
        assert found.gap.count == len(dates) == len(listed[(listed["kind"] == kind) & (listed["date"] <= last)])

    def test_the_mean_is_the_regression_constant_on_event_days(self, kind, last):
        pair = recorded_market().pair("IWM", "SPY", date.fromisoformat(last))
        moves = pair.total.pct_change()
        found = event_study.study(moves, published.read().events, kind, KINDS)
        gap = (moves["small"] - moves["large"]).reindex(found.events["date"])
        assert found.gap.mean == pytest.approx(gap.mean(), rel=1e-12)
        if found.gap.count > 1:
            assert found.gap.high - found.gap.mean == pytest.approx(
                student_95(len(gap) - 1) * gap.std() / math.sqrt(len(gap)), rel=1e-9
            )
