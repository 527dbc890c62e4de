"""The titles of the run, the defaults, real estate and the published losses, and the lines that go with them."""

from __future__ import annotations

import math

import pytest

from analytics.banks import titles, words
from tests.banks.found import at, found, plain, scenario


@pytest.mark.parametrize(
    ("short", "said"),
    [
        (0, "Every bank could still cover its insured deposits"),
        (1, "One bank could not cover its insured deposits"),
        (1206, "1,206 banks could not cover their insured deposits"),
        (None, "Who is insured is not known"),
    ],
)
def test_the_run(short, said):
    assert titles.run_title(found(uncovered_banks=short)) == said


@pytest.mark.parametrize(
    ("lost", "share", "said"),
    [
        (88.2, 4.46, "Defaults on real estate would cost USD 88 bn, 4.5 % of equity"),
        (2.25, None, "Defaults on real estate would cost USD 2.2 bn"),
        (1302.0, 66.0, "Defaults on real estate would cost USD 1,302 bn, 66.0 % of equity"),
        (0.0, 0.0, "Defaults on real estate would cost nothing"),
        (None, 4.5, "What real estate would cost is not known"),
    ],
)
def test_the_defaults(lost, share, said):
    assert plain(titles.defaults_title(found(cre_loss=lost, cre_loss_to_equity=share))) == said


@pytest.mark.parametrize(
    ("over", "both", "said"),
    [
        (1408, 99, "99 banks meet both parts of the supervisors' test, 1,408 the first"),
        (1, 1, "One bank meets both parts of the supervisors' test, one the first"),
        (0, 0, "No bank meets the supervisors' test for real estate"),
        (408, None, "408 banks hold commercial real estate of three times their capital"),
        (1, None, "One bank holds commercial real estate of three times its capital"),
        (0, None, "No bank holds commercial real estate of three times its capital"),
        (None, 99, "Concentration in commercial real estate is not known"),
    ],
)
def test_real_estate(over, both, said):
    assert titles.property_title(found(cre_over_300=over, cre_both_parts=both)) == said


@pytest.mark.parametrize(
    ("filed", "said"),
    [
        (368.6, "As filed USD 369 bn; what others published"),
        (-39.1, "As filed a gain of USD 39 bn; what others published"),
        (None, "What others have published"),
    ],
)
def test_the_published_losses(filed, said):
    assert plain(titles.losses_title(found(unrealised_loss_filed=filed))) == said


LOSSES = {"unrealised_loss_filed": 368.5, "unrealised_loss_today": 459.4, "unrealised_loss": 548.1}


def test_our_own_losses_say_at_which_yields_they_are():
    rows = words.own_losses(found(**LOSSES, **at(5.25)), scenario(), invented=False)
    scope = "4,312 of 4,400 banks; securities; books of 31 Mar 2026"
    assert rows == [
        ("Measured here, as filed", scope, 368.5, "filed"),
        ("Measured here, at the published yields", scope, 459.4, "today"),
        ("Measured here, at the reader's yields", scope, 548.1, "scenario"),
    ]


def test_our_own_losses_leave_the_slider_out_where_it_is_at_todays_yields():
    rows = words.own_losses(found(**LOSSES, **at(None)), scenario(), invented=True)
    assert [state for *_, state in rows] == ["filed", "today"]
    assert all(name.startswith("In this illustrative world, ") for name, *_ in rows)


def test_our_own_losses_say_what_they_count_and_a_missing_one_is_no_number():
    figures = found(None, **{**LOSSES, "unrealised_loss_today": None}, **at(5.25))
    rows = words.own_losses(figures, scenario(loans=True), invented=False)
    filed, today, slider = rows
    assert filed[1] == "4,312 of 4,400 banks; securities"
    assert slider[1] == "4,312 of 4,400 banks; securities and loans"
    assert math.isnan(today[2])
    assert today[1] == "4,312 of 4,400 banks; securities and loans"


TESTS = {
    "cre_over_300_share": 9.3,
    "cre_over_300_assets": 2912.0,
    "construction_over_100": 252,
    "cre_over_300_equity": 732,
}


def test_the_other_counts_of_the_supervisors_tests_stand_in_one_line():
    assert plain(words.tests_line(found(**TESTS))) == (
        "9 % of banks, with USD 2,912 bn of assets, hold 300 % of capital and more. "
        "Construction loans of 100 % of capital: 252 banks. 300 % over book equity instead: 732 banks."
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"cre_over_300_share": 0.0, "cre_over_300_assets": 0.0}, "No bank holds 300 % of capital and more."),
        ({"construction_over_100": 0}, "Construction loans of 100 % of capital: no bank."),
        ({"construction_over_100": 1}, "Construction loans of 100 % of capital: one bank."),
        ({"cre_over_300_share": 0.03}, "under 0.1 % of banks, with"),
    ],
)
def test_none_and_one_of_a_count_are_said_in_words(changed, said):
    assert said in plain(words.tests_line(found(**{**TESTS, **changed})))


@pytest.mark.parametrize(
    ("missing", "gone"),
    [
        ("cre_over_300_share", "of banks, with"),
        ("cre_over_300_assets", "of banks, with"),
        ("construction_over_100", "Construction"),
        ("cre_over_300_equity", "book equity"),
    ],
)
def test_a_count_that_is_not_known_is_left_out(missing, gone):
    told = words.tests_line(found(**{**TESTS, missing: None}))
    assert gone not in told
    assert told.count(".") == words.tests_line(found(**TESTS)).count(".") - 1
