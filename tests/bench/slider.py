"""A slider move on a page against a move in an empty app: same server, same settings, same run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.bench.visitor import Visitor, median
from tests.browser.server import App

MOVES = 60


def rows(store: Path) -> Iterator[tuple[str, str, str, str]]:
    """What was measured, its value, its yardstick, the budget."""
    quiet = {"SMALLCAP_REFRESH": "off"}
    with (
        App(store, **quiet) as app,
        App(store, "tests/bench/empty_asgi.py", **quiet) as empty,
        App(store, "tests/bench/empty.py", stock=True, **quiet) as stock,
    ):
        visitors = {
            "page": Visitor(app.url, "divergence"),
            "empty": Visitor(empty.url),
            "stock": Visitor(stock.url),
        }
        labels = {name: next(label for label in v.sliders if label.startswith("Ten")) for name, v in visitors.items()}
        taken: dict[str, list[float]] = {name: [] for name in visitors}
        sizes = []
        for turn in range(MOVES):
            for name, visitor in visitors.items():
                move = visitor.move(labels[name], 300 + 5 * (turn % 40) + turn % 2)
                if turn >= 5:
                    taken[name].append(move.seconds * 1000)
                    if name == "page":
                        sizes.append(move.bytes)
        page, bare, plain = (median(taken[name]) for name in ("page", "empty", "stock"))
        yield (
            "slider move on Divergence, p50",
            f"{page:.1f} ms",
            f"{page / bare:.1f} x an empty app ({bare:.1f} ms)",
            "8 x",
        )
        yield "", "", f"{page / plain:.2f} x an empty app on stock streamlit run ({plain:.1f} ms)", "0.5 x"
        yield "bytes a slider move", f"{median(sizes) / 1000:.0f} kB", "", "150 kB"
