"""An issuer's maturities, and its break-even laid out step by step."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics import refinancing as refi
from analytics.debt_wall.exposure import Exposure
from analytics.debt_wall.fundamentals import NO_DEBT, OWES, IssuerFundamentals
from analytics.debt_wall.outcome import Outcome, changes
from analytics.frames.issuers import Filings, accession, link
from analytics.measures.filer import ladder as ladders
from analytics.model.choices import QUARTERS
from analytics.model.scenario import Scenario

NAMES = (
    "Rest of the fiscal year",
    "Fiscal year one",
    "Fiscal year two",
    "Fiscal year three",
    "Fiscal year four",
    "Fiscal year five",
    "After year five",
)


def ladder(book: IssuerFundamentals, exposure: Exposure, row: int, inside: int | None) -> pd.DataFrame:
    """Debt due by quarter in USD m, filed, derived and assumed apart; the last row is what falls due later.

    Of a debt that is unknown or doubted nothing is due at a time that is known.
    """
    if inside is None:
        filed, derived = book.filed[row], book.derived[row]
        assumed, later = np.zeros(len(QUARTERS)), np.array([book.after[row], 0.0, book.rest[row]])
    else:
        filed, derived, assumed = (part[inside] for part in (exposure.filed, exposure.derived, exposure.assumed))
        later = exposure.later[inside]
    table = pd.DataFrame(
        {
            "quarter": [*QUARTERS, "later"],
            "filed_usd_m": [*(filed / 1e6), later[0] / 1e6],
            "derived_usd_m": [*(derived / 1e6), later[1] / 1e6],
            "assumed_usd_m": [*(assumed / 1e6), later[2] / 1e6],
        }
    )
    names = ["filed_usd_m", "derived_usd_m", "assumed_usd_m"]
    if int(book.table["status"].iloc[row]) not in (*OWES, NO_DEBT):
        table[names] = np.nan
    window = QUARTERS[exposure.first : exposure.last + 1]
    table = table.assign(in_window=table["quarter"].isin(window))
    amounts = table[names].sum(axis=1)
    return table[(amounts > 0.0) | table["in_window"]].reset_index(drop=True)


def buckets(filings: Filings, book: IssuerFundamentals, row: int) -> pd.DataFrame:
    """The ladder as it counts: each bucket, the months it covers, what counts, what was filed, and the filing.

    Rows add up to the debt: current debt that no bucket holds and debt that none places have rows of their own.
    No rows where no ladder is tagged.
    """
    columns = ["bucket", "from_month", "to_month", "amount_usd_m", "filed_usd_m", "basis", "accession", "filing"]
    plan, issuer = book.plan, book.table.iloc[row]
    if not (np.isfinite(plan.filed[row]).any() and plan.amount[row].sum() + plan.near[row] + plan.rest[row] > 0.0):
        return pd.DataFrame({name: [] for name in columns})
    end_month = int(issuer["year_end_month"])
    rows = []
    for place in range(ladders.AFTER):
        filed, amount = float(plan.filed[row, place]), float(plan.amount[row, place])
        if np.isnan(filed):
            continue
        first, last = int(plan.first[row, place]), int(plan.last[row, place])
        year = (last + (end_month - last) % 12) // 12
        name = f"Rest of fiscal {year}" if place == ladders.REST else f"Fiscal {year}"
        basis = "filed" if abs(filed - amount) < 0.005 else "filed, cut to what is owed"
        number = int(plan.accn[row, place])
        rows.append((name, _month(first), _month(last), amount / 1e6, filed / 1e6, basis, number))
    if plan.near[row] > 0.0:
        rows.append(("Current debt no bucket holds", "", "", float(plan.near[row]) / 1e6, np.nan, "derived", 0))
    filed, open_ = float(plan.filed[row, ladders.AFTER]), float(plan.amount[row, ladders.AFTER])
    later = open_ + float(plan.rest[row])
    if np.isfinite(filed) or later > 0.0:
        basis = "filed" if plan.rest[row] < 0.005 else "filed, the rest assumed" if open_ > 0.0 else "assumed"
        number = int(plan.accn[row, ladders.AFTER]) if np.isfinite(filed) else 0
        tagged = np.isfinite(plan.filed[row, : ladders.AFTER])
        last = int(plan.last[row][tagged].max()) if tagged.any() else int(plan.first[row].max())
        rows.append(("Later", _month(last + 1), "", later / 1e6, filed / 1e6, basis, number))
    cik = int(issuer["cik"])
    told = [(*one[:6], accession(one[6]), "" if filings.illustrative else link(cik, one[6])) for one in rows]
    return pd.DataFrame(told, columns=columns)


def steps(exposure: Exposure, outcome: Outcome, scenario: Scenario, repriceable: int | None) -> pd.DataFrame:
    """The repricing and the break-even, a line a step: symbol, what it is, value and unit; none where not priced."""
    columns = ["symbol", "what", "value", "unit"]
    if repriceable is None:
        return pd.DataFrame({name: [] for name in columns})
    terms, k = exposure.terms, repriceable
    long, short = changes(exposure, scenario)
    target = float(refi.profit_target(terms)[k])
    free = float(terms.exposed[k])
    renewed = float(terms.fixed[k])
    reach = float(terms.on_ten_year[k])
    seen = outcome.terms
    rating = exposure.ratings.ratings[int(exposure.ratings.rank(exposure.covered[k : k + 1])[0])]
    cap = float(terms.limit[k])
    since = float(np.broadcast_to(terms.short_since, terms.ebit.shape)[k])
    million = 1e6
    level = float(outcome.break_evens[k])
    floored = ", once the short rate is at its floor: less falls" if level < seen.ten_year - seen.short else ""
    if scenario.rerating == "On":
        floored = f", I* being the interest at which the re-rated issuer earns nothing{floored}"
    if outcome.code[k] == refi.ABOVE:
        level, floored = np.nan, f"{floored}; above 15 %"
    rows: list[tuple[str, str, float, str]] = [
        ("EBIT", "Earnings before interest and tax, twelve months", float(terms.ebit[k]) / million, "USD m"),
        ("I0", "Interest, the same twelve months", float(terms.interest[k]) / million, "USD m"),
        ("EBIT / I0", "Coverage before", float(exposure.covered[k]), "x"),
        ("L", "Limit on deductible interest", cap / million if np.isfinite(cap) else np.nan, "USD m"),
        ("τ", "Tax rate", 100 * float(terms.tax_rate[k]), "%"),
        ("M_f", "Fixed debt due in the window", renewed / million, "USD m"),
        ("M_v", "Floating debt due in the window", float(terms.floating_due[k]) / million, "USD m"),
        ("D_v", "All floating debt", float(terms.floating[k]) / million, "USD m"),
        ("h", "Share of it hedged", 100 * terms.hedged, "%"),
        ("c", "Coupon of what falls due: interest over average debt", 100 * float(terms.coupon[k]), "%"),
        ("s", f"Spread of a rating of {rating}, by coverage, and the shift set", 100 * float(terms.spread[k]), "%"),
        ("Δm", "Change of margin on floating debt that falls due", 100 * float(terms.margin[k]), "%"),
        ("t", "Tenor of the new issue", float(terms.tenor[k]), "years"),
        ("y0(t)", "Treasury yield of that tenor on the as-of date", 100 * float(terms.tenor_yield[k]), "%"),
        ("Δy(t)", "Its change", 1e4 * (reach * long + (1.0 - reach) * short), "bp"),
        ("Δr", "Change of the short rate, from its mean over the twelve months", 1e4 * (short + since), "bp"),
        ("ΔI", "Extra interest: M_f·(y + s − c) + D_v·(1 − h)·Δr + M_v·Δm", float(outcome.extra[k]) / million, "USD m"),
        ("I1", "Interest after: I0 + ΔI", float(outcome.interest[k]) / million, "USD m"),
        ("EBIT / I1", "Coverage after", float(outcome.covered[k]), "x"),
        ("P", "EBIT and interest income", float(terms.earned[k]) / million, "USD m"),
        ("NI0", "Modelled net income before", float(exposure.profit[k]) / million, "USD m"),
        ("NI1", "Modelled net income after", float(outcome.profit[k]) / million, "USD m"),
        ("I(0)", "Interest once refinanced at the reader's yields", float(seen.base[k]) / million, "USD m"),
        ("I*", "Interest at which nothing is earned", target / million, "USD m"),
        ("M_f + E", "Debt that follows the yields: M_f + D_v·(1 − h)", (renewed + free) / million, "USD m"),
        ("y0", "The reader's ten-year", 100 * outcome.ten_year, "%"),
        (
            "y*",
            f"Break-even ten-year, both yields moved alike: y0 + (I* − I(0)) / (M_f + E){floored}",
            100 * level,
            "%",
        ),
    ]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(value=table["value"].where(np.isfinite(table["value"])))


def _month(count: int) -> str:
    return f"{count // 12}-{count % 12 + 1:02d}"
