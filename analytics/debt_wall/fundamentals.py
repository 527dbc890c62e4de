"""The book: what the filings say of every member, put together once per data version."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.debt_wall import maturities
from analytics.frames.issuers import Filings
from analytics.measures.filer import debt, ladder
from analytics.measures.filer.trailing import Trailing, trailing
from analytics.memo import Memo, memoised

Array = NDArray[np.float64]

FILED, DERIVED, ASSUMED, NO_DEBT, NOT_TAGGED, NOT_GAAP = range(6)
STATUS = ("filed", "derived", "assumed", "no debt", "not tagged", "not us-gaap")
"""Where an issuer's maturities come from, by code: a filed ladder, current debt where no ladder is tagged, the
profile of its sector; or it states that it has no debt, tags no debt at all, or reports under other rules."""
INCOME = ("operating_income", "pretax_income", "interest", "tax", "net_income", "revenue")
YEARLY = ("depreciation", "interest_paid", "interest_income")
COUPON_LOW, COUPON_HIGH = 0.001, 0.25
"""Interest over average debt outside these bounds is of other debt than the balance sheet shows."""
YEAR_DAYS, SLACK_DAYS = 365, 50
STALE_DAYS = 460
"""Income that ended more days than this before the balance sheet is not set against it."""


@dataclass(frozen=True, eq=False)
class IssuerFundamentals:
    """One row a member, ordered by CIK; `table` holds its figures, in USD, NaN where nothing is tagged.

    `filed` and `derived` are maturities by quarter of `QUARTERS`, shape (n, quarters), `after` the open bucket,
    `outside` what a ladder puts before the first of those quarters. `claim_filed`, `claim_derived`, `claim_low`
    and `claim_high` are the same for the one quarter that is claimed, on the balance sheets before it.
    """

    table: pd.DataFrame
    filed: Array
    derived: Array
    after: Array
    outside: Array
    claim_filed: Array
    claim_derived: Array
    claim_low: Array
    claim_high: Array
    newest: date | None
    illustrative: bool
    memo: Memo = field(default_factory=Memo, repr=False)


@memoised
def prepare(filings: Filings) -> IssuerFundamentals:
    """Put the filings together. The same filings give the same book; two are kept."""
    members = filings.members.sort_values("cik").reset_index(drop=True)
    cik = members["cik"].to_numpy(dtype=np.int64)
    sheets = _sheets(filings, members)
    newest = maturities.newest(sheets, cik)
    income = _income(filings, cik)
    line = trailing(
        filings.rows("year", *_with_tags(INCOME)), filings.rows("quarter", *_with_tags(INCOME)), cik, INCOME
    )
    table = members.assign(
        period_end=newest["end"].to_numpy(),
        debt=newest["debt"].to_numpy(),
        debt_how=newest["how"].fillna(0).to_numpy(dtype=int),
        current=newest["current"].to_numpy(),
        cash=newest["cash"].fillna(0).to_numpy() + newest["short_investments"].fillna(0).to_numpy(),
        assets=newest["assets"].to_numpy(),
        year_end_month=_year_ends(sheets, cik),
        floating_filed=_floating(sheets, cik),
        **_earnings(line, income),
    )
    table = _without_stale(table)
    table = table.assign(**_coupon(table, sheets, cik))
    chosen = ladder.choose(sheets).reindex(cik)
    filed, after, outside = maturities.filed(chosen)
    table = table.assign(
        ladder_total=chosen[list(ladder.BUCKETS)].sum(axis=1, min_count=1).to_numpy(),
        ladder_end=chosen["end"].to_numpy(),
        ladder_accn=chosen["ladder_accn"].fillna(0).to_numpy(dtype=np.int64),
        ladder_which=chosen["which"].fillna(ladder.TAGGED).to_numpy(dtype=int),
    )
    table = table.assign(status=_status(table))
    derived = maturities.derived(table, table["status"].to_numpy() == DERIVED)
    ends = table["period_end"].dropna()
    return IssuerFundamentals(
        table,
        filed,
        derived,
        after,
        outside,
        *maturities.claim(sheets, cik),
        newest=None if ends.empty else ends.max().date(),
        illustrative=filings.illustrative,
    )


def _with_tags(names: tuple[str, ...]) -> tuple[str, ...]:
    tagged = ("interest", "pretax_income", "net_income", "revenue")
    return (*names, *(f"{name}_tag" for name in names if name in tagged))


def _sheets(filings: Filings, members: pd.DataFrame) -> pd.DataFrame:
    """Balance sheets with debt, ladder and the month the fiscal year ends with (0 to 11)."""
    sheets = filings.rows(
        "instant", *debt.COLUMNS, *ladder.BUCKETS, "ladder_accn", "cash", "short_investments", "assets"
    )
    owed = debt.debt(sheets)
    years = filings.rows("year").sort_values("end").drop_duplicates("cik", keep="last").set_index("cik")["end"]
    listed = pd.to_numeric(members.set_index("cik")["year_end"].str[:2], errors="coerce") - 1
    month = pd.Series(ladder.month_end(years.to_numpy()) % 12, index=years.index)
    found = month.reindex(sheets["cik"]).fillna(listed.reindex(sheets["cik"])).fillna(11).to_numpy(dtype=np.int64)
    return sheets.assign(year_end_month=found, **{str(name): owed[name] for name in owed})


def _year_ends(sheets: pd.DataFrame, cik: NDArray[np.int64]) -> NDArray[np.int64]:
    """The month (0 to 11) each member's fiscal year ends with, December where it has no balance sheet."""
    month = sheets.drop_duplicates("cik").set_index("cik")["year_end_month"]
    return np.asarray(month.reindex(cik).fillna(11).to_numpy(dtype=np.int64))


