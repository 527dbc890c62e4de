"""The measurements as a page of the project: `tests/bench/README.md`, with the machine and the day."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from datetime import date
from pathlib import Path

PLACE = Path(__file__).with_name("README.md")
HEADS = ("what", "measured", "yardstick", "budget")
Row = tuple[str, str, str, str]


def write(sections: Iterable[tuple[str, list[Row]]]) -> None:
    """Write every section as a table; a row without a name goes on with the one above it."""
    lines = [
        "# Measurements",
        "",
        f"By `make bench` on {date.today():%-d %B %Y}: {_machine()}. Every figure stands beside its yardstick from the "
        "same run; what misses its budget is said here and not hidden.",
    ]
    for title, rows in sections:
        lines += ["", f"## {title}", "", f"| {' | '.join(HEADS)} |", "|---|---|---|---|"]
        lines += [f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows]
    PLACE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}"
