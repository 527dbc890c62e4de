"""Print every measurement beside its yardstick and its budget."""

from __future__ import annotations

import tempfile
from pathlib import Path

from analytics.catalogue import DATASETS
from analytics.output.report import table
from tests.bench import contact, corruption, crowd, first, measures, memory, repaint, repricing, slider, yield_paths
from tests.stores import filled, recordings

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        store, empty = filled(place / "store", recordings()), place / "empty"
        whole = filled(place / "whole", recordings(), tuple(DATASETS), filers=4000)
        measured = [
            *slider.rows(store, empty),
            *repaint.rows(),
            *first.rows(),
            *measures.rows(),
            *repricing.rows(),
            *yield_paths.rows(),
            *crowd.rows(store),
            *memory.rows(whole, empty),
            *contact.rows(),
            *corruption.rows(),
        ]
    print(table(measured, ("what", "measured", "yardstick", "budget")))
