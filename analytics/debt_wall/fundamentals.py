"""The book: what the filings say of every member, put together once per data version."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.catalogue.filings import WITH_LEASES
from analytics.debt_wall import doubts, maturities
from analytics.debt_wall.earned import earnings
from analytics.debt_wall.maturities import Plan
from analytics.frames.issuers import Filings
from analytics.measures.filer import debt, ladder
from analytics.memo import Memo, memoised

Array = NDArray[np.float64]

FILED, DERIVED, ASSUMED, NO_DEBT, NOT_TAGGED, NOT_GAAP, DOUBTED, UNKNOWN = range(8)
STATUS = (
    "filed",
    "derived",
    "assumed",
    "no debt",
    "not tagged",
    "not us-gaap",
    "doubted",
    "debt unknown",
)
"""Where an issuer's maturities come from, by code: a filed ladder, current debt where no ladder is tagged, the
profile of its sector; or it states that it has no debt, tags no debt at all, or reports under other rules. Debt that
other figures of the filer contradict is doubted; one that pays interest and tags no debt owes an unknown amount."""
OWES = (FILED, DERIVED, ASSUMED)
"""The codes of issuers whose debt counts."""
YEAR_DAYS, SLACK_DAYS = 365, 50
STALE_DAYS = 460
"""Income that ended more days than this before the balance sheet is not set against it."""
SHEET = ("cash", "short_investments", "assets", "liabilities", "equity")


@dataclass(frozen=True, eq=False)
class IssuerFundamentals:
    """One row a member, ordered by CIK; `table` holds its figures, in USD, NaN where nothing is tagged.

    `filed` and `derived` are maturities by quarter of `QUARTERS`, shape (n, quarters), `after` what ladders place
    after them or in the open bucket, `rest` debt that no bucket places; `plan` is the ladder behind them. Of an
    issuer with a filed ladder they add up to its debt. `claim_filed`, `claim_derived`, `claim_low` and
    `claim_high` are the same for the one quarter that is claimed, on the balance sheets before it.
    """

    table: pd.DataFrame
    plan: Plan
    filed: Array
    derived: Array
    after: Array
    rest: Array
    claim_filed: Array
    claim_derived: Array
    claim_low: Array
    claim_high: Array
    newest: date | None
    left_out: dict[str, int]
    illustrative: bool
    memo: Memo = field(default_factory=Memo, repr=False)


@memoised
def prepare(filings: Filings) -> IssuerFundamentals:
    """Put the filings together. The same filings give the same book; two are kept."""
    members = filings.members.sort_values("cik", kind="stable").reset_index(drop=True)
    cik = members["cik"].to_numpy(dtype=np.int64)
    sheets = _sheets(filings, members)
    newest = maturities.newest(sheets, cik)
    merged = ladder.merge(sheets).reindex(cik)
    table = _without_stale(members.assign(**_sheet(newest, sheets, cik), **earnings(filings, cik)))
    table = _without_doubted(table)
    owed, current = table["debt"].to_numpy(dtype=float), table["current"].to_numpy(dtype=float)
    plan = maturities.plan(merged, table["period_end"], owed, current)
    is_filed = maturities.is_ladder(plan, owed) & (owed > 0.0)
    lone = np.where(~is_filed, np.fmax(plan.amount[:, 0], plan.amount[:, 1]), 0.0)
    current = np.where(np.isnan(current) & (lone > 0.0), np.fmin(lone, owed), current)
    past = doubts.history(sheets, table)
    table = table.assign(
        current=current,
        ladder_filed=np.where(np.isfinite(plan.filed).any(axis=1), np.nansum(plan.filed, axis=1), np.nan),
        ladder_end=merged["end"].to_numpy(),
        ladder_accn=merged["accn_1"].fillna(0).to_numpy(dtype=np.int64),
        ladder_which=merged["which"].fillna(ladder.NEWEST).to_numpy(dtype=int),
        ladder_cut=plan.cut,
    )
    table = table.assign(doubt=doubts.reasons(table, past))
    table = table.assign(status=_status(table, is_filed, doubts.owes_unknown(table, past)))
    table = table.assign(**_coupon(table, sheets, cik))
    status = table["status"].to_numpy()
    plan = maturities.only(plan, is_filed)
    filed, after = plan.by_quarter()
    soon = np.where(is_filed, plan.near, np.where(status == DERIVED, np.nan_to_num(current), 0.0))
    point, soon_point, low, high = (np.where(status == DOUBTED, 0.0, part) for part in maturities.claim(sheets, cik))
    ends = table["period_end"].dropna()
    return IssuerFundamentals(
        table.assign(ladder_total=np.where(is_filed, plan.amount.sum(axis=1), np.nan)),
        plan,
        filed,
        maturities.due_soon(soon, table["period_end"]),
        after,
        plan.rest,
        point,
        soon_point,
        low,
        high,
        newest=None if ends.empty else ends.max().date(),
        left_out=dict(filings.left_out),
        illustrative=filings.illustrative,
    )


def _sheets(filings: Filings, members: pd.DataFrame) -> pd.DataFrame:
    """Balance sheets with debt, ladder and the month the fiscal year ends with (0 to 11)."""
    names = (*debt.COLUMNS, *ladder.BUCKETS, "ladder_accn", "ladder_kind", "debt_accn", *SHEET)
    sheets = filings.rows("instant", *names)
    stated = sheets[list(ladder.BUCKETS)].sum(axis=1, min_count=1).to_numpy(dtype=float)
    owed = debt.debt(sheets, stated)
    leases = np.where(sheets["ladder_kind"] == WITH_LEASES, owed["leases"], 0.0)
    over = np.where(stated > doubts.LADDER_OVER * (owed["debt"].to_numpy(dtype=float) + leases), stated, np.nan)
    years = (
        filings.rows("year")
        .sort_values("end", kind="stable")
        .drop_duplicates("cik", keep="last")
        .set_index("cik")["end"]
    )
    listed = pd.to_numeric(members.set_index("cik")["year_end"].str[:2], errors="coerce") - 1
    month = pd.Series(ladder.month_end(years.to_numpy()) % 12, index=years.index)
    found = month.reindex(sheets["cik"]).fillna(listed.reindex(sheets["cik"])).fillna(11).to_numpy(dtype=np.int64)
    kept = sheets.drop(columns=list(debt.COLUMNS))
    return kept.assign(year_end_month=found, ladder_over=over, **{str(name): owed[name] for name in owed})


def _sheet(newest: pd.DataFrame, sheets: pd.DataFrame, cik: NDArray[np.int64]) -> dict[str, NDArray[np.generic]]:
    """What the newest balance sheet says of each member, and how old what it no longer says is."""
    implied = newest["assets"] - newest["equity"]
    tagged = (
        sheets[sheets["debt"].notna()]
        .sort_values("end", kind="stable")
        .drop_duplicates("cik", keep="last")
        .set_index("cik")
    )
    return {
        "period_end": newest["end"].to_numpy(),
        "debt": newest["debt"].to_numpy(dtype=float),
        "debt_how": newest["how"].fillna(0).to_numpy(dtype=int),
        "debt_accn": newest["debt_accn"].fillna(0).to_numpy(dtype=np.int64),
        "debt_tagged_end": tagged["end"].reindex(cik).to_numpy(),
        "debt_tagged": tagged["debt"].reindex(cik).to_numpy(dtype=float),
        "current": newest["current"].to_numpy(dtype=float),
        "convertible": newest["convertible"].fillna(0).to_numpy(dtype=float),
        "unsure": newest["unsure"].fillna(0).to_numpy(dtype=float),
        "partial": newest["partial"].fillna(False).to_numpy(dtype=bool),
        "ladder_over": newest["ladder_over"].to_numpy(dtype=float),
        "cash": (newest["cash"] + newest["short_investments"].fillna(0.0)).to_numpy(dtype=float),
        "assets": newest["assets"].to_numpy(dtype=float),
        "liabilities": newest["liabilities"].fillna(implied).to_numpy(dtype=float),
        "year_end_month": _year_ends(sheets, cik),
        "floating_filed": _floating(sheets, cik),
    }


def _year_ends(sheets: pd.DataFrame, cik: NDArray[np.int64]) -> NDArray[np.int64]:
    """The month (0 to 11) each member's fiscal year ends with, December where it has no balance sheet."""
    month = sheets.drop_duplicates("cik").set_index("cik")["year_end_month"]
    return np.asarray(month.reindex(cik).fillna(11).to_numpy(dtype=np.int64))


