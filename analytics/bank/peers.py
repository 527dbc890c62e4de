"""A bank among its peers: rank and percentile of each of its ratios in its asset class, and in its own state."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.banks import amounts
from analytics.banks.amounts import Amounts, BankAssumptions
from analytics.banks.call_report import CallReportQuarter

Floats = NDArray[np.float64]

CLASSES = (
    ("under 1 USD bn", 0.0, 1e9),
    ("1 to 10 USD bn", 1e9, 1e10),
    ("10 to 100 USD bn", 1e10, 1e11),
    ("100 USD bn and more", 1e11, np.inf),
)
"""Asset classes, the lower bound included."""
ENOUGH = 10
"""Banks of its class and state from which the state is a peer group of its own."""


def table(book: CallReportQuarter, sums: Amounts, key: int, assumptions: BankAssumptions) -> pd.DataFrame:
    """A row a ratio and peer group: `value_pct`, `rank` (1 the highest) of `banks_count`, and `percentile`.

    `sums` are the amounts of every charter; `key` a holding company's number, whose peers are holding companies, or
    minus a certificate, whose peers are charters. The group is the asset class, then the banks of its state in it
    where there are ten. The percentile is the share at or below the bank, itself included; a ratio over capital
    that is gone ranks highest and is blank. No rows where the bank is not in the quarter or
    files no assets, since its class is unknown then.
    """
    charters = book.charters
    keys = charters["group"].to_numpy() if key > 0 else -charters["cert"].to_numpy()
    names, first, codes = np.unique(keys, return_index=True, return_inverse=True)
    place = np.flatnonzero(names == key)
    columns = ["figure", "peers", "value_pct", "rank", "banks_count", "percentile"]
    totals = sums.summed(codes.astype("int64"), len(names))
    assets, states = totals["assets"], charters["state"].to_numpy()[first]
    if not len(place) or not assets[place[0]] >= 0:
        return pd.DataFrame({name: [] for name in columns})
    mine = int(place[0])
    found = amounts.ratios(totals, assumptions).columns()
    words, low, high = next(each for each in CLASSES if each[1] <= assets[mine] < each[2])
    in_class = (assets >= low) & (assets < high)
    groups = {f"banks of {words}": in_class}
    in_state = in_class & (states == states[mine])
    if states[mine] and int(in_state.sum()) >= ENOUGH:
        groups[f"banks of {words} in {states[mine]}"] = in_state
    rows = []
    for name, values in found.items():
        own = values[mine]
        if np.isnan(own):
            continue
        for peers, inside in groups.items():
            known = values[inside & ~np.isnan(values)]
            rank, share = int((known > own).sum()) + 1, float((known <= own).mean() * 100)
            rows.append(
                (name.removesuffix("_pct"), peers, own if np.isfinite(own) else np.nan, rank, len(known), share)
            )
    return pd.DataFrame(rows, columns=columns)
