"""What the built-in issuers file: years, quarters and balance sheets in the form a refresh publishes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from analytics.catalogue import CONCEPTS
from analytics.catalogue.filings import DEBT, FISCAL, LADDER
from analytics.illustrative.extras import Extras
from analytics.illustrative.months import MONTHS_TO_ANNUAL, MONTHS_TO_QUARTERLY, Months, days, filing, label
from analytics.illustrative.past import Past

Array = NDArray[np.float64]

FIRST_YEAR = 2019
PAST_YEARS = 7
INSTANTS = 6
"""Balance sheets an issuer has."""
SEASON = (0.23, 0.25, 0.25, 0.27)
"""Parts of a year's income in its quarters."""
SWITCHED = 2024
"""Fiscal year end from which interest goes under its newer tag."""


@dataclass(frozen=True, eq=False)
class SyntheticStatements:
    """What is drawn of each issuer: figures of its last fiscal year in USD, and how it tags them.

    `tagging` is 2 for a ladder, 1 for current debt alone, 0 for long-term debt alone, -1 for no debt.
    """

    sic: NDArray[np.int64]
    year_end: NDArray[np.int64]
    revenue: Array
    pretax: Array
    interest: Array
    depreciation: Array
    pays_tax: NDArray[np.bool_]
    debt: Array
    ladder: Array
    tagging: NDArray[np.int64]
    quarterly_ladder: NDArray[np.bool_]
    drops_late: NDArray[np.bool_]
    floating: Array
    floating_tagged: NDArray[np.bool_]
    cash: Array
    growth: Array
    noise: Array
    new_tag: NDArray[np.bool_]


