"""The sentences the sliders move: what they say at each turn of the figures, and that they never invent one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import banks, illustrative
from analytics.banks import titles, words
from analytics.model.language import moved
from analytics.model.metric import by_id
from analytics.model.scenario import Scenario
from tests.banks.found import at, found, plain, scenario

OF_FIGURES = (
    titles.loss_title, titles.run_title, titles.defaults_title, titles.property_title, titles.losses_title,
    titles.beyond_title, titles.listed_title,
)  # fmt: skip


@pytest.mark.parametrize(
    ("loss", "yields", "loans", "said"),
    [
        (476.6, at(5.25), False, "At a ten-year of 5.25 %, banks would sit on USD 477 bn of unrealised losses."),
        (476.6, at(None), False, "At the yields of 31 Mar 2026, banks sit on USD 477 bn of unrealised losses."),
        (-20.0, at(1.5), False, "At a ten-year of 1.50 %, banks would sit on USD 20 bn of unrealised gains."),
        (2972.2, at(9.0), True, "At a ten-year of 9.00 %, banks would sit on USD 2,972 bn of losses, loans included."),
        (600.6, at(None), True, "At the yields of 31 Mar 2026, banks sit on USD 601 bn of losses, loans included."),
        (None, at(5.25), False, "No quarter of the banks is held yet."),
    ],
)
def test_the_answer(loss, yields, loans, said):
    assert plain(words.answer(found(unrealised_loss=loss, **yields), scenario(loans))) == said


def test_the_answer_needs_a_ten_year():
    assert (
        words.answer(found(unrealised_loss=5.0, ten_year_scenario=None), scenario())
        == "No quarter of the banks is held yet."
    )
    assert words.answer({}, scenario()) == "No quarter of the banks is held yet."


@given(st.floats(-99_999, 99_999), st.integers(0, 1000), st.booleans(), st.booleans())
def test_the_answer_fits_one_line(loss, points, loans, rest):
    told = words.answer(found(unrealised_loss=loss, **at(None if rest else points / 100)), scenario(loans))
    assert len(told) <= 85
    assert told.endswith(".")
    assert ("gains" in told) is (loss < 0)
    assert ("loans" in told) is loans


@pytest.mark.parametrize(
    ("yields", "said"),
    [(at(None), False), (at(4.0004), False), (at(4.05), True), (at(None, 3.55), True), (at(3.0, 2.5), True)],
)
def test_yields_have_moved_once_either_differs_by_a_basis_point(yields, said):
    assert moved(found(**yields)) is said


def test_without_yields_nothing_has_moved():
    assert moved({}) is False
    assert moved(found(**dict.fromkeys(at(None)))) is False


BOOKS = {"banks": 4400, "assets": 25_594.0, "unrealised_loss_filed": 368.6}
BURDEN = {
    "unrealised_loss_to_equity": 12.2,
    "unrealised_loss_to_equity_filed": 8.4,
    "banks_beyond_50": 41,
    "banks_beyond_100": 2,
}
INSURED = {"uninsured_share": 41.2, "uncovered_banks": 0}


def test_the_prose_says_whose_books_they_are():
    told = "On the books of 31 Mar 2026, 4,400 banks with USD 25,594 bn of assets had lost USD 369 bn on securities."
    assert plain(words.prose(found(**BOOKS), scenario())) == told
    gained = words.prose(
        found(end=None, **{**BOOKS, "assets": 9.84, "banks": 1, "unrealised_loss_filed": -2.0}), scenario()
    )
    assert plain(gained) == "On the books, one bank with USD 9.8 bn of assets had gained USD 2.0 bn on securities."


@pytest.mark.parametrize(
    ("yields", "changed", "said"),
    [
        (at(5.0), {}, "Losses not yet in equity would come to 12 % of tangible equity (8 % at the filing date); 41 "
         "banks would lose half of theirs, 2 of them all."),
        (at(None), {"banks_beyond_100": 0}, "Losses not yet in equity come to 12 % of tangible equity (8 % at the "
         "filing date); 41 banks would lose half of theirs, none of them all."),
        (at(5.0), {"banks_beyond_100": 1}, "41 banks would lose half of theirs, one of them all."),
        (at(5.0), {"banks_beyond_50": 0, "banks_beyond_100": 0}, "at the filing date); no bank would lose half."),
        (at(5.0), {"banks_beyond_50": 1, "banks_beyond_100": 0}, "at the filing date); one bank would lose half."),
        (at(5.0), {"banks_beyond_50": 1, "banks_beyond_100": 1}, "one bank would lose half of its own, and all of it."),
        (at(1.0), {"unrealised_loss_to_equity": -17.1},
         "Gains not yet in equity would come to 17 % of tangible equity (losses of 8 % at the filing date)"),
        (at(1.0), {"unrealised_loss_to_equity_filed": -3.0},
         "Losses not yet in equity would come to 12 % of tangible equity (gains of 3 % at the filing date)"),
        (at(1.0), {"unrealised_loss_to_equity": -17.1, "unrealised_loss_to_equity_filed": -3.0},
         "Gains not yet in equity would come to 17 % of tangible equity (3 % at the filing date)"),
        (at(5.0), {"unrealised_loss_to_equity": 0.4, "unrealised_loss_to_equity_filed": 0.0},
         "would come to 0.4 % of tangible equity (0 % at the filing date)"),
        (at(5.0), {"unrealised_loss_to_equity": 0.02}, "would come to under 0.1 % of tangible equity"),
    ],
)  # fmt: skip
def test_the_prose_says_what_equity_does_not_count_yet(yields, changed, said):
    text = plain(words.prose(found(**yields, **{**BURDEN, **changed}), scenario()))
    assert text.startswith(("Losses not yet in equity ", "Gains not yet in equity "))
    assert said in text


@pytest.mark.parametrize(
    ("short", "said"),
    [
        (0, "every bank could still cover its insured deposits."),
        (1, "one bank could not cover its insured deposits."),
        (6, "6 banks could not cover their insured deposits."),
    ],
)
def test_the_prose_says_who_is_insured(short, said):
    text = plain(words.prose(found(**{**INSURED, "uncovered_banks": short}), scenario()))
    assert text == f"Of deposits 41 % are uninsured; if 50 % of those ran, {said}"


@pytest.mark.parametrize("part", [BOOKS, BURDEN, INSURED])
def test_a_part_of_the_prose_is_left_out_where_any_of_its_figures_is_missing(part):
    whole = found(**BOOKS, **BURDEN, **INSURED)
    told = words.prose(whole, scenario())
    assert told.count(". ") == 2
    (alone,) = {words.prose({name: whole[name] for name in part}, scenario())}
    for name in part:
        less = words.prose(whole | found(**{name: None}), scenario())
        assert alone not in less
        assert less.count(". ") == 1
    assert words.prose({}, scenario()) == ""


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [
        (0, 0, "No bank would lose half of its equity"),
        (1, 1, "One bank would lose half of its equity, as at the filing date"),
        (30, 10, "30 banks would lose half of their equity, 20 more than at the filing date"),
        (1, 0, "One bank would lose half of its equity, 1 more than at the filing date"),
        (0, 3, "No bank would lose half of its equity, 3 fewer than at the filing date"),
        (1234, 1235, "1,234 banks would lose half of their equity, 1 fewer than at the filing date"),
        (None, 1, "What banks would lose is not known"),
        (1, None, "What banks would lose is not known"),
    ],
)
def test_how_many_banks_would_lose_half(now, then, said):
    assert titles.loss_title(found(banks_beyond_50=now, banks_beyond_50_filed=then)) == said


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.38, "Banks beyond half of equity hold 0.4 % of assets"),
        (0.02, "Banks beyond half of equity hold under 0.1 % of assets"),
        (0.0, "No assets lie with banks beyond half of equity"),
        (None, "What lies beyond half of equity is not known"),
    ],
)
def test_what_assets_lie_beyond_half_of_tangible_equity_in_the_scenario(share, said):
    assert plain(titles.beyond_title(found(assets_beyond_50_share=share))) == said


@pytest.mark.parametrize(
    ("loss", "said"),
    [
        (41.3, "CCC would lose most: 41 % of its equity"),
        (0.4, "CCC would lose most: 0.4 % of its equity"),
        (0.0, "No listed bank would lose any of its equity"),
        (None, "What the listed banks would lose is not known"),
    ],
)
def test_which_listed_bank_would_lose_most(loss, said):
    assert plain(titles.listed_title(found(subject="CCC", listed_highest_loss=loss))) == said


def test_the_highest_loss_and_the_assets_beyond_half_are_those_of_the_tables():
    result = banks.measure(illustrative.panel(), illustrative.market(), Scenario(ten_year_bp=900))
    figures, listed, beyond = by_id(result.metrics), result.tables["listed"], result.tables["beyond"]
    most = listed.loc[listed["burden_scenario_pct"].idxmax()]
    highest = figures["listed_highest_loss"]
    assert (highest.subject, highest.value) == (most["ticker"], pytest.approx(most["burden_scenario_pct"]))
    mine = (beyond["base"] == "tangible equity") & (beyond["state"] == "scenario") & (beyond["threshold_pct"] == 50)
    assert figures["assets_beyond_50_share"].value == pytest.approx(float(beyond.loc[mine, "assets_share_pct"].iloc[0]))


def test_nothing_is_said_of_what_is_not_known():
    for text in (words.answer({}, scenario()), *(sentence({}) for sentence in OF_FIGURES)):
        assert text
        assert not any(letter.isdigit() for letter in text), text
    assert words.tests_line({}) == words.prose({}, scenario()) == ""


@pytest.mark.parametrize(
    "chosen",
    [
        Scenario(),
        Scenario(ten_year_bp=525),
        Scenario(ten_year_bp=0, short_rate_bp=0, run_off=0, cre_default=0),
        Scenario(ten_year_bp=1000, short_rate_bp=1000, marked="Securities and loans", tax="On", run_off=100),
    ],
)
def test_the_built_in_world_fills_every_sentence(chosen):
    result = banks.measure(illustrative.panel(), illustrative.market(), chosen)
    figures = by_id(result.metrics)
    told = [words.answer(figures, chosen), words.prose(figures, chosen)]
    told += [sentence(figures) for sentence in (*OF_FIGURES, words.tests_line)]
    for text in told:
        assert "not known" not in text
        assert "nan" not in text
        assert "n/a" not in text
    assert len(told[0]) <= 85
    assert words.prose(figures, chosen).count(". ") - chosen.marks_loans in (2, 3)
