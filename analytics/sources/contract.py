"""What each service is known to serve, as data: one small question each, and what reads its answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import requests

from analytics.catalogue.banks import FIELDS
from analytics.sources import answers, bls, fdic, fred, nyfed, treasury, yahoo
from analytics.sources.answers import Difference
from analytics.sources.http import Direct, Moved, connection_failure, rehost
from analytics.sources.sec.client import DATA, WWW

CONNECT, READ = 3.0, 8.0
"""Seconds that a question may take to be connected, and to be answered."""
FEWEST_FILERS = 4000


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
        *(
            Question(yahoo.SERVICE, f"{id}, five days", f"{yahoo.CHART}{id}", bars, "yahoo_url", answers.chart)
            for id in ("SPY", "^GSPC")
        ),
        Question(fred.SERVICE, "two yields of a month, by our name", fred.CSV, ids, "fred_csv_url", answers.fred_table),
        Question(
            fred.SERVICE, "the same by the client's name", fred.CSV, ids, "fred_csv_url", answers.fred_table, "client"
        ),
        *(
            [Question(fred.SERVICE, "the unit of DGS10", f"{fred.API}/series", api, "fred_url", answers.fred_unit)]
            if key
            else []
        ),
        Question(
            treasury.SERVICE,
            "this year's yields",
            treasury.CSV.format(year=today.year),
            yearly,
            "treasury_url",
            answers.treasury_yields,
        ),
        Question(nyfed.SERVICE, "SOFR of two weeks", nyfed.SEARCH, lately, "nyfed_url", answers.sofr),
        Question("the BLS", "its release calendar", bls.CALENDAR, {}, "bls_url", answers.releases),
        Question(
            "SEC EDGAR",
            f"Assets of {instant}",
            f"{frame}/us-gaap/Assets/USD/{instant}.json",
            {},
            "sec_url",
            answers.frame(FEWEST_FILERS),
        ),
        Question(
            "SEC EDGAR",
            f"debt due within a year, CY{annual}Q4I",
            f"{frame}/us-gaap/{ladder}/USD/CY{annual}Q4I.json",
            {},
            "sec_url",
            answers.frame(300),
        ),
        Question(
            "SEC EDGAR",
            f"public float of CY{annual}Q2I",
            f"{frame}/dei/EntityPublicFloat/USD/CY{annual}Q2I.json",
            {},
            "sec_url",
            answers.frame(1000),
        ),
        Question(
            "SEC EDGAR",
            "the register of tickers",
            f"{WWW}/files/company_tickers_exchange.json",
            {},
            "sec_url",
            answers.register,
        ),
        Question(
            "SEC EDGAR",
            f"the end of the statement data set {zip_year}q{zip_quarter}",
            f"{WWW}/files/dera/data/financial-statement-data-sets/{zip_year}q{zip_quarter}.zip",
            {},
            "sec_url",
            answers.end_of_zip,
            headers={"Range": "bytes=-22"},
        ),
        Question(fdic.SERVICE, f"three banks on {end}", fdic.FINANCIALS, fields, "fdic_url", answers.bank_quarter),
        Question(
            fdic.SERVICE,
            f"maturities of 200 banks on {end}",
            fdic.FINANCIALS,
            fields | {"fields": ",".join(("CERT", *answers.LADDERS)), "limit": "200"},
            "fdic_url",
            answers.maturities,
        ),
        Question(
            fdic.SERVICE,
            "its register from row 10,000",
            fdic.INSTITUTIONS,
            {"fields": "CERT,NAME", "limit": "1", "offset": "10000", "sort_by": "CERT"},
            "fdic_url",
            answers.deep_row,
        ),
    ]
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
    """What came: status and body, or status 0 and the `fault` of the line, or that the service `has_moved`."""

    status: int
    body: bytes = b""
    fault: str = ""
    has_moved: bool = False


def ask(question: Question, base: str, own: str) -> Reply:
    """Put one question, by the name `own` where it is ours; `base` takes the place of the service's host."""
    name = requests.utils.default_user_agent() if question.agent == "client" else own
    headers = {"User-Agent": name} | (question.headers or {})
    is_yahoo = question.service == yahoo.SERVICE
    session, headers = (yahoo.session(), {}) if is_yahoo else (Direct(), headers)
    try:
        url = rehost(question.url, base)
        answer = session.get(url, params=question.params, headers=headers, timeout=(CONNECT, READ))
        return Reply(answer.status_code, answer.content)
    except Moved as moved:
        return Reply(0, fault=moved.failed.rstrip("."), has_moved=True)
    except (OSError, requests.RequestException) as error:
        return Reply(0, fault=connection_failure(error))
