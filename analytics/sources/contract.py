"""What each service is known to serve, as data: one small question each, and what its answer must hold."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import requests

from analytics.catalogue.banks import FIELDS
from analytics.sources import fdic, fred, nyfed, treasury, yahoo
from analytics.sources.http import connection_failure, rehost
from analytics.sources.sec.client import DATA, WWW

Content = Any
Difference = tuple[str, str]
"""What differs from the contract, and what to do."""

CONNECT, READ = 3.0, 8.0
"""Seconds that a question may take to be connected, and to be answered."""
LATE = timedelta(days=10)
"""Daily figures may be as old as this over holidays; older ones are late."""
FEWEST_FILERS, FEWEST_BANKS, FEWEST_TICKERS = 4000, 4000, 5000
LIMITED = "Wait an hour; if it lasts, run it from another address."
UPDATE = "The service has changed: look for a newer version of the dashboard, or report these words."
CONTACT = "Set SEC_CONTACT to an e-mail address of yours."
CALENDAR = "https://www.bls.gov/schedule/news_release/bls.ics"


@dataclass(frozen=True)
class Question:
    """One question to one service: where it goes, and `differs`, which reads the body and names what is not so.

    `setting` is the field of the settings that puts another host in its place; `agent` the name the reader gives,
    "own" for ours, "client" for the HTTP client's.
    """

    service: str
    words: str
    url: str
    params: dict[str, str]
    setting: str
    differs: Callable[[bytes, date], Iterator[Difference]]
    agent: str = "own"
    headers: dict[str, str] | None = None


def _json(body: bytes) -> Content:
    return json.loads(body)


def _late(words: str, last: date, today: date) -> Iterator[Difference]:
    if today - last > LATE:
        yield f"its newest {words} is of {last}", "It may be a holiday or an outage: ask again in a day."


def _chart(body: bytes, today: date) -> Iterator[Difference]:
    chart = _json(body)["chart"]
    if not chart.get("result"):
        yield "no bars in the answer", LIMITED
        return
    result = chart["result"][0]
    closes = result["indicators"]["quote"][0]["close"]
    if len(result["timestamp"]) != len(closes):
        yield "as many closes as bars", UPDATE
    if "adjclose" not in result["indicators"]:
        yield "no adjusted closes", UPDATE
    zone = result["meta"].get("exchangeTimezoneName")
    if zone != "America/New_York":
        yield f"its time zone is {zone!r:.40}", UPDATE
    yield from _late("bar", date.fromtimestamp(result["timestamp"][-1]), today)


def _table(body: bytes, today: date) -> Iterator[Difference]:
    text = body.decode("utf-8", "replace")
    head = text.split("\n", 1)[0].strip()
    if head.lower() not in ("observation_date,dgs10,dgs3mo", "date,dgs10,dgs3mo"):
        yield f"its header reads {head[:60]!r}", UPDATE
        return
    yield from _late("yield", fred.parse_csv(text, ("DGS10", "DGS3MO"))["DGS10"].index[-1].date(), today)


def _unit(body: bytes, today: date) -> Iterator[Difference]:
    text = body.decode("utf-8", "replace")
    if "api_key" in text or "not registered" in text:
        yield "it does not accept the key", "Check FRED_API_KEY; without one the tables serve."
    elif not re.search(r'units="Percent"', text):
        yield "the unit of DGS10 is not Percent", UPDATE


def _yields(body: bytes, today: date) -> Iterator[Difference]:
    table = treasury.parse(body.decode("utf-8", "replace"))
    if table.empty and today.month > 1:
        yield "no yields of this year", UPDATE
    elif len(table):
        absent = [name for name, id in treasury.COLUMNS.items() if id not in table.columns]
        if absent:
            yield f"no column {', '.join(absent)}", UPDATE
        yield from _late("yield", table["DGS10"].dropna().index[-1].date(), today)


def _sofr(body: bytes, today: date) -> Iterator[Difference]:
    series = nyfed.parse(body.decode("utf-8", "replace"))
    if series.empty:
        yield "no rate of the last two weeks", "Ask again in a day."
    else:
        yield from _late("rate", series.index[-1].date(), today)


def _releases(body: bytes, today: date) -> Iterator[Difference]:
    text = body.decode("utf-8", "replace").replace("\r\n ", "").replace("\n ", "")
    if "SUMMARY:Consumer Price Index" not in text:
        yield "no release of the Consumer Price Index in the calendar", UPDATE
    elif not re.search(r"DTSTART[^:\n]*:\d{8}", text):
        yield "its events have no dates", UPDATE


def _frame(fewest: int) -> Callable[[bytes, date], Iterator[Difference]]:
    def differs(body: bytes, today: date) -> Iterator[Difference]:
        content = _json(body)
        rows = content["data"]
        if content["pts"] != len(rows):
            yield f"it says {content['pts']} rows and has {len(rows)}", UPDATE
        absent = {"accn", "cik", "end", "val"} - set(rows[0]) if rows else {"any row"}
        if absent:
            yield f"its rows have no {', '.join(sorted(absent))}", UPDATE
        if len(rows) < fewest:
            yield f"{len(rows):,} filers, where {fewest:,} or more are expected", "Ask again in a day."

    return differs


def _register(body: bytes, today: date) -> Iterator[Difference]:
    content = _json(body)
    absent = {"cik", "name", "ticker", "exchange"} - set(content["fields"])
    if absent:
        yield f"no field {', '.join(sorted(absent))}", UPDATE
    if len(content["data"]) < FEWEST_TICKERS:
        yield f"{len(content['data']):,} tickers, where {FEWEST_TICKERS:,} or more are expected", "Ask again in a day."


def _end_of_zip(body: bytes, today: date) -> Iterator[Difference]:
    if not body[-22:].startswith(b"PK\x05\x06"):
        yield "its last 22 bytes are not the end of a zip", UPDATE


def _quarter(body: bytes, today: date) -> Iterator[Difference]:
    content = _json(body)
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


LADDERS = ("SCNM3LES", "SCNM5T15", "SCPT5T15", "LNRS5T15", "LNOT5T15")


def _filled(body: bytes, today: date) -> Iterator[Difference]:
    rows = [record["data"] for record in _json(body)["data"]]
    empty = [name for name in LADDERS if sum(row.get(name) is not None for row in rows) < len(rows) / 2]
    if not rows or empty:
        yield f"fewer than half of the banks file {', '.join(empty) or 'anything'}", UPDATE


def _offset(body: bytes, today: date) -> Iterator[Difference]:
    if len(_json(body)["data"]) != 1:
        yield "no row at offset 10,000 of its register", UPDATE


def questions(today: date, key: str) -> tuple[Question, ...]:
    """Every question of a day; that of FRED's units only where there is a key."""
    month = {"cosd": (today - timedelta(days=31)).isoformat()}
    bars = {"range": "5d", "interval": "1d", "includeAdjustedClose": "true"}
    year, quarter = _quarter_before(today, 45)
    instant = f"CY{year}Q{quarter}I"
    end = _quarter_end(*_quarter_before(today, 75))
    zip_year, zip_quarter = _quarter_before(today, 40)
    frame = f"{DATA}/api/xbrl/frames"
    ladder = "LongTermDebtMaturitiesRepaymentsOfPrincipalInNextTwelveMonths"
    annual = today.year - (1 if today >= date(today.year, 4, 15) else 2)
    yearly = treasury.params(today.year)
    fields = {"fields": ",".join(FIELDS), "limit": "3", "filters": f"REPDTE:{end:%Y%m%d}", "sort_by": "CERT"}
    lately = {"startDate": str(today - timedelta(days=14)), "endDate": str(today), "type": "rate"}
    api = {"series_id": "DGS10", "api_key": key}
    ids = {"id": "DGS10,DGS3MO"} | month
    asked = [
        *(Question(yahoo.SERVICE, f"{id}, five days", f"{yahoo.CHART}{id}", bars, "yahoo_url", _chart)
          for id in ("SPY", "^GSPC")),
        Question(fred.SERVICE, "two yields of a month, by our name", fred.CSV, ids, "fred_csv_url", _table),
        Question(fred.SERVICE, "the same by the client's name", fred.CSV, ids, "fred_csv_url", _table, "client"),
        *([Question(fred.SERVICE, "the unit of DGS10", f"{fred.API}/series", api, "fred_url", _unit)] if key else []),
        Question(treasury.SERVICE, "this year's yields", treasury.CSV.format(year=today.year), yearly, "treasury_url",
                 _yields),
        Question(nyfed.SERVICE, "SOFR of two weeks", nyfed.SEARCH, lately, "nyfed_url", _sofr),
        Question("the BLS", "its release calendar", CALENDAR, {}, "bls_url", _releases),
        Question("SEC EDGAR", f"Assets of {instant}", f"{frame}/us-gaap/Assets/USD/{instant}.json", {}, "sec_url",
                 _frame(FEWEST_FILERS)),
        Question("SEC EDGAR", f"debt due within a year, CY{annual}Q4I",
                 f"{frame}/us-gaap/{ladder}/USD/CY{annual}Q4I.json", {}, "sec_url", _frame(300)),
        Question("SEC EDGAR", f"public float of CY{annual}Q2I",
                 f"{frame}/dei/EntityPublicFloat/USD/CY{annual}Q2I.json", {}, "sec_url", _frame(1000)),
        Question("SEC EDGAR", "the register of tickers", f"{WWW}/files/company_tickers_exchange.json", {}, "sec_url",
                 _register),
        Question("SEC EDGAR", f"the end of the statement data set {zip_year}q{zip_quarter}",
                 f"{WWW}/files/dera/data/financial-statement-data-sets/{zip_year}q{zip_quarter}.zip", {}, "sec_url",
                 _end_of_zip, headers={"Range": "bytes=-22"}),
        Question(fdic.SERVICE, f"three banks on {end}", fdic.FINANCIALS, fields, "fdic_url", _quarter),
        Question(fdic.SERVICE, f"maturities of 200 banks on {end}", fdic.FINANCIALS,
                 fields | {"fields": ",".join(("CERT", *LADDERS)), "limit": "200"}, "fdic_url", _filled),
        Question(fdic.SERVICE, "its register from row 10,000", fdic.INSTITUTIONS,
                 {"fields": "CERT,NAME", "limit": "1", "offset": "10000", "sort_by": "CERT"}, "fdic_url", _offset),
    ]  # fmt: skip
    return tuple(asked)


def _quarter_before(today: date, days: int) -> tuple[int, int]:
    """Year and number of the newest quarter that ended so many days ago or more."""
    at = today - timedelta(days=days)
    quarter = (at.month - 1) // 3
    return (at.year, quarter) if quarter else (at.year - 1, 4)


def _quarter_end(year: int, quarter: int) -> date:
    month = 3 * quarter
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


@dataclass(frozen=True)
class Reply:
    """What came: status and body, or status 0 and the `fault` of the line."""

    status: int
    body: bytes = b""
    fault: str = ""


def ask(question: Question, base: str, own: str) -> Reply:
    """Put one question, by the name `own` where it is ours; `base` takes the place of the service's host."""
    name = requests.utils.default_user_agent() if question.agent == "client" else own
    headers = {"User-Agent": name} | (question.headers or {})
    is_yahoo = question.service == yahoo.SERVICE
    session, headers = (yahoo.session(), {}) if is_yahoo else (requests.Session(), headers)
    try:
        url = rehost(question.url, base)
        answer = session.get(url, params=question.params, headers=headers, timeout=(CONNECT, READ))
        return Reply(answer.status_code, answer.content)
    except (OSError, requests.RequestException) as error:
        return Reply(0, fault=connection_failure(error))
