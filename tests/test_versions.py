"""Private members of clients are replaced only in versions where that was tried."""

from __future__ import annotations

import logging
import re
from importlib import metadata
from types import SimpleNamespace

import pytest

from analytics.errors import SourceUnavailable
from analytics.settings import ROOT
from analytics.sources.versions import TRIED, check_version


@pytest.mark.parametrize("client", TRIED)
def test_the_versions_tried_are_the_ones_that_are_installed(client: str) -> None:
    first, end = TRIED[client]
    assert f"\n{client}>={first},<{end}\n" in (ROOT / "requirements.txt").read_text()


@pytest.mark.parametrize("client", TRIED)
def test_what_is_installed_here_was_tried(client: str, caplog: pytest.LogCaptureFixture) -> None:
    check_version(client, SimpleNamespace())
    assert caplog.records == []


@pytest.mark.parametrize("version", ["1.6.9", "1.8", "1.8.0", "2.0rc1", "1.10"])
def test_a_version_outside_is_said(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, version: str
) -> None:
    monkeypatch.setattr(metadata, "version", lambda _: version)
    with caplog.at_level(logging.WARNING):
        check_version("yfinance", SimpleNamespace(cache=1), "cache")
    assert [re.escape(version) in re.escape(record.getMessage()) for record in caplog.records] == [True]


@pytest.mark.parametrize("version", ["1.7", "1.7.0", "1.7.12", "1.7.1rc2"])
def test_a_version_within_is_not(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, version: str
) -> None:
    monkeypatch.setattr(metadata, "version", lambda _: version)
    check_version("yfinance", SimpleNamespace(cache=1), "cache")
    assert caplog.records == []


def test_a_member_that_is_gone_is_refused_with_a_remedy() -> None:
    with pytest.raises(SourceUnavailable, match="lacks cache") as caught:
        check_version("yfinance", SimpleNamespace(), "cache")
    assert "requirements.txt" in caught.value.remedy
