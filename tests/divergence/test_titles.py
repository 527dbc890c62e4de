"""The titles of the figures: every branch, and their length whatever the data."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import divergence, illustrative
from analytics.divergence.titles import LONGEST, titles
from analytics.model.metric import by_id
from analytics.model.scenario import SPECS, Scenario
from tests.divergence.figures import figures, gap
from tests.divergence.markets import market

MISSING = {
    "ratio": "Too little history to compare them",
    "years": "No other year to compare this one with",
    "gap": "Over three years: too little history is held",
    "drawdown": "Too little history to compare them",
    "beta": "Too little history for a beta",
    "correlation": "Too little history for a correlation",
    "weighting": "Equal against cap weight: not enough data",
    "sensitivity": "Sensitivity to yields: not enough data",
    "durations": "Rises against falls: not enough data",
    "names": "Sensitivity of the names: not enough data",
    "events": "Too few CPI and Fed days to tell",
    "effect": "What yields would mean: not enough data",
}


def title(name: str, scenario: Scenario | None = None, **values) -> str:
    return titles(figures(**values), scenario or Scenario())[name].replace("\u00a0", " ")


def test_without_figures_every_title_says_so():
    assert titles(figures(), Scenario()) == MISSING


HIGH = {"ratio": 0.37, "ratio_low": 0.33, "ratio_high_on": date(2011, 4, 5)}
MARCH = HIGH | {"ratio_high_on": date(2025, 3, 1)}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({**HIGH, "relative_drawdown": -41.45}, "Small caps have lost 41 % against large caps since 2011"),
        ({**MARCH, "relative_drawdown": -10.0}, "Small caps have lost 10 % against large caps since Mar"),
        ({**HIGH, "relative_drawdown": -0.4}, "Small caps at or near their strongest"),
        ({**HIGH, "relative_drawdown": -45.0, "ratio": 0.33}, "Small caps at their weakest so far"),
    ],
)  # fmt: skip
def test_ratio(values, words):
    assert title("ratio", **values) == words


@pytest.mark.parametrize(
    ("years", "rank", "closer", "words"),
    [
        (25, 15, 1, "Among the closest races of 25 years to 14 Oct"),
        (25, 15, 0, "The closest race of 25 years to 14 Oct"),
        (25, 1, 24, "Small caps: worst of 25 years to 14 Oct"),
        (25, 25, 24, "Small caps: best of 25 years to 14 Oct"),
        (25, 2, 23, "2nd weakest of 25 years to 14 Oct"),
        (25, 12, 9, "12th weakest of 25 years to 14 Oct"),
        (25, 13, 9, "13th strongest of 25 years to 14 Oct"),
        (25, 23, 9, "3rd strongest of 25 years to 14 Oct"),
        (1, 1, 0, "No other year to compare this one with"),
    ],
)
def test_years(years, rank, closer, words):
    assert title("years", ytd_gap_years=years, ytd_gap_rank=rank, ytd_gap_closer=closer) == words


@pytest.mark.parametrize(
    ("value", "share", "widest", "words"),
    [
        (-35.5, 2.15, -44.2, "Over three years large caps have rarely led by more"),
        (35.5, 2.15, 44.2, "Over three years small caps have rarely led by more"),
        (-35.5, 20.0, -44.2, "Over three years large caps have seldom led by more"),
        (-44.2, 0.02, -44.2, "Over three years large caps have not led by more since at least 2003"),
        (-12.4, 40.0, -44.2, "Over three years large caps lead by 12 points"),
        (0.01, 40.0, 3.0, "Over three years neither side leads"),
    ],
)
def test_gap(value, share, widest, words):
    assert title("gap", **gap(value, share, widest)) == words


def test_gap_of_this_year_is_stated_and_never_called_rare():
    values = gap(-18.2, share=0.01, widest=-18.2, window="ytd_gap")
    assert title("gap", Scenario(window="YTD"), **values) == "This year large caps lead by 18 points"
    assert title("gap", Scenario(window="1Y"), **gap(5.0, window="gap_1y")).startswith("Over one year small caps")


@pytest.mark.parametrize(
    ("small", "large", "words"),
    [
        (0.0, -1.62, "IWM at its high, SPY 1.6 % below its high"),
        (-5.1, -1.62, "IWM 5.1 % below its high, SPY 1.6 %"),
        (-5.1, 0.0, "IWM 5.1 % below its high, SPY at its high"),
        (-0.01, 0.0, "Both stand at their highest"),
    ],
)
def test_drawdown(small, large, words):
    assert title("drawdown", small_drawdown=small, large_drawdown=large) == words


@pytest.mark.parametrize(
    ("beta", "low", "high", "words"),
    [
        (1.04, 0.88, 1.20, "Beta of 1.04, not distinct from one"),
        (1.26, 1.10, 1.42, "Beta of 1.26: more than the market"),
        (0.70, 0.50, 0.90, "Beta of 0.70: less than the market"),
    ],
)
def test_beta(beta, low, high, words):
    assert title("beta", beta_1y=beta, beta_1y_low=low, beta_1y_high=high) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.869, "They move together: correlation 0.87"),
        (0.64, "They mostly move together: correlation 0.64"),
        (-0.2, "They go separate ways: correlation −0.20"),
    ],
)
def test_correlation(value, words):
    assert title("correlation", correlation_1y=value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (-7.37, "Equal weight trails by 7.4 points in a year"),
        (12.0, "Equal weight leads by 12 points in a year"),
        (0.0, "Equal and cap weight level over a year"),
    ],
)
def test_weighting(value, words):
    assert title("weighting", equal_weight_gap_1y=value) == words


@pytest.mark.parametrize(
    ("value", "low", "high", "words"),
    [
        (1.16, -1.4, 3.7, "Sensitivity to yields not distinct from zero"),
        (4.5, 1.0, 8.0, "The gap moved +4.5 pp for +1 pp of yield"),
        (-4.5, -8.0, -1.0, "The gap moved −4.5 pp for +1 pp of yield"),
    ],
)
def test_sensitivity(value, low, high, words):
    found = {"rate_duration_gap": value, "rate_duration_gap_low": low, "rate_duration_gap_high": high}
    assert title("sensitivity", **found) == words


@pytest.mark.parametrize(
    ("p", "words"),
    [(0.81, "Rises and falls: no difference shown"), (0.01, "Rises and falls in yields: they differ")],
)
def test_durations(p, words):
    assert title("durations", rate_duration_wald_p=p) == words


@pytest.mark.parametrize(
    ("errors", "words"),
    [
        ((1.0, 1.0), "None of 2 moves clearly with the ten-year"),
        ((0.5, 1.0), "1 of 2 moves clearly with the ten-year"),
        ((0.5, 0.5), "2 of 2 move clearly with the ten-year"),
    ],
)
def test_names(errors, words):
    found = {"rate_duration_iwm": 1.5, "rate_duration_upst": -1.5}
    found |= {"rate_duration_iwm_se": errors[0], "rate_duration_upst_se": errors[1]}
    assert title("names", **found) == words


@pytest.mark.parametrize(
    ("cpi", "fomc", "words"),
    [
        ((-0.1, 0.9), (0.1, 0.9), "CPI and Fed days: no effect beyond chance (Holm's test)"),
        ((-0.1, 0.9), (None, None), "CPI days: no effect beyond chance (Holm's test)"),
        ((-0.9, 0.01), (0.1, 0.9), "CPI days have favoured large caps"),
        ((0.9, 0.01), (0.5, 0.04), "CPI and Fed days have favoured small caps"),
        ((0.9, 0.01), (-0.5, 0.04), "CPI and Fed days stand out, opposite ways"),
    ],
)
def test_events(cpi, fomc, words):
    found = {"cpi_gap": cpi[0], "cpi_gap_p_holm": cpi[1], "fomc_gap": fomc[0], "fomc_gap_p_holm": fomc[1]}
    assert title("events", **found) == words


@pytest.mark.parametrize(
    ("change", "value", "low", "high", "words"),
    [
        (0, 0.0, 0.0, 0.0, "Move a yield to see what has gone with it"),
        (47, -0.5, -1.8, 0.7, "At 450.00 %, no change distinct from zero"),
        (47, -2.5, -3.8, -1.2, "At 450.00 % the gap: 2.5 points lower"),
        (-47, 2.5, 1.2, 3.8, "At 450.00 % the gap: 2.5 points higher"),
    ],
)
def test_effect(change, value, low, high, words):
    found = {"ten_year_change": change, "gap_effect": value, "gap_effect_low": low, "gap_effect_high": high}
    assert title("effect", ten_year_scenario=450.0, **found) == words


@pytest.mark.parametrize("pair", SPECS["pair"].choices)
@pytest.mark.parametrize("as_of", [date(2012, 10, 30), date(2020, 3, 23), date(2024, 5, 31)])
def test_titles_fit_whatever_the_pair(pair, as_of):
    scenario = Scenario(pair=pair, as_of=as_of, ten_year_bp=1000)
    found = by_id(divergence.measure(market(), scenario).metrics)
    for window in SPECS["window"].choices:
        for name, words in titles(found, scenario.changes(window=window)).items():
            assert len(words) <= (85 if name == "gap" else LONGEST), words


@given(st.sampled_from(SPECS["pair"].choices), st.integers(2, 99), st.data(), st.floats(-99, 0), st.floats(-99, 0))
def test_the_widest_numbers_fit(pair, years, data, small, large):
    rank = data.draw(st.integers(1, years))
    found = titles(
        figures(
            date(2025, 12, 31),
            ytd_gap_years=years,
            ytd_gap_rank=rank,
            ytd_gap_closer=data.draw(st.integers(0, years - 1)),
            small_drawdown=small,
            large_drawdown=large,
            relative_drawdown=small,
            ratio_high_on=data.draw(st.dates(date(1987, 1, 1), date(2025, 12, 31))),
            equal_weight_gap_1y=small,
        ),
        Scenario(pair=pair),
    )
    for name, words in found.items():
        assert len(words) <= LONGEST or name == "gap", words


def test_the_illustrative_market_has_titles_too():
    scenario = Scenario(ten_year_bp=450)
    found = by_id(divergence.measure(illustrative.market(), scenario).metrics)
    assert set(titles(found, scenario)) == set(MISSING)
