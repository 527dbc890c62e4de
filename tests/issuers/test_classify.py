"""The rules of a zombie to the digits of the worked panels, and what holds of any panel."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.issuers import classify
from analytics.issuers.zombies import share

NAN = float("nan")


def coverage(ebit: list[float], interest: list[float], paid: float = NAN, debt: float = NAN) -> np.ndarray:
    whole = np.array([ebit]), np.array([interest])
    return classify.coverage(*whole, np.full(whole[0].shape, paid), np.full(whole[0].shape, debt))


def test_the_worked_panel() -> None:
    icr = coverage([-5, 2, 4], [5, 5, 5])
    assert icr.tolist() == [[-1.0, 0.4, 0.8]]
    assert classify.oecd(icr, np.array([12.0])).code.tolist() == [classify.ZOMBIE]
    at_one = coverage([-5, 2, 5], [5, 5, 5])
    assert at_one[0, 2] == 1.0
    assert classify.oecd(at_one, np.array([12.0])).code.tolist() == [classify.SOUND], "strictly below one"
    assert classify.oecd(icr, np.array([9.0])).code.tolist() == [classify.SOUND]
    debt_free = coverage([-5, 2, 4], [0, 0, 0], debt=0.0)
    assert np.isinf(debt_free).all()
    assert classify.oecd(debt_free, np.array([12.0])).code.tolist() == [classify.SOUND]


@pytest.mark.parametrize(
    ("interest", "paid", "debt", "expected"),
    [
        (5.0, NAN, 100.0, -1.0),
        (0.0, 10.0, 100.0, -0.5),
        (NAN, 10.0, NAN, -0.5),
        (0.0, NAN, 100.0, NAN),
        (0.0, 0.0, 0.0, np.inf),
        (0.0, NAN, NAN, np.inf),
        (NAN, NAN, 0.0, np.inf),
        (NAN, NAN, NAN, NAN),
        (NAN, NAN, 100.0, NAN),
    ],
)
def test_interest_of_nothing(interest: float, paid: float, debt: float, expected: float) -> None:
    assert coverage([-5.0], [interest], paid, debt)[0, 0] == pytest.approx(expected, nan_ok=True)


def test_an_ebit_that_is_not_known_is_no_loss() -> None:
    icr = coverage([NAN], [5.0])[0]
    assert classify.icr_below_one(icr).reason.tolist() == [classify.NO_COVERAGE]


def test_history_that_is_not_stored_is_not_classifiable() -> None:
    short, whole = np.array([[NAN, 0.5, 0.5]]), np.array([[0.5, 0.5, 0.5]])
    assert classify.oecd(short, np.array([12.0])).reason.tolist() == [classify.NO_THREE_YEARS]
    assert classify.oecd(whole, np.array([NAN])).reason.tolist() == [classify.NO_AGE]
    assert classify.unprofitable(np.array([NAN, -1.0, 0.0])).code.tolist() == [-1, 1, 0]


def test_narrow_is_broad_and_cheap() -> None:
    broad = classify.oecd(np.full((4, 3), 0.5), np.array([12.0, 12.0, 12.0, NAN]))
    q, middle = np.array([0.8, 1.0, NAN, 0.8]), np.full(4, 1.0)
    narrow = classify.bis_narrow(broad, q, middle)
    assert narrow.code.tolist() == [1, 0, -1, -1]
    assert narrow.reason.tolist()[2:] == [classify.NO_VALUE, classify.NO_AGE]


@pytest.mark.parametrize(
    ("icr", "q", "expected"),
    [
        ([0.5, 0.5], [0.8, 0.8], 1),
        ([0.5, 0.5], [0.8, 1.2], 0),
        ([1.5, 0.5], [0.8, 0.8], 0),
        ([0.5, 0.5, 1.5], [0.8, 0.8, 0.8], 1),
        ([0.5, 0.5, 1.5, 1.5], [0.8] * 4, 0),
        ([0.5, 0.5, 1.5, 0.5], [0.8] * 4, 1),
        ([0.5, 0.5], [NAN, 0.8], -1),
        ([NAN, 0.5], [0.8, 0.8], -1),
    ],
    ids=["enters", "dear in one year", "covered in one", "fails once", "fails twice", "comes back", "no q", "no icr"],
)
def test_two_years_in_and_two_years_out(icr: list[float], q: list[float], expected: int) -> None:
    found = classify.bis_2022(np.array([icr]), np.array([q]), np.full((1, len(q)), 1.0))
    assert found.code.tolist() == [expected]


def test_the_feds_rule_needs_all_three() -> None:
    leverage = np.array([0.6, 0.6, 0.6, 0.1, 0.2, 0.1, NAN])
    icr = np.array([0.5, 1.5, 0.5, 0.5, 0.5, 0.5, 0.5])
    growth = np.array([-0.1, -0.1, 0.1, -0.1, -0.1, -0.1, -0.1])
    assert classify.fed(leverage, icr, growth).code.tolist() == [1, 0, 0, 0, 0, 0, -1]
    assert classify.fed(leverage, icr, np.full(7, NAN)).reason.tolist()[0] == classify.NO_SALES


def test_a_sector_has_its_own_median() -> None:
    q = np.array([1.0, 3.0, NAN, 10.0, NAN])
    found = classify.sector_medians(q, np.array(["a", "a", "a", "b", "c"]))
    assert found.tolist()[:4] == [2.0, 2.0, 2.0, 10.0]
    assert np.isnan(found[4])


values = st.one_of(st.floats(-5, 5), st.just(NAN), st.just(float("inf")))
panels = st.lists(st.tuples(values, values, values, st.one_of(st.floats(0, 40), st.just(NAN))), min_size=1, max_size=12)


@given(panels, st.data())
def test_what_is_classified_stays_so_whatever_the_rest_turns_out_to_be(panel: list, data: st.DataObject) -> None:
    icr, age = np.array([row[:3] for row in panel]), np.array([row[3] for row in panel])
    found = classify.oecd(icr, age)
    fill = data.draw(st.floats(-5, 5))
    later = classify.oecd(np.where(np.isnan(icr), fill, icr), np.where(np.isnan(age), 12.0, age))
    assert later.known.all()
    assert (later.code[found.known] == found.code[found.known]).all()
    assert ((found.code == classify.UNCLASSIFIABLE) == (found.reason > classify.NONE)).all()
    weights = np.ones(len(age))
    one = share(found, weights)
    if one.known >= 0.1 * len(panel) and one.known:
        whole = 100 * later.zombie.mean()
        assert one.low - 1e-9 <= one.value <= one.high + 1e-9
        assert one.low - 1e-9 <= whole <= one.high + 1e-9
    else:
        assert np.isnan(one.value)
        assert one.why
    assert one.known + one.unknown == len(panel)


@given(panels)
def test_a_zombie_by_the_oecd_is_one_of_those_below_one(panel: list) -> None:
    icr, age = np.array([row[:3] for row in panel]), np.array([row[3] for row in panel])
    zombies, below = classify.oecd(icr, age).zombie, classify.icr_below_one(icr[:, 2]).zombie
    assert not (zombies & ~below).any()


def test_a_share_of_less_than_a_tenth_is_not_said() -> None:
    icr = np.full((40, 3), NAN)
    icr[:3] = 0.5
    found = share(classify.oecd(icr, np.full(40, 12.0)), np.ones(40))
    assert np.isnan(found.value)
    assert (found.zombies, found.known, found.low, found.high) == (3, 3, 7.5, 100.0)
    assert found.why == "only 3 of 40 firms can be classified: coverage is not known for three fiscal years"
    icr[3] = 2.0
    assert share(classify.oecd(icr, np.full(40, 12.0)), np.ones(40)).value == 75.0
