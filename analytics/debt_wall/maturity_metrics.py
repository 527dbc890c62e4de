"""Figures of what is owed and when: the wall, its coverage, what filers report, and the claimed quarter."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from analytics.debt_wall.exposure import Exposure
from analytics.debt_wall.fundamentals import ASSUMED, DERIVED, DOUBTED, FILED, NOT_TAGGED, UNKNOWN, IssuerFundamentals
from analytics.debt_wall.repricing import DEBT, INCOME, LADDER, MaturityParts
from analytics.memo import memoised
from analytics.model.choices import QUARTERS
from analytics.model.dated import CLAIM_QUARTER
from analytics.model.metric import Metric


@memoised
def metrics(book: IssuerFundamentals, exposure: Exposure) -> tuple[Metric, ...]:
    """Every figure that no yield moves but the break-evens; the last eight exposures' are kept."""
    m = MaturityParts(book, exposure)
    return (*_wall(m), *_coverage(m), *_claim(m))


def _wall(m: MaturityParts) -> Iterator[Metric]:
    e = m.exposure
    inside = slice(e.first, e.last + 1)
    filed, derived, assumed = (part[:, inside].sum() / 1e9 for part in (e.filed, e.derived, e.assumed))
    total = np.nansum(e.table["debt"].to_numpy(dtype=float)) / 1e9
    uncovered = float(e.table.loc[e.table["status"].isin([ASSUMED, DERIVED]), "debt"].sum()) / 1e9
    span = f"{QUARTERS[e.first]} to {QUARTERS[e.last]}"
    metric = m.metric
    due = filed + derived + assumed
    yield metric("due_window", f"Due {span}", due, "USD bn", "M-LADDER", LADDER, f"{len(e.table):,} issuers; {span}")
    yield metric("due_window_filed", "of which filed", filed, "USD bn", "M-LADDER", LADDER)
    yield metric("due_window_derived", "of which derived from current debt", derived, "USD bn", "M-LADDER", DEBT)
    yield metric("due_window_assumed", "of which assumed by sector", assumed, "USD bn", "M-LADDER", DEBT)
    low = "filed and derived alone"
    high = "as if all debt whose maturity is not tagged fell due in the window"
    yield metric("due_window_low", "Due in the window, at least", filed + derived, "USD bn", "M-LADDER", LADDER, low)
    most = filed + max(uncovered, derived)
    yield metric("due_window_high", "Due in the window, at most", most, "USD bn", "M-LADDER", (*LADDER, *DEBT), high)
    yield metric("total_debt", "Debt of the band", total, "USD bn", "M-DEBT", DEBT, "financials left out")
    share = 100 * due / total if total > 0 else math.nan
    yield metric("due_share", "Due in the window, share of debt", share, "%", "M-LADDER", (*LADDER, *DEBT))
    placed = e.filed + e.derived + e.assumed
    now = min(max((e.curve.as_of.year - int(QUARTERS[0][:4])) * 4 + (e.curve.as_of.month - 1) // 3, 0), len(QUARTERS))
    ahead = placed[:, now:].sum() + e.later.sum()
    five = 100 * placed[:, now : now + 20].sum() / ahead if ahead > 0 else math.nan
    yield metric("due_within_5y", "Due within five years, share", five, "%", "M-LADDER", LADDER)
    for year in (2026, 2027):
        columns = [place for place, name in enumerate(QUARTERS) if name.startswith(str(year))]
        note = f"quarters of {year} on the newest balance sheets; what was due before them is not in it"
        value = placed[:, columns].sum() / 1e9
        yield metric(f"due_{year}", f"Due in {year}", value, "USD bn", "M-LADDER", LADDER, note)
    through = [place for place, name in enumerate(QUARTERS) if place >= now and name <= "2029Q4"]
    value = placed[:, through].sum() / 1e9
    yield metric("due_through_2029", "Due through 2029", value, "USD bn", "M-LADDER", LADDER)


def _coverage(m: MaturityParts) -> Iterator[Metric]:
    table = m.exposure.table
    status, debt = table["status"].to_numpy(), np.nan_to_num(table["debt"].to_numpy(dtype=float))
    borrowers = np.isin(status, (FILED, DERIVED, ASSUMED))
    filed = status == FILED
    metric = m.metric
    part = 100 * filed.sum() / borrowers.sum() if borrowers.any() else math.nan
    note = f"{int(filed.sum()):,} of {int(borrowers.sum()):,} issuers that tag debt also tag a ladder"
    yield metric("coverage_count", "Ladders filed, of borrowers", part, "%", "M-LADDER", LADDER, note)
    whole = debt[borrowers].sum()
    part = 100 * debt[filed].sum() / whole if whole > 0 else math.nan
    yield metric("coverage_debt", "Ladders filed, of debt", part, "%", "M-LADDER", (*LADDER, *DEBT))
    yield metric("issuers", "Issuers in the band", len(table), "count", "M-BAND", ("sec.public_float",))
    left = len(m.exposure.left_out)
    yield metric("left_out", "Members left out", left, "count", "M-BAND", ("sec.submissions",),
                 "financials, and filers without an industry code")  # fmt: skip
    yield metric("not_tagged", "Issuers that tag no debt", int((status == NOT_TAGGED).sum()), "count", "M-DEBT", DEBT)
    told = np.nan_to_num(m.exposure.as_filed["debt"].to_numpy(dtype=float))
    paid = np.nan_to_num(m.exposure.as_filed["interest"].to_numpy(dtype=float))
    yield metric("doubted", "Issuers whose debt is doubted", int((status == DOUBTED).sum()), "count", "M-DOUBT", DEBT,
                 "in no total, median or list; each is named with its reason")  # fmt: skip
    yield metric("doubted_debt", "Debt that is doubted", told[status == DOUBTED].sum() / 1e9, "USD bn", "M-DOUBT", DEBT,
                 "beside the debt of the band, not in it")  # fmt: skip
    yield metric("debt_unknown", "Issuers whose debt is unknown", int((status == UNKNOWN).sum()), "count", "M-DOUBT",
                 (*DEBT, *INCOME[1:]), "they tag no debt and pay over 0.2 % of assets in interest")  # fmt: skip
    yield metric("debt_unknown_interest", "Interest of issuers whose debt is unknown",
                 paid[status == UNKNOWN].sum() / 1e9, "USD bn", "M-DOUBT", INCOME[1:])  # fmt: skip
    scaled = m.book.table["flag"].str.contains("scale").sum()
    yield metric("float_doubted", "Filers whose float is doubted", int(scaled), "count", "M-BAND",
                 ("sec.public_float",), "they take no rank")  # fmt: skip
    foreign = int((m.book.table["flag"] == "not us-gaap").sum())
    yield metric("not_us_gaap", "Listed filers that are not us-gaap", foreign, "count", "M-BAND", ("sec.tickers",),
                 "named in the table of what is not covered; they take no rank")  # fmt: skip
    ladder, owed = table["ladder_filed"].to_numpy(dtype=float)[filed], debt[filed]
    gap = (np.nansum(ladder) - owed.sum()) / 1e9
    yield metric("ladder_gap", "Filed ladders less balance-sheet debt", gap, "USD bn", "M-LADDER", (*LADDER, *DEBT))
    yield from _reported(m)


def _reported(m: MaturityParts) -> Iterator[Metric]:
    e = m.exposure
    metric = m.metric
    income = e.table["net_income"].to_numpy(dtype=float)
    all_income = np.concatenate([income, e.left_out["net_income"].to_numpy(dtype=float)])
    for name, label, values in (
        ("unprofitable_share", "Loss-making, of the band", all_income),
        ("unprofitable_share_ex_financials", "Loss-making, financials left out", income),
    ):
        known = np.isfinite(values)
        share = 100 * (values[known] < 0.0).mean() if known.any() else math.nan
        note = f"reported net income of twelve months below 0; {int(known.sum()):,} of {len(values):,} members tag it"
        yield metric(name, label, share, "%", "M-NEG", ("sec.net_income",), note)
    shown = income[e.repriceable]
    differs = int((np.isfinite(shown) & ((shown > 0.0) != e.profitable)).sum())
    note = f"of {len(e.repriceable):,}; one-off items, other income and tax are not in the model"
    yield metric("sign_differs", "Modelled and reported profit differ in sign", differs, "count", "M-REFI",
                 ("sec.net_income", *INCOME), note)  # fmt: skip
    told = e.table["floating_filed"].to_numpy(dtype=float)
    debt = np.nan_to_num(e.table["debt"].to_numpy(dtype=float))
    knows = np.isfinite(told) & (debt > 0.0)
    owed = debt[knows].sum()
    share = 100 * (told[knows] * debt[knows]).sum() / owed if owed > 0 else math.nan
    note = f"{int(knows.sum()):,} issuers tag it; the rest take the control's"
    yield metric("floating_share_filed", "Floating, of debt that says so", share, "%", "M-DEBT",
                 ("sec.debt_floating", "sec.debt_fixed"), note, "no issuer of the band tags it")  # fmt: skip
    whole = debt.sum()
    used = 100 * (e.floating * debt).sum() / whole if whole > 0 else math.nan
    yield metric("floating_share", "Floating, as used", used, "%", "M-REFI", ("sec.debt_floating",))


def _claim(m: MaturityParts) -> Iterator[Metric]:
    e, rows = m.exposure, m.exposure.rows
    assumed = e.claim_assumed.sum()
    low, high = m.book.claim_low[rows].sum(), m.book.claim_high[rows].sum()
    held = high > 0.0
    missing = f"no balance sheet from before {CLAIM_QUARTER} is held"
    point = (m.book.claim_filed[rows].sum() + m.book.claim_derived[rows].sum() + assumed) / 1e9
    sources = (*LADDER, *DEBT)
    for name, label, value, note in (
        ("due_q1_2026", "Due in the first quarter of 2026", point, "buckets spread evenly over their months"),
        ("due_q1_2026_low", "Due in that quarter, at least", low / 1e9, "buckets that lie wholly in it"),
        ("due_q1_2026_high", "Due in that quarter, at most", (high + assumed) / 1e9, "every bucket that touches it"),
    ):
        yield m.metric(name, label, value if held else math.nan, "USD bn", "M-LADDER", sources, note, missing)
