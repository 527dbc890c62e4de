"""Reports of listed lenders made to order, each with its submissions, its index and its extracted instance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import orjson

Pairs = tuple[tuple[str, str], ...]
FOLDER = "/Archives/edgar/data/"
LIMIT, DEBT = "LineOfCreditFacilityMaximumBorrowingCapacity", "LineOfCredit"
SPREAD, FINAL = "DebtInstrumentBasisSpreadOnVariableRate1", "DebtInstrumentMaturityDate"
LINE, LOAN, TYPE = "us-gaap:LineOfCreditFacilityAxis", "us-gaap:DebtInstrumentAxis", "us-gaap:LongtermDebtTypeAxis"
SOFR = ("us-gaap:VariableRateAxis", "us-gaap:SecuredOvernightFinancingRateSofrMember")
LOW, HIGH = ("srt:RangeAxis", "srt:MinimumMember"), ("srt:RangeAxis", "srt:MaximumMember")
_HEAD = """<?xml version="1.0" encoding="utf-8"?>
<xbrl xmlns="http://www.xbrl.org/2003/instance" xmlns:xbrldi="http://xbrl.org/2006/xbrldi"
 xmlns:us-gaap="http://fasb.org/us-gaap/2025" xmlns:srt="http://fasb.org/srt/2025"
 xmlns:own="http://example.org/20260331" xmlns:iso4217="http://www.xbrl.org/2003/iso4217"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
