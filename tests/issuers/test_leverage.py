"""Leverage by year and the Federal Reserve's rule over the years, on panels worked by hand."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import debt_wall, illustrative
from analytics.frames.issuers import Filings, fit
from analytics.issuers import classify, zombies
from analytics.issuers.annual import annual
from analytics.issuers.sample import Sample, sample

MEMBERS = illustrative.filings().members
PRICES = dict.fromkeys(range(2016, 2026), 100.0)
YEARS = tuple(range(2019, 2026))
LEVERAGE = (0.1, 0.2, 0.4, 0.5, 0.6)
"""Debt over assets of five filers; the third's is the median."""
FIRST, LAST = 2019, 2025


def row(cik: int, kind: str, year: int, **values: float) -> dict[str, object]:
    at = kind in ("past", "instant")
    end = pd.Timestamp(year, 12, 31)
    return {"cik": cik, "kind": kind, "period": f"CY{year}Q4I" if at else f"CY{year}",
            "start": None if at else pd.Timestamp(year, 1, 1).date(), "end": end.date(), **values}  # fmt: skip


def filer(
    cik: int, leverage: float, ebit: float, sales: Mapping[int, float], **sheet: float
) -> list[dict[str, object]]:
    """Seven years of a filer with assets of 1,000: EBIT, interest of 6 % of debt, sales, year-end debt."""
    debt = 1000.0 * leverage
    lines = sheet or {"debt_noncurrent": 0.75 * debt, "debt_current": 0.25 * debt}
    rows = [row(cik, "sales", year, sales_before=sales[year]) for year in range(2016, FIRST) if year in sales]
    for year in YEARS:
        rows.append(row(cik, "year", year, operating_income=ebit, interest=0.06 * debt, net_income=ebit - 0.06 * debt,
                        revenue=sales.get(year, np.nan)))  # fmt: skip
        kind = "instant" if year == LAST else "past"
        rows.append(row(cik, kind, year, assets=1000.0, liabilities=900.0, **lines))
    return rows


def panel(rows: list[dict[str, object]], scale: float = 1.0) -> Filings:
    """The filings of some rows, amounts in USD m times `scale`."""
    table = pd.DataFrame(rows)
    amounts = table.columns.difference(["cik", "kind", "period", "start", "end"])
    table[amounts] = table[amounts] * 1e6 * scale
    ciks = np.unique(table["cik"])
    members = MEMBERS.iloc[: len(ciks)].assign(cik=ciks, rank=np.arange(1, len(ciks) + 1), sic=3559, financial=False)
    return Filings(members.reset_index(drop=True), fit(pa.Table.from_pandas(table, preserve_index=False)))


def of(filings: Filings) -> Sample:
    return sample(debt_wall.prepare(filings), filings, 1, 3000)


def codes(filings: Filings, year: int, prices: Mapping[int, float] = PRICES) -> list[int]:
    mine = of(filings)
    return zombies.in_year(mine, zombies.FED, np.ones(len(mine.table), bool), year, prices).code.tolist()


def falling(first: float = 200.0, step: float = -5.0) -> dict[int, float]:
    return {year: first + step * (year - 2016) for year in range(2016, LAST + 1)}


def five() -> list[dict[str, object]]:
    """Five filers that do not earn their interest and sell less than three years before."""
    return [one for cik, level in enumerate(LEVERAGE, 1) for one in filer(cik, level, 1.0, falling())]


@pytest.mark.parametrize("year", YEARS)
def test_two_of_five_lie_above_the_median_in_every_year(year: int) -> None:
    filings = panel(five())
    assert codes(filings, year) == [0, 0, 0, 1, 1]
    found = zombies.share(zombies.in_year(of(filings), zombies.FED, np.ones(5, bool), year, PRICES), np.ones(5))
    assert (found.value, found.zombies, found.known, found.unknown) == (40.0, 2, 5, 0)


def test_leverage_is_the_lines_put_together_over_assets_of_the_date() -> None:
    years = annual(panel(five()), frozenset())
    assert years.years == YEARS
    assert years.sales_years == tuple(range(2016, 2026))
    for level, mine in zip(LEVERAGE, years.leverage, strict=True):
        assert mine == pytest.approx(np.full(7, level))
    rows = filer(1, 0.4, 1.0, falling(), debt_long=380.0, debt_noncurrent=300.0, debt_total=390.0)
    assert annual(panel(rows), frozenset()).leverage[0] == pytest.approx(np.full(7, 0.39)), "a total over its parts"


