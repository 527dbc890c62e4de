"""A link typed by hand, ended by a sentence or decorated by a newsletter works, or is refused and the default shown."""

from __future__ import annotations

import pytest

from tests.browser import reading
from tests.browser.reading import box, enter, query, rerun, settle


@pytest.mark.parametrize(
    ("text", "shown"),
    [("482.", "4.82"), ("4.82", "4.82"), ("5.5%25", "5.50"), ("482.7", None), ("1e2", None), ("0450x", None)],
)
def test_a_yield_of_a_link_is_taken_or_the_default_is_really_shown(empty_app, visit, text, shown):
    page = visit(f"{empty_app.url}/debt_wall")
    settle(page)
    default = box(page, "Ten-year").input_value()
    page = visit(f"{empty_app.url}/debt_wall?ten_year_bp={text}")
    settle(page)
    assert box(page, "Ten-year").input_value() == (shown or default)
    refused = "The default is shown" in reading.words(page)
    assert refused is (shown is None)
    assert query(page).get("ten_year_bp") == (None if shown is None else f"{100 * float(shown):.0f}")


def test_parameters_of_others_pass_in_silence_and_a_misspelt_one_is_named(empty_app, visit):
    page = visit(f"{empty_app.url}/debt_wall?ten_year_bp=482&utm_source=news&fbclid=abc&ref=x&ten_yaer_bp=500")
    settle(page)
    words = reading.words(page)
    assert "utm_source" not in words
    assert "fbclid" not in words
    assert words.count("is not a control") == 1
    assert query(page)["utm_source"] == "news"
    assert box(page, "Ten-year").input_value() == "4.82"


def test_a_hand_on_one_yield_moves_both_until_it_is_let_go(empty_app, visit):
    page = visit(f"{empty_app.url}/debt_wall")
    settle(page)
    long, short = (float(box(page, name).input_value()) for name in ("Ten-year", "3-month"))
    enter(page, "Ten-year", f"{long + 1:.2f}")
    assert float(box(page, "3-month").input_value()) == pytest.approx(short + 1)
    assert query(page)["short_rate_bp"] == f"{100 * (short + 1):.0f}"
    enter(page, "3-month", f"{short:.2f}")
    assert float(box(page, "Ten-year").input_value()) == pytest.approx(long)
    with rerun(page):
        page.get_by_role("radio", name="Off", exact=True).first.click()
    assert query(page)["curve_linked"] == "Off"
    enter(page, "Ten-year", f"{long + 2:.2f}")
    assert float(box(page, "3-month").input_value()) == pytest.approx(short)


def test_a_link_of_the_ten_year_alone_moves_the_three_month_along(empty_app, visit):
    page = visit(f"{empty_app.url}/debt_wall")
    settle(page)
    long, short = (float(box(page, name).input_value()) for name in ("Ten-year", "3-month"))
    page = visit(f"{empty_app.url}/debt_wall?ten_year_bp=600")
    settle(page)
    assert float(box(page, "3-month").input_value()) == pytest.approx(short + 6 - long)
    page = visit(f"{empty_app.url}/divergence?ten_year_bp=600")
    settle(page)
    assert box(page, "3-month").count() == 0


@pytest.mark.parametrize("ticker", ["EX0019", "ex0019."])
def test_an_issuer_of_a_link_opens_in_any_spelling(empty_app, visit, ticker):
    page = visit(f"{empty_app.url}/issuer?issuer={ticker}")
    settle(page)
    assert "Example 0019 (EX0019)" in reading.words(page)