def _floating(sheets: pd.DataFrame, cik: NDArray[np.int64]) -> Array:
    """The floating share of the newest balance sheet that tags one."""
    told = sheets[sheets["floating"].notna()].sort_values("end", kind="stable").drop_duplicates("cik", keep="last")
    return np.asarray(told.set_index("cik")["floating"].reindex(cik).to_numpy(dtype=float))


def _without_stale(table: pd.DataFrame) -> pd.DataFrame:
    """The table without twelve months that ended long before the balance sheet: they are another company's."""
    stale = (table["period_end"] - table["through"]) > pd.Timedelta(days=STALE_DAYS)
    names = ("ebit", "ebit_filed", "interest", "interest_expensed", "net_income")
    masked = {name: table[name].mask(stale) for name in names}
    return table.assign(stale=stale & table[list(names)].notna().any(axis=1), **masked)


def _without_doubted(table: pd.DataFrame) -> pd.DataFrame:
    """The table without EBIT and cash that are out of the filer's scale; `ebit_doubt` and `cash_doubt` say why."""
    ebit, cash, assets = doubts.income(table), table["cash"], table["assets"]
    over = (cash > assets).to_numpy()
    told = [
        f"doubted: {doubts.money(has)} tagged, above total assets of {doubts.money(all_)}" if odd else ""
        for has, all_, odd in zip(cash, assets, over, strict=True)
    ]
    masked = {name: table[name].mask(ebit != "") for name in ("ebit", "ebit_filed")}
    return table.assign(**masked, cash=cash.mask(over), ebit_doubt=ebit, cash_doubt=told)


