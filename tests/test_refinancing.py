"""Refinancing: the worked issuer to its digits, the published consistency checks, and what must hold for any issuer."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import refinancing as refi
from analytics.refinancing import RefinancingInputs
from analytics.store import published

INFINITE = float("inf")


def worked(limit: float = INFINITE, **changes: float) -> RefinancingInputs:
    """EBIT 100, EBITDA 130; fixed 200 at 3 % maturing, fixed 400 at 5 %, floating 400 at 8.5 %, a quarter hedged."""
    values = {
        "ebit": 100.0, "interest": 60.0, "limit": limit, "tax_rate": 0.21, "fixed": 200.0, "floating_due": 0.0,
        "floating": 400.0, "coupon": 0.03, "spread": 0.035, "margin": 0.0, "tenor": 10.0, "tenor_yield": 0.04,
    }  # fmt: skip
    arrays = {name: np.array([value]) for name, value in (values | changes).items()}
    return RefinancingInputs(**arrays, ten_year=0.04, short=0.04, hedged=0.25)


def test_interest_and_coverage_of_the_worked_issuer() -> None:
    terms = worked()
    assert refi.extra_interest(terms, 0.0082, 0.0082)[0] == pytest.approx(13.10, abs=1e-9)
    assert refi.extra_interest(worked(fixed=0.0), 0.0082, 0.0082)[0] == pytest.approx(2.46, abs=1e-9)
    assert refi.coverage(terms, terms.interest)[0] == pytest.approx(1.6667, abs=5e-5)
    assert refi.coverage(terms, refi.interest(terms, 0.0082, 0.0082))[0] == pytest.approx(1.3680, abs=5e-5)


@pytest.mark.parametrize(
    ("limit", "before", "after", "lost", "target", "yield_"),
    [(INFINITE, 31.600, 21.251, 32.75, 100.0, 10.20), (39.0, 27.19, 14.09, 48.18, 87.19, 7.638)],
)
def test_net_income_and_break_even_of_the_worked_issuer(
    limit: float, before: float, after: float, lost: float, target: float, yield_: float
) -> None:
    terms = worked(limit)
    now = refi.net_income(terms, terms.interest)[0]
    then = refi.net_income(terms, refi.interest(terms, 0.0082, 0.0082))[0]
    assert (now, then) == (pytest.approx(before, abs=5e-4), pytest.approx(after, abs=5e-4))
    assert 100 * (now - then) / now == pytest.approx(lost, abs=5e-3)
    assert refi.profit_target(terms)[0] == pytest.approx(target, abs=1e-9)
    found, code = refi.break_even(terms)
    assert 100 * found[0] == pytest.approx(yield_, abs=5e-4)
    assert refi.CLASSES[code[0]] == "computed"
    move = found[0] - 0.04
    assert refi.net_income(terms, refi.interest(terms, move, move))[0] == pytest.approx(0.0, abs=1e-9)


def test_a_coverage_already_passed_at_the_yields_of_today() -> None:
    terms = worked()
    found, code = refi.break_even(terms, terms.ebit / 1.5)
    assert 100 * found[0] == pytest.approx(3.533, abs=5e-4)
    assert refi.CLASSES[code[0]] == "already past"
    assert refi.interest(terms, 0.0, 0.0)[0] == pytest.approx(69.0)
    assert refi.coverage(terms, refi.interest(terms, 0.0, 0.0))[0] == pytest.approx(1.449, abs=5e-4)


def test_the_limit_on_deductible_interest() -> None:
    assert refi.limit(10.0 + 5.0) == 4.5
    assert refi.limit(-5.0, interest_income=1.0) == 1.0
    receipts = np.array([30e6, 31.5e6, 33e6, np.nan])
    assert refi.exempt(receipts, 2025).tolist() == [True, False, False, False]
    assert refi.exempt(receipts, 2026).tolist() == [True, True, False, False]


def test_classes_come_in_their_order() -> None:
    assert _class(worked(ebit=50.0)) == "already loss-making"
    assert _class(worked(fixed=0.0, floating=0.0)) == "not rate-exposed"
    assert _class(worked(ebit=65.0)) == "already past"
    assert _class(worked(ebit=200.0)) == "above 15 %"
    nothing, _ = refi.break_even(worked(ebit=50.0))
    unexposed, _ = refi.break_even(worked(fixed=0.0, floating=0.0))
    assert np.isnan(nothing[0])
    assert np.isnan(unexposed[0])


def test_a_floor_under_the_short_rate_stops_the_floating_leg() -> None:
    floored = worked(fixed=0.0).changes(floor=0.03)
    assert refi.extra_interest(floored, -0.04, -0.04)[0] == pytest.approx(400 * 0.75 * -0.01)
    below = worked(ebit=59.0, fixed=0.0, margin=0.0).changes(floor=0.0)
    assert refi.crossing(below)[0] == pytest.approx(0.04 - 1 / 300)
    never = worked(ebit=10.0, fixed=0.0)
    assert refi.crossing(never)[0] == -np.inf


def test_maturing_debt_takes_the_change_of_its_tenor() -> None:
    steeper = worked(fixed=200.0, floating=0.0, tenor=5.0)
    share = (5.0 - 0.25) / 9.75
    at_rest = refi.interest(steeper, 0.0, 0.0)[0]
    assert refi.interest(steeper, 0.01, 0.0)[0] - at_rest == pytest.approx(200 * 0.01 * share)
    assert refi.interest(steeper, 0.0, 0.01)[0] - at_rest == pytest.approx(200 * 0.01 * (1 - share))


def test_the_fed_note_of_2017_is_consistent() -> None:
    """Extra interest of 37 takes coverage from 4.6 to 4.1, so interest was near 303 and EBIT near 1,400 (USD bn)."""
    paid = 37 * 4.1 / (4.6 - 4.1)
    assert paid == pytest.approx(303, rel=0.15)
    assert 4.6 * paid == pytest.approx(1400, rel=0.15)
    loans = worked(ebit=4.6 * paid, interest=paid, fixed=0.0, floating=0.85 * 2200 + 0.02 * 4500).changes(
        hedged=0.0, short=0.0125
    )
    extra = refi.extra_interest(loans, 0.0175, 0.0175)[0]
    assert extra == pytest.approx(37, rel=0.15)
    assert refi.coverage(loans, loans.interest + extra)[0] == pytest.approx(4.1, rel=0.03)


def test_synthetic_ratings_by_coverage() -> None:
    now, before = (refi.scale(published.read().table("damodaran_small"), vintage) for vintage in ("2025", "2024"))
    covered = np.array([10 / 3, 3.0, 12.5, 0.5, 0.49, -np.inf, np.inf, 1.368])
    names = [now.ratings[rank] for rank in now.rank(covered)]
    assert names == ["BB", "BB", "AAA", "C", "D", "D", "AAA", "CCC"]
    assert now.spread(covered[:1])[0] == pytest.approx(0.0183)
    assert before.spread(covered[:1])[0] == pytest.approx(0.0221)
    tenors = dict(zip(now.ratings, now.tenors, strict=True))
    assert (tenors["BBB"], tenors["BB"], tenors["B+"]) == (10.0, 7.0, 5.0)


def test_re_rating_is_one_pass_on_the_spread_and_the_margin() -> None:
    ratings = refi.scale(published.read().table("damodaran_small"))
    terms = worked(floating_due=50.0)
    before, after = np.array([1.6667]), np.array([1.3680])
    worse = refi.rerated(terms, before, after, ratings)
    step = 0.0728 - 0.0442
    assert worse.spread[0] - terms.spread[0] == pytest.approx(step)
    added = refi.interest(worse, 0.0082, 0.0082)[0] - refi.interest(terms, 0.0082, 0.0082)[0]
    assert added == pytest.approx(step * (200 + 50))


def test_the_share_by_yield_counts_what_the_repricing_finds() -> None:
    terms = _some(400, seed=3)
    break_evens = refi.crossing(terms)
    debt = terms.fixed + terms.floating
    yields = np.linspace(0.0, 0.10, 41)
    moves = yields - terms.ten_year
    gone = refi.net_income(terms, refi.interest(terms, moves, moves)) <= 0.0
    assert refi.share_by_yield(break_evens, yields) == pytest.approx(gone.mean(axis=0), abs=1e-12)
    assert refi.share_by_yield(break_evens, yields, debt) == pytest.approx(gone.T @ debt / debt.sum(), rel=1e-9)
    assert np.isnan(refi.share_by_yield(break_evens[:0], yields)).all()


def test_a_matrix_of_yields_is_its_columns() -> None:
    terms = _some(130, seed=5)
    moves = np.linspace(-0.04, 0.06, 7)
    whole = refi.interest(terms, moves, 0.5 * moves)
    for place, move in enumerate(moves):
        alone = refi.interest(terms, move, 0.5 * move)
        assert whole[:, place] == pytest.approx(alone)
        assert refi.net_income(terms, whole)[:, place] == pytest.approx(refi.net_income(terms, alone))
        assert refi.coverage(terms, whole)[:, place] == pytest.approx(refi.coverage(terms, alone))


issuer = st.fixed_dictionaries(
    {
        "ebit": st.floats(-200, 1000),
        "interest": st.floats(0, 300),
        "limit": st.one_of(st.just(INFINITE), st.floats(0, 400)),
        "tax_rate": st.sampled_from([0.0, 0.21]),
        "fixed": st.floats(0, 2000),
        "floating_due": st.floats(0, 500),
        "floating": st.floats(0, 2000),
        "coupon": st.floats(0, 0.15),
        "spread": st.floats(0.004, 0.2),
        "margin": st.floats(-0.02, 0.05),
        "tenor": st.sampled_from([5.0, 7.0, 10.0]),
        "tenor_yield": st.floats(0.01, 0.06),
    }
)


@given(issuer, st.floats(-0.05, 0.05), st.floats(0, 0.05), st.floats(0, 0.05))
def test_more_yield_never_lowers_the_interest(values: dict[str, float], low: float, long: float, short: float) -> None:
    terms = worked(**values)
    less, more = refi.extra_interest(terms, low, low)[0], refi.extra_interest(terms, low + long, low + short)[0]
    assert more >= less - 1e-9


@given(issuer)
@settings(max_examples=300)
def test_the_break_even_inverts_the_repricing(values: dict[str, float]) -> None:
    terms = worked(**values)
    found, code = refi.break_even(terms)
    if np.isnan(found[0]) or abs(found[0]) > 5.0:
        return
    move = found[0] - terms.ten_year
    scale = max(1.0, abs(values["ebit"]), values["interest"])
    assert refi.net_income(terms, refi.interest(terms, move, move))[0] == pytest.approx(0.0, abs=1e-9 * scale)
    assert code[0] not in (refi.LOSS, refi.UNEXPOSED)


@given(issuer, st.floats(0.01, 1000))
def test_a_scaled_issuer_scales(values: dict[str, float], factor: float) -> None:
    dollars = ("ebit", "interest", "limit", "fixed", "floating_due", "floating")
    one, many = worked(**values), worked(**(values | {name: values[name] * factor for name in dollars}))
    assert refi.extra_interest(many, 0.01, 0.02) == pytest.approx(
        factor * refi.extra_interest(one, 0.01, 0.02), abs=1e-6
    )
    both = refi.coverage(one, refi.interest(one, 0.01, 0.02)), refi.coverage(many, refi.interest(many, 0.01, 0.02))
    assert both[1] == pytest.approx(both[0], rel=1e-6)
    if (abs(values["ebit"] - values["interest"]) > 1e-6) and values["fixed"] + values["floating"] > 1e-3:
        ours, theirs = refi.break_even(one)[0], refi.break_even(many)[0]
        assert np.isnan(ours[0]) == np.isnan(theirs[0])
        assert np.isnan(ours[0]) or theirs[0] == pytest.approx(ours[0], rel=1e-6, abs=1e-9)


def _class(terms: RefinancingInputs) -> str:
    return refi.CLASSES[refi.break_even(terms)[1][0]]


def _some(count: int, seed: int) -> RefinancingInputs:
    random = np.random.default_rng(seed)
    fixed = np.where(random.random(count) < 0.2, 0.0, random.uniform(0, 300, count))
    floating = np.where(random.random(count) < 0.2, 0.0, random.uniform(0, 500, count))
    return RefinancingInputs(
        ebit=random.normal(60, 60, count), interest=random.uniform(1, 60, count),
        limit=np.where(random.random(count) < 0.5, random.uniform(5, 60, count), INFINITE),
        tax_rate=np.where(random.random(count) < 0.2, 0.0, 0.21), fixed=fixed,
        floating_due=floating * random.random(count), floating=floating, coupon=random.uniform(0, 0.1, count),
        spread=random.uniform(0, 0.1, count), margin=random.normal(0, 0.01, count),
        tenor=random.choice([5.0, 7.0, 10.0], count), tenor_yield=random.uniform(0.03, 0.05, count),
        ten_year=0.0463, short=0.039, hedged=0.25,
    )  # fmt: skip
