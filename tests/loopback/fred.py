"""FRED's two faces: the keyless CSV in both its generations, and the API in XML and JSON."""

from __future__ import annotations

import json
from datetime import date
from xml.sax.saxutils import quoteattr

import pandas as pd

from analytics.catalogue import ENTRIES
from analytics.sources.fred import UNITS
from tests.loopback.recordings import Recordings

KEY = "0123456789abcdef0123456789abcdef"


def graph_csv(recordings: Recordings, query: dict[str, str], fault: str) -> tuple[int, bytes]:
    """Answer /graph/fredgraph.csv?id=A,B: status and body."""
    ids = query.get("id", "").split(",")
    if fault == "missing" or any(id not in recordings.series for id in ids):
        return 404, b"<html><body>The requested series does not exist.</body></html>"
    blank, first = (".", "DATE") if fault == "old_format" else ("", "observation_date")
    table = pd.DataFrame({id: _spoil(recordings.series[id], fault) for id in ids}).fillna("").replace(".", "")
    if fault == "duplicate":
        table = pd.concat([table, table.iloc[-3:]])
    named = [f"{id}_20261127" for id in ids] if fault == "renamed" else ids
    lines = [",".join([first, *named])]
    lines += [",".join([str(day), *(value or blank for value in row)]) for day, *row in table.itertuples()]
    return 200, ("\n".join(lines) + "\n").encode()


def api(recordings: Recordings, path: str, query: dict[str, str], fault: str) -> tuple[int, bytes]:
    """Answer /fred/series and /fred/series/observations: status and body, XML unless JSON is asked for."""
    if query.get("api_key") != KEY or fault == "bad_key":
        message = "Bad Request.  The value for variable api_key is not registered."
        return (
            400,
            f'<?xml version="1.0" encoding="utf-8" ?>\n<error code="400" message={quoteattr(message)} />'.encode(),
        )
    if path.endswith("/release/dates"):
        return _releases(query, fault)
    id = query.get("series_id", "")
    if id not in recordings.series:
        return 400, b'<error code="400" message="Bad Request.  The series does not exist." />'
    if path.endswith("/series"):
        entry = ENTRIES[id]
        units = UNITS.get(entry.unit, (entry.unit,))[0]
        units = "Basis Points" if fault == "unit" else units
        body = (
            f"<seriess><series id={quoteattr(id)} title={quoteattr(entry.title)} units={quoteattr(units)} /></seriess>"
        )
        return 200, body.encode()
    start = query.get("observation_start", "0000")
    values = _spoil(recordings.series[id], fault)
    rows = [(day, value or ".") for day, value in values.items() if str(day) >= start]
    if query.get("file_type") == "json":
        observations = [{"date": day, "value": value} for day, value in rows]
        return 200, json.dumps({"count": len(rows), "observations": observations}).encode()
    inner = "".join(
        f'<observation realtime_start="2026-08-05" realtime_end="2026-08-05" date="{day}" value="{value}"/>'
        for day, value in rows
    )
    return (
        200,
        f'<?xml version="1.0" encoding="utf-8" ?>\n<observations count="{len(rows)}">{inner}</observations>'.encode(),
    )


def _releases(query: dict[str, str], fault: str) -> tuple[int, bytes]:
    """The days of a release this year and the next, on the 11th of each month; no day of the future unless asked."""
    to_come = query.get("include_release_dates_with_no_data") == "true"
    months = [] if fault == "missing" else pd.period_range(f"{date.today().year}-01", periods=24, freq="M")
    days = [f"{month.year}-{month.month:02d}-11" for month in months]
    rows = "".join(
        f'<release_date release_id="{query["release_id"]}">{day}</release_date>'
        for day in days
        if day >= query["realtime_start"] and (to_come or day <= str(date.today()))
    )
    return 200, f"<release_dates>{rows}</release_dates>".encode()


def _spoil(values: pd.Series, fault: str) -> pd.Series:
    if fault == "hundredfold":
        return values.map(lambda text: f"{float(text) * 100:.2f}" if text not in ("", ".") else text)
    if fault == "short":
        return values.iloc[len(values) // 2 :]
    if fault == "discontinued":
        return values.iloc[: -max(1, len(values) // 4)]
    if fault == "revised":
        return pd.concat([values.iloc[:-3], values.iloc[-3:].map(lambda text: f"{float(text) + 0.07:.2f}")])
    if fault == "words":
        return values.map(lambda text: "n.a.")
    return values
