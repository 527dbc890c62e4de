"""Print every measurement beside its yardstick and its budget."""

from __future__ import annotations

import tempfile
from pathlib import Path

from analytics import refresh, settings
from analytics.report import table
from tests.bench import slider
from tests.loopback import REAL, Loopback, real, tiny

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        with Loopback(real() if REAL.exists() else tiny()) as loopback:
            refresh.refresh(settings.read({**loopback.environment(), "SMALLCAP_STORE": str(store)}))
        measured = [*slider.rows(store)]
    print(table(measured, ("what", "measured", "yardstick", "budget")))
