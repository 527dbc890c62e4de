"""Banks made by hand: a row says what it files, the rest is blank; and a market with flat curves to mark them by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa

from analytics.banks import Panel
from analytics.catalogue.banks import COLUMNS, FIELDS, WORDS
from analytics.catalogue.rates import TENORS
from analytics.frames.market import Market
from analytics.store import published

END = date(2025, 9, 30)
Row = Mapping[str, object]

SOUND: dict[str, float] = {
    "ASSET": 1000.0, "DEP": 850.0, "DEPDOM": 850.0, "DEPUNINS": 250.0, "LNLSNET": 600.0, "LNLSGR": 610.0,
    "LNRERSFM": 150.0, "LNATRES": 10.0, "EQ": 100.0, "EQPP": 5.0, "INTAN": 12.0, "INTANMSR": 2.0, "RBCT1C": 90.0,
    "RBCT1J": 95.0, "RBC": 110.0, "SC": 250.0, "SCHA": 100.0, "SCHF": 90.0, "SCAA": 160.0, "SCAF": 150.0,
    "LNRECONS": 40.0, "LNREMULT": 30.0, "LNRENROT": 80.0, "LNCOMRE": 5.0, "NAASSET": 4.0, "P9ASSET": 1.0, "ORE": 1.0,
    "EDEPDOM": 5.0, "SCNM1T3": 60.0, "SCNM5T15": 60.0, "SCPTOV15": 80.0, "SCOOV3Y": 50.0,
    "LNRS5T15": 50.0, "LNRSOV15": 100.0, "LNOT3LES": 250.0, "LNOT3T5": 120.0, "LNOT5T15": 90.0,
}  # fmt: skip
"""A bank in USD mn that files everything it has."""


def bank(cert: int = 1, **changed: object) -> dict[str, object]:
    """A sound bank with some fields changed, amounts in USD mn; None blanks one."""
    values: dict[str, object] = {**SOUND, **changed}
    row: dict[str, object] = {"cert": cert, "name": f"Bank {cert}"}
    for name, value in values.items():
        scaled = isinstance(value, int | float) and name in FIELDS and FIELDS[name].unit == "USD"
        row[name] = np.nan if value is None else float(value) * 1e6 if scaled else value
    return row


def panel(quarters: Mapping[date, list[dict[str, object]]], tickers: pd.DataFrame | None = None) -> Panel:
    """A panel of such rows by quarter."""
    parts = []
    for end in sorted(quarters):
        frame = pd.DataFrame(quarters[end])
        frame["date"] = pd.Timestamp(end).as_unit("us")
        for word in WORDS:
            frame[word] = frame[word].fillna("") if word in frame else ""
        for number in ("rssd", "holding_rssd"):
            frame[number] = frame[number].fillna(0).astype("int64") if number in frame else 0
        frame["closed"] = pd.Series([pd.NaT] * len(frame)).astype("datetime64[us]")
        parts.append(frame.reindex(columns=list(COLUMNS)).sort_values("cert"))
    long = pd.concat(parts, ignore_index=True).astype(dict.fromkeys(FIELDS, "float64"))
    if tickers is None:
        tickers = pd.DataFrame({"ticker": [], "holding": [], "rssd": [], "cert": [], "source": []})
    return Panel(pa.Table.from_pandas(long, preserve_index=False), tickers)


def market(report: float = 4.0, today: float | None = None, end: date = END, slope: float = 0.0) -> Market:
    """Flat curves in per cent (plus `slope` a year of maturity): `report` up to the quarter's end, then `today`."""
    days = pd.bdate_range(pd.Timestamp(end) - pd.DateOffset(years=6), pd.Timestamp(end) + pd.Timedelta(days=90))
    level = np.where(days <= pd.Timestamp(end), report, report if today is None else today)
    rates = pd.DataFrame({id: level + slope * years for id, years in TENORS.items()}, index=days.as_unit("us"))
    rates["DFF"] = level
    none = pd.DataFrame(index=pd.DatetimeIndex([], name="date").as_unit("us"))
    return Market(none, none, rates.rename_axis("date"), published=published.read())