def _floating(sheets: pd.DataFrame, cik: NDArray[np.int64]) -> Array:
    """The floating share of the newest balance sheet that tags one."""
    told = sheets[sheets["floating"].notna()].sort_values("end").drop_duplicates("cik", keep="last")
    return np.asarray(told.set_index("cik")["floating"].reindex(cik).to_numpy(dtype=float))


def _income(filings: Filings, cik: NDArray[np.int64]) -> pd.DataFrame:
    """What is filed by the year only, of each member's last fiscal year, and its revenue over three years."""
    years = filings.rows("year", *YEARLY, "revenue").sort_values("end")
    last = years.drop_duplicates("cik", keep="last").set_index("cik").reindex(cik)
    three = years.groupby("cik").tail(3).groupby("cik")["revenue"].agg(["mean", "count"]).reindex(cik)
    return last.assign(receipts=three["mean"].where(three["count"] == 3))


def _earnings(line: Trailing, income: pd.DataFrame) -> dict[str, NDArray[np.generic]]:
    """EBIT, interest and net income over twelve months, each with what it was read from."""
    paid = income["interest_paid"].to_numpy(dtype=float)
    by_pretax = np.isnan(line.year["operating_income"])
    reach = {name: line.reach(name) for name in ("operating_income", "pretax_income", "interest", "net_income")}
    ebit_reach = np.where(by_pretax, reach["pretax_income"], reach["operating_income"])
    quarters = np.minimum(ebit_reach, np.where(np.isfinite(line.year["interest"]), reach["interest"], 0))
    interest = line.value("interest", quarters)
    tag = line.tags["interest"]
    missing = ~(interest > 0.0) & (paid > 0.0)
    interest = np.where(missing, paid, interest)
    operating = line.value("operating_income", quarters)
    before_interest = line.value("pretax_income", quarters) + interest
    return {
        "ebit": np.where(by_pretax, before_interest, operating),
        "ebit_tag": np.select(
            [~by_pretax, np.isfinite(before_interest)], ["OperatingIncomeLoss", "pre-tax income plus interest"], ""
        ),
        "interest": interest,
        "interest_tag": np.where(missing, "InterestPaidNet", tag),
        "quarters": np.where(missing, 0, quarters),
        "through": line.end(quarters).astype("datetime64[us]"),
        "year_end_day": line.year_end.astype("datetime64[us]"),
        "net_income": line.value("net_income", reach["net_income"]),
        "net_income_tag": line.tags["net_income"],
        "net_through": line.end(reach["net_income"]).astype("datetime64[us]"),
        "depreciation": income["depreciation"].to_numpy(dtype=float),
        "interest_income": income["interest_income"].fillna(0).to_numpy(dtype=float),
        "receipts": income["receipts"].to_numpy(dtype=float),
        "pays_tax": ~((line.year["tax"] <= 0.0) & (line.year["pretax_income"] > 0.0)),
    }


def _without_stale(table: pd.DataFrame) -> pd.DataFrame:
    """The table without twelve months that ended long before the balance sheet: they are another company's."""
    for ended, names in (("through", ("ebit", "interest")), ("net_through", ("net_income",))):
        stale = (table["period_end"] - table[ended]) > pd.Timedelta(days=STALE_DAYS)
        table = table.assign(**{name: table[name].mask(stale) for name in names})
    return table


def _coupon(table: pd.DataFrame, sheets: pd.DataFrame, cik: NDArray[np.int64]) -> dict[str, NDArray[np.generic]]:
    """Interest over average debt: of the newest balance sheet and the one a year before, where held."""
    end = table.set_index("cik")["period_end"].reindex(sheets["cik"]).to_numpy()
    before = (end - sheets["end"].to_numpy()) / np.timedelta64(1, "D")
    year_ago = sheets[np.abs(before - YEAR_DAYS) <= SLACK_DAYS].drop_duplicates("cik").set_index("cik")["debt"]
    old = year_ago.reindex(cik).to_numpy(dtype=float)
    now = table["debt"].to_numpy(dtype=float)
    average = np.where(np.isfinite(old), (now + old) / 2.0, now)
    with np.errstate(divide="ignore", invalid="ignore"):
        coupon = table["interest"].to_numpy(dtype=float) / average
    believed = (coupon >= COUPON_LOW) & (coupon <= COUPON_HIGH)
    usual = float(np.median(coupon[believed])) if believed.any() else np.nan
    return {"coupon": np.where(believed, coupon, usual), "coupon_assumed": ~believed}


def _status(table: pd.DataFrame) -> NDArray[np.int8]:
    owed, laddered = table["debt"].to_numpy(dtype=float), table["ladder_total"].to_numpy(dtype=float)
    return np.select(
        [
            table["flag"].to_numpy() == "not us-gaap",
            laddered > 0.0,
            np.isnan(owed),
            owed <= 0.0,
            np.isfinite(table["current"].to_numpy(dtype=float)),
        ],
        [NOT_GAAP, FILED, NOT_TAGGED, NO_DEBT, DERIVED],
        ASSUMED,
    ).astype(np.int8)
