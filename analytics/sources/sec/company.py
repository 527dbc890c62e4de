"""Company facts: everything one filer has tagged."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import orjson
import pandas as pd

from analytics.errors import SourceChanged, SourceUnavailable
from analytics.sources.http import Retryable
from analytics.sources.sec.client import DATA, Client

COLUMNS = (
    "cik",
    "taxonomy",
    "tag",
    "unit",
    "start",
    "end",
    "value",
    "accession",
    "fiscal_year",
    "fiscal_period",
    "form",
    "filed",
    "frame",
)


def company_facts(client: Client, cik: int, tags: Collection[str] | None = None) -> pd.DataFrame:
    """Fetch one filer's facts, all of them or those under some tags; columns `COLUMNS`.

    Raises `NotServed` when the SEC has no facts of that filer.
    """
    url = f"{DATA}/api/xbrl/companyfacts/CIK{cik:010d}.json"
    return client.ask(f"the facts of filer {cik}", url, lambda answer: parse_company_facts(answer.content, cik, tags))


def parse_company_facts(body: bytes, cik: int, tags: Collection[str] | None = None) -> pd.DataFrame:
    """Read companyfacts: a row a fact as filed, so that one period has as many rows as filings that state it.

    `fiscal_year` and `fiscal_period` describe the filing and are empty in a proxy statement; `start` is empty
    for a balance-sheet date. Raises `SourceChanged` for another filer or another form, `Retryable` for a body that
    is cut off.
    """
    if body.lstrip()[:1] == b"<":
        raise SourceUnavailable("It answered with a web page in place of data.")
    try:
        content: dict[str, Any] = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise Retryable("the answer was cut off") from None
    try:
        if int(content.get("cik", cik)) != cik:
            raise SourceChanged(f"The facts of filer {cik} were asked for, those of {content['cik']} came.")
        rows = [
            (
                cik,
                taxonomy,
                tag,
                unit,
                fact.get("start"),
                fact["end"],
                float(fact["val"]),
                str(fact["accn"]),
                str(fact.get("fy") or ""),
                str(fact.get("fp") or ""),
                str(fact["form"]),
                fact["filed"],
                str(fact.get("frame") or ""),
            )
            for taxonomy, concepts in content["facts"].items()
            for tag, concept in concepts.items()
            if tags is None or tag in tags
            for unit, facts in concept["units"].items()
            for fact in facts
            if fact["val"] is not None
        ]
        table = pd.DataFrame(rows, columns=list(COLUMNS))
        for name in ("start", "end", "filed"):
            table[name] = pd.to_datetime(table[name], format="%Y-%m-%d").astype("datetime64[us]")
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        raise SourceChanged(f"The facts of filer {cik} are not in the form the SEC serves them in.") from None
    return table