def tables(book: SyntheticStatements, cik: NDArray[np.int64], last: date, more: Extras, old: Past) -> pa.Table:
    """Every row the issuers have filed by `last`."""
    now = last.year * 12 + last.month - 1
    closed = now - MONTHS_TO_ANNUAL - 1
    year_end = closed - (closed - book.year_end) % 12
    quarters = np.clip((now - MONTHS_TO_QUARTERLY - 1 - year_end) // 3, 0, 3)
    newest = year_end + 3 * quarters
    parts = [
        _first(book, cik, year_end, more),
        *(_past(book, cik, year_end, back, newest - 3 * (INSTANTS - 1), old) for back in range(1, PAST_YEARS)),
        *(_float(book, cik, last.year - 1, back, more) for back in range(1, PAST_YEARS)),
        *(_sales(book, cik, year_end, year) for year in range(FIRST_YEAR - 3, FIRST_YEAR)),
        *(_year(book, cik, year_end, back, more) for back in range(int(year_end.max() // 12) - FIRST_YEAR + 1)),
        *(_quarter(book, cik, year_end, number, more, last_year=True) for number in (1, 2, 3)),
        *(
            _quarter(book, cik, year_end, number, more, last_year=False, only=quarters >= number)
            for number in (1, 2, 3)
        ),
        *(_instant(book, cik, year_end, newest - 3 * back, back, more) for back in range(INSTANTS)),
    ]
    return pa.concat_tables([part for part in parts if part.num_rows], promote_options="default").unify_dictionaries()


def _income(book: SyntheticStatements, factor: Array, drift: Array) -> dict[str, Array]:
    """A period's income: the last year's by `factor`, pre-tax income moved by `drift` of its size."""
    pretax = book.pretax * factor * (1.0 + drift)
    interest = book.interest * factor
    tax = np.where(book.pays_tax, 0.21, 0.0) * np.maximum(pretax, 0.0)
    return {
        "revenue": book.revenue * factor,
        "operating_income": pretax + interest,
        "interest": interest,
        "pretax_income": pretax,
        "tax": tax,
        "net_income": pretax - tax,
    }


def _first(book: SyntheticStatements, cik: NDArray[np.int64], year_end: Months, more: Extras) -> pa.Table:
    """The first year with facts, of those that filed in 2015 or before."""
    end = np.nan_to_num(more.first_year, nan=2000.0).astype(np.int64) * 12 + year_end % 12
    values = {"net_income": np.round(book.pretax * 0.3)}
    return _table(book, cik, "first", end, end - 12, values, filing(cik, end, 9), np.isfinite(more.first_year))


def _past(
    book: SyntheticStatements, cik: NDArray[np.int64], year_end: Months, back: int, before: Months, old: Past
) -> pa.Table:
    """The balance sheet of a past year's end, of those before the oldest of `_instant`."""
    end, factor = year_end - 12 * back, (1.0 + np.clip(book.growth, -0.15, 0.3)) ** -float(back)
    assets = (book.revenue * 1.2 + book.cash) * factor + book.debt
    liabilities = book.debt * 1.1 + book.revenue * factor * 0.3
    values = {"assets": assets, "liabilities": liabilities, "equity": assets - liabilities}
    values |= old.lines(book.debt, book.tagging, book.ladder[:, 0], back)
    return _table(book, cik, "past", end, None, values, filing(cik, end, 0), end < before)


def _sales(book: SyntheticStatements, cik: NDArray[np.int64], year_end: Months, year: int) -> pa.Table:
    """The sales of a fiscal year before those of `_year`, in the report of two years later."""
    end = year_end % 12 + 12 * (year + (year_end % 12 < 6))
    values = {"sales_before": book.revenue * (1.0 + np.clip(book.growth, -0.15, 0.3)) ** -((year_end - end) / 12.0)}
    return _table(book, cik, "sales", end, end - 12, values, filing(cik, end + 24, 0), np.ones(len(cik), bool))


def _float(book: SyntheticStatements, cik: NDArray[np.int64], newest: int, back: int, more: Extras) -> pa.Table:
    """The public float of a past year, at the end of its June."""
    end = np.full(len(cik), (newest - back) * 12 + 5)
    values = {"market_float": more.float_in(float(back))}
    return _table(book, cik, "float", end, None, values, filing(cik, end, 0), np.ones(len(cik), bool))


def _year(book: SyntheticStatements, cik: NDArray[np.int64], year_end: Months, back: int, more: Extras) -> pa.Table:
    end = year_end - 12 * back
    factor = (1.0 + np.clip(book.growth, -0.15, 0.3)) ** -float(back)
    values = _income(book, factor, book.noise[:, back] * 3.0 * (back > 0))
    values |= {
        "depreciation": book.depreciation * factor,
        "interest_paid": values["interest"] * 0.97,
        "operating_cash_flow": values["net_income"] + book.depreciation * factor,
        "capital_spending": book.depreciation * factor * 0.9,
        "cost_of_sales": more.cost(book.revenue * factor, float(back)),
        "stock_issued": more.issued(book.pretax * factor),
    }
    filed = np.minimum(end + 24, year_end)
    keep = end // 12 - (end % 12 < 6) >= FIRST_YEAR
    return _table(book, cik, "year", end, end - 12, values, filing(cik, filed, 0), keep)


def _quarter(
    book: SyntheticStatements, cik: NDArray[np.int64], year_end: Months, number: int, more: Extras, *, last_year: bool,
    only: NDArray[np.bool_] | None = None,
) -> pa.Table:  # fmt: skip
    end = year_end + 3 * number - (12 if last_year else 0)
    part = SEASON[number - 1]
    factor = np.full(len(cik), part) if last_year else part * (1.0 + np.clip(book.growth, -0.15, 0.3))
    place = 20 + number + (0 if last_year else 5)
    values = _income(book, factor, book.noise[:, place] * (0.0 if last_year else 1.0))
    values["cost_of_sales"] = more.cost(values["revenue"], float(last_year))
    if last_year:
        del values["tax"], values["net_income"]
        values["tax"] = np.where(book.pays_tax, 0.21, 0.0) * np.maximum(book.pretax, 0.0) * part
        values["net_income"] = values["pretax_income"] - values["tax"]
    keep = np.ones(len(cik), bool) if only is None else only
    return _table(book, cik, "quarter", end, end - 3, values, filing(cik, end, number), keep)


def _instant(
    book: SyntheticStatements, cik: NDArray[np.int64], year_end: Months, end: Months, back: int, more: Extras
) -> pa.Table:
    size = 1.0 + 0.01 * back * np.sign(book.growth)
    debt = book.debt * size
    rest = (end - year_end) % 12
    ladder = np.where(rest[:, None] == 0, book.ladder, 0.0)
    values: dict[str, Array] = {"assets": book.revenue * 1.2 + book.debt + book.cash, "cash": book.cash * size}
    values["liabilities"] = book.debt * 1.1 + book.revenue * 0.3
    values["equity"] = values["assets"] - values["liabilities"]
    values |= more.instant(book.revenue, book.cash, back)
    passed = (12 - rest) / 12.0
    interim = rest > 0
    left = book.ladder[:, 0] * passed
    shifted = np.column_stack([book.ladder[:, 1:5], book.ladder[:, 5] * 0.3])
    later = book.ladder[:, 5] * 0.7
    scale = 1.0 / np.where(interim, left + shifted.sum(axis=1) + later, 1.0)
    tags = (book.tagging == 2) & (~interim | book.quarterly_ladder)
    late = tags & ~(interim & book.drops_late)
    buckets = np.where(interim[:, None], shifted * scale[:, None], ladder[:, :5])
    values["ladder_remainder"] = _where(tags & interim, debt * left * scale)
    for place in range(5):
        values[f"ladder_{place + 1}"] = _where(tags if place < 4 else late, debt * buckets[:, place])
    values["ladder_after"] = _where(late, debt * np.where(interim, later * scale, book.ladder[:, 5]))
    soon = debt * np.where(interim, left * scale + shifted[:, 0] * scale * (1 - passed), book.ladder[:, 0])
    values["debt_current_part"] = _where(book.tagging >= 1, soon)
    values["debt_noncurrent"] = _where(book.tagging >= 0, np.where(book.tagging == 0, debt, debt - soon))
    floats = (book.tagging >= 0) & book.floating_tagged & ~interim
    values["debt_floating"] = _where(floats, debt * book.floating)
    values["debt_fixed"] = _where(floats, debt * (1.0 - book.floating))
    return _table(book, cik, "instant", end, None, values, filing(cik, end, rest // 3), np.ones(len(cik), bool))


def _where(held: NDArray[np.bool_], values: Array) -> Array:
    return np.where(held, values, np.nan)


def _table(
    book: SyntheticStatements,
    cik: NDArray[np.int64],
    kind: str,
    end: Months,
    before: Months | None,
    values: Mapping[str, Array],
    accn: NDArray[np.int64],
    keep: NDArray[np.bool_],
) -> pa.Table:
    rows = np.flatnonzero(keep)
    made: dict[str, pa.Array] = {
        "cik": pa.array(cik[rows].astype(np.int32)),
        "kind": pa.array([kind] * len(rows)).dictionary_encode(),
        "period": pa.array(label(end[rows], kind)).dictionary_encode(),
        "end": pa.array(days(end[rows])).cast(pa.date32()),
    }
    if before is not None:
        made["start"] = pa.array(days(before[rows]) + 1).cast(pa.date32())
    shared = {concept.name for concept in (*LADDER, *DEBT)}
    for name, whole in values.items():
        column = np.round(whole[rows])
        absent = np.isnan(column)
        made[name] = pa.array(column, mask=absent)
        if name in shared:
            continue
        concept = CONCEPTS[name]
        if len(concept.tags) > 1:
            place = np.zeros(len(rows), np.int8)
            if name == "interest":
                place += (book.new_tag & (end >= SWITCHED * 12))[rows]
            made[f"{name}_tag"] = pa.DictionaryArray.from_arrays(pa.array(place, mask=absent), list(concept.tags))
        made[f"{name}_accn"] = pa.array(accn[rows], mask=absent)
    if "ladder_1" in values:
        untagged = np.isnan(values["ladder_1"][rows])
        made["ladder_accn"] = pa.array(accn[rows], mask=untagged)
        made["ladder_kind"] = pa.array([FISCAL] * len(rows), mask=untagged).dictionary_encode()
    if "debt_noncurrent" in values:
        made["debt_accn"] = pa.array(accn[rows], mask=np.isnan(values["debt_noncurrent"][rows]))
    return pa.table(made)
