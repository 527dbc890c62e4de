"""Print every measurement beside its yardstick and its budget."""

from __future__ import annotations

import tempfile
from pathlib import Path

from analytics.report import table
from tests.bench import crowd, first, slider
from tests.stores import filled, recordings

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        store = filled(Path(folder) / "store", recordings())
        measured = [*slider.rows(store), *first.rows(), *crowd.rows(store)]
    print(table(measured, ("what", "measured", "yardstick", "budget")))
