"""Record the figures, or compare two records."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from analytics.load import choose, open_world
from analytics.store import Store
from tests.baseline import figures

parser = argparse.ArgumentParser(prog="python -m tests.baseline")
parser.add_argument("action", choices=("record", "compare"))
parser.add_argument("file", nargs="?", type=Path, default=figures.FILE)
parser.add_argument("--store", help="measure the live world of this store")
parser.add_argument("--issuers", nargs="*", default=[])
parser.add_argument("--banks", nargs="*", default=[])
options = parser.parse_args()
place = Store(options.store or tempfile.mkdtemp())
world = open_world(place, *choose(place, "live" if options.store else "illustrative"))
ones = {"issuer": tuple(options.issuers), "bank": tuple(options.banks)} if options.store else None
records = figures.record(world, place, ones)
if options.action == "record":
    figures.write(records, options.file)
    print(f"{len(records)} answers recorded in {options.file}")
else:
    found = list(figures.differences(figures.load(options.file), records))
    print(*found[:200], f"{len(found)} differences", sep="\n")
    sys.exit(bool(found))
