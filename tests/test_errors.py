"""What the reader is told of a failure, and that no secret is in it."""

from __future__ import annotations

import pytest

from analytics.errors import BadInput, DashboardError, NoData, SourceChanged, SourceUnavailable, StoreUnusable, redact

KEY = "0123456789abcdef0123456789abcdef"


def test_a_message_says_what_failed_what_stands_and_what_to_do() -> None:
    error = NoData("No rates are held.", instead="Prices are shown.", remedy="Refresh.")
    assert str(error) == "No rates are held. Prices are shown. Refresh."
    assert (error.failed, error.instead, error.remedy) == ("No rates are held.", "Prices are shown.", "Refresh.")
    assert str(BadInput("Alone.")) == "Alone."


@pytest.mark.parametrize("kind", [BadInput, NoData, SourceChanged, SourceUnavailable, StoreUnusable])
def test_every_failure_is_of_one_root(kind: type[DashboardError]) -> None:
    assert issubclass(kind, DashboardError)


@pytest.mark.parametrize(
    "text",
    [
        f"https://api.stlouisfed.org/fred/series?series_id=DGS10&api_key={KEY}&file_type=json",
        f"api_key={KEY}",
        f"API_KEY={KEY}",
        f'<a href="x?api_key={KEY}">',
        f"GET /fred/series?apikey={KEY} HTTP/1.1",
        f"?crumb={KEY}&x=1",
        f"token={KEY}'",
        f"s3://AKIA:{KEY}@bucket/store",
    ],
)
def test_secrets_in_addresses_are_left_out(text: str) -> None:
    assert KEY not in redact(text)
    assert "…" in redact(text)
    assert KEY not in str(DashboardError(text, instead=text, remedy=text))


def test_other_text_is_unchanged() -> None:
    for text in ("", "The close of 14 Oct 2025, 247.90, is outside 20 to 1500 USD.", "series_id=DGS10&x=1"):
        assert redact(text) == text
