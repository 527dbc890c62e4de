"""The measurements as a page of the project: `tests/bench/README.md`, each section with its machine and day."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

PLACE = Path(__file__).with_name("README.md")
HEADS = ("what", "measured", "yardstick", "budget")
HEAD = """# Measurements

Written by `make bench`, or a section alone by `python -m tests.bench NAME`. Every figure stands beside its yardstick
from the same run; what misses its budget is said here and not hidden.
"""
NOTES: Mapping[str, str] = {
    "A slider": "A hundred sessions queue for one interpreter: one process serves a move after the other, so the 95th "
    "percentile is the length of that queue. *As work grows* shows what further replicas behind the sticky proxy give.",
    "Painted in Chromium": "Streamlit mounts a figure anew at every change and draws it hidden before it knows how "
    "wide it is; ours are drawn once, the one-figure app twice. Server and browser share the two cores: while the "
    "browser draws what came first, the server that makes the rest waits. Of a press on Debt wall some 45 ms go until "
    "the server has answered, 110 into three passes of Streamlit's page over its elements, 80 into the four figures "
    "and 35 until it knows how wide they are. On a cold visit all figures of a page are drawn in one task: the first "
    "waits for the last. Runs differ: in five within an hour Overview's last figure came after 194 to 298 ms, so that "
    "one run proves no budget met.",
    "Spoiled data": "What gets through moves a headline by less than three in a hundred: a value put in the place of "
    "another one like it, of the same maturity, bank or filer, cannot be told from a true one by what else is held.",
    "Arithmetic": "No page asks for the net income of every issuer at 200 yields: a slider asks for one yield, the "
    "curve over all is one sort of the break-evens. It takes four passes over the numbers, of which a copy is one.",
    "As work grows": "For 10,000 readers at once: with the static pages any file server or CDN carries them, and the "
    "app serves those who move a slider. Without them, at a move every five seconds, they make 2,000 moves a second: "
    "divide by what one process does (the inverse of a move's time) for the processes, one a core, of 450 MB each.",
}
Row = tuple[str, str, str, str]


def write(sections: Iterable[tuple[str, list[Row]]]) -> None:
    """Write the sections that were measured; the others stay as they were. A row without a name goes on from above."""
    parts = _held()
    for title, rows in sections:
        lines = [f"{_machine()}, {date.today():%-d %B %Y}.", ""]
        lines += [NOTES[title], ""] if title in NOTES else []
        lines += [f"| {' | '.join(HEADS)} |", "|---|---|---|---|"]
        lines += [f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows]
        parts[title] = "\n".join(lines)
    PLACE.write_text("\n\n".join([HEAD.strip(), *(f"## {title}\n\n{text}" for title, text in parts.items())]) + "\n",
                     encoding="utf-8")  # fmt: skip


def _held() -> dict[str, str]:
    """The sections of the page as it is."""
    if not PLACE.exists():
        return {}
    _, *parts = PLACE.read_text(encoding="utf-8").split("\n## ")
    return {part.partition("\n")[0]: part.partition("\n")[2].strip() for part in parts}


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}"
