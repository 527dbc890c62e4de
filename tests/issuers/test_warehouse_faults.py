"""What may be wrong with a filing's instance: it is named, and nothing that was stored is lost."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from analytics.errors import DashboardError, SourceChanged, SourceUnavailable
from analytics.frames.warehouse import split
from analytics.sources.http import Retryable
from analytics.sources.sec import parse_index, parse_instance, parse_reports
from analytics.sources.sec.filings import LARGEST
from tests.filings.conftest import NOW, Pulled, pull
from tests.loopback import Edgar, Fault
from tests.loopback.lenders import DEBT, LINE, OPRT, UPST, Report, Said, instance
from tests.loopback.server import HTML

LATER = NOW + timedelta(days=8)
END, FILED = "2026-06-30", "2026-08-05"
WHOLE = instance([Said(DEBT, "5000000", END, ((LINE, "own:FirstWarehouseMember"),))])
ENTITIES = b"".join(b'<!ENTITY l%d "%s">' % (level, b"&l%d;" % (level - 1) * 10) for level in range(1, 9))
BOMB = b'<?xml version="1.0"?><!DOCTYPE xbrl [<!ENTITY l0 "lol">' + ENTITIES + b"]><xbrl>&l8;</xbrl>"
NO_CONTEXTS = b'<xbrl xmlns="http://www.xbrl.org/2003/instance"></xbrl>'
HUGE = b"<!-- " + b"x" * LARGEST + b" -->" + WHOLE
BODIES = {
    "a web page": (HTML, SourceUnavailable, "a web page in place of data"),
    "a well-formed web page": (b"<html><body/></html>", SourceUnavailable, "a web page in place of data"),
    "another page": (b'<?xml version="1.0"?><html><body/></html>', SourceUnavailable, "a web page in place of data"),
    "nothing": (b" \n", SourceUnavailable, "an empty page"),
    "cut in the middle": (WHOLE[: len(WHOLE) // 2], Retryable, "the answer was cut off"),
    "cut before its end": (WHOLE[:-3], Retryable, "the answer was cut off"),
    "no contexts": (NO_CONTEXTS, SourceChanged, "The instance has no contexts"),
    "entities": (BOMB, SourceChanged, "declares entities of its own"),
    "entities in another encoding": (
        BOMB.decode().encode("utf-16"), SourceChanged, "declares entities of its own"
    ),
    "another document": (b"<linkbase/>", SourceChanged, "no XBRL instance"),
    "no XML": (WHOLE.replace(b"</context>", b"</kontext>"), SourceChanged, "no well-formed XML"),
    "a day that is none": (WHOLE.replace(b"2026-06-30", b"2026-06-31"), SourceChanged, "no readable date"),
}  # fmt: skip


@pytest.fixture(scope="module")
def small() -> Edgar:
    return Edgar(NOW.date(), 40)


def lines(pulled: Pulled) -> dict[str, int]:
    version = pulled.store.newest("warehouse", pulled.store.current())
    assert version is not None
    counts: dict[str, int] = version.table.to_pandas()["ticker"].value_counts().to_dict()
    return counts


@pytest.mark.parametrize("name", BODIES)
def test_each_is_named_as_what_it_is(name: str) -> None:
    body, kind, words = BODIES[name]
    with pytest.raises(kind) as failure:
        parse_instance(body, {DEBT})
    assert words in (str(failure.value))


@pytest.mark.parametrize("name", [*(name for name in BODIES if name != "nothing"), "huge", "no instance"])
def test_nothing_is_lost_by_a_bad_instance(name: str, tmp_path: Path, small: Edgar) -> None:
    edgar = Edgar(NOW.date(), 40)
    before = lines(pull(tmp_path, edgar, datasets=("warehouse",)))
    body = HUGE if name == "huge" else None if name == "no instance" else BODIES[name][0]
    edgar.lenders.reports[UPST].insert(0, Report(END, FILED, body))
    edgar.lenders.reports[OPRT].insert(0, Report(END, FILED, WHOLE))
    after = pull(tmp_path, edgar, datasets=("warehouse",), now=LATER)
    outcome = after.outcomes["warehouse"]
    assert not outcome.error
    told = {"huge": "larger than anything it serves", "no instance": "no extracted instance"}
    said = told[name] if name in told else BODIES[name][2]
    assert said.removeprefix("The ").removeprefix("A ") in outcome.missing["UPST"]
    assert lines(after)["UPST"] == before["UPST"]
    edgar.lenders.reports[UPST][0].body = WHOLE
    mended = pull(tmp_path, edgar, datasets=("warehouse",), now=LATER + timedelta(days=8))
    assert "UPST" not in mended.outcomes["warehouse"].missing
    assert lines(mended)["UPST"] == 1


def test_a_lender_that_failed_is_asked_again_by_the_next_refresh(tmp_path: Path) -> None:
    edgar = Edgar(NOW.date(), 40)
    pull(tmp_path, edgar, [Fault("500", "/submissions/CIK0001647639")], datasets=("warehouse",))
    soon = pull(tmp_path, edgar, datasets=("warehouse",), now=NOW + timedelta(hours=1))
    assert {path for path in soon.asked if "submissions" in path} == {"/submissions/CIK0001647639.json"}
    assert lines(soon)["UPST"] == 10
    assert pull(tmp_path, edgar, datasets=("warehouse",), now=NOW + timedelta(hours=2)).asked == []


@pytest.mark.parametrize("kind", ["500", "403", "html", "empty", "truncate", "reset", "throttle"])
def test_what_was_published_stands_where_the_sec_fails(kind: str, tmp_path: Path) -> None:
    edgar = Edgar(NOW.date(), 40)
    first = pull(tmp_path, edgar, datasets=("warehouse",)).store.current()
    failed = pull(tmp_path, edgar, [Fault(kind, "")], datasets=("warehouse",), now=LATER)
    assert failed.outcomes["warehouse"].error
    assert failed.store.current() == first


@pytest.mark.parametrize("body", [b"[]", b'{"cik": 5}', b'{"cik": 7, "filings": {"recent": {"form": ["10-Q"]}}}'])
def test_filings_in_another_form_are_refused(body: bytes) -> None:
    with pytest.raises(SourceChanged):
        parse_reports(body, 7)
    with pytest.raises(DashboardError):
        parse_index(b'{"directory": []}')


def test_typed_members_and_nil_facts() -> None:
    body = instance([Said(DEBT, "5", END, ((LINE, "own:A"),)), Said(DEBT, "", END)])
    typed = (
        b'<context id="t"><entity><segment><xbrldi:typedMember dimension="own:CounterpartyAxis"><own:x>Bank B</own:x>'
        b"</xbrldi:typedMember></segment></entity><period><instant>2026-06-30</instant></period></context>"
        b'<us-gaap:LineOfCredit contextRef="t" unitRef="u" decimals="0">7</us-gaap:LineOfCredit></xbrl>'
    )
    facts = parse_instance(body.replace(b"</xbrl>", typed), {DEBT})
    assert [fact.value for fact in facts] == ["5", "7"]
    assert facts[1].context.members == {("CounterpartyAxis", "Bank B")}
    assert split("") == frozenset()
