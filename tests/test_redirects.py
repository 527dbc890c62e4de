"""No service's redirection leads to another host: neither a key nor an address of e-mail gets there, nor comes a number
from there."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.catalogue import ENTRIES
from analytics.errors import SourceUnavailable
from analytics.settings import ROOT
from analytics.sources import bls, contract, fdic, fred, h15, nyfed, sec, treasury, yahoo
from analytics.sources.http import Moved, onward
from tests.conftest import QUICK
from tests.loopback import Fault, Loopback
from tests.loopback.fred import KEY

CONTACT, DAY = "reader@example.org", date(2025, 10, 14)
CALLS: dict[str, Callable[[str], object]] = {
    "Yahoo": lambda url: yahoo.fetch((ENTRIES["SPY"],), url, lambda _: None, QUICK),
    "FRED": lambda url: fred.fetch((ENTRIES["DGS10"],), url, lambda _: None, QUICK),
    "FRED's values by key": lambda url: fred.Client(KEY, url, QUICK).since("DGS10", DAY),
    "FRED's units by key": lambda url: fred.Client(KEY, url, QUICK).units("DGS10"),
    "FRED's releases by key": lambda url: fred.Client(KEY, url, QUICK).releases(DAY),
    "the Treasury": lambda url: treasury.fetch([2025], url, QUICK),
    "H.15": lambda url: h15.fetch(url, QUICK),
    "the New York Fed": lambda url: nyfed.fetch(DAY, DAY, url, QUICK),
    "the BLS": lambda url: bls.fetch(url, QUICK),
    "the SEC": lambda url: sec.company_facts(sec.Client(url, CONTACT, QUICK), 9_900_001),
    "the FDIC": lambda url: fdic.Client(url, QUICK).financials(DAY),
}
BASES = (
    "https://query2.finance.yahoo.com/v8/x?a=1",
    "https://api.stlouisfed.org/fred/series?api_key=0",
    "http://a:81/",
)


@pytest.mark.parametrize("who", CALLS)
def test_no_service_is_followed_to_another_host(who: str, loopback: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fred, "PAUSE", 0.0)
    loopback.faults[:] = [Fault("other_host")]
    with pytest.raises(SourceUnavailable, match="has moved"):
        CALLS[who](loopback.url)
    assert loopback.asked
    assert loopback.elsewhere == []


def test_nor_are_the_questions_of_the_contract(loopback: Loopback) -> None:
    loopback.faults[:] = [Fault("other_host")]
    for question in contract.questions(DAY, KEY):
        reply = contract.ask(question, loopback.url, CONTACT)
        assert (reply.status, reply.has_moved) == (0, True), question.words
    assert loopback.elsewhere == []


@pytest.mark.parametrize("url", BASES)
@given(path=st.from_regex(r"[a-z0-9/._-]{0,20}", fullmatch=True))
def test_a_redirection_within_the_host_is_followed(url: str, path: str) -> None:
    base = re.match(r"\w+://[^/]+/", url)[0]
    for location in (f"{base}{path}", f"/{path.lstrip('/')}"):
        assert onward(url, location).startswith(base)


@pytest.mark.parametrize("url", BASES)
@given(
    host=st.from_regex(r"[a-z0-9.-]{1,20}", fullmatch=True), scheme=st.sampled_from(["http", "https", "ftp", "file"])
)
def test_one_to_another_scheme_host_or_port_never_is(url: str, host: str, scheme: str) -> None:
    asked = re.match(r"(\w+)://([^/:]+)", url)
    same = f"{scheme}://{asked[2]}"
    for location in (f"{scheme}://{host}.invalid/", f"//{host}.invalid", f"{same}.invalid", f"{same}:82/", f"{same}:x/",
                     f"{scheme}://{asked[2]}@{host}.invalid/", "ftp://" + asked[2]):  # fmt: skip
        with pytest.raises(Moved):
            onward(url, location)


def test_yahoos_hosts_may_send_readers_to_one_another() -> None:
    cookie = "https://guce.yahoo.com/consent"
    assert onward(cookie, "https://consent.yahoo.com/v2", yahoo.SITE) == "https://consent.yahoo.com/v2"
    for other in ("https://notyahoo.com/", "https://yahoo.com.example/", "http://consent.yahoo.com/"):
        with pytest.raises(Moved):
            onward(cookie, other, yahoo.SITE)


def test_every_service_is_asked_by_a_session_that_stays() -> None:
    """A session of the library's own would follow a redirection anywhere."""
    plain = re.compile(r"requests\.Session\(\)|requests\.get\(|request\.urlopen\(")
    found = [path.name for path in (ROOT / "analytics").rglob("*.py") if plain.search(path.read_text())]
    assert found == []
