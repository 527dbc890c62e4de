"""The command that judges a ledger of claims."""

from __future__ import annotations

import argparse
from pathlib import Path

from analytics import load
from analytics.claims import ledger
from analytics.commands.show import print_answer
from analytics.errors import BadInput
from analytics.model.scenario import Scenario
from analytics.output import views
from analytics.settings import Settings
from analytics.store import Store


def claims(options: argparse.Namespace, settings: Settings) -> int:
    """Judge every claim of a CSV file, or of the commentary where no file is named, by what is stored."""
    packed = None
    if options.file:
        rows = ledger.read_csv(_content(Path(options.file)))
        if not rows.claims:
            raise BadInput("The ledger holds no claim.", remedy=f"Its columns are {','.join(ledger.COLUMNS)}.")
        packed = ledger.pack(rows)
    store = Store(settings.store)
    world = load.open_world(store, *load.choose(store, options.world, options.pin))
    return print_answer(views.answer("claims", world, Scenario(ledger=packed), store), options)


def _content(path: Path) -> bytes:
    """A file's bytes, one more than may be read at most. Raises `BadInput` for one that cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(ledger.LARGEST + 1)
    except OSError as error:
        raise BadInput(f"The file {path} could not be read: {error.strerror or error}.") from error
