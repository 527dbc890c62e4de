"""The command line: refresh, show, report, verify, doctor, snapshot."""

from __future__ import annotations

import argparse
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from analytics import load
from analytics import settings as environment
from analytics.catalogue import DATASETS
from analytics.errors import BadInput, DashboardError
from analytics.model.control import Choice
from analytics.model.scenario import SPECS, Scenario
from analytics.output import explorable, export, manifest, printed, report, static, verification, views, workbook
from analytics.settings import Settings
from analytics.store import Store, archive, progress

BUSY, WRONG_INPUT = 3, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code. What failed is said on standard error, without a traceback."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace, Settings], int] = options.command
    try:
        return command(options, environment.read())
    except BadInput as error:
        print(error, file=sys.stderr)
        return WRONG_INPUT
    except DashboardError as error:
        print(error, file=sys.stderr)
        return BUSY if type(error).__name__ == "Busy" else 1
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except KeyboardInterrupt:
        print("Ended; what was published before stands.", file=sys.stderr)
        return 130
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        kind = f"{type(error).__name__} in {Path(place.filename).name}:{place.lineno}"
        print(
            f"This could not be done ({kind}). What was published before stands; report these words.", file=sys.stderr
        )
        return 1


def refresh(options: argparse.Namespace, settings: Settings) -> int:
    """Fetch, check and publish; 0 when every dataset asked for was published, 1 otherwise, 3 when one is running."""
    from analytics.refresh import refresh as run  # imports the clients, which no other command needs

    watch = _line if sys.stderr.isatty() else Lines()
    names = options.dataset or tuple(DATASETS)
    outcomes = run(settings, names, accept=options.accept, watch=watch)
    print(
        report.table(
            (
                (
                    o.dataset,
                    "failed" if o.error else "published",
                    f"{o.n_stored} of {o.n_expected}",
                    o.error or _reasons(o.missing),
                )
                for o in outcomes
            ),
            ("dataset", "outcome", "held", "missing, with reasons"),
        )
    )
    for outcome in outcomes:
        for id, remark in outcome.remarks.items():
            print(f"{id}: {remark}")
    if options.pages is not None and not all(outcome.error for outcome in outcomes):
        print(f"{len(static.write(Store(settings.store), options.pages))} static files are written beside the store.")
    return 1 if any(outcome.error for outcome in outcomes) else 0


class Lines:
    """Without a terminal: a line a source when it begins or ends, and every five seconds in between."""

    EVERY = 5.0

    def __init__(self) -> None:
        self._said: dict[str, tuple[str, float]] = {}

    def __call__(self, now: progress.Progress) -> None:
        for name, step in now.steps.items():
            state, seconds = self._said.get(name, ("waiting", 0.0))
            if step.state != state or step.seconds - seconds >= self.EVERY:
                self._said[name] = (step.state, step.seconds)
                print(step.in_words(), file=sys.stderr, flush=True)


def _line(now: progress.Progress) -> None:
    """One line on a terminal, rewritten as the refresh goes on."""
    parts = (step.in_words() for step in now.steps.values())
    print(f"\r\033[K{' · '.join(parts)}", end="\n" if now.state == "over" else "", file=sys.stderr, flush=True)


def _reasons(missing: dict[str, str]) -> str:
    return "; ".join(f"{id}: {reason}" for id, reason in missing.items())


def show(options: argparse.Namespace, settings: Settings) -> int:
    """Print every figure and table of a view."""
    store = Store(settings.store)
    world = load.open_world(store, *load.choose(store, options.world, options.pin))
    answer = views.answer(options.view, world, _scenario(options), store)
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


