"""The commands that print a page, or write it as one file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from analytics import load
from analytics.errors import BadInput
from analytics.model.control import Choice
from analytics.model.scenario import SPECS, Scenario
from analytics.output import explorable, export, printed, report, views, workbook
from analytics.output.views import Answer
from analytics.settings import Settings
from analytics.store import Store


def show(options: argparse.Namespace, settings: Settings) -> int:
    """Print every figure and table of a view."""
    store = Store(settings.store)
    world = load.open_world(store, *load.choose(store, options.world, options.pin))
    return print_answer(views.answer(options.view, world, _scenario(options), store), options)


def print_answer(answer: Answer, options: argparse.Namespace) -> int:
    """Print an answer as the options ask for: as text, JSON, CSV, or one table of it."""
    world = answer.world
    if options.table:
        tables = {**answer.result.tables, "metrics": export.metrics_table(answer.result)}
        if options.table not in tables:
            raise BadInput(f"There is no table {options.table[:30]!r}.", remedy=f"Known are: {', '.join(tables)}.")
        print(export.csv(tables[options.table], world), end="")
    elif options.format == "json":
        sys.stdout.buffer.write(export.as_json(answer) + b"\n")
    elif options.format == "csv":
        print(export.csv(export.metrics_table(answer.result), world), end="")
        for name, frame in answer.result.tables.items():
            print(f"\n# {name}\n{export.csv(frame, world)}", end="")
    else:
        print(*report.of(answer), sep="\n")
    return 0


def write_report(options: argparse.Namespace, settings: Settings) -> int:
    """Write a page as one file: HTML to print, XLSX by the file's name, or HTML whose sliders go on working."""
    store = Store(settings.store)
    world = load.open_world(store, *load.choose(store, options.world, options.pin))
    answer = views.answer(options.view, world, _scenario(options), store)
    path = Path(options.file)
    if options.explorable:
        content = explorable.of(answer, options.address).encode()
    elif path.suffix.lower() == ".xlsx":
        content = workbook.of(answer, options.address)
    else:
        content = printed.of(answer, options.address).encode()
    try:
        path.write_bytes(content)
    except OSError as error:
        raise BadInput(f"The file {path} could not be written: {error.strerror or error}.") from error
    print(f"{answer.view.title} is written to {path} ({len(content):,} bytes).")
    return 0


def _scenario(options: argparse.Namespace) -> Scenario:
    values: dict[str, Choice] = {}
    for pair in options.set:
        name, sign, text = pair.partition("=")
        if not sign:
            raise BadInput(f"--set {pair[:40]!r} is not FIELD=VALUE.", remedy="Write it as ten_year_bp=482.")
        if name not in SPECS:
            raise BadInput(f"--set names no field: {name[:40]!r}.", remedy=f"Fields are: {', '.join(SPECS)}.")
        if name in values:
            raise BadInput(f"--set gives {name} more than once.")
        values[name] = SPECS[name].parse(text)
    view = views.VIEWS.get(options.view)
    if options.key and view and not view.of:
        raise BadInput(f"The view {options.view} is of no single one.", remedy=f"Ask for 'show {options.view}'.")
    if options.key and view:
        values[view.of] = SPECS[view.of].parse(options.key)
    if options.as_of:
        values["as_of"] = SPECS["as_of"].parse(options.as_of)
    return Scenario().changes(**values)
