"""The environment: defaults, bad values, and secrets that stay out of sight."""

from __future__ import annotations

import pytest

from analytics import settings
from analytics.errors import BadInput

KEY = "0123456789abcdef0123456789abcdef"


def test_an_empty_environment_has_defaults() -> None:
    read = settings.read({})
    assert read.store == str(settings.ROOT / "data" / "cache")
    assert read.refresh is True
    assert (read.fred_key, read.yahoo_url, read.fred_url, read.fred_csv_url) == ("", "", "", "")


def test_an_empty_value_is_no_value() -> None:
    blank = settings.read(dict.fromkeys(settings.NAMES, "  "))
    assert blank == settings.read({})


@pytest.mark.parametrize(("text", "means"), [("on", True), ("OFF", False), (" off ", False)])
def test_refresh_is_on_or_off(text: str, means: bool) -> None:
    assert settings.read({"SMALLCAP_REFRESH": text}).refresh is means


@pytest.mark.parametrize("text", ["yes", "0", "offf"])
def test_anything_else_is_said(text: str) -> None:
    with pytest.raises(BadInput, match=f"SMALLCAP_REFRESH is '{text}'. Set it to 'on' or 'off'"):
        settings.read({"SMALLCAP_REFRESH": text})


def test_addresses_lose_their_last_slash() -> None:
    assert settings.read({"SMALLCAP_FRED_URL": "http://127.0.0.1:8000/"}).fred_url == "http://127.0.0.1:8000"


@pytest.mark.parametrize("name", ["SMALLCAP_YAHOO_URL", "SMALLCAP_FRED_URL", "SMALLCAP_FRED_CSV_URL"])
@pytest.mark.parametrize("text", ["127.0.0.1:8000", "localhost", "ftp://host", "//host"])
def test_an_address_without_its_scheme_is_said(name: str, text: str) -> None:
    with pytest.raises(BadInput, match=name):
        settings.read({name: text})


def test_no_secret_is_printed() -> None:
    read = settings.read({"FRED_API_KEY": KEY, "SMALLCAP_STORE": "s3://AKIAKEY:hushhush@bucket/store?region=us-east-1"})
    assert read.fred_key == KEY
    assert KEY not in repr(read)
    assert "hushhush" not in repr(read)
    assert "bucket/store" in repr(read)
