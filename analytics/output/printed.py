"""The page as one HTML file to print or archive: its answer, its figures and its tables, each with its origin."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
from pandas.api.types import is_bool_dtype, is_datetime64_any_dtype, is_numeric_dtype

from analytics.catalogue import publishers
from analytics.catalogue.columns import column
from analytics.load import World
from analytics.model.methods import METHODS
from analytics.model.metric import MINUS, Metric, day
from analytics.output import claim_review, html, manifest
from analytics.output.views import Answer

ROWS = 200
FOOTER = (
    "Not investment advice. Prices: Yahoo Finance, for personal use. Filings: SEC EDGAR. Banks: FDIC BankFind. This "
    "product uses the FRED® API but is not endorsed or certified by the Federal Reserve Bank of St. Louis."
)
INVENTED = "Illustrative: invented between published figures, not market data."


def of(answer: Answer, address: str = "") -> str:
    """The answer as a whole HTML document; `address` is where the dashboard stands, "" where that is not known."""
    result = answer.result
    parts = [
        head(answer, answer.text.answer),
        *(f"<p>{html.text(sentence)}</p>" for sentence in answer.text.prose),
        *(f'<p class="muted">{html.text(note)}</p>' for note in result.notes),
        "<h2>Figures</h2>",
        figures(result.metrics, answer.world),
    ]
    titles = {chart.rows: answer.text.findings.get(chart.key, chart.rows) for chart in answer.view.charts if chart.rows}
    shown = dict(result.tables)
    if answer.view.name == "claims":
        parts.append(claim_review.pages(answer, address))
        shown = {name: frame for name, frame in shown.items() if name not in ("claims", "parts")}
    for name, frame in shown.items():
        if len(frame):
            parts += [f"<h2>{html.text(titles.get(name, name))}</h2>", _table(frame, answer.view.name)]
    return html.page(answer.view.title, "\n".join([*parts, foot(answer, address)]))


def head(answer: Answer, sentence: str) -> str:
    """Title, world, day and the answer in one sentence."""
    world = answer.world
    when = f" · as of {day(answer.result.as_of)}" if answer.result.as_of else ""
    invented = f'<p class="mark">{INVENTED}</p>' if world.kind == "illustrative" else ""
    return (
        f'<p class="muted">{html.text(answer.view.title)}{when} · {html.text(_world(world))}</p>{invented}'
        f'<h1 id="answer">{html.text(sentence)}</h1>'
    )


def foot(answer: Answer, address: str) -> str:
    """Methods of the figures, the link that opens the same view, and what stands behind it."""
    methods = dict.fromkeys(metric.method for metric in answer.result.metrics)
    lines = "".join(
        f"<li><b>{html.text(METHODS[id].title)}</b> ({id}). {html.text(METHODS[id].formula)} "
        f'<span class="muted">{html.text(METHODS[id].source)} {html.text(METHODS[id].limits)}</span></li>'
        for id in methods
    )
    behind = manifest.of(answer)
    where = address.rstrip("/") + behind["link"]
    shown = f'<a href="{html.text(where)}">{html.text(where)}</a>' if address else f"<code>{html.text(where)}</code>"
    rows = "".join(
        f"<tr><td>{html.text(name)}</td><td>{html.text(held['source'])}</td><td>{html.text(held['version'])}</td>"
        f"<td>{html.text(held['fetched_at'])}</td><td>{html.text(str(held['sha256'])[:16])}</td></tr>"
        for name, held in behind["datasets"].items()
    )
    table = (
        f'<div class="wide"><table><thead><tr><th>Dataset</th><th>Source</th><th>Version</th><th>Fetched</th>'
        f"<th>SHA-256</th></tr></thead><tbody>{rows}</tbody></table></div>"
        if rows
        else ""
    )
    return f"<h2>Methods</h2><ul>{lines}</ul><h2>This view</h2><p>{shown}</p>{table}<p><small>{FOOTER}</small></p>"


def figures(metrics: tuple[Metric, ...], world: World) -> str:
    """A table of figures: value, day, method, source and note of each."""
    rows = "".join(
        f'<tr><td>{html.text(m.label)}</td><td class="n" data-id="{html.text(m.id)}">{html.text(m.text)}</td>'
        f"<td>{day(m.as_of) if m.as_of else 'n/a'}</td><td>{html.text(m.method)}</td>"
        f"<td>{html.text(source(m, world))}</td><td>{html.text(m.note)}</td></tr>"
        for m in metrics
    )
    heads = '<th>Figure</th><th class="n">Value</th><th>As of</th><th>Method</th><th>Source</th><th>Note</th>'
    return f'<div class="wide"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'


def source(metric: Metric, world: World) -> str:
    """Who published what a figure is made of."""
    return "invented" if world.kind == "illustrative" else publishers(metric.sources)


def _world(world: World) -> str:
    if world.publication is None:
        return "illustrative"
    return f"snapshot {world.id} of {day(world.publication.published_at.date())}"


def _table(frame: pd.DataFrame, view: str) -> str:
    known = [column(str(name), view) for name in frame.columns]
    numbers = [is_numeric_dtype(frame[name]) and not is_bool_dtype(frame[name]) for name in frame.columns]
    heads = "".join(
        f"<th{' class=n' if number else ''}>{html.text(about.head)}</th>"
        for about, number in zip(known, numbers, strict=True)
    )
    dated = "date" in frame.columns and is_datetime64_any_dtype(frame["date"])
    shown = (frame.iloc[::-1] if dated else frame).head(ROWS)
    rows = []
    for values in shown.itertuples(index=False):
        cells = (
            f'<td class="n">{_number(value, about.decimals)}</td>' if number else f"<td>{html.text(_word(value))}</td>"
            for value, about, number in zip(values, known, numbers, strict=True)
        )
        rows.append(f"<tr>{''.join(cells)}</tr>")
    which = "newest" if dated else "first"
    more = f"<p><small>The {which} {ROWS} of {len(frame):,} rows.</small></p>" if len(frame) > ROWS else ""
    body = "".join(rows)
    return f'<div class="wide"><table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>{more}'


def _number(value: Any, decimals: int) -> str:
    if bool(pd.isna(value)):
        return "n/a"
    text = f"{abs(value):,.{0 if float(value).is_integer() else decimals}f}"
    return f"{MINUS}{text}" if value < 0 and text.strip("0.,") else text


def _word(value: Any) -> str:
    if pd.isna(value):
        return "n/a"
    return day(value) if isinstance(value, date) else str(value)