def verify(options: argparse.Namespace, settings: Settings) -> int:
    """Fetch what a pinned link rests on afresh, recompute it, and say what was restated; 0 when it is reproduced."""
    from analytics.refresh import refresh as run

    store, link = Store(settings.store), verification.parse(options.link)
    pinned = load.open_world(store, *load.choose(store, None, link.snapshot))
    before = views.answer(link.view, pinned, link.scenario, store)
    names = manifest.datasets(before)
    with tempfile.TemporaryDirectory() as folder:
        place = Store(folder)
        moment = pinned.publication.published_at if pinned.publication else None
        outcomes = run(replace(settings, store=folder), names, now=moment)
        fresh = load.open_world(place, *load.choose(place))
    differences, merged = verification.compare(pinned, fresh, names)
    after = views.answer(link.view, merged, link.scenario, store)
    figures = list(verification.changed(before, after))
    for outcome in outcomes:
        if outcome.error:
            print(f"{outcome.dataset} could not be fetched: {outcome.error}")
    print(
        f"Snapshot {link.snapshot}, {before.view.title}: {len(before.result.metrics)} figures from {', '.join(names)}."
    )
    if not differences and not figures and not any(outcome.error for outcome in outcomes):
        print("Reproduced to the last digit.")
        return 0
    shown = differences[: verification.SHOWN]
    heads = ("dataset", "what happened", "to", "was", "now", "change", "values")
    print(report.table([(d.dataset, d.kind, d.what, d.was, d.now, d.change, d.rows) for d in shown], heads))
    if len(differences) > len(shown):
        print(f"{len(differences) - len(shown):,} more differences of the sources.")
    if figures:
        rows = [(old.id, old.value, new.value if new else None, new.note if new else "gone") for old, new in figures]
        print(report.table(rows, ("figure", "was", "now", "note")))
    else:
        print("No figure of the page changes.")
    return 1


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


def doctor(options: argparse.Namespace, settings: Settings) -> int:
    """Print world, age and health of each dataset; 1 when one is missing or older than its limit.

    With --live meet each service instead: one small question each, nothing published; 1 where something differs.
    """
    if options.live is not None:
        return _meet(options, settings)
    store = Store(settings.store)
    world = load.open_world(store, *load.choose(store))
    states = world.states(datetime.now(UTC))
    last = progress.read(store)
    print(f"Store {store.address}: {report.describe(world)}")
    rows = []
    for name, state in states.items():
        step = last.steps.get(name) if last else None
        rows.append(
            (name, state.state, state.last, state.age, state.fetched_at, step.error if step else "", state.note)
        )
    print(report.table(rows, ("dataset", "state", "last", "age, days", "fetched (UTC)", "last error", "note")))
    print(
        f"FRED key: {'set' if settings.fred_key else 'none, histories come by CSV'}; refresh: "
        f"{'on' if settings.refresh else 'off'}"
    )
    return 0 if all(state.state == "fresh" for state in states.values()) else 1


def _meet(options: argparse.Namespace, settings: Settings) -> int:
    from analytics.refresh import probe  # imports the clients, which no other command needs

    answers = probe.meet(settings, options.live)
    rows = (
        (
            a.service,
            a.question,
            a.http_status or "",
            a.bytes_count,
            f"{a.answer_seconds:.1f}",
            a.differs or "as recorded",
            a.remedy,
        )
        for a in answers
    )
    print(report.table(rows, ("service", "asked for", "status", "bytes", "seconds", "contract", "what to do")))
    return 1 if any(answer.differs for answer in answers) else 0


