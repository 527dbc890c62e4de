"""Answers that end too early, where nothing says how long they are: no value of them is another than the whole's."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analytics.errors import SourceChanged, SourceUnavailable
from analytics.sources import bls, h15, treasury
from analytics.sources.http import Retryable
from tests.loopback import brief, yields

TREASURY = yields.treasury(brief(), "/daily-treasury-rates.csv/2025/all", "")[1].decode()
H15 = yields.h15(brief(), "")[1].decode()
CALENDAR = yields.releases("")[1].decode()
REFUSED = (Retryable, SourceChanged, SourceUnavailable)


def same(cut: dict[str, pd.Series], whole: dict[str, pd.Series]) -> bool:
    """Whether all that came of a cut table is as in the whole one."""
    return all((part.dropna() == whole[id].reindex(part.dropna().index)).all() for id, part in cut.items())


@given(st.integers(1, len(TREASURY)))
@example(len(TREASURY) - 2)
@example(len(TREASURY) - 3)
def test_no_yield_of_a_cut_file_of_the_treasury_is_another(length: int) -> None:
    whole = treasury.parse(TREASURY)
    try:
        cut = treasury.parse(TREASURY[:length])
    except REFUSED:
        return
    assert same(dict(cut.items()), dict(whole.items()))


@given(st.integers(1, len(H15)))
@example(len(H15) - 3)
def test_no_yield_of_a_cut_package_is_another(length: int) -> None:
    whole = h15.parse(H15)
    try:
        cut = h15.parse(H15[:length])
    except REFUSED:
        return
    assert same(cut, whole)


def test_a_ten_year_cut_within_its_number_is_no_four() -> None:
    """A row that stops within the number read as 4.00 where 4.55 was meant."""
    head = "Date,1 Mo,10 Yr\n01/03/2025,4.40,4.57\n01/02/2025,4.41,4.5"
    for text in (head, head[:-1], head[:-2], head[:-4]):
        with pytest.raises(Retryable, match="cut off"):
            treasury.parse(text)
    assert treasury.parse(f"{head}5")["DGS10"].iloc[0] == 4.55, "a whole file may lack the last end of a line"


@given(st.integers(1, len(CALENDAR) - 3))
def test_a_cut_calendar_is_refused(length: int) -> None:
    with pytest.raises(REFUSED):
        bls.parse(CALENDAR[:length])
    assert date(date.today().year, 1, 12) in bls.parse(CALENDAR)
