"""Answers as text for a terminal: figures and tables in aligned columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

import pandas as pd

from analytics.catalogue import publishers
from analytics.catalogue.columns import column
from analytics.load import World
from analytics.model.metric import MINUS, NBSP, day
from analytics.output.views import Answer

ROWS = 12
WHOLE = {"claims": 200, "checks": 5}
"""Tables of which every row is printed, up to that many."""


def of(answer: Answer) -> Iterator[str]:
    """The answer in lines: what it is, what it says, its figures, then the first and last rows of each table."""
    result = answer.result
    yield f"{answer.view.title} · {describe(answer.world)}" + (f" · as of {day(result.as_of)}" if result.as_of else "")
    yield ""
    yield from textwrap.wrap(answer.text.answer, 110)
    for sentence in answer.text.prose:
        yield from textwrap.wrap(sentence, 110)
    yield from result.notes
    yield ""
    invented = answer.world.kind == "illustrative"
    yield table(
        (
            (m.id, m.label, m.text, m.as_of, m.method, "invented" if invented else publishers(m.sources), m.note)
            for m in result.metrics
        ),
        ("id", "figure", "value", "as of", "method", "source", "note"),
    )
    for name, frame in result.tables.items():
        yield f"\n{name} ({len(frame):,} rows)"
        yield table(_shortened(frame, WHOLE.get(name, ROWS)), [str(name) for name in frame.columns])


def describe(world: World) -> str:
    """The world in words: "live, snapshot 12ab…", "ILLUSTRATIVE: invented between published figures"."""
    if world.kind == "illustrative":
        return "ILLUSTRATIVE: invented between published figures, not market data"
    return f"{world.kind}, snapshot {world.id}"


def table(rows: Iterable[Sequence[object]], heads: Sequence[str]) -> str:
    """Rows in columns as wide as their widest cell; a column of numbers stands to the right."""
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(heads, *cells, strict=True)]
    right = [all(_numeric(row[i]) for row in cells) for i in range(len(heads))]

    def line(row: Sequence[str]) -> str:
        parts = (c.rjust(w) if r else c.ljust(w) for c, w, r in zip(row, widths, right, strict=True))
        return "  ".join(parts).rstrip()

    return "\n".join([line(heads), line(["-" * width for width in widths]), *map(line, cells)])


def _shortened(frame: pd.DataFrame, most: int) -> list[list[object]]:
    rounded = frame.round({str(name): column(str(name)).decimals for name in frame.select_dtypes("float").columns})
    rows = rounded.astype(object).where(rounded.notna(), None).to_numpy().tolist()
    if len(rows) <= most:
        return rows
    half = ROWS // 2
    return [*rows[:half], ["…"] * len(frame.columns), *rows[-half:]]


def _cell(value: object) -> str:
    if value is None or value is pd.NaT:
        return "n/a"
    if isinstance(value, pd.Timestamp | datetime):
        return f"{value:%Y-%m-%d}" if (value.hour, value.minute) == (0, 0) else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".").replace("-", MINUS)
    return textwrap.shorten(str(value).replace(NBSP, " "), 76, placeholder="…")


def _numeric(text: str) -> bool:
    return text in ("n/a", "…") or text.lstrip(MINUS + "+")[:1].isdigit()