def snapshot(options: argparse.Namespace, settings: Settings) -> int:
    """List the publications held; keep one for good, drop one, or carry one to another store as a file."""
    store, action, given = Store(settings.store), options.action, options.given
    wanted = {"list": 0, "keep": 1, "drop": 1, "export": 2, "import": 1}[action]
    if len(given) != wanted:
        words = {"export": "the id of a snapshot and a file", "import": "a file"}.get(action, "the id of a snapshot")
        what = f"needs {words}" if wanted else "takes nothing more"
        raise BadInput(f"snapshot {action} {what}.", remedy="snapshot list names those held.")
    if action == "keep":
        store.keep(given[0])
        print(f"Snapshot {given[0]} is kept.")
    elif action == "drop":
        archive.drop(store, given[0])
        print(f"Snapshot {given[0]} is dropped; links to it say that it is gone.")
    elif action == "export":
        count = archive.export(store, given[0], Path(given[1]))
        print(f"Snapshot {given[0]} is written to {given[1]} ({count} files).")
    elif action == "import":
        print(f"Snapshot {archive.load(store, Path(given[0])).id} is held here and kept.")
    else:
        marked = store.marked()
        rows = [
            (p.id, p.generation, p.published_at, "yes" if p.id in marked else "", ", ".join(p.versions))
            for p in store.publications()
        ]
        print(report.table(rows, ("id", "generation", "published (UTC)", "kept", "datasets")))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m analytics", description="Fetch, show and check the data.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    one = commands.add_parser("refresh", help="fetch, check and publish", description=refresh.__doc__)
    one.add_argument("dataset", nargs="*", metavar="DATASET", help=f"which: {', '.join(DATASETS)} (default: all)")
    one.add_argument("--accept", action="append", default=[], metavar="ID", help="believe a series that is held back")
    one.add_argument("--pages", nargs="?", const="", metavar="URL", help="write static pages beside the store as well")
    one.set_defaults(command=refresh)

    one = commands.add_parser("show", help="print every figure and table of a view", description=show.__doc__)
    one.add_argument("view", metavar="VIEW", help=f"which: {', '.join(views.VIEWS)}")
    one.add_argument("key", nargs="?", default="", metavar="TICKER", help="of which issuer, for a view of one")
    one.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE", help="set a control")
    one.add_argument("--as-of", metavar="DATE", help="use nothing after this day (2025-10-14)")
    one.add_argument("--world", choices=load.WORLDS, help="default: live if anything was published")
    one.add_argument("--pin", metavar="ID", help="a snapshot, as a pinned link names it")
    one.add_argument("--format", choices=("table", "json", "csv"), default="table")
    one.add_argument("--table", metavar="NAME", help="print this table alone, as CSV")
    one.set_defaults(command=show)

    one = commands.add_parser("report", help="write a page as one file", description=write_report.__doc__)
    one.add_argument("view", metavar="VIEW", help=f"which: {', '.join(views.VIEWS)}")
    one.add_argument("key", nargs="?", default="", metavar="TICKER", help="of which issuer, for a view of one")
    one.add_argument("file", metavar="FILE", help="where to; a name that ends in .xlsx makes a workbook")
    one.add_argument("--explorable", action="store_true", help="HTML whose sliders go on working, offline")
    one.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE", help="set a control")
    one.add_argument("--as-of", metavar="DATE", help="use nothing after this day (2025-10-14)")
    one.add_argument("--world", choices=load.WORLDS, help="default: live if anything was published")
    one.add_argument("--pin", metavar="ID", help="a snapshot, as a pinned link names it")
    one.add_argument(
        "--address", default="", metavar="URL", help="where the dashboard stands, for the link in the file"
    )
    one.set_defaults(command=write_report)

    one = commands.add_parser("verify", help="fetch afresh what a pinned link rests on", description=verify.__doc__)
    one.add_argument("link", metavar="LINK", help="a pinned link, in quotation marks")
    one.set_defaults(command=verify)

    one = commands.add_parser("doctor", help="say how each dataset stands", description=doctor.__doc__)
    one.add_argument("--live", nargs="*", metavar="SERVICE", help="meet the services, or those named, and compare")
    one.set_defaults(command=doctor)

    one = commands.add_parser(
        "snapshot", help="list, keep, drop, export or import snapshots", description=snapshot.__doc__
    )
    one.add_argument("action", choices=("list", "keep", "drop", "export", "import"))
    one.add_argument("given", nargs="*", metavar="ID or FILE")
    one.set_defaults(command=snapshot)
    return parser


if __name__ == "__main__":
    sys.exit(main())
