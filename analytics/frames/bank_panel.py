"""Panel: every charter and quarter that is held, opened a quarter at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from analytics.catalogue.banks import COLUMNS, FIELDS, WORDS
from analytics.errors import NoData
from analytics.frames import bank_tickers
from analytics.frames.published import Published
from analytics.memo import Memo
from analytics.model.metric import day

GROWTH = 12
"""Quarters over which the growth of commercial real estate is taken: 36 months."""


@dataclass(frozen=True, eq=False)
class Panel:
    """The dataset `banks`: `table` has a row for each charter and quarter, in order of date and charter.

    `tickers` is the hand table of listed banks (ticker, holding, rssd, cert); `notes` say which quarters
    were held back, and why; `registered` holds, by quarter, how many banks the register calls active, how many of
    them filed, and the part of all assets that these hold.
    """

    table: pa.Table
    tickers: pd.DataFrame
    notes: tuple[str, ...] = ()
    registered: Mapping[date, Mapping[str, float]] = field(default_factory=dict, repr=False)
    memo: Memo = field(default_factory=Memo, repr=False)

    @cached_property
    def _places(self) -> dict[date, tuple[int, int]]:
        days = self.table["date"].to_numpy().astype("datetime64[D]")
        ends, starts, counts = np.unique(days, return_index=True, return_counts=True)
        return {
            end: (int(start), int(count))
            for end, start, count in zip(ends.astype(object).tolist(), starts, counts, strict=True)
        }

    @property
    def quarters(self) -> tuple[date, ...]:
        """The quarters held, oldest first."""
        return tuple(self._places)

    def on(self, as_of: date | None) -> date:
        """The newest quarter that ended by a day. Raises `NoData` where none is held."""
        known = [end for end in self.quarters if as_of is None or end <= as_of]
        if not known:
            when = f" up to {day(as_of)}" if as_of else ""
            raise NoData(f"No quarter of the banks is held{when}.", remedy="Refresh to fetch them from the FDIC.")
        return known[-1]

    def back(self, end: date, quarters: int) -> date | None:
        """The quarter that ended so many quarters earlier; None where it is not held."""
        earlier = (pd.Period(pd.Timestamp(end), freq="Q") - quarters).end_time.date()
        return earlier if earlier in self._places else None

    def rows(self, end: date, *names: str) -> pd.DataFrame:
        """The rows of a quarter: all columns, or some, words as text."""
        start, count = self._places[end]
        part: pd.DataFrame = self.table.slice(start, count).select(list(names or COLUMNS)).to_pandas()
        return part.astype({word: str for word in WORDS if word in part})

    @cached_property
    def listed(self) -> pd.DataFrame:
        """The tickers as checked against the newest quarter: see `analytics.frames.bank_tickers`."""
        return self.listed_on(self.quarters[-1])

    def listed_on(self, end: date) -> pd.DataFrame:
        """The tickers as checked against a quarter, so that a bank has the holding company that it had then."""
        return bank_tickers.check(self.tickers, self.rows(end, "cert", "name", "holding_rssd", "holding"))

    @cached_property
    def remarks(self) -> tuple[str, ...]:
        """What a reader is told of the tickers that do not agree with the service."""
        return tuple(bank_tickers.remarks(self.listed))

    @cached_property
    def totals(self) -> pd.DataFrame:
        """Sums over all charters, a column a field in USD, indexed by quarter; NaN where nobody filed it.

        Uninsured deposits above all deposits are left out of the sums; flows stay year to date.
        """
        names = [name for name, known in FIELDS.items() if known.unit == "USD"]
        found = {}
        for end in self.quarters:
            rows = self.rows(end, *names)
            rows.loc[rows["DEPUNINS"] > rows["DEPDOM"].fillna(rows["DEP"]), "DEPUNINS"] = np.nan
            found[pd.Timestamp(end)] = rows.sum(min_count=1)
        return pd.DataFrame(found).T.rename_axis("date")

    @cached_property
    def counts(self) -> pd.Series[int]:
        """How many charters filed in each quarter."""
        return pd.Series({pd.Timestamp(end): count for end, (_, count) in self._places.items()})

    def series(self, key: int, *names: str) -> pd.DataFrame:
        """Sums of some fields over the charters of a bank, by quarter, as it was in each of them.

        `key` is a holding company's number, or minus the certificate of one charter. Indexed by quarter, with
        `charters`, how many there were; quarters without any are left out, and a field that one of them did
        not file is NaN.
        """
        numbers = self.table["cert" if key < 0 else "holding_rssd"].to_numpy()
        places = np.flatnonzero(numbers == abs(key))
        mine: pd.DataFrame = self.table.select(["date", *names]).take(places).to_pandas()
        quarters = mine.groupby("date")
        whole = quarters.count().eq(quarters.size(), axis=0)
        sums: pd.DataFrame = quarters.sum().where(whole).astype("float64")
        return sums.assign(charters=quarters.size().astype("float64"))


def opened(table: pa.Table, provenance: Mapping[str, Any], published: Published) -> Panel:
    """The panel of a published version, with the hand table of tickers, and what was held back of it."""
    registered = {
        date.fromisoformat(end): origin["register"]
        for end, origin in provenance.get("quarters", {}).items()
        if origin.get("register")
    }
    return Panel(whole(table), published.table("bank_tickers"), withheld(provenance), registered)


def whole(table: pa.Table) -> pa.Table:
    """The table with a blank column for every field it lacks: an older version was published without some."""
    for name in COLUMNS:
        if name not in table.column_names:
            table = table.append_column(name, pa.nulls(len(table), pa.float64()))
    return table


def withheld(provenance: Mapping[str, Any]) -> tuple[str, ...]:
    """What the last refresh could not take, and what stands instead, in sentences."""
    last, notes = date.fromisoformat(provenance["last"]), []
    for key, reason in provenance["missing"].items():
        if key == "register":
            notes.append(f"The register of institutions could not be read ({reason}); names are as held before.")
            continue
        end = date.fromisoformat(key)
        stands = f"the quarter to {day(last)} stands" if end > last else "what was held of it stands"
        notes.append(f"The quarter to {day(end)} was not taken ({reason}); {stands}.")
    return tuple(notes)


def group(rows: pd.DataFrame) -> np.ndarray:
    """What each charter is summed by: its holding company's number, or minus its certificate."""
    holding = rows["holding_rssd"].to_numpy()
    return np.where(holding > 0, holding, -rows["cert"].to_numpy())
