"""The printed claims: one a page, each with a review that machines read and that no text of a claim can leave."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

import pytest

from analytics.claims import ledger
from analytics.load import World, open_world
from analytics.model.scenario import Scenario
from analytics.output import printed, views
from analytics.store import Store

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
REVIEW = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)
HOSTILE = "</script><script>alert(1)</script> & <b onclick=x>\u202e**bold**"


def page(world: World, packed: str | None = None) -> str:
    answer = views.answer("claims", world, Scenario(ledger=packed), Store("unused"), NOW)
    return printed.of(answer, "https://example.org")


@pytest.mark.real
def test_every_claim_has_its_review_with_verdict_and_link(real_world):
    reviews = [json.loads(text) for text in REVIEW.findall(page(real_world))]
    assert [review["url"][-3:] for review in reviews] == [f"C{number:02d}" for number in range(1, 26)]
    first = reviews[0]
    assert first["@type"] == "ClaimReview"
    assert first["claimReviewed"] == "IWM closed at 2,114.20."
    assert first["itemReviewed"]["datePublished"] == "2025-10-14"
    assert first["reviewRating"] == {
        "@type": "Rating", "alternateName": "contradicted", "bestRating": 5, "worstRating": 1, "ratingValue": 1,
    }  # fmt: skip
    assert all("ratingValue" in r["reviewRating"] or r["reviewRating"]["alternateName"] == "not measurable"
               for r in reviews)  # fmt: skip


@pytest.mark.real
def test_the_text_of_a_claim_is_never_markup(real_world):
    row = {"claim": HOSTILE, "who": HOSTILE, "where": HOSTILE, "stated": "1", "metric": "quotes.ytd_iwm"}
    text = page(real_world, ledger.pack(ledger.of_rows([row])))
    assert len(re.findall("<script", text)) == 1
    assert "<b onclick" not in text
    (review,) = REVIEW.findall(text)
    assert json.loads(review)["claimReviewed"].startswith("</script><script>alert(1)")


def test_nothing_invented_is_reviewed():
    text = page(open_world(Store("unused"), "illustrative", None))
    assert REVIEW.findall(text) == []
    assert "not judged" in text
    assert text.count("break-before:page") == 25
