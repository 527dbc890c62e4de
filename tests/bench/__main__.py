"""Print every measurement beside its yardstick and its budget, and write them down."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from analytics.catalogue import DATASETS
from analytics.output.report import table
from tests.bench import (
    contact,
    corruption,
    crowd,
    first,
    frames,
    growth,
    links,
    measures,
    memory,
    record,
    repaint,
    repricing,
    slider,
    yield_paths,
)
from tests.stores import filled, recordings

Part = Callable[[], Iterator[record.Row]]


def parts(place: Path) -> dict[str, list[Part]]:
    """What is measured, by section; a store is filled when the first part needs it."""
    empty = place / "empty"

    @cache
    def store() -> Path:
        return filled(place / "store", recordings())

    @cache
    def whole() -> Path:
        return filled(place / "whole", recordings(), tuple(DATASETS), filers=4000)

    return {
        "A slider": [lambda: slider.rows(store(), empty), lambda: crowd.rows(store())],
        "Painted in Chromium": [repaint.rows, frames.rows],
        "First page": [first.rows],
        "First contact": [contact.rows],
        "Arithmetic": [measures.rows, repricing.rows, yield_paths.rows],
        "Memory": [lambda: memory.rows(whole(), empty)],
        "As work grows": [lambda: growth.rows(store())],
        "Spoiled links": [links.rows],
        "Spoiled data": [corruption.rows],
    }


def main(wanted: list[str]) -> None:
    """Measure every section, or those whose name begins as one of `wanted`, and write them down."""
    with tempfile.TemporaryDirectory() as folder:
        sections = []
        for title, measure in parts(Path(folder)).items():
            if wanted and not any(title.lower().startswith(name.lower()) for name in wanted):
                continue
            rows = [row for part in measure for row in part()]
            print(f"\n{title}\n{table(rows, record.HEADS)}", flush=True)
            sections.append((title, rows))
    record.write(sections)


if __name__ == "__main__":
    main(sys.argv[1:])
