"""The tables of the debt wall but those of issuers; a column's unit ends its name."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics import refinancing as refi
from analytics.debt_wall.exposure import Exposure
from analytics.debt_wall.fundamentals import DERIVED, NO_DEBT, OWES, STATUS
from analytics.debt_wall.outcome import Outcome, break_evens
from analytics.debt_wall.repricing import MARKED
from analytics.measures.filer import ladder
from analytics.memo import memoised
from analytics.model.choices import QUARTERS
from analytics.model.scenario import Scenario

Array = NDArray[np.float64]

LATER = "later"
"""The bar of what falls due after the last quarter shown, the open bucket of every ladder included."""
YIELDS_BP = np.arange(0, 1001, 5)
HEAT_YIELDS = np.arange(0.0, 0.1001, 0.005)
HEAT_SPREADS = np.arange(-300, 501, 100)
BIN = 0.005


@memoised
def static(exposure: Exposure) -> dict[str, pd.DataFrame]:
    """The tables that no yield moves: wall, left_out, statuses, uncovered; shared, so not to be changed."""
    return {
        "wall": _wall(exposure),
        "left_out": left_out(exposure),
        "statuses": statuses(exposure),
        "uncovered": _uncovered(exposure),
    }


def live(exposure: Exposure, outcome: Outcome, scenario: Scenario) -> dict[str, pd.DataFrame]:
    """The tables measured by a parallel move from the reader's curve: by_yield, break_evens, classes, heat."""
    return {
        "by_yield": _by_yield(exposure, outcome),
        "break_evens": _break_evens(exposure, outcome),
        "classes": _classes(exposure, outcome),
        "heat": _heat(exposure, outcome, scenario),
    }


def _wall(exposure: Exposure) -> pd.DataFrame:
    """Debt due by quarter, filed, derived and assumed apart, from the first quarter on that the balance sheets place
    anything in; with what falls due later it is all the debt of the band."""
    parts = {"filed": exposure.filed, "derived": exposure.derived, "assumed": exposure.assumed}
    sums = {f"{name}_usd_bn": part.sum(axis=0) / 1e9 for name, part in parts.items()}
    counts = ((exposure.filed + exposure.derived + exposure.assumed) > 0.0).sum(axis=0)
    now = (exposure.curve.as_of.year * 12 + exposure.curve.as_of.month - 1 - ladder.FIRST_MONTH) // 3
    first = np.flatnonzero(counts)
    start = max(0, min(now, exposure.first, int(first[0]) if len(first) else now))
    table = pd.DataFrame({"quarter": QUARTERS, **sums, "issuers_count": counts}).iloc[start:]
    used = np.flatnonzero(table[list(sums)].sum(axis=1).to_numpy() > 0.0)
    table = table.iloc[: max(int(used[-1]) + 1 if len(used) else 0, exposure.last - start + 1)]
    later = dict(zip(sums, exposure.later.sum(axis=0) / 1e9, strict=True))
    owing = int((exposure.later.sum(axis=1) > 0.0).sum())
    whole = pd.concat([table, pd.DataFrame([{"quarter": LATER, **later, "issuers_count": owing}])], ignore_index=True)
    inside = whole["quarter"].isin(QUARTERS[exposure.first : exposure.last + 1])
    return whole.assign(total_usd_bn=whole[list(sums)].sum(axis=1), in_window=inside)


def due_in(exposure: Exposure, quarter: str) -> pd.DataFrame:
    """The issuers with debt due in one quarter (or `LATER`), largest first: what a bar of the wall is made of."""
    if quarter == LATER:
        parts = exposure.later.T
    else:
        place = QUARTERS.index(quarter)
        parts = np.stack([part[:, place] for part in (exposure.filed, exposure.derived, exposure.assumed)])
    table = exposure.table[["rank", "name", "ticker", "cik", "sector"]].assign(
        status=[STATUS[code] for code in exposure.table["status"]],
        filed_usd_m=parts[0] / 1e6,
        derived_usd_m=parts[1] / 1e6,
        assumed_usd_m=parts[2] / 1e6,
        total_usd_m=parts.sum(axis=0) / 1e6,
    )
    return (
        table[table["total_usd_m"] > 0.0]
        .sort_values("total_usd_m", ascending=False, kind="stable")
        .reset_index(drop=True)
    )


