"""Trailing twelve months: the fiscal year less its same quarters plus this year's, one meaning a series."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.measures.filer.trailing import Trailing, trailing

NAMES = ("operating_income", "interest")


def lined(years: list[tuple], quarters: list[tuple]) -> Trailing:
    made = []
    for rows in (years, quarters):
        frame = pd.DataFrame(rows, columns=["cik", "end", "operating_income", "interest", "interest_tag"])
        numbers = {name: frame[name].astype(float) for name in NAMES}
        made.append(frame.assign(end=pd.to_datetime(frame["end"]), **numbers))
    return trailing(*made, np.array([1, 2]), NAMES)


def test_the_year_less_its_same_quarters_plus_this_years() -> None:
    """Marvell: fiscal 2026 to 31 January 2026, then its first quarter."""
    new = "InterestExpenseNonoperating"
    line = lined(
        [(1, "2025-02-01", -720.3, 189.4, new), (1, "2026-01-31", 1322.9, 202.6, new)],
        [(1, "2025-05-03", 270.6, 48.7, new), (1, "2025-08-02", 290.1, 51.9, new), (1, "2025-11-01", 357.8, 51.2, new),
         (1, "2026-05-02", 339.4, 52.8, new)],
    )  # fmt: skip
    reach = line.reach("operating_income")
    assert reach.tolist() == [1, 0]
    assert round(line.value("operating_income", reach)[0], 1) == round(1322.9 - 270.6 + 339.4, 1)
    assert round(line.value("interest", line.reach("interest"))[0], 1) == 206.7
    assert line.end(reach)[0] == np.datetime64("2026-05-02")
    assert np.isnan(line.value("interest", reach)[1])


def test_tags_of_one_meaning_follow_each_other_and_others_do_not() -> None:
    old, new, borrowings = "InterestExpense", "InterestExpenseNonoperating", "InterestExpenseDebt"
    line = lined(
        [(1, "2025-12-31", 10.0, 4.0, old), (2, "2025-12-31", 10.0, 4.0, old)],
        [(1, "2025-03-31", 2.0, 1.0, old), (1, "2026-03-31", 3.0, 2.0, new),
         (2, "2025-03-31", 2.0, 0.9, borrowings), (2, "2026-03-31", 3.0, 1.9, borrowings)],
    )  # fmt: skip
    assert line.value("interest", line.reach("interest")).tolist() == [5.0, 4.0]
    assert line.reach("interest").tolist() == [1, 0]
    assert line.reach("operating_income").tolist() == [1, 1]


def test_a_missing_quarter_leaves_the_fiscal_year() -> None:
    tag = "InterestExpense"
    line = lined(
        [(1, "2025-12-31", 10.0, 4.0, tag)],
        [(1, "2025-06-30", 2.0, 1.0, tag), (1, "2026-03-31", 3.0, 2.0, tag), (1, "2026-06-30", 3.0, 2.0, tag)],
    )
    assert line.filed.tolist() == [2, 0]
    assert line.reach("interest").tolist() == [0, 0]
    assert line.value("interest", line.reach("interest"))[0] == 4.0
