"""Claims to print or to publish: one a page, each with a `ClaimReview` that search engines and archives read."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pandas as pd

from analytics.claims.claim import CONTRADICTED, MIXED, SUPPORTED, UNMEASURABLE
from analytics.model.metric import day
from analytics.output import html
from analytics.output.view import Answer

RATINGS = {SUPPORTED: 5, MIXED: 3, CONTRADICTED: 1}
"""From 1 to 5, as `ClaimReview` has it; what is not measurable has no rating, only its word."""
AUTHOR = "Small caps under yields"


def pages(answer: Answer, address: str) -> str:
    """Each claim of a judged ledger on a page of its own; without reviews in the illustrative market."""
    claims, parts = answer.result.tables["claims"], answer.result.tables["parts"]
    rows = claims.astype(object).where(claims.notna(), None).to_dict("records")
    return "\n".join(_page({str(k): v for k, v in row.items()}, parts, answer, address) for row in rows)


def _page(row: dict[str, Any], parts: pd.DataFrame, answer: Answer, address: str) -> str:
    own = parts[parts["id"] == row["id"]]
    invented = answer.result.illustrative
    when = f" ({day(row['as_of'])})" if row["as_of"] is not None else ""
    lines = [
        ("Rule, written before", row["rule"]),
        ("Published", f"{row['reference']} ({row['citation']})" if row["citation"] else row["reference"]),
        ("To be known", row["caveat"]),
        ("Counter-example", row["counter_example"]),
    ]
    told = "".join(f"<p><b>{head}.</b> {html.text(text)}</p>" for head, text in lines if text)
    verdict = "not judged" if invented else f"{row['verdict']} on its day, {row['verdict_now']} now"
    figures = "" if invented else _figures(own)
    review = "" if invented else f'<script type="application/ld+json">{_review(row, answer, address)}</script>'
    return (
        f'<section style="break-before:page" id="{html.text(row["id"])}"><h2>{html.text(row["id"])} '
        f"{html.text(row['claim'])}</h2><p>{html.text(row['who'])}{when}: <b>{html.text(verdict)}</b>.</p>"
        f"<p>{html.text(row['reason'])}</p>{told}{figures}{review}</section>"
    )


def _figures(parts: pd.DataFrame) -> str:
    rows = "".join(
        f"<tr><td>{html.text(part.part)}</td><td>{html.text(part.rule)} {html.text(part.stated)} {html.text(part.unit)}"
        f"</td><td>{_value(part.measured)}</td><td>{html.text(part.verdict)}</td><td>{_value(part.measured_now)}</td>"
        f"<td>{html.text(part.metric)}</td></tr>"
        for part in parts.itertuples()
    )
    heads = "<th>Measure</th><th>Stated</th><th>On its day</th><th>Verdict</th><th>Now</th><th>Figure</th>"
    return f'<div class="wide"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'


def _value(value: object) -> str:
    if value is None or value != value:
        return "n/a"
    return f"{value:,.2f}" if isinstance(value, float) else html.text(value)


def _review(row: dict[str, Any], answer: Answer, address: str) -> str:
    """The review as JSON-LD that cannot end its own element."""
    rating: dict[str, object] = {"@type": "Rating", "alternateName": row["verdict"], "bestRating": 5, "worstRating": 1}
    if row["verdict"] != UNMEASURABLE:
        rating["ratingValue"] = RATINGS[row["verdict"]]
    item: dict[str, object] = {"@type": "Claim", "author": {"@type": "Organization", "name": row["who"] or "n/a"}}
    if row["as_of"] is not None:
        item["datePublished"] = row["as_of"].date().isoformat()
    content: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": row["claim"],
        "itemReviewed": item,
        "reviewRating": rating,
        "reviewBody": row["reason"],
        "author": {"@type": "Organization", "name": AUTHOR},
        "url": f"{address.rstrip('/')}/claims?claim={quote(str(row['id']))}",
    }
    if answer.result.as_of:
        content["datePublished"] = answer.result.as_of.isoformat()
    text = json.dumps(content, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
