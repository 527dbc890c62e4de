"""What makes a debt doubtful: figures of one filer that cannot all be right, named and not averaged."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.model.metric import show

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

COUPON_LOW, COUPON_HIGH = 0.01, 0.15
"""Interest over debt outside these bounds is of other debt than the balance sheet shows."""
LADDER_OVER = 1.1
"""A ladder this many times the debt of its own balance sheet is of other debt."""
UNSURE_PART = 0.10
"""A part that may stand beside the debt makes it doubtful when it is so large."""
CONVERTIBLE_PART = 0.5
"""Debt that is convertible by this part or more may pay next to nothing."""
ASSETS_JUMP = 100.0
"""Assets this many times those of the balance sheets before are in another scale."""
UNKNOWN_PART = 0.002
"""A filer that pays this part of its assets in interest owes something."""
YEAR_DAYS = 400
ABOVE, INCOME_APART = 3.0, 10.0
"""How many times total assets and revenue no EBIT is, and how many times net income and interest none is that is above
both."""


def history(sheets: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """The least and the most debt, and the middle assets, of the year of balance sheets up to each member's newest."""
    end = table.set_index("cik")["period_end"].reindex(sheets["cik"]).to_numpy()
    before = (end - sheets["end"].to_numpy()) / np.timedelta64(1, "D")
    year = sheets[(before >= 0) & (before <= YEAR_DAYS)].groupby("cik")
    earlier = sheets[(before > 0) & (before <= YEAR_DAYS)].groupby("cik")["assets"].median()
    found = pd.DataFrame({"least": year["debt"].min(), "most": year["debt"].max(), "assets_before": earlier})
    return found.reindex(table["cik"]).reset_index(drop=True)


def reasons(table: pd.DataFrame, past: pd.DataFrame) -> NDArray[np.str_]:
    """Why the debt of each member is doubted, the gravest reason; empty where it is not.

    Debt above assets or above liabilities, assets a hundredfold those before, a ladder over 1.1 times the debt of
    its own date, interest outside 1 to 15 % of every debt of the year, or a part of over a tenth of which it is
    not said whether it lies in the debt or beside it.
    """
    owed, assets, liabilities = (table[name].to_numpy(dtype=float) for name in ("debt", "assets", "liabilities"))
    with np.errstate(divide="ignore", invalid="ignore"):
        highest = table["interest"].to_numpy(dtype=float) / past["least"].to_numpy(dtype=float)
        lowest = table["interest"].to_numpy(dtype=float) / past["most"].to_numpy(dtype=float)
        converts = table["convertible"].to_numpy(dtype=float) >= CONVERTIBLE_PART * owed
        over = table["ladder_over"].to_numpy(dtype=float)
        scaled = assets > ASSETS_JUMP * past["assets_before"].to_numpy(dtype=float)
        unsure = table["unsure"].to_numpy(dtype=float)
    owes = owed > 0.0
    checks: tuple[tuple[Flags, Array, str], ...] = (
        (owes & (owed > assets), assets, "it is above total assets of {0}"),
        (owes & (owed > liabilities), liabilities, "it is above total liabilities of {0}"),
        (owes & scaled, past["assets_before"].to_numpy(dtype=float), "assets are over a hundred times the {0} before"),
        (np.isfinite(owed) & (over > 0.0), over, "the maturity ladder of the same date sums to {0}"),
        (owes & (lowest > COUPON_HIGH), lowest, "interest is {1} of it, over 15 %"),
        (owes & (highest > 0.0) & (highest < COUPON_LOW) & ~converts, highest, "interest is {1} of it, under 1 %"),
        (owes & (unsure > UNSURE_PART * owed), unsure, "{0} more may stand beside it: the tags do not say"),
    )
    words = np.full(len(table), "", dtype=object)
    for flags, amount, text in checks:
        for row in np.flatnonzero(flags & (words == "")):
            told = float(amount[row])
            words[row] = f"{money(owed[row])} tagged; {text.format(money(told), show(100 * told, '%', 1))}"
    return words.astype(str)


def owes_unknown(table: pd.DataFrame, past: pd.DataFrame) -> Flags:
    """Who pays over 0.2 % of its assets in interest and tags no debt in a year, or a zero of a part of it alone."""
    owed, assets = table["debt"].to_numpy(dtype=float), table["assets"].to_numpy(dtype=float)
    paid = np.fmax(table["interest"].to_numpy(dtype=float), table["interest_year"].to_numpy(dtype=float))
    none = np.isnan(owed) | table["partial"].to_numpy(dtype=bool)
    none |= (owed <= 0.0) & ~(past["most"].to_numpy(dtype=float) > 0.0)
    return np.asarray(none & (paid > UNKNOWN_PART * assets))


def out_of_scale(ebit: Array, assets: Array, revenue: Array, net_income: Array, interest: Array) -> Flags:
    """Where EBIT cannot be of the filer's size: a profit of three times total assets and a year's revenue, or a profit
    or loss above both that is also over ten times net income and interest.

    A year or a quarter in the wrong scale is so; a loss above assets alone is not, which young firms do make. What is
    not known contradicts nothing.
    """
    size, rest = np.fmax(assets, revenue), np.maximum(np.abs(net_income), np.nan_to_num(interest))
    above = np.isfinite(assets) & (ebit > ABOVE * size)
    return np.asarray(above | ((np.abs(ebit) > size) & (np.abs(ebit) > INCOME_APART * rest)))


def income(table: pd.DataFrame) -> NDArray[np.str_]:
    """Why the EBIT of each member is doubted; empty where it is not."""
    names = ("ebit_filed", "assets", "revenue", "net_income", "interest")
    columns = {name: table[name].to_numpy(dtype=float) for name in names}
    words = np.full(len(table), "", dtype=object)
    for row in np.flatnonzero(out_of_scale(*columns.values())):
        against = [f"{title} of {money(columns[name][row])}" for name, title in _SIZES if columns[name][row] >= 0.0]
        words[row] = f"doubted: {money(columns['ebit_filed'][row])} tagged, above {' and '.join(against)}"
    return words.astype(str)


_SIZES = (("assets", "total assets"), ("revenue", "revenue"))


def money(usd: float) -> str:
    """An amount in USD m as the reasons say it."""
    return show(usd / 1e6, "USD m", 1)
