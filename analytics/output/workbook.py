"""The page as a workbook: a first sheet that says what it is of, the figures, and a sheet a table."""

from __future__ import annotations

import io
import math
import re
from datetime import date, datetime

import pandas as pd

from analytics.catalogue import publishers
from analytics.catalogue.columns import column
from analytics.output import export, manifest
from analytics.output.views import Answer

LONGEST = 31
"""Signs that the name of a sheet may have."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def of(answer: Answer, address: str = "") -> bytes:
    """The answer as XLSX: no cell is a formula or leads anywhere, missing values are empty.

    The first sheet has the link, the world, the day, the sources and every dataset's version; numbers equal the JSON's.
    `address` is where the dashboard stands, "" where that is not known.
    """
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        bold = book.add_format({"bold": True})
        dated = book.add_format({"num_format": "d mmm yyyy"})
        names: set[str] = set()

        def sheet(title: str, heads: list[str], rows: list[list[object]]) -> None:
            page = book.add_worksheet(_title(title, names))
            page.freeze_panes(1, 0)
            for place, head in enumerate(heads):
                page.write_string(0, place, head, bold)
                page.set_column(place, place, min(max(len(head), 10) + 2, 40))
            for line, row in enumerate(rows, 1):
                for place, value in enumerate(row):
                    if isinstance(value, bool):
                        page.write_boolean(line, place, value)
                    elif isinstance(value, int | float):
                        if math.isfinite(value):
                            page.write_number(line, place, value)
                    elif isinstance(value, datetime | date):
                        moment = pd.Timestamp(value).tz_localize(None).to_pydatetime()
                        page.write_datetime(line, place, moment, dated)
                    elif value is not None:
                        page.write_string(line, place, str(export.quoted(value)))

        sheet("About", ["What", "Value"], _about(answer, address))
        metrics = export.metrics_table(answer.result)
        sheet("figures", [str(name) for name in metrics.columns], _rows(metrics))
        for name, frame in answer.result.tables.items():
            heads = [column(str(one), answer.view.name).head for one in frame.columns]
            sheet(name, heads, _rows(frame))
    return out.getvalue()


def _about(answer: Answer, address: str) -> list[list[object]]:
    result, behind = answer.result, manifest.of(answer)
    sources = dict.fromkeys(id for metric in result.metrics for id in metric.sources)
    invented = answer.world.kind == "illustrative"
    rows: list[list[object]] = [
        ["View", answer.view.title],
        ["World", "illustrative: invented, not market data" if invented else answer.world.kind],
        ["Snapshot", answer.world.id],
        ["Published", behind["published_at"]],
        ["As of", result.as_of],
        ["Link", address.rstrip("/") + behind["link"]],
        ["Answer", answer.text.answer],
        ["Sources", "invented" if invented else publishers(tuple(sources))],
        ["Units", "The head of each column names its unit; the sheet of figures has a column for it."],
    ]
    for name, held in behind["datasets"].items():
        rows.append([f"Dataset {name}", f"{held['source']}, version {held['version']}, fetched {held['fetched_at']}"])
    rows += [[f"Control {name}", getattr(answer.scenario, name)] for name in answer.view.fields]
    rows += [["Note", note] for note in result.notes]
    return rows


def _rows(frame: pd.DataFrame) -> list[list[object]]:
    rows: list[list[object]] = frame.astype(object).where(frame.notna(), None).to_numpy().tolist()
    return rows


def _title(name: str, taken: set[str]) -> str:
    """A name that a sheet may have and no other sheet has."""
    base = _FORBIDDEN.sub(" ", name)[:LONGEST].strip() or "table"
    title, n = base, 1
    while title.lower() in taken:
        n += 1
        title = f"{base[: LONGEST - 4]} {n}"
    taken.add(title.lower())
    return title
