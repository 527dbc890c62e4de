"""The terms on which each issuer refinances: what it pays now, what falls due, and what it would pay."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics import refinancing as refi
from analytics.debt_wall.fundamentals import NO_DEBT, OWES
from analytics.debt_wall.short_rates import Means
from analytics.measures.curve import Curve
from analytics.measures.filer import sectors
from analytics.measures.filer.ladder import month_end
from analytics.model.dated import TAX_YEAR
from analytics.model.scenario import Scenario

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]


def short_rate_since(through: pd.Series, curve: Curve, shorts: Means) -> Array:
    """The short rate of the day less its mean over the twelve months to `through`, decimals; 0 where not known."""
    found = dict(shorts)
    dated = through.notna().to_numpy()
    month = np.zeros(len(through), np.int64)
    month[dated] = month_end(through[dated].to_numpy())
    mean = np.array([found.get(int(one), np.nan) for one in month], dtype=float)
    return np.nan_to_num(curve.short_rate_bp / 1e4 - mean / 100.0)


def floating_shares(table: pd.DataFrame, share: float) -> Array:
    """The floating share of each issuer's debt: as filed, else `share` of what is not convertible."""
    with np.errstate(divide="ignore", invalid="ignore"):
        convertible = table["convertible"].to_numpy(dtype=float) / table["debt"].to_numpy(dtype=float)
    plain = 1.0 - np.clip(np.nan_to_num(convertible), 0.0, 1.0)
    return np.asarray(table["floating_filed"].fillna(pd.Series(share * plain, index=table.index)).to_numpy())


def can_be_priced(table: pd.DataFrame) -> Flags:
    """EBIT is known, and so are debt and its interest, or there is stated to be no debt."""
    status = table["status"].to_numpy()
    owes = np.isin(status, OWES)
    known = np.isfinite(table["ebit"].to_numpy(dtype=float))
    pays = (table["interest"].to_numpy(dtype=float) > 0.0) & (table["debt"].to_numpy(dtype=float) > 0.0)
    return np.asarray(known & ((owes & pays) | (status == NO_DEBT)))


def inputs(
    table: pd.DataFrame,
    due: Array,
    floating: Array,
    scenario: Scenario,
    curve: Curve,
    ratings: refi.Scale,
    short_since: Array,
) -> refi.RefinancingInputs:
    owed = np.nan_to_num(table["debt"].to_numpy(dtype=float))
    due = np.minimum(due, owed)
    ebit = table["ebit"].to_numpy(dtype=float)
    interest = np.where(owed > 0.0, table["interest"].fillna(0).to_numpy(dtype=float), 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        covered = np.where(interest > 0.0, ebit / interest, np.inf)
    place = ratings.rank(covered)
    wider = scenario.spread_bp / 1e4
    tenor = ratings.tenors[place]
    return refi.RefinancingInputs(
        ebit=ebit,
        interest=interest,
        limit=_limit(table, ebit) if scenario.limit_163j == "On" else np.full(len(table), np.inf),
        tax_rate=np.where(table["pays_tax"].to_numpy(dtype=bool), refi.FEDERAL_RATE, 0.0),
        fixed=due * (1.0 - floating),
        floating_due=due * floating,
        floating=owed * floating,
        coupon=table["coupon"].fillna(0).to_numpy(dtype=float),
        spread=ratings.spreads[place] + wider,
        margin=np.full(len(table), wider),
        tenor=tenor,
        tenor_yield=np.interp(tenor, curve.years, curve.yields.to_numpy() / 100.0),
        ten_year=curve.ten_year_bp / 1e4,
        short=curve.short_rate_bp / 1e4,
        hedged=scenario.hedged_share / 100.0,
        interest_income=np.nan_to_num(table["interest_income"].to_numpy(dtype=float)),
        short_since=short_since,
    )


def _limit(table: pd.DataFrame, ebit: Array) -> Array:
    """The section 163(j) limit: none for small receipts, regulated utilities and real estate, which elects out; on
    EBIT where no depreciation is tagged."""
    income = ebit + table["depreciation"].fillna(0).to_numpy(dtype=float)
    allowed = refi.limit(income, np.nan_to_num(table["interest_income"].to_numpy(dtype=float)))
    free = refi.exempt(table["receipts"].to_numpy(dtype=float), TAX_YEAR)
    free |= sectors.excepted(table["sic"].to_numpy(dtype=np.int64))
    free |= table["sector"].to_numpy() == sectors.REAL_ESTATE
    return np.where(free, np.inf, allowed)
