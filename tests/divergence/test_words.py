"""The answer and the sentences under it: every branch, their length, and what they never say."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import divergence
from analytics.divergence.words import LONGEST, answer, prose, yields
from analytics.model.metric import by_id
from analytics.model.scenario import SPECS, Scenario
from tests.divergence.figures import DAY, figures, gap
from tests.divergence.markets import market
from tests.recorded import recorded_market

PLAIN = Scenario()
NEAR = gap(-35.5, share=2.1, widest=-44.2)


def said(scenario: Scenario = PLAIN, as_of: date = DAY, **values) -> str:
    return answer(figures(as_of, **values), scenario).replace("\u00a0", " ")


def test_behind_and_nearly_a_record():
    sentence = answer(figures(ytd_gap=-0.8, **NEAR), PLAIN)
    assert sentence == "Small caps trail by 0.8\u00a0points this year, but by 36 over three: nearly a record."


@pytest.mark.parametrize(
    ("year", "three", "sentence"),
    [
        (-0.8, gap(-12.0), "Small caps trail by 0.8 points this year, but by 12 over three."),
        (-8.0, gap(-12.0), "Small caps trail by 8.0 points this year, and by 12 over three."),
        (8.0, gap(12.0), "Small caps lead by 8.0 points this year, and by 12 over three."),
        (2.1, gap(-9.94), "Small caps lead by 2.1 points this year, but trail by 9.9 over three."),
        (-2.1, gap(9.96), "Small caps trail by 2.1 points this year, but lead by 10 over three."),
        (0.04, gap(-20.0), "Small caps are level this year, but trail by 20 over three."),
        (-3.0, gap(0.01), "Small caps trail by 3.0 points this year and are level over three."),
        (0.0, gap(0.0), "Small caps are level this year and over three."),
        (-0.8, gap(-44.2, 0.02, -44.2), "Small caps trail by 0.8 points this year, but by 44 over three: a record."),
        (0.8, gap(60.0, 0.02, 60.0), "Small caps lead by 0.8 points this year, but by 60 over three: a record."),
        (-0.8, gap(-35.5, share=5.01), "Small caps trail by 0.8 points this year, but by 36 over three."),
        (-0.8, gap(-35.5, share=2.0, first=2006), "Small caps trail by 0.8 points this year, but by 36 over three."),
        (None, NEAR, "Small caps trail by 36 points over three years: nearly a record."),
        (-0.8, {}, "Small caps trail by 0.8 points this year."),
        (0.0, {}, "Small caps are level this year."),
        (None, {}, "Too little history is held to say how small caps have done."),
    ],
)  # fmt: skip
def test_every_branch_of_the_answer(year, three, sentence):
    assert said(ytd_gap=year, **three) == sentence


@pytest.mark.parametrize(("as_of", "record"), [(date(2023, 6, 3), False), (date(2023, 6, 4), True)])
def test_a_record_needs_twenty_years_to_the_day(as_of, record):
    assert ("record" in said(as_of=as_of, ytd_gap=-0.8, **NEAR)) == record


def test_this_years_gap_is_never_called_a_record_or_wide():
    extreme = gap(-40.0, share=0.01, widest=-40.0, first=1988, window="ytd_gap")
    sentence = said(**extreme, **gap(-41.0, share=40.0))
    assert sentence == "Small caps trail by 40 points this year, and by 41 over three."


def test_the_answer_follows_the_basis_and_an_index_pair_stays_on_price():
    found = {**gap(-35.5), "ytd_gap": -0.8, "ytd_gap_total": 0.9, "gap_3y_total": 10.0}
    assert said(Scenario(basis="Total return"), **found).startswith("Small caps lead by 0.9 points")
    index = Scenario(basis="Total return", pair="^RUT/^GSPC")
    assert said(index, **found).startswith("Small caps trail by 0.8 points")


@pytest.mark.parametrize(
    ("pair", "name"),
    [("IWM/SPY", "Small caps"), ("^RUT/^GSPC", "Small caps"), ("IJR/SPY", "Small caps"), ("MDY/SPY", "Mid caps"),
     ("KRE/SPY", "Regional banks"), ("XBI/SPY", "Biotechs")],
)  # fmt: skip
def test_each_pair_has_its_name(pair, name):
    assert said(Scenario(pair=pair), ytd_gap=-1.0).startswith(f"{name} trail by")


@given(
    st.sampled_from(SPECS["pair"].choices),
    st.none() | st.floats(-250, 250),
    st.none() | st.floats(-999, 999),
    st.sampled_from([0.01, 3.0, 60.0]),
)
def test_an_answer_fits_on_a_line(pair, year, three, share):
    values = {} if three is None else gap(three, share=share, widest=three, first=1990)
    sentence = said(Scenario(pair=pair), ytd_gap=year, **values)
    assert len(sentence) <= LONGEST
    assert sentence.endswith(".")
    assert "decades" not in sentence


def test_prose():
    found = figures(small_ytd=12.19, large_ytd=12.99, **NEAR)
    text = prose(found, PLAIN, ":blue[**small caps**]")
    assert text.replace("\u00a0", " ") == (
        "Since the last close of 2024, :blue[**small caps**] (IWM) have gained 12.2 % and the S&P 500 (SPY) 13.0 %, "
        "before dividends. Over three years large caps lead by 36 points; they led by as much or more on 2 % of days "
        "since 2003."
    )
    assert "12.2\u00a0%" in text


@pytest.mark.parametrize(
    ("small", "large", "words"),
    [
        (-2.0, -3.0, "have lost 2.0 % and the S&P 500 (SPY) 3.0 %"),
        (2.0, -3.0, "have gained 2.0 % and the S&P 500 (SPY) has lost 3.0 %"),
        (-2.0, 0.0, "have lost 2.0 % and the S&P 500 (SPY) has stood still"),
        (0.0, 0.01, "have stood still and the S&P 500 (SPY) too"),
    ],
)
def test_moves_of_both_sides(small, large, words):
    assert words in prose(figures(small_ytd=small, large_ytd=large), PLAIN).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (2.15, "by as much or more on 2 % of days since 2003"),
        (0.02, "by as much or more on under 0.1 % of days since 2003"),
        (50.0, "large caps lead by 10 points; they led by as much or more on 50 % of days since 2003"),
    ],
)
def test_rarity(share, words):
    assert words in prose(figures(**gap(-10.0, share=share)), PLAIN).replace("\u00a0", " ")


def test_prose_names_dividends_and_leaves_out_what_is_missing():
    total = Scenario(basis="Total return")
    assert "with dividends" in prose(figures(small_ytd_total=1.0, large_ytd_total=2.0), total)
    assert prose(figures(), PLAIN) == ""
    assert prose(figures(small_ytd=1.0), PLAIN) == ""


def test_what_the_yields_would_mean():
    held = market()
    moved = by_id(divergence.measure(held, Scenario(ten_year_bp=450)).metrics)
    still = by_id(divergence.measure(held, Scenario()).metrics)
    bare = by_id(
        divergence.measure(
            type(held)(held.close, held.adj_close, held.rates[[]], published=held.published), Scenario()
        ).metrics
    )
    text = yields(moved, Scenario(ten_year_bp=450)).replace("\u00a0", " ")
    assert text.startswith("With the ten-year at 4.50 %, ")
    assert "bp above the yield of " in text
    assert "95 % interval" in text
    assert text.endswith("an association, not a cause.")
    assert "no move is assumed" in yields(still, Scenario())
    assert (
        yields(bare, Scenario())
        == "What the yields would mean cannot be said: no Treasury yields are held for the day."
    )


class TestRecorded:
    pytestmark = pytest.mark.real

    def test_the_answer_of_14_october_2025(self):
        found = by_id(divergence.measure(recorded_market(), Scenario(as_of=DAY)).metrics)
        assert answer(found, PLAIN).replace("\u00a0", " ") == (
            "Small caps trail by 0.8 points this year, but by 36 over three: nearly a record."
        )
        assert "by as much or more on 2\u00a0% of days since 2003" in prose(found, PLAIN)

    def test_the_day_of_the_record_itself(self):
        found = by_id(divergence.measure(recorded_market(), Scenario(as_of=date(2024, 3, 14))).metrics)
        assert answer(found, PLAIN).endswith("over three: a record.")
