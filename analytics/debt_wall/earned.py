"""What each member earns and pays in twelve months: one EBIT, one interest cost, all ending on one day."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.frames.issuers import Filings
from analytics.measures.filer.trailing import Trailing, trailing, vintages

Array = NDArray[np.float64]

INCOME = ("operating_income", "pretax_income", "interest", "tax", "net_income", "revenue")
ONE_OFF = ("interest_income", "impairment", "impairment_goodwill", "impairment_long_lived")
"""What most periods do not have: a quarter without the tag has none of it."""
YEARLY = ("depreciation", "interest_paid", "interest_capitalised")
CONTRADICTED = ("interest", "revenue")
TAGGED = ("interest", "pretax_income", "net_income", "revenue")
PAID = "InterestPaidNet"
BY_PRETAX = "pre-tax income plus interest less interest income"
PAID_APART, OF_ASSETS = 2.0, 0.002
"""Interest paid this many times the interest cost, and by this part of assets more, contradicts it."""


def earnings(filings: Filings, cik: NDArray[np.int64]) -> dict[str, NDArray[np.generic]]:
    """The columns of earnings, a row each of `cik`.

    EBIT is operating income, else pre-tax income + interest - interest and investment income; impairments are
    added back (`ebit`), and `ebit_filed` is the figure before that. `interest` is what was expensed and what was
    capitalised, else what was paid. All twelve months of a filer end on the day `through`; `mixed` says where
    restated quarters keep them at the fiscal year.
    """
    names = (*INCOME, *ONE_OFF, *(f"{name}_tag" for name in TAGGED))
    line = _explained(trailing(filings.rows("year", *names), filings.rows("quarter", *names), cik, INCOME, ONE_OFF))
    income = _last_year(filings, cik)
    paid = income["interest_paid"].to_numpy(dtype=float)
    capitalised = np.nan_to_num(income["interest_capitalised"].to_numpy(dtype=float))
    by_pretax = np.isnan(line.year["operating_income"])
    missing = ~(line.year["interest"] > 0.0) & (paid > 0.0)
    quarters = _together(line, by_pretax, missing)
    expensed = np.where(missing, paid, line.value("interest", quarters))
    interest = np.where(missing, paid, expensed + capitalised)
    earned_interest = line.least("interest_income", quarters)
    impaired = _impairments(line, quarters, by_pretax)
    before = line.value("pretax_income", quarters) + np.where(missing, paid, expensed) - earned_interest
    filed = np.where(by_pretax, before, line.value("operating_income", quarters))
    through = line.end(quarters).astype("datetime64[us]")
    return {
        "ebit": filed + impaired,
        "ebit_filed": filed,
        "impairments": impaired,
        "ebit_tag": np.select([~by_pretax, np.isfinite(before)], ["OperatingIncomeLoss", BY_PRETAX], ""),
        "interest": interest,
        "interest_expensed": expensed,
        "interest_year": line.year["interest"],
        "interest_capitalised": np.where(missing, 0.0, capitalised),
        "interest_paid": paid,
        "interest_tag": np.where(missing, PAID, line.tags["interest"]),
        "interest_income": np.where(
            np.isfinite(line.year["interest_income"]) | (earned_interest > 0.0), earned_interest, np.nan
        ),
        "quarters": quarters,
        "through": through,
        "year_end_day": line.year_end.astype("datetime64[us]"),
        "mixed": _mixed(line, by_pretax),
        "left": np.where(by_pretax, line.left["pretax_income"], line.left["operating_income"]),
        "net_income": line.value("net_income", quarters),
        "net_income_tag": line.tags["net_income"],
        "net_through": through,
        "depreciation": income["depreciation"].to_numpy(dtype=float),
        "receipts": income["receipts"].to_numpy(dtype=float),
        "pays_tax": ~((line.year["tax"] <= 0.0) & (line.year["pretax_income"] > 0.0)),
        **{f"{name}_other": income[f"{name}_other"].to_numpy(dtype=float) for name in CONTRADICTED},
        **{f"{name}_other_tag": income[f"{name}_other_tag"].to_numpy(dtype=str) for name in CONTRADICTED},
        "revenue_tag": line.tags["revenue"],
        "revenue": line.year["revenue"],
    }


def _together(line: Trailing, by_pretax: NDArray[np.bool_], missing: NDArray[np.bool_]) -> NDArray[np.int64]:
    """How many quarters after the fiscal year EBIT, interest and net income can all be moved on by."""
    reach = {name: line.reach(name) for name in ("operating_income", "pretax_income", "interest", "net_income")}
    quarters = np.where(by_pretax, reach["pretax_income"], reach["operating_income"])
    quarters = np.where(by_pretax & np.isnan(line.year["pretax_income"]), line.filed, quarters)
    for name in ("interest", "net_income"):
        quarters = np.where(np.isfinite(line.year[name]), np.minimum(quarters, reach[name]), quarters)
    whole: NDArray[np.int64] = np.where(missing, 0, quarters)
    return whole


def _mixed(line: Trailing, by_pretax: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether restated quarters keep the figures at the fiscal year."""
    earned = np.where(by_pretax, line.mixed["pretax_income"], line.mixed["operating_income"])
    return np.asarray((earned | line.mixed["interest"] | line.mixed["net_income"]) & (line.filed > 0))