def _by_yield(exposure: Exposure, outcome: Outcome) -> pd.DataFrame:
    """Share of the profitable issuers, of their debt and of their earnings wiped out at each ten-year.

    The published ten-year, the reader's and the marks are among the yields, so that their dots lie on the line.
    """
    mine = exposure.profitable
    break_evens, debt, profit = outcome.break_evens[mine], exposure.debt[mine], exposure.profit[mine]
    owed = np.nan_to_num(debt)
    own = (exposure.curve.ten_year_bp, round(outcome.ten_year * 1e4), *(round(level * 1e4) for _, level in MARKED))
    points = np.union1d(YIELDS_BP, own)
    yields = points / 1e4
    return pd.DataFrame(
        {
            "ten_year_pct": points / 100,
            "share_pct": 100 * refi.share_by_yield(break_evens, yields),
            "share_debt_pct": 100 * refi.share_by_yield(break_evens, yields, owed),
            "share_earnings_pct": 100 * refi.share_by_yield(break_evens, yields, profit),
        }
    )


def _break_evens(exposure: Exposure, outcome: Outcome) -> pd.DataFrame:
    """Issuers and their debt by break-even ten-year, in bars of half a point from 0 to 15 %."""
    shown = np.isin(outcome.code, (refi.COMPUTED, refi.PAST)) & np.isfinite(outcome.break_evens)
    break_evens, debt = outcome.break_evens[shown], np.nan_to_num(exposure.debt[shown])
    edges = np.arange(0.0, refi.HIGHEST + BIN / 2, BIN)
    held = np.clip(break_evens, 0.0, None)
    counts, sums = np.histogram(held, edges)[0], np.histogram(held, edges, weights=debt)[0]
    return pd.DataFrame(
        {"from_pct": 100 * edges[:-1], "to_pct": 100 * edges[1:], "issuers_count": counts, "debt_usd_bn": sums / 1e9}
    )


def _classes(exposure: Exposure, outcome: Outcome) -> pd.DataFrame:
    codes = np.arange(len(refi.CLASSES))
    debt = np.nan_to_num(exposure.debt)
    return pd.DataFrame(
        {
            "class": list(refi.CLASSES),
            "issuers_count": [int((outcome.code == code).sum()) for code in codes],
            "debt_usd_bn": [float(debt[outcome.code == code].sum()) / 1e9 for code in codes],
        }
    )


def _heat(exposure: Exposure, outcome: Outcome, scenario: Scenario) -> pd.DataFrame:
    """Share of the profitable issuers wiped out by ten-year and by a further change of credit spreads."""
    mine, terms = exposure.profitable, outcome.terms
    shares = []
    for wider in HEAT_SPREADS:
        levels = outcome.break_evens
        if wider:
            changed = terms.changes(spread=terms.spread + wider / 1e4, margin=terms.margin + wider / 1e4)
            levels = break_evens(exposure, changed, is_rerated=scenario.rerating == "On")
        shares.append(100 * refi.share_by_yield(levels[mine], HEAT_YIELDS))
    return pd.DataFrame(
        {
            "ten_year_pct": np.tile(100 * HEAT_YIELDS, len(HEAT_SPREADS)),
            "spread_bp": np.repeat(HEAT_SPREADS, len(HEAT_YIELDS)),
            "share_pct": np.concatenate(shares),
        }
    )


