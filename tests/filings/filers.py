"""Filers of a test's own, put into the loopback EDGAR beside the made ones."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from analytics.frames.issuers import accession
from tests.loopback import Edgar

CASES = Path(__file__).parents[3] / "shared" / "cases"
BAND = ("--set", "band_low=1", "--set", "band_high=4500")
PLAIN = {"OperatingIncomeLoss": 40, "InterestExpense": 20, "NetIncomeLoss": 9, "IncomeTaxExpenseBenefit": 3}
BASE = {"Assets": 2000, "Liabilities": 1500}
LADDER = "LongTermDebtMaturitiesRepaymentsOfPrincipal"


def case(name: str) -> list[dict[str, Any]]:
    """The filers of one recorded case."""
    content = json.loads((CASES / name / "filer.json").read_text(encoding="utf-8"))
    return content if isinstance(content, list) else [content]


def add(edgar: Edgar, filers: Iterable[Mapping[str, Any]]) -> Edgar:
    """Put filers into EDGAR: cik, ticker, exchange, sic, public_float_usd, and facts with tag, start, end and usd."""
    for filer in filers:
        cik = int(filer["cik"])
        edgar.odd[cik] = {
            "name": filer.get("name", f"Case {filer['ticker']}"),
            "ticker": filer["ticker"],
            "exchange": filer.get("exchange", "NYSE"),
            "sic": filer["sic"],
            "facts": [],
        }
        covers = filer.get("covers", {f"CY{edgar.last.year - 1}Q2I": filer["public_float_usd"]})
        for period, usd in covers.items():
            end = pd.Period(period[2:-1], "Q").end_time.date().isoformat()
            edgar._framed["dei", "EntityPublicFloat", "USD", period].append(
                (cik, usd, None, end, accession(cik * 10**8 + 26_000_001))
            )
        for number, fact in enumerate(filer["facts"]):
            row = (cik, fact["usd"], fact.get("start"), fact["end"], fact.get("accn", _accession(cik, fact, number)))
            edgar._framed["us-gaap", fact["tag"], "USD", frame(fact.get("start"), fact["end"])].append(row)
    return edgar


def _accession(cik: int, fact: Mapping[str, Any], number: int) -> str:
    return accession(cik * 10**8 + int(fact["end"][2:4]) * 1_000_000 + 1)


def frame(start: str | None, end: str) -> str:
    """The calendar period a fact falls in: a year, a quarter, or an instant by the nearest quarter end."""
    last = pd.Timestamp(end)
    if start is None:
        month = last.year * 12 + last.month - (last.day < 16)
        near = (month + 1) // 3
        return f"CY{(near - 1) // 4}Q{(near - 1) % 4 + 1}I"
    first = pd.Timestamp(start)
    middle = first + (last - first) / 2
    if (last - first).days > 300:
        return f"CY{middle.year}"
    return f"CY{middle.year}Q{(middle.month - 1) // 3 + 1}"


def fact(tag: str, usd: float, end: str, start: str | None = None, **more: Any) -> dict[str, Any]:
    """One fact of a filer, in USD."""
    return {"tag": tag, "usd": usd, "end": end, **({"start": start} if start else {}), **more}


def filer(cik: int, ticker: str, *facts: dict[str, Any], sic: int = 3559, **more: Any) -> dict[str, Any]:
    """A filer with a public float of USD 2 bn unless given otherwise."""
    return {"cik": cik, "ticker": ticker, "sic": sic, "public_float_usd": 2e9, "facts": list(facts), **more}


def year_of(tags: Mapping[str, float], year: int = 2025) -> list[dict[str, Any]]:
    """A calendar year's flows, in USD m."""
    return [fact(tag, 1e6 * usd, f"{year}-12-31", f"{year}-01-01") for tag, usd in tags.items()]


def sheet_of(tags: Mapping[str, float], end: str | date = "2026-09-30") -> list[dict[str, Any]]:
    """A balance sheet, in USD m."""
    return [fact(tag, 1e6 * usd, str(end)) for tag, usd in tags.items()]


def one(number: int, debt: dict[str, float], income: dict[str, float] = PLAIN, **more: object) -> dict:
    """A filer with a plain year and a balance sheet of its own; amounts in USD m."""
    facts = [*year_of(income), *sheet_of(BASE | debt)]
    return filer(9_820_000 + number, f"T{number}", *facts, **more)


def quarters(tag: str, old: tuple[float, ...], new: tuple[float, ...]) -> list[dict]:
    """Three quarters of 2025 and of 2026, USD m."""
    spans = (("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"))
    return [
        fact(tag, 1e6 * usd, f"{year}-{end}", f"{year}-{start}")
        for year, values in ((2025, old), (2026, new))
        for usd, (start, end) in zip(values, spans, strict=True)
    ]
