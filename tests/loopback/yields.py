"""Where yields and SOFR are had when FRED is not: the Treasury's files, the H.15 package, the New York Fed."""

from __future__ import annotations

import json
from datetime import date

import pandas as pd

from analytics.sources.treasury import COLUMNS
from tests.loopback.recordings import Recordings

BESIDE = "1.5 Month"
"""The column that the Treasury put between the others in 2025."""


def treasury(recordings: Recordings, path: str, fault: str) -> tuple[int, bytes]:
    """Answer a year's file, newest first: `MM/DD/YYYY`, blanks, a column without a series of ours."""
    year = path.split("/daily-treasury-rates.csv/")[1].split("/")[0]
    if fault == "missing":
        return 404, b"not here"
    days = sorted({str(day) for id in COLUMNS.values() for day in _series(recordings, id) if str(day).startswith(year)})
    if not days:
        return 200, b""
    names = ["1 Mo", BESIDE, *list(COLUMNS)[1:]]
    if fault == "renamed":
        names = [name.replace("10 Yr", "120 Mo") for name in names]
    lines = [",".join(["Date", *(f'"{name}"' for name in names)])]
    columns = {name: _series(recordings, COLUMNS.get(name, "")) for name in names}
    off = 0.05 if fault == "shifted" else 0.0
    for day in reversed(days):
        cells = []
        for name in names:
            text = columns[name].get(day, "")
            cells.append(f"{float(text) + off:.2f}" if _number(text) else "N/A" if name == BESIDE else "")
        year_, month, number = day.split("-")
        lines.append(",".join([f"{month}/{number}/{year_}", *cells]))
    return 200, ("\n".join(lines) + "\n").encode()


def _number(text: str) -> bool:
    return text not in ("", ".")


def _series(recordings: Recordings, id: str) -> dict[str, str]:
    series = recordings.series.get(id)
    return {} if series is None else {str(day)[:10]: str(text) for day, text in series.items()}


def h15(recordings: Recordings, fault: str) -> tuple[int, bytes]:
    """Answer the package: five header lines, a column a maturity by its description, one indexed to inflation."""
    if fault == "missing":
        return 404, b"not here"
    ids = [id for id in COLUMNS.values() if id in recordings.series]
    days = sorted({day for id in ids for day in _series(recordings, id)})
    words = {id: _maturity(id) for id in ids}
    described = [
        f'"Market yield on U.S. Treasury securities at {words[id]} constant maturity, quoted on investment basis"'
        for id in ids
    ]
    described.append('"Market yield on U.S. Treasury securities at 10-year constant maturity, inflation-indexed"')
    width = len(described)
    lines = [
        ",".join(['"Series Description"', *described]),
        ",".join(['"Unit:"', *['"Percent:_Per_Year"'] * width]),
        ",".join(['"Multiplier:"', *['"1"'] * width]),
        ",".join(['"Currency:"', *['"NA"'] * width]),
        ",".join(['"Unique Identifier: "', *[f'"H15/H15/{number}"' for number in range(width)]]),
        ",".join(['"Time Period"', *[f'"RIFLGFC{number}_N.B"' for number in range(width)]]),
    ]
    columns = [_series(recordings, id) for id in ids]
    for day in days:
        cells = [text if _number(text := column.get(day, "")) else "ND" for column in columns]
        lines.append(",".join([day, *cells, "ND"]))
    return 200, ("\n".join(lines) + "\n").encode()


def _maturity(id: str) -> str:
    term = id.removeprefix("DGS")
    return f"{term.removesuffix('MO')}-{'month' if term.endswith('MO') else 'year'}"


def sofr(recordings: Recordings, query: dict[str, str], fault: str) -> tuple[int, bytes]:
    """Answer a search for SOFR between two days."""
    first, last = query.get("startDate", ""), query.get("endDate", str(date.max))
    name = "percentrate" if fault == "renamed" else "percentRate"
    rows = [
        {"effectiveDate": day, "type": "SOFR", name: float(text)}
        for day, text in _series(recordings, "SOFR").items()
        if first <= day <= last and _number(text)
    ]
    return 200, json.dumps({"refRates": rows[::-1]}).encode()


def releases(fault: str) -> tuple[int, bytes]:
    """Answer the Bureau of Labor Statistics' calendar: folded lines, a release a month of this year and the next."""
    name = "Producer Price Index" if fault == "renamed" else "Consumer Price Index"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for month in pd.period_range(f"{date.today().year}-01", periods=24, freq="M"):
        for what, day in ((name, 12), ("Consumer Price Index for Rural Areas", 13), ("Real Earnings", 12)):
            summary = [f"SUMMARY:{what[:12]}", f" {what[12:]}"]
            start = f"DTSTART;TZID=US-Eastern:{month.year}{month.month:02d}{day}T083000"
            lines += ["BEGIN:VEVENT", start, *summary, "END:VEVENT"]
    return 200, "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()
