"""A bank's quarters: balances and ratios by its own filings, none of them moved by a slider."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.banks import call_report as books
from analytics.banks import deposits, real_estate
from analytics.banks.metric_parts import TANGIBLE, metric
from analytics.banks.real_estate import over
from analytics.model.metric import Metric

Floats = NDArray[np.float64]

MILLION = 1e-6


def table(series: pd.DataFrame) -> pd.DataFrame:
    """A bank's quarters: balances in USD mn, ratios in per cent; NaN where a part is not filed.

    `loss_filed_usd_mn` is what its securities had lost by its own filing; growth is over four quarters,
    that of commercial real estate over twelve.
    """
    column = {name: series[name].to_numpy() for name in series.columns}
    ends = [pd.Timestamp(moment).date() for moment in series.index]
    tangible_common_equity = (
        column["EQ"] - np.nan_to_num(column["EQPP"]) - column["INTAN"] + np.nan_to_num(column["INTANMSR"])
    )
    held, sale = column["SCHA"] - column["SCHF"], column["SCAA"] - column["SCAF"]
    cre = real_estate.loans(*(column[name] for name in books.REAL_ESTATE))
    capital = np.array(
        [
            real_estate.capital(end, *(column[name][[place]] for name in ("RBCT1J", "LNATRES", "RBC")))[0]
            for place, end in enumerate(ends)
        ]
    )
    domestic = np.where(np.isnan(column["DEPDOM"]), column["DEP"], column["DEPDOM"])
    uninsured = np.where(column["DEPUNINS"] > domestic, np.nan, column["DEPUNINS"])
    trouble = column["NAASSET"] + column["P9ASSET"] + column["ORE"]

    def back(name: str, count: int) -> Floats:
        earlier = pd.DatetimeIndex(series.index) - count * pd.offsets.QuarterEnd()
        return np.asarray(pd.Series(column[name], index=series.index).reindex(earlier), dtype="float64")

    column["cre"] = cre
    return pd.DataFrame(
        {
            "date": series.index,
            "charters": column["charters"].astype("int64"),
            **{
                f"{word}_usd_mn": values * MILLION
                for word, values in (
                    ("assets", column["ASSET"]), ("deposits", column["DEP"]), ("loans", column["LNLSNET"]),
                    ("securities", column["SC"]), ("equity", column["EQ"]), ("tangible", tangible_common_equity),
                    ("cet1", column["RBCT1C"]), ("loss_filed", held + sale), ("cre", cre),
                )
            },
            "equity_pct": over(column["EQ"], column["ASSET"]) * 100,
            "burden_filed_pct": over(held, tangible_common_equity) * 100,
            "cet1_burden_filed_pct": over(held + sale, column["RBCT1C"]) * 100,
            "uninsured_pct": over(uninsured, domestic) * 100,
            "cre_to_capital_pct": over(cre, capital) * 100,
            "construction_to_capital_pct": over(column["LNRECONS"], capital) * 100,
            "cre_growth_36m_pct": real_estate.growth(cre, back("cre", 12)) * 100,
            "texas_pct": over(trouble, tangible_common_equity + column["LNATRES"]) * 100,
            "deposits_quarter_pct": (over(column["DEP"], back("DEP", 1)) - 1) * 100,
            "deposits_growth_pct": (over(column["DEP"], back("DEP", 4)) - 1) * 100,
            "loans_growth_pct": (over(column["LNLSNET"], back("LNLSNET", 4)) - 1) * 100,
            "nonbank_usd_mn": column["LNNDEPD"] * MILLION,
            "nonbank_growth_pct": (over(column["LNNDEPD"], back("LNNDEPD", 4)) - 1) * 100,
            "advances_usd_mn": column["OTHBFHLB"] * MILLION,
            "provisions_usd_mn": deposits.quarterly(series["ELNATR"]).to_numpy() * MILLION,
            "charge_offs_usd_mn": deposits.quarterly(series["NTLNLS"]).to_numpy() * MILLION,
            "deposit_cost_pct": deposits.cost(series["EDEPDOM"], series["DEPDOM"]).to_numpy(),
        }
    )  # fmt: skip


def tangible_growth(quarters: pd.DataFrame) -> Metric:
    """Growth of tangible equity from the first quarter on which it is known to the newest, per cent.

    n/a with fewer than two such quarters, or where it was not positive at the first; `since` is that day.
    """
    known = quarters.dropna(subset=["tangible_usd_mn"])
    first, last = (known.iloc[place] if len(known) else None for place in (0, -1))
    grown, ends = math.nan, [None if row is None else pd.Timestamp(row["date"]).date() for row in (first, last)]
    if first is not None and last is not None and len(known) > 1 and first["tangible_usd_mn"] > 0:
        grown = (last["tangible_usd_mn"] / first["tangible_usd_mn"] - 1) * 100
    missing = "tangible equity is known for fewer than two quarters, or was gone in the first"
    label = "Growth of tangible equity over the quarters shown"
    return metric(
        "tangible_growth", label, grown, "%", "M-UL", TANGIBLE, ends[1], missing=missing, view="bank", since=ends[0]
    )
