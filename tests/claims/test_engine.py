"""The engine: a stated figure against a measured one, parts into a verdict, a day against what was known then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.claims import engine
from analytics.claims.claim import CONTRADICTED, MIXED, SUPPORTED, UNMEASURABLE, Claim, Lookup, Part
from analytics.errors import BadInput, NoData
from analytics.model.metric import Metric, of

DAY, LAST = date(2025, 10, 14), date(2026, 8, 4)
Series = Mapping[date, float | date | None]


def figures(unit: str, method: str, **series: Series) -> Lookup:
    """A lookup over series by day: of a day its newest value, which is dated by its own day."""

    def find(id: str, as_of: date | None) -> Metric:
        if id not in series:
            raise BadInput(f"There is no measure {id!r}.")
        days = [day for day in series[id] if as_of is None or day <= as_of]
        if not days:
            raise NoData("Nothing that old is stored.")
        newest = max(days)
        return of(id, id, series[id][newest], unit, method, (), newest, missing="it was not published")

    return find


def claim(*parts: Part, as_of: date | None = DAY, combine: str = "all") -> Claim:
    return Claim("T01", "A claim.", "Prices", as_of, parts, combine=combine)


def verdicts(of: Claim, lookup: Lookup) -> tuple[str, str]:
    (judged,) = engine.judge([of], lookup, LAST)
    return judged.verdict, judged.verdict_now


CLOSES = {date(2025, 4, 14): 100.0, DAY: 132.9, LAST: 150.0}


@pytest.mark.parametrize(
    ("unit", "method", "measured", "stated", "verdict"),
    [
        ("USD", "M-QUOTE", 100.0, 100.5, SUPPORTED),
        ("USD", "M-QUOTE", 100.0, 100.6, CONTRADICTED),
        ("%", "M-QUOTE", 12.2, 13.2, SUPPORTED),
        ("%", "M-QUOTE", 12.2, 13.3, CONTRADICTED),
        ("%", "M-LEVEL", 4.05, 4.08, SUPPORTED),
        ("%", "M-LEVEL", 4.05, 4.09, CONTRADICTED),
        ("%", "M-NEG", 41.0, 38.0, SUPPORTED),
        ("%", "M-NEG", 41.0, 37.9, CONTRADICTED),
        ("count", "M-MARKS", 34.0, 34.0, SUPPORTED),
        ("count", "M-MARKS", 34.0, 35.0, CONTRADICTED),
        ("date", "M-CALENDAR", date(2025, 10, 24), date(2025, 10, 25), SUPPORTED),
        ("date", "M-CALENDAR", date(2025, 10, 24), date(2025, 10, 14), CONTRADICTED),
    ],
)
def test_the_tolerance_is_that_of_the_kind_of_figure(unit, method, measured, stated, verdict):
    lookup = figures(unit, method, it={DAY: measured})
    assert verdicts(claim(Part("", "it", stated, unit)), lookup)[0] == verdict


@pytest.mark.parametrize(
    ("rule", "stated", "verdict"),
    [
        ("at least", 10.0, SUPPORTED),
        ("at least", 10.01, CONTRADICTED),
        ("at most", 10.0, SUPPORTED),
        ("at most", 9.99, CONTRADICTED),
        ("above", 10.0, CONTRADICTED),
        ("below", 10.0, CONTRADICTED),
        ("above", 9.99, SUPPORTED),
        ("below", 10.01, SUPPORTED),
    ],
)
def test_each_rule_at_its_edge(rule, stated, verdict):
    lookup = figures("%", "M-NEG", it={DAY: 10.0})
    assert verdicts(claim(Part("", "it", stated, "%", rule, 0.0)), lookup)[0] == verdict


@given(st.floats(-1e6, 1e6), st.floats(0, 1e3), st.floats(-1e4, 1e4))
def test_a_stated_figure_holds_within_its_tolerance_and_no_further(stated, tolerance, distance):
    lookup = figures("%", "M-NEG", it={DAY: stated + distance})
    found = verdicts(claim(Part("", "it", stated, "%", "equals", tolerance)), lookup)[0]
    if abs(abs(stated + distance - stated) - tolerance) > 1e-6:
        assert found == (SUPPORTED if abs(distance) <= tolerance else CONTRADICTED)


def test_changing_a_stated_figure_flips_the_verdict():
    lookup = figures("%", "M-QUOTE", ytd={DAY: 12.19})
    wrong = claim(Part("", "ytd", -12.4, "%"))
    assert verdicts(wrong, lookup)[0] == CONTRADICTED
    right = claim(replace(wrong.parts[0], stated=12.4))
    assert verdicts(right, lookup)[0] == SUPPORTED


def test_a_later_price_never_rescues_nor_sinks_a_dated_claim():
    lookup = figures("USD", "M-QUOTE", close=CLOSES)
    assert verdicts(claim(Part("", "close", 132.9, "USD")), lookup) == (SUPPORTED, CONTRADICTED)
    assert verdicts(claim(Part("", "close", 150.0, "USD")), lookup) == (CONTRADICTED, SUPPORTED)


def test_a_change_runs_from_its_day_and_less_takes_another_off():
    lookup = figures("USD", "M-QUOTE", small=CLOSES, large={date(2025, 4, 14): 100.0, DAY: 122.8, LAST: 130.0})
    alone = Part("", "small", 32.9, "%", tolerance=0.01, since=date(2025, 4, 14))
    assert verdicts(claim(alone), lookup) == (SUPPORTED, CONTRADICTED)
    gap = replace(alone, less="large", stated=10.1, unit="pp")
    assert verdicts(claim(gap), lookup)[0] == SUPPORTED


def test_a_day_without_a_value_takes_the_last_published_one_and_says_so():
    lookup = figures("%", "M-LEVEL", ten={date(2025, 10, 10): 4.05, DAY: 4.03})
    (judged,) = engine.judge([claim(Part("", "ten", 4.05, "%"), as_of=date(2025, 10, 13))], lookup, LAST)
    assert judged.verdict == SUPPORTED
    assert "of 10 Oct 2025" in judged.reason


@pytest.mark.parametrize("ahead", [1, 365])
def test_a_day_that_is_not_stored_yet_has_no_verdict(ahead):
    lookup = figures("USD", "M-QUOTE", close=CLOSES)
    late = claim(Part("", "close", 150.0, "USD"), as_of=LAST + timedelta(days=ahead))
    (judged,) = engine.judge([late], lookup, LAST)
    assert (judged.verdict, judged.verdict_now) == (UNMEASURABLE, SUPPORTED)
    assert "is not stored yet" in judged.reason


def test_a_missing_figure_has_its_own_reason():
    lookup = figures("%", "M-LEVEL", ten={DAY: None})
    (judged,) = engine.judge([claim(Part("", "ten", 4.05, "%"))], lookup, LAST)
    assert (judged.verdict, judged.reason) == (UNMEASURABLE, "It was not published.")


YES, NO = Part("yes", "it", 10.0, "%"), Part("no", "it", 20.0, "%")
LOST = Part("lost", "nothing", 10.0, "%")


@pytest.mark.parametrize(
    ("combine", "parts", "verdict"),
    [
        ("all", (YES, YES), SUPPORTED),
        ("all", (YES, NO), CONTRADICTED),
        ("all", (NO, LOST), CONTRADICTED),
        ("all", (YES, LOST), UNMEASURABLE),
        ("definitions", (YES, YES), SUPPORTED),
        ("definitions", (NO, NO), CONTRADICTED),
        ("definitions", (YES, NO), MIXED),
        ("definitions", (YES, NO, LOST), MIXED),
        ("definitions", (YES, LOST), UNMEASURABLE),
        ("definitions", (LOST, LOST), UNMEASURABLE),
        ("all", (YES, replace(NO, decides=False)), SUPPORTED),
    ],
)
def test_parts_make_a_verdict(combine, parts, verdict):
    lookup = figures("%", "M-NEG", it={DAY: 10.0})
    assert verdicts(claim(*parts, combine=combine), lookup)[0] == verdict


@pytest.mark.parametrize(
    ("stated", "unit", "of", "measured"), [(403.0, "bp", "%", 4.03), (459.0, "USD bn", "USD m", 459_000.0)]
)
def test_units_of_one_kind_are_converted(stated, unit, of, measured):
    lookup = figures(of, "M-LEVEL", it={DAY: measured})
    assert verdicts(claim(Part("", "it", stated, unit)), lookup)[0] == SUPPORTED


def test_units_of_two_kinds_are_refused():
    lookup = figures("%", "M-LEVEL", it={DAY: 4.0})
    (judged,) = engine.judge([claim(Part("", "it", 4.0, "USD bn"))], lookup, LAST)
    assert judged.verdict == UNMEASURABLE
    assert judged.reason == "The measure is in %, the claim in USD bn."
