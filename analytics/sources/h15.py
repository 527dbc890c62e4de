"""The Federal Reserve's H.15 release as one package: the third way to the Treasury yields."""

from __future__ import annotations

import re

import pandas as pd

from analytics.errors import SourceChanged
from analytics.sources.http import Direct, Patience, ServiceClient, get_text, refuse_page, rehost
from analytics.sources.rows import read_rows

SERVICE = "the Federal Reserve (H.15)"
PACKAGE = "https://www.federalreserve.gov/datadownload/Output.aspx"
PARAMS = {
    "rel": "H15",
    "series": "bf17364827e38702b42a58cf8eaa3f78",
    "lastobs": "",
    "from": "",
    "to": "",
    "filetype": "csv",
    "label": "include",
    "layout": "seriescolumn",
    "type": "package",
}
_MATURITY = re.compile(r"(\d+)-(month|year)\s+constant maturity", re.IGNORECASE)


def fetch(base: str = "", patience: Patience | None = None) -> dict[str, pd.Series[float]]:
    """The whole histories of the Treasury yields by series id, per cent.

    Raises as `parse`, and `SourceUnavailable` when it cannot be had.
    """
    line = ServiceClient(SERVICE, patience)
    return line.ask("its yields", lambda: parse(get_text(Direct(), rehost(PACKAGE, base), PARAMS, line.patience)))


def parse(text: str) -> dict[str, pd.Series[float]]:
    """Read the package: a column is known by its own description in the header, "ND" is a day without data.

    Inflation-indexed yields are left out. Raises `SourceUnavailable` for a web page or an empty body,
    `SourceChanged` where no description is of a constant maturity or a value is no number, `Retryable` for a package
    that stops within a row.
    """
    refuse_page(text)
    rows = read_rows(text)
    ids = {place: id for place, cell in enumerate(rows[0]) if (id := _series(cell))}
    start = next((number for number, row in enumerate(rows) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", row[0])), None)
    if not ids or start is None:
        raise SourceChanged("The package is not in the form the Federal Reserve serves H.15 in.")
    try:
        days = pd.to_datetime([row[0] for row in rows[start:]], format="%Y-%m-%d").as_unit("us").rename("date")
        columns = {id: [row[place].replace("ND", "") or "nan" for row in rows[start:]] for place, id in ids.items()}
        table = pd.DataFrame(columns, index=days).astype("float64")
        table = table[~table.index.duplicated(keep="last")]
    except (ValueError, IndexError):
        raise SourceChanged("The package is not in the form the Federal Reserve serves H.15 in.") from None
    return {id: table[id].dropna().sort_index(kind="stable") for id in table.columns if table[id].notna().any()}


def _series(description: str) -> str:
    """The id of the yield that a header describes, DGS10 or DGS3MO; empty for any other column."""
    found = _MATURITY.search(description)
    if found is None or "inflation" in description.lower():
        return ""
    return f"DGS{found[1]}{'MO' if found[2].lower() == 'month' else ''}"
