"""A bank's lending to non-banks, its advances, pledges and liquidity, its deepest deposit quarter, its deposit beta."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.banks import deposits
from analytics.banks.metric_parts import TANGIBLE, fdic, metric
from analytics.frames.market import Market
from analytics.model.metric import Metric, day, show

Floats = NDArray[np.float64]

VIEW = "bank"
Reason = Callable[[tuple[str, ...]], str]
_ROWS = (
    ("nonbank_share", "Loans to non-banks over loans", "nonbank_to_loans_pct", "M-NBFI", ("LNNDEPD", "LNLSGR")),
    ("nonbank_growth", "Loans to non-banks over a year", "nonbank_growth_pct", "M-NBFI", ("LNNDEPD",)),
    ("advances_share", "Advances of Federal Home Loan Banks over assets", "advances_to_assets_pct", "M-FHLB",
     ("OTHBFHLB",)),
    ("pledged_securities_share", "Securities pledged", "pledged_securities_pct", "M-LIQ", ("SCPLEDGE",)),
    ("pledged_loans_share", "Loans pledged", "pledged_loans_pct", "M-LIQ", ("LNPLEDGE",)),
    ("liquidity_to_uninsured", "Cash and unpledged securities over uninsured deposits", "liquidity_to_uninsured_pct",
     "M-LIQ", ("CHBAL", "SCPLEDGE", "DEPUNINS")),
    ("provisions_to_charge_offs", "Provisions over net charge-offs, year to date", "provisions_to_charge_offs_pct",
     "M-PROV", ("ELNATR", "NTLNLS")),
    ("rate_contracts_share", "Interest-rate contracts, notional over assets", "rate_contracts_to_assets_pct", "M-COUNT",
     ("RT",)),
)  # fmt: skip


def metrics(
    quarters: pd.DataFrame, ratios: Mapping[str, Floats], market: Market, end: date, reason: Reason
) -> Iterator[Metric]:
    """Its ratios in the newest quarter, and what its quarters tell; `reason` says why fields are n/a."""
    make = partial(metric, view=VIEW, as_of=end)
    for name, label, ratio, method, fields in _ROWS:
        yield make(name, label, float(ratios[ratio][0]), "%", method, fdic(*fields), missing=reason(fields))
    label, value = "Accumulated other comprehensive income over tangible equity", float(ratios["aoci_to_equity_pct"][0])
    sources = (*fdic("EQCCOMPI"), *TANGIBLE)
    yield make("aoci_to_equity", label, value, "%", "M-UL", sources, missing=reason(("EQCCOMPI", "EQ")))
    yield _deepest(quarters, end)
    yield from _betas(quarters, market, end)


def _deepest(quarters: pd.DataFrame, end: date) -> Metric:
    """The largest fall of deposits in a quarter, and when."""
    known = quarters.dropna(subset=["deposits_quarter_pct"])
    label, sources = "Deepest deposit quarter", fdic("DEP")
    if known.empty:
        missing = "no two quarters in a row are held"
        return metric("deepest_deposit_quarter", label, None, "%", "M-GROW", sources, end, missing=missing, view=VIEW)
    row = known.iloc[int(known["deposits_quarter_pct"].to_numpy().argmin())]
    when = pd.Timestamp(row["date"]).date()
    note = f"the quarter to {day(when)}, of {len(known)} held"
    value = float(row["deposits_quarter_pct"])
    return metric("deepest_deposit_quarter", label, value, "%", "M-GROW", sources, when, note, view=VIEW, since=when)


def _betas(quarters: pd.DataFrame, market: Market, end: date) -> Iterator[Metric]:
    """Its cumulative deposit beta in each cycle of the funds rate within the quarters held."""
    paid = quarters.set_index("date")["deposit_cost_pct"]
    funds = deposits.funds_rate(market.rates)
    found = {cycle.rising: cycle for cycle in deposits.cycles(paid, funds)}
    for rising, name, words in ((True, "deposit_beta_up", "rise"), (False, "deposit_beta_down", "fall")):
        label, sources = f"Cumulative deposit beta, {words} of the funds rate", (*fdic("EDEPDOM", "DEPDOM"), "DFF")
        cycle = found.get(rising)
        if cycle is None:
            missing = f"no {words} of a percentage point in the quarters whose deposit cost is held"
            yield metric(name, label, math.nan, "%", "M-DB", sources, end, missing=missing, view=VIEW)
            continue
        cost, move = (show(change, "index", 2) for change in (cycle.cost, cycle.funds))
        note = f"{day(cycle.first.date())} to {day(cycle.last.date())}: {cost} of {move} points"
        yield metric(name, label, cycle.beta * 100, "%", "M-DB", sources, cycle.last.date(), note, view=VIEW)
