"""Warehouse lines of listed lenders, line by line: what may be borrowed, what is, at what spread, until when."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Collection, Iterable
from typing import cast

import pandas as pd

from analytics.catalogue.lenders import CAPACITY, DRAWN, LENDERS, MATURITY, SPREAD
from analytics.frames.issuers import Filings, link
from analytics.frames.warehouse import split
from analytics.memo import memoised

Members = frozenset[tuple[str, str]]

AXES = (
    "DebtInstrumentAxis", "LineOfCreditFacilityAxis", "LongtermDebtTypeAxis", "ShortTermDebtTypeAxis",
    "CreditFacilityAxis", "LegalEntityAxis", "ConsolidatedEntitiesAxis", "VariableInterestEntityNameAxis",
)  # fmt: skip
"""The axes whose members can name a line."""
KINDS = ("LongtermDebtTypeAxis", "ShortTermDebtTypeAxis", "CreditFacilityAxis")
"""Those of them that name a kind of debt: it is a line of its own only in a report that names no single one."""
WORDS = frozenset(("warehouse", "warehouses", "trust", "line", "lines", "plw", "ccw"))
"""What the name of a line has among its words; the last two are Oportun's loan and card warehouses."""
RATE = "VariableRateAxis"
"""The axis that names the reference rate of a spread: it names no other line."""
HIGHEST = 0.5
"""A spread of more than this fraction is one tagged in per cent, and is not believed."""
YEAR_DAYS, SLACK_DAYS = 365, 45
COLUMNS = ("ticker", "facility", "capacity_usd_m", "drawn_usd_m", "spread_low_pct", "spread_high_pct", "matures",
           "balance_sheet", "filing", "is_newest")  # fmt: skip
AMOUNTS = COLUMNS[2:6]
_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
_ROMAN = re.compile(r"(?<=[A-Z])(I{1,3}|IV|VI{0,3}|IX|X)$")


def leaves(sets: Iterable[Members]) -> list[Members]:
    """The sets that are part of no other: a set within another with the same tag is a subtotal of it.

    Source: section 4 of the method (M-WH).
    """
    every = list(dict.fromkeys(sets))
    return [one for one in every if not any(one < other for other in every)]


def name(member: str) -> str:
    """A member in words: "PLWIIIMember" is "PLW III"."""
    parts = _WORD.findall(member.removesuffix("Member"))
    return " ".join(_ROMAN.sub(r" \1", part) if part.isupper() and len(part) > 3 else part for part in parts)


def names_line(pair: tuple[str, str]) -> bool:
    """Whether a member names a warehouse, a trust or a line."""
    axis, member = pair
    words = name(member).lower().split()
    preferred = any(first == "trust" and then == "preferred" for first, then in itertools.pairwise(words))
    return axis in AXES and bool(WORDS & set(words)) and not preferred


@memoised
def facilities(filings: Filings) -> pd.DataFrame:
    """A row a line of the newest report of each lender and of the one a year before; columns `COLUMNS`.

    Amounts are those at the balance-sheet date (USD m), NaN where not tagged. The spread over the reference rate is
    in per cent: `spread_high_pct` is the highest it can be, `spread_low_pct` the lowest, NaN where only a maximum is
    tagged. `matures` is the last of its dates. No rows where nothing is stored.
    """
    rows = filings.warehouse
    if rows is None:
        rows = pd.DataFrame({"ticker": []})
    parts = [line for _, mine in rows.groupby("ticker", sort=True) for line in _of_lender(mine)]
    table = pd.DataFrame(parts, columns=list(COLUMNS)).astype(dict.fromkeys(AMOUNTS, "float64"))
    if filings.illustrative:
        table["filing"] = ""
    return table.astype({"matures": "datetime64[us]", "balance_sheet": "datetime64[us]", "is_newest": bool})


def tickers(filings: Filings) -> tuple[str, ...]:
    """The lenders that are followed: the listed ones, the invented ones in the illustrative world."""
    if filings.illustrative:
        return () if filings.warehouse is None else tuple(dict.fromkeys(filings.warehouse["ticker"]))
    return tuple(lender.ticker for lender in LENDERS)


