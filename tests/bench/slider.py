"""A slider move on a page against a move in an empty app: same server, same settings, same run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from analytics.illustrative.banks import COUNT as BANKS
from analytics.illustrative.issuers import COUNT as ISSUERS
from tests.bench.visitor import Visitor, median
from tests.browser.server import App

MOVES, UNCOUNTED = 60, 5
PAGES = (
    ("divergence", "Divergence", "8 x", "0.5 x", "150 kB"),
    ("debt_wall", f"Debt wall, {ISSUERS:,} issuers", "15 x", "0.8 x", "150 kB"),
    ("regional_banks", f"Regional banks, {BANKS:,} banks", "", "", ""),
)
"""A page, its name, and what a move there may take of an empty app, of a stock one, and send."""


def rows(store: Path, empty: Path) -> Iterator[tuple[str, str, str, str]]:
    """What was measured, its value, its yardstick, the budget.

    Divergence shows what `store` holds, the two others the illustrative world, which an `empty` store leaves.
    """
    quiet = {"SMALLCAP_REFRESH": "off"}
    with (
        App(store, **quiet) as held,
        App(empty, **quiet) as illustrative,
        App(store, "tests/bench/empty_asgi.py", **quiet) as bare,
        App(store, "tests/bench/empty.py", stock=True, **quiet) as stock,
    ):
        visitors = {"bare": Visitor(bare.url), "stock": Visitor(stock.url)}
        for page, *_ in PAGES:
            visitors[page] = Visitor((held if page == "divergence" else illustrative).url, page)
        labels = {name: next(label for label in v.sliders if label.startswith("Ten")) for name, v in visitors.items()}
        taken: dict[str, list[float]] = {name: [] for name in visitors}
        sizes: dict[str, list[int]] = {name: [] for name in visitors}
        for turn in range(MOVES):
            for name, visitor in visitors.items():
                move = visitor.move(labels[name], 300 + 5 * (turn % 40) + turn % 2)
                if turn >= UNCOUNTED:
                    taken[name].append(move.seconds * 1000)
                    sizes[name].append(move.bytes)
        for visitor in visitors.values():
            visitor.close()
    least, plain = median(taken["bare"]), median(taken["stock"])
    for page, title, to_bare, to_stock, most in PAGES:
        moved = median(taken[page])
        yield (
            f"slider move on {title}, p50",
            f"{moved:.1f} ms",
            f"{moved / least:.1f} x an empty app ({least:.1f} ms)",
            to_bare,
        )
        yield "", "", f"{moved / plain:.2f} x an empty app on stock streamlit run ({plain:.1f} ms)", to_stock
        yield "bytes of that move", f"{median(sizes[page]) / 1000:.0f} kB", "", most