def _coupon(table: pd.DataFrame, sheets: pd.DataFrame, cik: NDArray[np.int64]) -> dict[str, NDArray[np.generic]]:
    """Interest over average debt, of the newest balance sheet and the one a year before, where held.

    A coupon outside 1 to 15 % of a debt that moved in the year is taken at the bound, and said.
    """
    end = table.set_index("cik")["period_end"].reindex(sheets["cik"]).to_numpy()
    before = (end - sheets["end"].to_numpy()) / np.timedelta64(1, "D")
    year_ago = sheets[np.abs(before - YEAR_DAYS) <= SLACK_DAYS].drop_duplicates("cik").set_index("cik")["debt"]
    old = year_ago.reindex(cik).to_numpy(dtype=float)
    now = table["debt"].to_numpy(dtype=float)
    average = np.where(np.isfinite(old), (now + old) / 2.0, now)
    converts = table["convertible"].to_numpy(dtype=float) >= doubts.CONVERTIBLE_PART * now
    with np.errstate(divide="ignore", invalid="ignore"):
        coupon = table["interest"].to_numpy(dtype=float) / average
    taken = np.clip(coupon, np.where(converts, 0.0, doubts.COUPON_LOW), doubts.COUPON_HIGH)
    return {"coupon": taken, "coupon_assumed": np.isfinite(coupon) & (taken != coupon)}


def _status(table: pd.DataFrame, filed: NDArray[np.bool_], unknown: NDArray[np.bool_]) -> NDArray[np.int8]:
    owed = table["debt"].to_numpy(dtype=float)
    return np.select(
        [
            table["flag"].to_numpy() == "not us-gaap",
            table["doubt"].to_numpy() != "",
            unknown,
            np.isnan(owed),
            owed <= 0.0,
            filed,
            np.isfinite(table["current"].to_numpy(dtype=float)),
        ],
        [NOT_GAAP, DOUBTED, UNKNOWN, NOT_TAGGED, NO_DEBT, FILED, DERIVED],
        ASSUMED,
    ).astype(np.int8)
