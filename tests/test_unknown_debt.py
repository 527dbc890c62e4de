"""An unknown debt is n/a, and so is all that follows from it: no table makes a 0, a share or a "no" of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analytics import debt_wall, illustrative, issuer
from analytics.debt_wall import listing, tables
from analytics.debt_wall.fundamentals import (
    ASSUMED,
    DERIVED,
    DOUBTED,
    FILED,
    NO_DEBT,
    NOT_GAAP,
    NOT_TAGGED,
    STATUS,
    UNKNOWN,
    IssuerFundamentals,
)
from analytics.issuer import arithmetic
from analytics.load import open_world
from analytics.measures import curve
from analytics.memo import Memo
from analytics.model.metric import by_id
from analytics.model.scenario import Scenario
from analytics.output import export, views
from analytics.store import Store
from ui.grid import absence

FILINGS, MARKET = illustrative.filings(), illustrative.market()
BOOK = debt_wall.prepare(FILINGS)
OWED = ("due_usd_m", "later_usd_m", "floating_pct", "can_repay")
"""Columns that follow from a debt."""
MODELLED = (
    "coverage_after_x",
    "extra_usd_m",
    "profit_before_usd_m",
    "profit_after_usd_m",
    "break_even_pct",
    "wiped_out",
)
"""Columns that follow from its repricing."""
SETTLED = (FILED, DERIVED, ASSUMED, NO_DEBT)


def with_statuses(statuses: dict[int, int], cashless: set[int]) -> IssuerFundamentals:
    """The illustrative book with other statuses of some members, and without the cash of some, by place."""
    table = BOOK.table.copy()
    for place, status in statuses.items():
        table.loc[place, "status"] = status
        if status in (NOT_TAGGED, NOT_GAAP, UNKNOWN, NO_DEBT):
            table.loc[place, "debt"] = 0.0 if status == NO_DEBT else np.nan
        elif np.isnan(table.loc[place, "debt"]):
            table.loc[place, "debt"] = 1e8
    table.loc[list(cashless), "cash"] = np.nan
    return replace(BOOK, table=table, memo=Memo())


def listed(book: IssuerFundamentals, scenario: Scenario) -> tuple[debt_wall.Exposure, pd.DataFrame]:
    exposure = debt_wall.expose(book, curve.for_day(MARKET), scenario, MARKET.published)
    return exposure, listing.issuers(exposure, debt_wall.reprice(exposure, scenario))


PLACES = st.integers(0, len(BOOK.table) - 1)


@settings(max_examples=20, deadline=None)
@given(st.dictionaries(PLACES, st.integers(0, len(STATUS) - 1), max_size=40), st.sets(PLACES, max_size=20))
@example(dict(zip(range(80), [*range(8)] * 10, strict=True)), {0, 1, 2, 3})
def test_what_follows_from_an_unknown_debt_is_missing(statuses: dict[int, int], cashless: set[int]) -> None:
    exposure, table = listed(with_statuses(statuses, cashless), Scenario())
    status = exposure.table["status"].to_numpy()
    settled, cash = np.isin(status, SETTLED), exposure.table["cash"].notna().to_numpy()
    unknown = table["debt_usd_m"].isna().to_numpy()
    assert not (unknown & settled).any()
    assert table.loc[~settled, list(OWED)].isna().all(axis=None)
    assert table.loc[~settled, list(MODELLED)].isna().all(axis=None)
    assert table.loc[settled, ["due_usd_m", "later_usd_m"]].notna().all(axis=None)
    owes = table["debt_usd_m"].to_numpy() > 0.0
    np.testing.assert_array_equal(table["floating_pct"].notna(), settled & owes)
    np.testing.assert_array_equal(table["can_repay"].notna(), settled & cash)
    known = table[settled & cash]
    due = known["due_usd_m"].to_numpy()
    held = exposure.table["cash"].to_numpy()[settled & cash] / 1e6
    np.testing.assert_array_equal(known["can_repay"].to_numpy(dtype=bool), (due > 0.0) & (held >= due))
    priced = np.zeros(len(table), bool)
    priced[exposure.repriceable] = True
    np.testing.assert_array_equal(table["wiped_out"].notna(), priced)
    sums = tables.statuses(exposure).set_index("status")
    for name in ("not tagged", "not us-gaap", "debt unknown"):
        assert np.isnan(sums.loc[name, "debt_usd_bn"]) == (sums.loc[name, "issuers_count"] > 0), name


def pages() -> Iterator[str]:
    """An issuer of each status that the illustrative world has."""
    table = debt_wall.live(FILINGS, MARKET, Scenario()).tables["issuers"]
    for _, group in table.groupby("status"):
        yield str(group["ticker"].iloc[0])


@pytest.mark.parametrize("ticker", list(pages()))
def test_a_row_equals_the_issuers_own_page(ticker: str) -> None:
    table = debt_wall.live(FILINGS, MARKET, Scenario()).tables["issuers"].set_index("ticker")
    result = issuer.measure(FILINGS, MARKET, Scenario(), ticker)
    figures, row = by_id(result.metrics), table.loc[ticker]
    for name, column in (
        ("debt", "debt_usd_m"), ("due_window", "due_usd_m"), ("extra_interest", "extra_usd_m"),
        ("profit_after", "profit_after_usd_m"), ("break_even", "break_even_pct"), ("icr_after", "coverage_after_x"),
    ):  # fmt: skip
        value = figures[name].value
        assert (value is None) == pd.isna(row[column]), name
        assert value is None or value == pytest.approx(row[column]), name
    ladder = result.tables["ladder"]
    due = ladder.loc[ladder["in_window"], ["filed_usd_m", "derived_usd_m", "assumed_usd_m"]]
    assert due.sum(axis=None, min_count=1) == pytest.approx(row["due_usd_m"], nan_ok=True)


def test_an_issuer_without_a_known_debt_has_no_maturities_drawn_and_the_reason_in_their_place() -> None:
    world = open_world(Store("unused"), "illustrative", None)
    ticker = next(iter(BOOK.table.loc[BOOK.table["status"] == NOT_TAGGED, "ticker"]))
    answer = views.answer("issuer", world, Scenario(issuer=ticker), Store("unused"))
    (chart,) = (chart for chart in answer.view.charts if chart.key == "ladder")
    assert absence(chart, answer) == by_id(answer.result.metrics)["debt"].note
    known = next(iter(BOOK.table.loc[BOOK.table["status"] == FILED, "ticker"]))
    assert not absence(chart, views.answer("issuer", world, Scenario(issuer=known), Store("unused")))


def test_a_doubted_debt_is_shown_and_nothing_is_due_of_it() -> None:
    place = int(np.flatnonzero(BOOK.table["status"].to_numpy() == FILED)[0])
    book = with_statuses({place: DOUBTED}, set())
    everyone = Scenario(band_low=1, band_high=4500)
    exposure, table = listed(book, everyone)
    inside = int(np.flatnonzero(exposure.rows == place)[0])
    assert table["debt_usd_m"].iloc[inside] > 0.0
    assert table[list(OWED)].iloc[inside].isna().all()
    ladder = arithmetic.ladder(book, exposure, place, inside)
    assert ladder[["filed_usd_m", "derived_usd_m", "assumed_usd_m"]].isna().all(axis=None)


def test_exports_leave_the_cell_empty() -> None:
    world = open_world(Store("unused"), "illustrative", None)
    rows = debt_wall.live(FILINGS, MARKET, Scenario()).tables["issuers"]
    unknown = rows[rows["debt_usd_m"].isna()].head(2)
    head, *lines = export.csv(unknown[["ticker", *OWED, "wiped_out"]], world).splitlines()
    assert head == "ticker,due_usd_m,later_usd_m,floating_pct,can_repay,wiped_out,world"
    assert lines == [f"{ticker},,,,,,illustrative" for ticker in unknown["ticker"]]


def test_a_sector_of_which_no_debt_is_known_owes_an_unknown_amount() -> None:
    names = BOOK.table["sector"].to_numpy()
    smallest = pd.Series(names).value_counts().index[-1]
    book = with_statuses({int(place): NOT_TAGGED for place in np.flatnonzero(names == smallest)}, set())
    exposure, _ = listed(book, Scenario(band_low=1, band_high=4500))
    sectors = listing.sectors(exposure, debt_wall.reprice(exposure, Scenario())).set_index("sector")
    assert sectors.loc[smallest, ["debt_usd_bn", "due_usd_bn", "due_pct", "wiped_out_pct"]].isna().all()
    assert sectors.drop(index=smallest)[["debt_usd_bn", "due_usd_bn"]].notna().all(axis=None)