"""


@dataclass(frozen=True)
class Said:
    """One fact: its tag, its value as spelt, the last day of its context and the first of a span, its members."""

    tag: str
    value: str
    day: str
    members: Pairs = ()
    start: str = ""


def instance(facts: Iterable[Said]) -> bytes:
    """An extracted instance that states some facts."""
    contexts, bodies = [], []
    for number, fact in enumerate(facts):
        segment = "".join(
            f'<xbrldi:explicitMember dimension="{axis}">{member}</xbrldi:explicitMember>'
            for axis, member in fact.members
        )
        period = (
            f"<startDate>{fact.start}</startDate><endDate>{fact.day}</endDate>"
            if fact.start
            else f"<instant>{fact.day}</instant>"
        )
        contexts.append(
            f'<context id="c-{number}"><entity><identifier scheme="http://www.sec.gov/CIK">1</identifier>'
            f"{f'<segment>{segment}</segment>' if segment else ''}</entity><period>{period}</period></context>"
        )
        unit = "" if fact.tag == FINAL else ' unitRef="u" decimals="INF"'
        nil = ' xsi:nil="true"' if not fact.value else ""
        bodies.append(f'<us-gaap:{fact.tag} contextRef="c-{number}"{unit}{nil}>{fact.value}</us-gaap:{fact.tag}>')
    unit = '<unit id="u"><measure>iso4217:USD</measure></unit>'
    return f"{_HEAD}{''.join(contexts)}{unit}{''.join(bodies)}</xbrl>".encode()


@dataclass
class Report:
    """One report of a lender: `body` is its instance, None where it has none."""

    end: str
    filed: str
    body: bytes | None
    form: str = "10-Q"


@dataclass
class Lenders:
    """The reports of lenders by CIK, newest first; what is not here the SEC does not have."""

    reports: dict[int, list[Report]] = field(default_factory=lambda: {cik: list(made) for cik, made in MADE.items()})

    def answer(self, path: str) -> bytes | None:
        """What the SEC serves at a path; None where it has no such file."""
        parts = path.strip("/").split("/")
        if path.startswith("/submissions/CIK"):
            cik = int(parts[-1].removeprefix("CIK").removesuffix(".json"))
            return _submissions(cik, self.reports[cik]) if cik in self.reports else None
        cik, folder, name = int(parts[3]), parts[4], parts[5]
        for report in self.reports.get(cik, ()):
            if accession(cik, report).replace("-", "") != folder:
                continue
            if name == "index.json":
                names = ["r1.htm", "own-lab.xml", *(["own_htm.xml"] if report.body is not None else [])]
                return orjson.dumps({"directory": {"item": [{"name": one, "size": ""} for one in names]}})
            return report.body if name == "own_htm.xml" else None
        return None


def accession(cik: int, report: Report) -> str:
    """The number of a report, from its day of filing."""
    return f"{cik:010d}-{report.filed[2:4]}-{int(report.filed[5:7]) * 100 + int(report.filed[8:]):06d}"


def _submissions(cik: int, reports: Sequence[Report]) -> bytes:
    filed = [("8-K", "", "2026-06-01", f"{cik:010d}-26-999999")]
    filed += [(one.form, one.end, one.filed, accession(cik, one)) for one in reports]
    recent = {
        "accessionNumber": [row[3] for row in filed],
        "form": [row[0] for row in filed],
        "reportDate": [row[1] for row in filed],
        "filingDate": [row[2] for row in filed],
    }
    return orjson.dumps({"cik": f"{cik:010d}", "name": "", "filings": {"recent": recent, "files": []}})


def line(
    axis: str, member: str, end: str, limit: float, debt: float | None, spreads: dict[Pairs, float], final: str
) -> list[Said]:
    """The facts of one line: limit and debt in USD m, spreads by range in per cent, its last day."""
    mine = ((axis, member),)
    facts = [Said(LIMIT, f"{limit * 1e6:.0f}", end, mine), Said(FINAL, final, end, mine, f"{end[:4]}-01-01")]
    facts += [Said(DEBT, f"{debt * 1e6:.0f}", end, mine)] if debt is not None else []
    facts += [
        Said(SPREAD, f"{value / 100:.4f}", end, (*mine, SOFR, *limits), f"{end[:4]}-01-01")
        for limits, value in spreads.items()
    ]
    return facts


def _oportun(end: str, spread: float, final: str) -> bytes:
    return instance([
        *line(LOAN, "own:PLWIIIMember", end, 187.5, 60.0, {(HIGH,): spread}, final),
        *line(LOAN, "own:CCWFacilityMember", end, 50.0, 20.0, {(): 3.0}, "2026-12-01"),
        Said(DEBT, "80000000", end, ((TYPE, "own:WarehouseLinesMember"),)),
        Said(DEBT, "80000000", end),
        Said(DEBT, "55000000", "2024-12-31", ((LOAN, "own:PLWIIIMember"),)),
        Said(DEBT, "9000000", end, ((LOAN, "own:CorporateFinancingMember"),)),
    ])  # fmt: skip


def _upstart(end: str, debt: float, low: float, high: float) -> bytes:
    mine = ((LINE, "own:UpstartWarehouseCreditFacilitiesMember"),)
    return instance([
        *line(mine[0][0], mine[0][1], end, 575.0, debt, {(LOW,): low, (HIGH,): high}, "2027-06-15"),
        Said(DEBT, "", end, ((LINE, "own:OtherLineMember"),)),
    ])  # fmt: skip


UPST, OPRT, LC, DAVE = 1647639, 1538716, 1409970, 1841408
NEWEST, YEAR_AGO = ("2026-03-31", "2026-05-06"), ("2025-03-31", "2025-05-07")
MADE: dict[int, list[Report]] = {
    UPST: [
        Report(*NEWEST, _upstart(NEWEST[0], 183.0, 1.8, 3.4)),
        Report(*YEAR_AGO, _upstart(YEAR_AGO[0], 150, 2, 3.75)),
    ],
    OPRT: [
        Report(*NEWEST, _oportun(NEWEST[0], 3.34, "2028-04-01")),
        Report("2025-12-31", "2026-02-20", None, "10-K"),
        Report(*YEAR_AGO, _oportun(YEAR_AGO[0], 3.4, "2027-04-01")),
    ],
    LC: [Report(*NEWEST, instance([Said(DEBT, "7000000", NEWEST[0], ((TYPE, "us-gaap:SeniorNotesMember"),))]))],
    DAVE: [Report(*NEWEST, None)],
}
"""Oportun and Upstart with the figures of their reports of 31 March 2026; the others have no line or no instance."""