def test_all_three_conditions_count() -> None:
    grows = falling(step=5.0)
    earns = filer(4, 0.5, 60.0, falling())
    rows = [one for one in five() if one["cik"] not in (4, 5)] + earns + filer(5, 0.6, 1.0, grows)
    assert codes(panel(rows), 2022) == [0, 0, 0, 0, 0]
    inflation = {year: 100.0 * 1.05 ** (year - 2016) for year in PRICES}
    assert codes(panel(rows), 2022, inflation) == [0, 0, 0, 0, 1], "sales grow by less than prices"


def test_a_filer_whose_past_sheet_lacks_lines_is_not_classifiable() -> None:
    rows = [one for one in five() if one["cik"] != 5]
    bare = filer(5, 0.6, 1.0, falling(), debt_noncurrent=np.nan)
    mine = of(panel(rows + bare))
    classes = zombies.in_year(mine, zombies.FED, np.ones(5, bool), 2021, PRICES)
    assert classes.code.tolist() == [0, 0, 1, 1, -1], "and it is in no median"
    assert classes.reason[4] == classify.NO_LEVERAGE


def test_debt_of_nothing_is_known_and_below_the_median() -> None:
    rows = [one for one in five() if one["cik"] != 1]
    free = [one | ({"interest": np.nan} if one["kind"] == "year" else {}) for one in
            filer(1, 0.0, -5.0, falling(), debt_total=0.0)]  # fmt: skip
    filings = panel(rows + free)
    assert annual(filings, frozenset()).leverage[0] == pytest.approx(np.zeros(7))
    assert codes(filings, 2020) == [0, 0, 0, 1, 1], "no interest and no debt is covered without end"


@pytest.mark.parametrize(
    ("lines", "interest"),
    [({"debt_noncurrent": 950.0}, 57.0), ({"debt_noncurrent": 100.0}, 40.0), ({"debt_short": 0.0}, 40.0)],
    ids=["above liabilities", "interest of other debt", "interest on nothing"],
)
def test_debt_that_its_own_year_contradicts_is_not_counted(lines: dict[str, float], interest: float) -> None:
    rows = [one | ({"interest": interest} if one["kind"] == "year" else {}) for one in
            filer(1, 0.3, 1.0, falling(), **lines)]  # fmt: skip
    assert np.isnan(annual(panel(rows), frozenset()).leverage).all()


def test_the_first_years_need_the_sales_of_before() -> None:
    rows = [one for one in five() if one["kind"] != "sales"]
    filings = panel(rows)
    for year in (2019, 2020, 2021):
        classes = zombies.in_year(of(filings), zombies.FED, np.ones(5, bool), year, PRICES)
        assert set(classes.reason.tolist()) == {classify.NO_SALES}
    assert codes(filings, 2022) == [0, 0, 0, 1, 1]


def test_a_version_without_past_lines_says_so() -> None:
    rows = [{name: value for name, value in one.items() if one["kind"] != "past" or "debt" not in name}
            for one in five()]  # fmt: skip
    filings = panel(rows)
    classes = zombies.in_year(of(filings), zombies.FED, np.ones(5, bool), 2021, PRICES)
    assert set(classes.reason.tolist()) == {classify.NO_PAST_SHEETS}
    assert codes(filings, LAST) == [0, 0, 0, 1, 1]


def test_sales_of_before_change_no_other_rule() -> None:
    rows = five()
    whole, without = (of(panel(some)) for some in (rows, [one for one in rows if one["kind"] != "sales"]))
    assert whole.annual.years == without.annual.years
    inside = np.ones(5, bool)
    for name in (zombies.LOSS, zombies.BELOW, zombies.OECD, zombies.NARROW, zombies.BIS_2022):
        for year in YEARS:
            a, b = (zombies.in_year(one, name, inside, year, PRICES) for one in (whole, without))
            assert a.reason.tolist() == b.reason.tolist()
            assert a.code.tolist() == b.code.tolist()


@given(scale=st.floats(1e-3, 1e3), year=st.sampled_from(YEARS))
def test_the_rule_does_not_know_the_unit(scale: float, year: int) -> None:
    assert codes(panel(five(), scale), year) == [0, 0, 0, 1, 1]


@given(
    levels=st.lists(
        st.integers(20, 850).map(lambda thousandths: thousandths / 1000), min_size=3, max_size=9, unique=True
    ),
    factor=st.floats(0.2, 1.0),
)
def test_the_median_rule_is_the_same_when_all_leverage_is_scaled(levels: list[float], factor: float) -> None:
    icr, growth = np.zeros(len(levels)), np.full(len(levels), -0.1)
    found = [classify.fed(np.array(levels) * by, icr, growth).code.tolist() for by in (1.0, factor)]
    assert found[0] == found[1]
    assert sum(found[0]) == len(levels) // 2, "half of them lie above their median"
