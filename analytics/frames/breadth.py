"""Breadth: the seeded sample of small caps, and the daily closes held of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import pyarrow as pa

from analytics.memo import Memo

SEED = 20251014
FIRST_RANK, LAST_RANK = 1001, 3000
"""The ranks by public float that the sample is of: small caps as the pages have them by default."""


def order(cik: int) -> str:
    """Where a filer stands in the sample's order: by the seed and its own number alone.

    A larger sample so holds every name of a smaller one, and a name that joins or leaves moves no other.
    """
    return hashlib.sha256(f"{SEED} {cik}".encode()).hexdigest()


def universe(members: pd.DataFrame) -> pd.DataFrame:
    """The members that can be sampled: ranked among small caps, with a ticker, in the sample's order."""
    listed = members[members["rank"].between(FIRST_RANK, LAST_RANK) & (members["ticker"].astype(str) != "")]
    listed = listed.drop_duplicates("ticker")
    places = listed["cik"].map(lambda cik: order(int(cik))).sort_values(kind="stable").index
    return listed.loc[places].reset_index(drop=True)


@dataclass(frozen=True, eq=False)
class Breadth:
    """The sample: `close` and `adjusted` by session and ticker, `sample` its tickers, priced or not.

    Index: sessions as `datetime64[us]`; USD, NaN where a ticker has no bar. `missing` says why a ticker has no
    prices, `universe_count` is how many names the sample was drawn from. `every_close` and `every_adjusted` hold the
    tickers that readers asked for as well, which are in no figure of the sample.
    """

    close: pd.DataFrame
    adjusted: pd.DataFrame
    sample: tuple[str, ...]
    missing: Mapping[str, str] = field(default_factory=dict)
    universe_count: int = 0
    every_close: pd.DataFrame = field(default_factory=pd.DataFrame)
    every_adjusted: pd.DataFrame = field(default_factory=pd.DataFrame)
    memo: Memo = field(default_factory=Memo, repr=False)


def opened(table: pa.Table, said: Mapping[str, Any]) -> Breadth:
    """The sample out of a stored table and its provenance."""
    long = table.to_pandas().astype({"ticker": str}).set_index(["date", "ticker"])
    close, adjusted = (long[name].unstack("ticker").sort_index(kind="stable") for name in ("close", "adj_close"))
    sample = tuple(said.get("sample", ()))
    own = [ticker for ticker in close.columns if ticker in set(sample)]
    missing, count = said.get("missing_names", {}), int(said.get("universe_count", 0))
    return Breadth(close[own], adjusted[own], sample, missing, count, close, adjusted)
