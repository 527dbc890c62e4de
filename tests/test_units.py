"""Units are compared by what they mean: a spelling holds nothing back, another unit does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.sources.units import UNITS, differs

SPELT = [(unit, words) for unit, known in UNITS.items() for words in known]


@pytest.mark.parametrize(
    ("unit", "words", "is_other"),
    [
        ("USD bn", "Billions of US Dollars", False),
        ("USD bn", "billions of u.s. dollars", False),
        ("USD bn", "Billions of USD", False),
        ("USD bn", "Millions of U.S. Dollars", True),
        ("USD mn", "Billions of US Dollars", True),
        ("USD mn", "Thousands of Dollars", True),
        ("USD bn", "U.S. Dollars", True),
        ("USD bn", "Billions of Euros", True),
        ("USD bn", "Billions of Chained 2017 Dollars", True),
        ("USD bn", "Percent", True),
        ("%", "percent", False),
        ("%", "Basis Points", True),
        ("%", "Percent Change from Year Ago", True),
        ("%", "Index 1982-1984=100", True),
        ("0 or 1", "+1 or 0", False),
        ("0 or 1", "Percent", True),
        ("%", "Prozent", None),
        ("USD bn", "", None),
    ],
)
def test_what_words_mean(unit: str, words: str, is_other: bool | None) -> None:
    assert differs(unit, words) is is_other


@given(st.sampled_from(SPELT), st.text(" .,()-", max_size=3), st.booleans())
def test_punctuation_and_case_say_nothing(spelt: tuple[str, str], marks: str, is_upper: bool) -> None:
    unit, words = spelt
    written = f"{marks}{words.upper() if is_upper else words.lower()}{marks}"
    assert differs(unit, written.replace(" ", f" {marks} ")) is False
