"""Debt, ladders and totals under anything a filer may tag: what must hold whatever the amounts."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow.compute as pc
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import debt_wall, illustrative
from analytics.debt_wall import maturities
from analytics.frames.issuers import Filings
from analytics.measures.filer import debt as owed
from analytics.measures.filer import ladder
from analytics.measures.filer.debt import COLUMNS
from analytics.measures.filer.debt_tree import TAGS
from analytics.model.metric import by_id
from analytics.model.scenario import Scenario

SIBLINGS = [t.tag for t in TAGS.values() if t.parent == "LongTermNotesPayable"]
LINES = [t.tag for t in TAGS.values() if t.parent and not t.kind.startswith("total")]
amounts = st.integers(1, 10**9).map(float)
sheets = st.dictionaries(st.sampled_from(sorted(TAGS)), amounts, max_size=7)


def debt(sheet: dict[str, float]) -> pd.Series:
    """The debt of one balance sheet by tag."""
    row = pd.DataFrame({name: [np.nan] for name in COLUMNS})
    for tag, usd in sheet.items():
        row[TAGS[tag].column] = usd
    return owed.debt(row).iloc[0]


@given(sheets)
def test_debt_lies_between_its_largest_line_and_the_sum_of_all(sheet: dict[str, float]) -> None:
    found = debt(sheet)
    counted = {tag: usd for tag, usd in sheet.items() if TAGS[tag].kind != "lease"}
    if not counted:
        assert np.isnan(found["debt"])
        return
    assert found["debt"] <= sum(counted.values()) * (1 + 1e-9)
    assert found["debt"] >= 0.0
    assert not found["current"] > found["debt"]
    assert found["convertible"] <= found["debt"]


@given(st.dictionaries(st.sampled_from(SIBLINGS), amounts, min_size=1, max_size=4), st.sampled_from(SIBLINGS), amounts)
def test_adding_a_sibling_never_lowers_debt(sheet: dict[str, float], tag: str, usd: float) -> None:
    before = debt(sheet)["debt"]
    after = debt(sheet | {tag: sheet.get(tag, 0.0) + usd})["debt"]
    assert after >= before


@given(st.dictionaries(st.sampled_from(LINES), amounts, min_size=1, max_size=6), st.sampled_from(LINES), amounts)
def test_adding_any_line_of_the_tree_never_lowers_debt(sheet: dict[str, float], tag: str, usd: float) -> None:
    if tag in sheet:
        return
    before, after = debt(sheet)["debt"], debt(sheet | {tag: usd})["debt"]
    assert np.isnan(before) or after >= before * (1 - 2 * owed.SAME)


@given(sheets, st.randoms())
def test_the_order_of_tags_changes_nothing(sheet: dict[str, float], random: object) -> None:
    listed = list(sheet.items())
    random.shuffle(listed)  # type: ignore[attr-defined]
    pd.testing.assert_series_equal(debt(dict(listed)), debt(sheet))


buckets = st.lists(st.one_of(st.none(), st.integers(0, 10**10)), min_size=7, max_size=7)
ends = st.sampled_from(pd.date_range("2025-01-31", "2026-12-31", freq="ME").tolist())


@settings(max_examples=80)
@given(buckets, buckets, ends, st.integers(0, 11), st.integers(1, 10**11), st.one_of(st.none(), st.floats(0, 1)))
def test_buckets_and_later_are_the_debt_to_the_cent(
    newer: list[int | None],
    older: list[int | None],
    end: pd.Timestamp,
    year_end_month: int,
    total: int,
    current_part: float | None,
) -> None:
    before = end - pd.DateOffset(months=6)
    frame = pd.DataFrame(
        [(1, before, year_end_month, float(total), 7, "fiscal years", *older),
         (1, end, year_end_month, float(total), 8, "fiscal years", *newer)],
        columns=["cik", "end", "year_end_month", "debt", "ladder_accn", "ladder_kind", *ladder.BUCKETS],
    )  # fmt: skip
    frame[list(ladder.BUCKETS)] = frame[list(ladder.BUCKETS)].astype(float)
    merged = ladder.merge(frame).reindex([1])
    debt_usd = np.array([float(total)])
    current = np.array([np.nan if current_part is None else total * current_part])
    made = maturities.plan(merged, pd.Series([end]), debt_usd, current)
    if merged["end"].isna().all():
        assert made.amount.sum() == 0.0
        return
    quarters, after = made.by_quarter()
    soon = maturities.due_soon(made.near, pd.Series([end]))
    assert abs(quarters.sum() + after[0] + soon.sum() + made.rest[0] - total) < 0.01
    assert made.amount.min() >= 0.0
    assert made.rest[0] >= 0.0


def scaled(filings: Filings, cik: int, factor: float) -> Filings:
    """The same filings with the debt and the ladder of one filer in another scale."""
    table = filings.issuers
    mine = pc.equal(table["cik"], cik)
    for column in (*COLUMNS, *ladder.BUCKETS):
        values = pc.if_else(mine, pc.multiply(table[column], factor), table[column])
        table = table.set_column(table.column_names.index(column), column, values)
    return Filings(filings.members, table, illustrative=True)


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 1700), st.sampled_from([1000.0, 1e6]))
def test_one_filer_in_the_wrong_scale_moves_no_total_beyond_its_own_share(place: int, factor: float) -> None:
    filings, market = illustrative.filings(), illustrative.market()
    plain = by_id(debt_wall.static(filings, market, Scenario()).metrics)
    book = debt_wall.prepare(filings)
    owing = book.table[book.table["debt"] > 0.0]
    one = owing.iloc[place % len(owing)]
    moved = by_id(debt_wall.static(scaled(filings, int(one["cik"]), factor), market, Scenario()).metrics)
    for name in ("total_debt", "due_window", "due_2027", "due_through_2029"):
        before, after = float(plain[name].value or 0.0), float(moved[name].value or 0.0)
        assert abs(after - before) <= one["debt"] / 1e9 * 1.001 + 1e-6, name
    assert moved["doubted"].value == 1
