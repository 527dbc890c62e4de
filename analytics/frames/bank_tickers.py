"""Listed banks: the hand table of tickers, checked against the names the service returns."""

from __future__ import annotations

import re

import pandas as pd

_FILLER = {
    "the",
    "bank",
    "bancorp",
    "bancshares",
    "bankshares",
    "financial",
    "first",
    "united",
    "corporation",
    "company",
}


NAMED = 8
"""Tickers a remark names at the most; all of them are in the table."""


def check(table: pd.DataFrame, newest: pd.DataFrame) -> pd.DataFrame:
    """The hand table with what the newest quarter says of each ticker.

    `table` has ticker, holding, rssd (0 or blank where the table leaves it to the service), cert;
    `newest` the charters' cert, name, holding_rssd, holding. Added: `group`, the number charters are
    summed by (the holding company's as served, minus the certificate where there is none, 0 where the
    ticker is not used), and `check`: "agrees", "other number", "other name", "not filed". A ticker is used
    when its number or its name is served; where the number alone differs, the service's is taken.
    """
    names = newest["holding"].astype(str) + " " + newest["name"].astype(str)
    numbers_served = newest["holding_rssd"].astype("int64").tolist()
    theirs = dict(zip(newest["cert"].tolist(), zip(numbers_served, names.tolist(), strict=True), strict=True))
    rows = []
    holdings, numbers = table["holding"].astype(str).tolist(), table["rssd"].fillna(0).astype("int64").tolist()
    for holding, cert, told in zip(holdings, table["cert"].astype("int64").tolist(), numbers, strict=True):
        if cert not in theirs:
            rows.append((0, "not filed"))
            continue
        served, called = theirs[cert]
        if not (told and served == told) and not _alike(holding, called):
            rows.append((0, "other name"))
        else:
            rows.append((served or -cert, "other number" if told and served and told != served else "agrees"))
    checked = pd.DataFrame(rows, columns=["group", "check"], index=table.index)
    return pd.concat([table, checked], axis=1)


def _alike(holding: str, served: str) -> bool:
    """Whether the first telling word of a name stands in what is served, which shortens many words."""
    words = [word for word in _words(holding) if word not in _FILLER] or _words(holding)
    there = _words(served)
    return any(word[:5] == other[:5] or "".join(there).find(word) >= 0 for word in words[:1] for other in there)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower().replace("&", "").replace(".", "").replace("'", ""))


def remarks(checked: pd.DataFrame) -> list[str]:
    """What a reader is told of the tickers that do not agree with the service."""
    found = []
    for kind, words in (
        ("not filed", "Not in the newest quarter under their certificate, so not shown: "),
        ("other name", "Served under another name, so not shown: "),
        ("other number", "Summed by the holding company the FDIC names, which is not the table's: "),
    ):
        tickers = checked.loc[checked["check"] == kind, "ticker"]
        if len(tickers):
            more = f" and {len(tickers) - NAMED} more" if len(tickers) > NAMED else ""
            found.append(f"{words}{', '.join(tickers[:NAMED])}{more}.")
    return found
