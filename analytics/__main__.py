"""The command line: refresh, show, report, verify, doctor, snapshot."""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from analytics import load
from analytics import settings as environment
from analytics.catalogue import DATASETS
from analytics.claims.ledger import COLUMNS
from analytics.commands import claims, doctor, refresh, show, snapshot, verify
from analytics.errors import BadInput, DashboardError
from analytics.output import views
from analytics.settings import Settings

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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m analytics", description="Fetch, show and check the data.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    one = commands.add_parser("refresh", help="fetch, check and publish", description=refresh.refresh.__doc__)
    one.add_argument("dataset", nargs="*", metavar="DATASET", help=f"which: {', '.join(DATASETS)} (default: all)")
    one.add_argument("--accept", action="append", default=[], metavar="ID", help="believe a series that is held back")
    one.add_argument("--pages", nargs="?", const="", metavar="URL", help="write static pages beside the store as well")
    one.set_defaults(command=refresh.refresh)

    one = commands.add_parser("show", help="print every figure and table of a view", description=show.show.__doc__)
    one.add_argument("view", metavar="VIEW", help=f"which: {', '.join(views.VIEWS)}")
    one.add_argument("key", nargs="?", default="", metavar="TICKER", help="of which issuer, for a view of one")
    one.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE", help="set a control")
    one.add_argument("--as-of", metavar="DATE", help="use nothing after this day (2025-10-14)")
    one.add_argument("--world", choices=load.WORLDS, help="default: live if anything was published")
    one.add_argument("--pin", metavar="ID", help="a snapshot, as a pinned link names it")
    one.add_argument("--format", choices=("table", "json", "csv"), default="table")
    one.add_argument("--table", metavar="NAME", help="print this table alone, as CSV")
    one.set_defaults(command=show.show)

    one = commands.add_parser("claims", help="judge the claims of an article", description=claims.claims.__doc__)
    one.add_argument("file", nargs="?", metavar="FILE", help=f"CSV with the columns {','.join(COLUMNS)}")
    one.add_argument("--world", choices=load.WORLDS, help="default: live if anything was published")
    one.add_argument("--pin", metavar="ID", help="a snapshot, as a pinned link names it")
    one.add_argument("--format", choices=("table", "json", "csv"), default="table")
    one.add_argument("--table", metavar="NAME", help="print this table alone, as CSV")
    one.set_defaults(command=claims.claims)

    one = commands.add_parser("report", help="write a page as one file", description=show.write_report.__doc__)
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
    one.set_defaults(command=show.write_report)

    one = commands.add_parser(
        "verify", help="fetch afresh what a pinned link rests on", description=verify.verify.__doc__
    )
    one.add_argument("link", metavar="LINK", help="a pinned link, in quotation marks")
    one.set_defaults(command=verify.verify)

    one = commands.add_parser("doctor", help="say how each dataset stands", description=doctor.doctor.__doc__)
    one.add_argument("--live", nargs="*", metavar="SERVICE", help="meet the services, or those named, and compare")
    one.set_defaults(command=doctor.doctor)

    one = commands.add_parser(
        "snapshot", help="list, keep, drop, export or import snapshots", description=snapshot.snapshot.__doc__
    )
    one.add_argument("action", choices=("list", "keep", "drop", "export", "import"))
    one.add_argument("given", nargs="*", metavar="ID or FILE")
    one.set_defaults(command=snapshot.snapshot)
    return parser


if __name__ == "__main__":
    sys.exit(main())