def _explained(line: Trailing) -> Trailing:
    """The same, where a quarter that is left over is not out of proportion once the year's impairment is added."""
    whole, goodwill, long_lived = (_untagged(line, name) for name in ONE_OFF[1:])
    loss = np.maximum(whole, goodwill + long_lived)
    mixed = {
        name: line.mixed[name] & vintages(line.year[name] + loss, line.before[name])[0]
        for name in ("operating_income", "pretax_income")
    }
    return replace(line, mixed=line.mixed | mixed)


def _untagged(line: Trailing, name: str) -> Array:
    """What the fiscal year holds of a one-off loss beyond the quarters of it that are tagged."""
    rest: Array = np.nan_to_num(line.year[name]) - np.nan_to_num(line.before[name]).sum(axis=1)
    return np.maximum(rest, 0.0)


def _impairments(line: Trailing, quarters: NDArray[np.int64], by_pretax: NDArray[np.bool_]) -> Array:
    """Impairments of twelve months: the tag for all assets, or its parts where they come to more."""
    whole, goodwill, long_lived = (_one_off(line, name, quarters, by_pretax) for name in ONE_OFF[1:])
    return np.maximum(whole, goodwill + long_lived)


def _one_off(line: Trailing, name: str, quarters: NDArray[np.int64], by_pretax: NDArray[np.bool_]) -> Array:
    """One-off losses of twelve months.

    What the fiscal year holds beyond its tagged quarters lies in the quarters that are moved out, and is left out
    with them, where EBIT a quarter is more even so than with the loss in those that stay.
    """
    earned = np.where(by_pretax, line.year["pretax_income"], line.year["operating_income"])
    parts = np.where(by_pretax[:, None], line.before["pretax_income"], line.before["operating_income"])
    gone = np.where(np.arange(3) < quarters[:, None], np.nan_to_num(parts), 0.0).sum(axis=1)
    loss = _untagged(line, name)
    with np.errstate(divide="ignore", invalid="ignore"):
        if_gone = np.abs((gone + loss) / quarters - (earned - gone) / (4 - quarters))
        if_stays = np.abs(gone / quarters - (earned - gone + loss) / (4 - quarters))
    outside = (quarters > 0) & (loss > 0.0) & (if_gone < if_stays)
    return np.maximum(line.least(name, quarters) - np.where(outside, loss, 0.0), 0.0)


def _last_year(filings: Filings, cik: NDArray[np.int64]) -> pd.DataFrame:
    """What is filed by the year only, of each member's last fiscal year, and its revenue over three years."""
    other = [f"{name}_other{end}" for name in CONTRADICTED for end in ("", "_tag")]
    years = filings.rows("year", *YEARLY, "revenue", *other).sort_values("end", kind="stable")
    last = years.drop_duplicates("cik", keep="last").set_index("cik").reindex(cik)
    three = years.groupby("cik").tail(3).groupby("cik")["revenue"].agg(["mean", "count"]).reindex(cik)
    tags = {f"{name}_other_tag": last[f"{name}_other_tag"].fillna("") for name in CONTRADICTED}
    return last.assign(receipts=three["mean"].where(three["count"] == 3), **tags)
