"""Static pages: the default view of every page as HTML and JSON beside the store, for any number of readers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from analytics import load
from analytics.errors import DashboardError
from analytics.model.scenario import Scenario
from analytics.output import explorable, export, html, printed, views
from analytics.store import Store

FOLDER = "static"


def write(store: Store, address: str = "", now: datetime | None = None) -> list[str]:
    """Write every view that needs no name into `static/` of the store; return the names of the files.

    `address` is where the app stands, for "open live". The index is written last and names what was written; a page
    whose data are missing is left out of it. Raises `StoreUnusable` when the store cannot be written.
    """
    world = load.open_world(store, *load.choose(store))
    written: list[str] = []
    titles: list[tuple[str, str, str]] = []
    for name, view in views.VIEWS.items():
        if view.of:
            continue
        try:
            answer = views.answer(name, world, Scenario(), store, now)
        except DashboardError:
            continue
        for file, content in _files(answer, address):
            store.files.write(f"{FOLDER}/{file}", content)
            written.append(f"{FOLDER}/{file}")
        titles.append((name, view.title, answer.text.answer))
    rows = "".join(
        f'<li><a href="{html.text(name)}.html">{html.text(title)}</a>: {html.text(sentence)}'
        f' <a href="{html.text(name)}.json">JSON</a>{_explorable(name, written)}</li>'
        for name, title, sentence in titles
    )
    live = f'<p><a href="{html.text(address)}">Open live</a></p>' if address else ""
    body = f"<h1>Small caps under yields</h1>{live}<ul>{rows}</ul><p><small>{printed.FOOTER}</small></p>"
    store.files.write(f"{FOLDER}/index.html", html.page("Small caps under yields", body).encode())
    return [*written, f"{FOLDER}/index.html"]


def _files(answer: views.Answer, address: str) -> Iterator[tuple[str, bytes]]:
    name = answer.view.name
    yield f"{name}.html", printed.of(answer, address).encode()
    yield f"{name}.json", export.as_json(answer)
    if name in explorable.VIEWS:
        try:
            yield f"{name}-explorable.html", explorable.of(answer, address).encode()
        except DashboardError:
            return


def _explorable(name: str, written: list[str]) -> str:
    file = f"{name}-explorable.html"
    return f' <a href="{html.text(file)}">with sliders</a>' if f"{FOLDER}/{file}" in written else ""
