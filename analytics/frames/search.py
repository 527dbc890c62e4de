"""Find an issuer or a bank by part of its name, its ticker or its number."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.frames.bank_panel import Panel
from analytics.frames.issuers import Filings

MOST = 8
"""Matches that are offered at once."""


@dataclass(frozen=True)
class Match:
    """One that fits: the `key` that opens it, its `name`, and what tells it from others of that name."""

    key: str
    name: str
    detail: str


def find_issuers(filings: Filings | None, text: str, most: int = MOST) -> list[Match]:
    """The listed filers that fit a text, the nearest fit first, among equals the largest; none for an empty text.

    A ticker counts in any spelling of its class (BRK.B, BRK-B, BRK/B), a number is a CIK.
    """
    if filings is None or not text.strip():
        return []
    members = filings.members
    tickers = members["tickers"].astype(str).where(members["tickers"].astype(str) != "", members["ticker"].astype(str))
    fit = _fit(text, members["name"].astype(str), tickers, members["cik"])
    order = members["rank"].where(members["rank"] > 0, np.inf).to_numpy(dtype=float)
    rows = members.iloc[_best(fit, order, most)]
    return [
        Match(str(row["ticker"] or row["cik"]), str(row["name"]), str(row["ticker"] or f"CIK {row['cik']}"))
        for _, row in rows.iterrows()
    ]


def find_banks(panel: Panel | None, text: str, most: int = MOST) -> list[Match]:
    """The listed banks and the charters that fit a text, listed ones first, among equals the largest.

    A number is an FDIC certificate.
    """
    if panel is None or not text.strip() or not panel.quarters:
        return []
    listed = panel.listed[panel.listed["group"] != 0]
    fit = _fit(text, listed["holding"].astype(str), listed["ticker"].astype(str), listed["cert"])
    places = _best(fit, np.arange(len(listed), dtype=float), most)
    matches = [Match(str(r["ticker"]), str(r["holding"]), str(r["ticker"])) for _, r in listed.iloc[places].iterrows()]
    charters = panel.rows(panel.quarters[-1], "cert", "name", "city", "state", "ASSET")
    fit = _fit(text, charters["name"], pd.Series("", index=charters.index), charters["cert"])
    rows = charters.iloc[_best(fit, -charters["ASSET"].fillna(0.0).to_numpy(), most - len(matches))]
    return matches + [
        Match(str(r["cert"]), str(r["name"]), f"{r['city']}, {r['state']}, certificate {r['cert']}")
        for _, r in rows.iterrows()
    ]


def _fit(text: str, names: pd.Series[str], tickers: pd.Series[str], numbers: pd.Series[int]) -> np.ndarray:
    """How well each row fits, 0 best, infinity not at all: ticker or number, ticker's or name's start, words of it."""
    wanted = text.strip().upper()
    spelled = re.sub(r"[./]", "-", wanted)
    own = [set(line.upper().split()) for line in tickers]
    upper = names.str.upper()
    words = [word for word in re.split(r"[^A-Z0-9&]+", wanted) if word]
    fit = np.full(len(names), np.inf)
    if words:
        holds = np.ones(len(names), dtype=bool)
        for word in words:
            holds &= upper.str.contains(word, regex=False).to_numpy()
        fit[holds] = 3.0
    fit[upper.str.startswith(wanted).to_numpy()] = 2.0
    fit[[any(ticker.startswith(spelled) for ticker in line) for line in own]] = 1.0
    fit[[spelled in line for line in own]] = 0.0
    if wanted.isdigit():
        fit[(numbers == int(wanted)).to_numpy()] = 0.0
    return fit


def _best(fit: np.ndarray, order: np.ndarray, most: int) -> np.ndarray:
    known = np.flatnonzero(np.isfinite(fit))
    return known[np.lexsort((order[known], fit[known]))][: max(0, most)]
