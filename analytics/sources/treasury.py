"""The US Treasury's own file of daily par yields: the second way to the yields that FRED carries."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from functools import partial

import pandas as pd

from analytics.errors import SourceChanged, SourceUnavailable
from analytics.sources.http import Direct, Patience, ServiceClient, get_text, rehost
from analytics.sources.rows import read_rows

SERVICE = "the US Treasury"
CSV = "https://home.treasury.gov/resource-center/data-chart-center/interest-rates/daily-treasury-rates.csv/{year}/all"
FIRST_YEAR = 1990
COLUMNS = {
    "1 Mo": "DGS1MO", "3 Mo": "DGS3MO", "6 Mo": "DGS6MO", "1 Yr": "DGS1", "2 Yr": "DGS2", "3 Yr": "DGS3",
    "5 Yr": "DGS5", "7 Yr": "DGS7", "10 Yr": "DGS10", "20 Yr": "DGS20", "30 Yr": "DGS30",
}  # fmt: skip
"""The file's columns by name, since one was put between the others in 2025, and the series of the same yield."""


def fetch(
    years: Iterable[int],
    base: str = "",
    patience: Patience | None = None,
    report: Callable[[int], None] = lambda _: None,
) -> dict[str, pd.Series[float]]:
    """The yields of some years by series id, per cent; a year without data is empty.

    Raises `SourceUnavailable` when a year cannot be had, `SourceChanged` for another form.
    """
    line, session = ServiceClient(SERVICE, patience), Direct()
    parts: list[pd.DataFrame] = []
    for done, year in enumerate(years, start=1):
        parts.append(line.ask(f"the yields of {year}", partial(_year, session, year, base, line.patience)))
        report(done)
    whole = pd.concat(parts) if parts else pd.DataFrame()
    return {id: whole[id].dropna().sort_index(kind="stable") for id in whole.columns if whole[id].notna().any()}


def params(year: int) -> dict[str, str]:
    """The query that asks for the par yields of a year."""
    return {"type": "daily_treasury_yield_curve", "field_tdr_date_value": str(year), "page": "", "_format": "csv"}


def _year(session: Direct, year: int, base: str, patience: Patience) -> pd.DataFrame:
    return parse(get_text(session, rehost(CSV.format(year=year), base), params(year), patience))


def parse(text: str) -> pd.DataFrame:
    """Read the file of a year: rows by date, columns by series id, NaN where it has a blank or "N/A".

    An empty body, as of a year that has not begun, gives no rows. Raises `SourceUnavailable` for a web page,
    `SourceChanged` without a date or a ten-year, with rows of different lengths or with a value that is no number,
    `Retryable` for a file that stops within a row.
    """
    if text.lstrip()[:1] == "<":
        raise SourceUnavailable("It answered with a web page in place of data.")
    if not text.strip():
        return pd.DataFrame(columns=list(COLUMNS.values()), index=pd.DatetimeIndex([], name="date"), dtype="float64")
    if len({len(row) for row in read_rows(text)}) > 1:
        raise SourceChanged("The file of yields has rows of different lengths.")
    try:
        table = pd.read_csv(io.StringIO(text), index_col="Date", na_values=["N/A"])
        table.index = pd.to_datetime(table.index, format="%m/%d/%Y").as_unit("us").rename("date")
        table = table[~table.index.duplicated(keep="first")]
        known = table[[name for name in COLUMNS if name in table.columns]].astype("float64").rename(columns=COLUMNS)
    except (ValueError, TypeError, KeyError, OverflowError, pd.errors.ParserError):
        raise SourceChanged("The file of yields is not in the form the Treasury serves it in.") from None
    if "DGS10" not in known.columns:
        raise SourceChanged("The file of yields has no column '10 Yr'.")
    return known[~known.index.duplicated(keep="first")].sort_index(kind="stable")
