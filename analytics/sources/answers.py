"""What an answer of each service must hold: each function reads a body and yields what is not so, with what to do."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from analytics.catalogue.banks import FIELDS
from analytics.errors import SourceChanged
from analytics.sources import bls, fred, nyfed, treasury

Difference = tuple[str, str]
"""What differs from the contract, and what to do."""

LATE = timedelta(days=10)
"""Daily figures may be as old as this over holidays; older ones are late."""
FEWEST_BANKS, FEWEST_TICKERS = 4000, 5000
LIMITED = "Wait an hour; if it lasts, run it from another address."
UPDATE = "The service has changed: look for a newer version of the dashboard, or report these words."
LADDERS = ("SCNM3LES", "SCNM5T15", "SCPT5T15", "LNRS5T15", "LNOT5T15")
"""Fields of maturities, one of each ladder."""


def _late(words: str, last: date, today: date) -> Iterator[Difference]:
    if today - last > LATE:
        yield f"its newest {words} is of {last}", "It may be a holiday or an outage: ask again in a day."


def chart(body: bytes, today: date) -> Iterator[Difference]:
    """Bars of some days: as many closes as bars, adjusted ones, New York's time zone, none too old."""
    chart = json.loads(body)["chart"]
    if not chart.get("result"):
        yield "no bars in the answer", LIMITED
        return
    result = chart["result"][0]
    closes = result["indicators"]["quote"][0]["close"]
    if len(result["timestamp"]) != len(closes):
        yield "more or fewer closes than bars", UPDATE
    if "adjclose" not in result["indicators"]:
        yield "no adjusted closes", UPDATE
    zone = result["meta"].get("exchangeTimezoneName")
    if zone != "America/New_York":
        yield f"its time zone is {zone!r:.40}", UPDATE
    yield from _late("bar", date.fromtimestamp(result["timestamp"][-1]), today)


def fred_table(body: bytes, today: date) -> Iterator[Difference]:
    """A table of two yields under its own header, none too old."""
    text = body.decode("utf-8", "replace")
    head = text.split("\n", 1)[0].strip()
    if head.lower() not in ("observation_date,dgs10,dgs3mo", "date,dgs10,dgs3mo"):
        yield f"its header reads {head[:60]!r}", UPDATE
        return
    yield from _late("yield", fred.parse_csv(text, ("DGS10", "DGS3MO"))["DGS10"].index[-1].date(), today)


def fred_unit(body: bytes, today: date) -> Iterator[Difference]:
    """The unit of a yield, and whether the key is accepted."""
    text = body.decode("utf-8", "replace")
    if "api_key" in text or "not registered" in text:
        yield "it does not accept the key", "Check FRED_API_KEY; without one the tables serve."
    elif not re.search(r'units="Percent"', text):
        yield "the unit of DGS10 is not Percent", UPDATE


def treasury_yields(body: bytes, today: date) -> Iterator[Difference]:
    """This year's yields under the names of their columns, none too old."""
    table = treasury.parse(body.decode("utf-8", "replace"))
    if table.empty and today.month > 1:
        yield "no yields of this year", UPDATE
    elif len(table):
        absent = [name for name, id in treasury.COLUMNS.items() if id not in table.columns]
        if absent:
            yield f"no column {', '.join(absent)}", UPDATE
        yield from _late("yield", table["DGS10"].dropna().index[-1].date(), today)


def sofr(body: bytes, today: date) -> Iterator[Difference]:
    """The rates of two weeks, none too old."""
    series = nyfed.parse(body.decode("utf-8", "replace"))
    if series.empty:
        yield "no rate of the last two weeks", "Ask again in a day."
    else:
        yield from _late("rate", series.index[-1].date(), today)


def releases(body: bytes, today: date) -> Iterator[Difference]:
    """A calendar that names the releases of the Consumer Price Index, one that is to come among them."""
    try:
        days = bls.parse(body.decode("utf-8", "replace"))
    except SourceChanged as error:
        yield error.failed.rstrip("."), UPDATE
        return
    if days[-1] < today:
        yield f"its last release was that of {days[-1]:%Y-%m-%d}", "Ask again in a day."


def frame(fewest: int) -> Callable[[bytes, date], Iterator[Difference]]:
    """A frame with as many rows as it says, each with what is read of it, and of `fewest` filers or more."""

    def differs(body: bytes, today: date) -> Iterator[Difference]:
        content = json.loads(body)
        rows = content["data"]
        if content["pts"] != len(rows):
            yield f"it says {content['pts']} rows and has {len(rows)}", UPDATE
        absent = {"accn", "cik", "end", "val"} - set(rows[0]) if rows else {"any row"}
        if absent:
            yield f"its rows have no {', '.join(sorted(absent))}", UPDATE
        if len(rows) < fewest:
            yield f"{len(rows):,} filers, where {fewest:,} or more are expected", "Ask again in a day."

    return differs


def register(body: bytes, today: date) -> Iterator[Difference]:
    """The fields of the register of tickers, and enough of them."""
    content = json.loads(body)
    absent = {"cik", "name", "ticker", "exchange"} - set(content["fields"])
    if absent:
        yield f"no field {', '.join(sorted(absent))}", UPDATE
    if len(content["data"]) < FEWEST_TICKERS:
        yield f"{len(content['data']):,} tickers, where {FEWEST_TICKERS:,} or more are expected", "Ask again in a day."


def end_of_zip(body: bytes, today: date) -> Iterator[Difference]:
    """The last bytes of a zip, asked for as a range."""
    if not body[-22:].startswith(b"PK\x05\x06"):
        yield "its last 22 bytes are not the end of a zip", UPDATE


def bank_quarter(body: bytes, today: date) -> Iterator[Difference]:
    """Some banks of a quarter: every field, none of them a text, and enough banks in all."""
    content = json.loads(body)
    rows = [record["data"] for record in content["data"]]
    if not rows:
        yield "no bank in the quarter", "It is published some 55 days after its end: ask again in a week."
        return
    absent = sorted(name for name in FIELDS if all(name not in row for row in rows))
    if absent:
        yield f"no field {', '.join(absent[:6])}{' and more' if len(absent) > 6 else ''}", UPDATE
    texts = sorted({name for row in rows for name in FIELDS if isinstance(row.get(name), str)})
    if texts:
        yield f"text in place of numbers in {', '.join(texts[:6])}", UPDATE
    if content["meta"]["total"] < FEWEST_BANKS:
        yield f"{content['meta']['total']:,} banks, where {FEWEST_BANKS:,} or more are expected", "Ask again in a day."


def maturities(body: bytes, today: date) -> Iterator[Difference]:
    """Maturities that at least half of some banks file."""
    rows = [record["data"] for record in json.loads(body)["data"]]
    empty = [name for name in LADDERS if sum(row.get(name) is not None for row in rows) < len(rows) / 2]
    if not rows or empty:
        yield f"fewer than half of the banks file {', '.join(empty) or 'anything'}", UPDATE


def deep_row(body: bytes, today: date) -> Iterator[Difference]:
    """One row from deep in the register."""
    if len(json.loads(body)["data"]) != 1:
        yield "no row at offset 10,000 of its register", UPDATE
