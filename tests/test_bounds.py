"""A figure with bounds lies between them: `X_low <= X <= X_high` on every view, whatever a reader sets."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analytics.load import open_world
from analytics.model.metric import Metric, by_id
from analytics.model.scenario import Scenario
from analytics.output import views
from analytics.store import Store

STORE = Store("unused")
WORLD = open_world(STORE, "illustrative", None)
BP = st.none() | st.sampled_from([0, 1000]) | st.integers(0, 1000)
WORST = {"ten_year_bp": 0, "short_rate_bp": 1000}
"""The yields at which bounds were measured on another curve than the figure between them."""
SCENARIOS = st.fixed_dictionaries(
    {
        "ten_year_bp": BP,
        "short_rate_bp": BP,
        "curve_linked": st.sampled_from(["On", "Off"]),
        "rerating": st.sampled_from(["Off", "On"]),
        "floating_share": st.integers(30, 51),
        "hedged_share": st.sampled_from([0, 50, 100]),
        "spread_bp": st.sampled_from([-300, 0, 500]),
        "limit_163j": st.sampled_from(["On", "Off"]),
        "marked": st.sampled_from(["Securities", "Securities and loans"]),
    }
)


def bounded(metrics: dict[str, Metric]) -> Iterator[tuple[str, float, float, float]]:
    """Each figure that has a bound, with the two; a bound that it has not is the figure itself."""
    for name, metric in metrics.items():
        ends = [metrics.get(f"{name}_{end}") for end in ("low", "high")]
        if not any(ends) or not isinstance(metric.value, int | float):
            continue
        for end in ends:
            assert end is None or (end.value is not None and end.unit == metric.unit), f"{name} has no such bound"
        low, high = (metric.value if end is None else float(end.value or 0.0) for end in ends)
        yield name, low, metric.value, high


def measured(view: str, **choices: object) -> dict[str, Metric]:
    scenario = Scenario(issuer="EX0019", bank="IB001").changes(**choices)
    return by_id(views.answer(view, WORLD, scenario, STORE).result.metrics)


@settings(max_examples=25, deadline=None)
@given(SCENARIOS)
@example(WORST)
@example({**WORST, "rerating": "On"})
@example({"short_rate_bp": 493, "rerating": "On"})
def test_every_figure_lies_between_its_bounds(choices: dict[str, object]) -> None:
    for view in ("overview", "debt_wall", "issuers", "issuer", "regional_banks", "bank"):
        for name, low, value, high in bounded(measured(view, **choices)):
            assert low <= value <= high, (view, name, low, value, high)


@pytest.mark.parametrize("view", list(views.VIEWS))
def test_every_figure_of_every_view_lies_between_its_bounds(view: str) -> None:
    for choices in ({}, WORST):
        for name, low, value, high in bounded(measured(view, **choices)):
            assert low <= value <= high, (name, low, value, high)


def test_bounds_are_of_the_readers_curve_and_follow_re_rating() -> None:
    rest, moved, rated = (measured("debt_wall", **one) for one in ({}, WORST, {"rerating": "On"}))
    for name in ("wiped_out_at_450", "wiped_out_at_482"):
        assert moved[f"{name}_high"].value >= moved[name].value > rest[f"{name}_high"].value
    for name in ("past_break_even_share", "wiped_out_at_450"):
        assert rated[f"{name}_high"].value > rest[f"{name}_high"].value, "a lower rating costs more"
    assert {name for name, *_ in bounded(rest)} >= {
        *("wiped_out_share", "extra_interest", "earnings_lost", "past_break_even_share"),
        *("wiped_out_at_450", "wiped_out_at_482", "due_window", "due_q1_2026"),
    }