REASONS = {
    "derived": "no ladder tagged; its current debt is placed over twelve months, the rest by its sector",
    "assumed": "no ladder and no current debt tagged; placed by its sector",
    "no debt": "it states that it has no debt",
    "not tagged": "it tags no debt",
    "not us-gaap": "it reports under other rules",
    "debt unknown": "it tags no debt and pays over 0.2 % of its assets in interest",
}
FINANCIAL, NO_CODE, SWITCHED_OFF = (
    "a financial: its funding debt is not this wall",
    "no industry code",
    "real estate, which is switched off",
)


def _uncovered(exposure: Exposure) -> pd.DataFrame:
    """Members of the band whose maturities are not filed, and filers that are not measured, each with the reason,
    largest debt first."""
    table = exposure.as_filed
    wanting = table[table["status"].to_numpy() >= DERIVED]
    names = [STATUS[code] for code in wanting["status"]]
    words = [REASONS.get(name, f"doubted: {doubt}") for name, doubt in zip(names, wanting["doubt"], strict=True)]
    listed = wanting[["rank", "name", "ticker", "cik", "sector"]].assign(
        debt_usd_m=wanting["debt"].to_numpy() / 1e6, status=names, why=words
    )
    left = pd.concat([exposure.left_out.assign(why=_why(exposure.left_out)), exposure.unranked.assign(
        why=exposure.unranked["flag"])])  # fmt: skip
    named = left[["rank", "name", "ticker", "cik", "sector"]].assign(
        debt_usd_m=left["debt"].to_numpy() / 1e6, status="left out", why=left["why"]
    )
    both = [frame for frame in (listed, named) if len(frame)]
    whole = pd.concat(both, ignore_index=True) if both else listed
    return whole.sort_values("debt_usd_m", ascending=False, na_position="last", kind="stable").reset_index(drop=True)


def _why(left: pd.DataFrame) -> NDArray[np.str_]:
    return np.select([left["financial"].to_numpy(dtype=bool), left["sic"].to_numpy() == 0], [FINANCIAL, NO_CODE],
                     SWITCHED_OFF)  # fmt: skip


def left_out(exposure: Exposure) -> pd.DataFrame:
    """Who is not measured, counted by reason, with the debt they tag: of the band, of the rest, and those not held."""
    out, unranked = exposure.left_out, exposure.unranked
    held = pd.concat(
        [out.assign(why=_why(out), where="in the band"), unranked.assign(why=unranked["flag"], where="without a rank")]
    )
    groups = held.groupby(["where", "why"], sort=True)
    rows = [(where, why, len(mine), _sum(mine["debt"].to_numpy(dtype=float)) / 1e9) for (where, why), mine in groups]
    rows += [("not held", why, count, np.nan) for why, count in sorted(exposure.not_held.items())]
    return pd.DataFrame(rows, columns=["where", "reason", "filers_count", "debt_usd_bn"])


def _sum(values: Array) -> float:
    """The sum of what is known; NaN where there is somebody, and of none it is known."""
    return float(np.nansum(values)) if np.isfinite(values).any() or not len(values) else np.nan


def statuses(exposure: Exposure) -> pd.DataFrame:
    """The issuers of the band by the status of their debt, with dollars where any is tagged; doubted debt is in no
    total."""
    told = exposure.as_filed
    status = told["status"].to_numpy()
    owed, paid = (told[name].to_numpy(dtype=float) for name in ("debt", "interest"))
    count = len(told)
    rows = [
        (
            name,
            int((status == code).sum()),
            100 * float((status == code).sum()) / count if count else np.nan,
            _sum(owed[status == code]) / 1e9,
            _sum(paid[status == code]) / 1e9,
            bool(code in (*OWES, NO_DEBT)),
        )
        for code, name in enumerate(STATUS)
    ]
    columns = ["status", "issuers_count", "issuers_pct", "debt_usd_bn", "interest_usd_bn", "in_totals"]
    return pd.DataFrame(rows, columns=columns)
