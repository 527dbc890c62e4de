"""A slider moved in a browser until the figure is painted again, against Plotly alone on a bare websocket."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from plotly.offline import get_plotlyjs
from websockets.http11 import Request, Response
from websockets.sync.server import ServerConnection, serve

from tests.bench.one_figure import FIRST, HIGH, LOW, figure
from tests.bench.visitor import median
from tests.browser.conftest import CHROMIUM, QUIET
from tests.browser.server import App

MOVES = 60
BARE = f"""<!doctype html><meta charset="utf-8"><script>{get_plotlyjs()}</script>
<div id="plot" style="width: 704px"></div>
<input type="range" min="{LOW}" max="{HIGH}" value="{FIRST}">
<script>
const slider = document.querySelector('input'), socket = new WebSocket(`ws://${{location.host}}/figures`)
slider.oninput = () => socket.send(slider.value)
socket.onopen = slider.oninput
socket.onmessage = message => {{
    const drawn = JSON.parse(message.data)
    Plotly.react('plot', drawn.data, drawn.layout, {{displayModeBar: false}})
}}
</script>"""
WATCH = """wanted => {
    let began
    addEventListener('keydown', () => { began = performance.now() }, {capture: true, once: true})
    window.painted = new Promise((resolve, reject) => {
        const look = () => {
            const shown = document.querySelector('.js-plotly-plot .legendtext')?.textContent
            if (began && shown === wanted) resolve(performance.now() - began)
            else if (began && performance.now() > began + 10000) reject(`${wanted} was asked for, ${shown} is drawn`)
            else requestAnimationFrame(look)
        }
        look()
    })
}"""
"""Looks at every frame whether the figure drawn is the one of the slider's new value, which its legend names."""


def rows() -> Iterator[tuple[str, str, str, str]]:
    """What was measured, its value, its yardstick, the budget."""
    what, budget = "slider move to repaint in Chromium, one figure, p50", "3 x"
    if not CHROMIUM:
        yield what, "not measured", "there is no Chromium on this machine", budget
        return
    from playwright.sync_api import sync_playwright

    with (
        tempfile.TemporaryDirectory() as folder,
        App(Path(folder) / "store", "tests/bench/one_asgi.py") as app,
        _bare() as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        ours, theirs = browser.new_page(), browser.new_page()
        ours.goto(app.url)
        theirs.goto(address)
        taken: dict[object, list[float]] = {ours: [], theirs: []}
        for page in taken:
            page.wait_for_selector(".js-plotly-plot .legendtext")
        for turn in range(1, MOVES + 1):
            for page, times in taken.items():
                page.bring_to_front()
                times.append(_move(page, FIRST + turn))
        browser.close()
    live, bare = (median(times[5:]) for times in taken.values())
    yield what, f"{live:.0f} ms", f"{live / bare:.1f} x Plotly.react over a bare websocket ({bare:.0f} ms)", budget


def _move(page: object, value: int) -> float:
    """Milliseconds from the key that moves the slider one step to the first frame after the figure is drawn."""
    page.get_by_role("slider").focus()
    page.evaluate(WATCH, str(value))
    page.keyboard.press("ArrowRight")
    return page.evaluate("() => window.painted")


@contextmanager
def _bare() -> Iterator[str]:
    """The address of a page whose websocket answers a slider's value with the figure, made beforehand."""
    made = {str(value): figure(value).to_json() for value in range(FIRST, FIRST + MOVES + 1)}

    def page(connection: ServerConnection, request: Request) -> Response | None:
        if request.path == "/figures":
            return None
        answer = connection.respond(200, BARE)
        del answer.headers["Content-Type"]
        answer.headers["Content-Type"] = "text/html; charset=utf-8"
        return answer

    def figures(connection: ServerConnection) -> None:
        for value in connection:
            connection.send(made[value])

    with serve(figures, "127.0.0.1", 0, process_request=page, compression=None) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.socket.getsockname()[1]}"
        server.shutdown()
        thread.join()