def _of_lender(rows: pd.DataFrame) -> list[tuple[object, ...]]:
    newest = rows["report_end"].max()
    gap = (newest - rows["report_end"]).dt.days
    found = []
    for is_newest, mine in ((True, rows[gap == 0]), (False, rows[(gap - YEAR_DAYS).abs() <= SLACK_DAYS])):
        if len(mine):
            found += _of_report(mine[mine["accession"] == mine["accession"].iloc[-1]], is_newest)
    return found


def _of_report(rows: pd.DataFrame, is_newest: bool) -> list[tuple[object, ...]]:
    """The lines of one report."""
    head = rows.iloc[0]
    members = {text: frozenset(pair for pair in split(text) if pair[0] != RATE) for text in set(rows["member"])}
    rows = rows.assign(members=rows["member"].map(members))
    at_end = rows[rows["is_instant"] & (rows["period_end"] == rows["report_end"])]
    amounts: dict[str, dict[Members, float]] = {}
    for tag in (*CAPACITY, *DRAWN):
        values = at_end.loc[at_end["tag"] == tag].groupby("members", sort=False)["value"].max()
        stated = {cast(Members, key): float(value) for key, value in values.items()}
        amounts[tag] = {one: stated[one] for one in leaves(stated) if any(names_line(pair) for pair in one)}
    lines = _lines({one for stated in amounts.values() for one in stated})
    single = [line for line in lines if any(names_line(pair) and pair[0] not in KINDS for pair in line)]
    lines = {line: lines[line] for line in single or lines}
    spreads, dates = (_by_line(rows[rows["tag"].isin(tags)], lines) for tags in (SPREAD, MATURITY))
    found: list[tuple[object, ...]] = []
    for line, parts in lines.items():
        capacity, owed = (_first(amounts, tags, parts) for tags in (CAPACITY, DRAWN))
        if not any(value > 0 for value in (capacity, owed)):
            continue
        low, high = _ends(spreads.get(line))
        final = dates[line]["day"].max() if line in dates else pd.NaT
        label = " ".join(sorted(name(member) for axis, member in line if names_line((axis, member))))
        number = int(str(head["accession"]).replace("-", ""))
        found.append((head["ticker"], label, capacity / 1e6, owed / 1e6, low, high, final, head["report_end"],
                      link(int(head["cik"]), number), is_newest))  # fmt: skip
    return found


def _lines(sets: Collection[Members]) -> dict[Members, list[Members]]:
    """The sets of each line: one within a single other is that line under another tag."""
    found: dict[Members, list[Members]] = {one: [one] for one in leaves(sets)}
    for one in sets:
        wider = [line for line in found if one < line]
        if len(wider) == 1:
            found[wider[0]].append(one)
    return found


def _first(amounts: dict[str, dict[Members, float]], tags: tuple[str, ...], parts: list[Members]) -> float:
    """The amount of a line under the first of some tags that states one; NaN where none does."""
    return next((amounts[tag][part] for tag in tags for part in parts if part in amounts[tag]), math.nan)


def _by_line(rows: pd.DataFrame, lines: Collection[Members]) -> dict[Members, pd.DataFrame]:
    """Facts by the line they are of: the same set, else the one line that has it or that it narrows down.

    Of facts of several dates the newest up to the balance sheet count, of those after it only where there is no other.
    """
    owners: dict[Members, list[pd.DataFrame]] = {}
    for stated, mine in rows.groupby("members", sort=False):
        members = cast(Members, stated)
        near = [line for line in lines if line == members] or [line for line in lines if line < members]
        near = near or [line for line in lines if members < line and any(names_line(pair) for pair in members)]
        if len(near) == 1:
            owners.setdefault(near[0], []).append(mine)
    found = {}
    for line, parts in owners.items():
        mine = pd.concat(parts)
        before = mine[mine["period_end"] <= mine["report_end"]]
        mine = before if len(before) else mine
        found[line] = mine[mine["period_end"] == mine["period_end"].max()]
    return found


def _ends(rows: pd.DataFrame | None) -> tuple[float, float]:
    """The lowest and the highest spread in per cent; a maximum alone leaves the lowest open, a minimum the highest."""
    if rows is None:
        return math.nan, math.nan
    rows = rows[(rows["value"] >= 0.0) & (rows["value"] <= HIGHEST)]
    low, high = (rows.loc[rows["range"] != other, "value"] for other in ("Maximum", "Minimum"))
    return (
        round(100 * float(low.min()), 6) if len(low) else math.nan,
        round(100 * float(high.max()), 6) if len(high) else math.nan,
    )
