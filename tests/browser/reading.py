"""What a test reads off a page: the address, the sliders, the curve, the words; and when there is something to read."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

FINISHED = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
LONGEST = 120_000
"""Milliseconds after which a page is taken to be broken: far beyond what any machine needs, and never waited out."""
SETTLED = """async () => {
    const drawn = () => {
        const app = document.querySelector('[data-testid="stApp"]')?.dataset
        return app?.testScriptState === 'notRunning' && app.testConnectionState === 'CONNECTED'
            && !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]')
            && [...document.querySelectorAll('[data-testid="stPlotlyChart"]')].every(chart => {
                const plot = chart.querySelector('.js-plotly-plot')
                return plot && plot._fullData && plot.querySelector('.main-svg')
            })
    }
    for (let turn = 0; turn < 3; turn++) {
        await new Promise(requestAnimationFrame)
        await new Promise(done => requestIdleCallback(done))
        if (!drawn()) return false
    }
    return drawn()
}"""
"""The script has ended, nothing on the page is of an earlier run, every chart has its lines, and the browser has had
nothing left to do in three frames on end: it draws what it was sent bit by bit."""


class Runs:
    """The runs of the script behind an open page, as its websocket tells them; `open` while one is to end."""

    def __init__(self) -> None:
        self.open = True
        self.socket = None

    def follow(self, socket) -> None:
        """Listen to the websocket of a page that was opened, or opened anew."""
        self.open, self.socket = True, socket
        socket.on("framesent", self._sent)
        socket.on("framereceived", self._received)

    def _sent(self, payload: bytes | str) -> None:
        self.open |= isinstance(payload, bytes) and BackMsg.FromString(payload).WhichOneof("type") == "rerun_script"

    def _received(self, payload: bytes | str) -> None:
        self.open &= not is_finished(payload)


def is_finished(payload: bytes | str) -> bool:
    """Whether a message from the server says that a run of the script, or of one fragment, came to its end."""
    if isinstance(payload, str):
        return False
    message = ForwardMsg.FromString(payload)
    return message.WhichOneof("type") == "script_finished" and message.script_finished in FINISHED


def settle(page) -> None:
    """Wait until the script has run and every chart is drawn."""
    until = time.monotonic() + LONGEST / 1000
    while True:
        while page.runs.open:
            page.runs.socket.wait_for_event("framereceived", timeout=LONGEST)
        while not page.evaluate(SETTLED):
            assert time.monotonic() < until, "the page is never done"
        if not page.runs.open:
            return


@contextmanager
def rerun(page) -> Iterator[None]:
    """Wait for the run of the script which the block causes, and until what it changed is drawn."""
    with page.runs.socket.expect_event("framereceived", is_finished, timeout=LONGEST):
        yield
    settle(page)


def query(page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def curves(page) -> dict[str, list[float]]:
    """The lines of the sidebar's curve by name, in per cent."""
    return page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll('section .js-plotly-plot')]
        .filter(plot => plot.closest('[data-testid="stSidebar"]'))
        .flatMap(plot => plot._fullData.filter(t => t.mode === 'lines').map(t => [t.name, Array.from(t.y)])))"""
    )


def words(page) -> str:
    return page.inner_text('[data-testid="stMain"]')


def headline(page, starts: str = "") -> str:
    """The page's answer, once it begins as it should."""
    from playwright.sync_api import expect

    first = page.locator('[data-testid="stHeading"] h1').first
    expect(first).to_have_text(re.compile("^" + re.escape(starts)), timeout=LONGEST)
    return first.inner_text()


def box(page, label: str):
    return page.get_by_label(f"{label}, per cent")


def enter(page, label: str, value: str) -> None:
    """Type a yield into its number box and wait for what it changes."""
    box(page, label).fill(value)
    with rerun(page):
        box(page, label).press("Enter")


def yields(page, label: str, value: str) -> None:
    """Check what the number box of a yield shows, waiting for it."""
    from playwright.sync_api import expect

    expect(box(page, label)).to_have_value(value, timeout=LONGEST)
