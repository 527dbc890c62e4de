"""A browser's half of Streamlit's protocol, without a browser: open a page, move a slider, count bytes."""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

WHOLE_SCRIPT = ForwardMsg.FINISHED_SUCCESSFULLY
WHOLE_FRAGMENT = ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY


@dataclass(frozen=True)
class Move:
    """One run of the script: from message sent to script finished, and what came back."""

    seconds: float
    bytes: int


class Visitor:
    """One open page. `sliders` maps a slider's label to its widget and the fragment that draws it."""

    def __init__(self, url: str, page: str = "", query: str = "") -> None:
        parts = urlsplit(url)
        self._line = ExitStack()
        address = f"ws://{parts.netloc}/_stcore/stream"
        self._socket = self._line.enter_context(
            connect(address, subprotocols=["streamlit"], max_size=None, open_timeout=30)
        )
        self._page, self._query = page, query
        self._script = ""
        self._held: dict[str, ForwardMsg] = {}
        self.sliders: dict[str, tuple[str, str]] = {}
        self.values: dict[str, float] = {}
        self.charts = 0
        self.opened = self._run({}, "")

    def move(self, label: str, value: float) -> Move:
        """Move a slider and wait until the script has finished."""
        widget, fragment = self.sliders[label]
        self.values[widget] = value
        return self._run(self.values, fragment)

    def close(self) -> None:
        self._line.close()

    def _run(self, values: dict[str, float], fragment: str) -> Move:
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.page_name, state.page_script_hash = self._query, self._page, self._script
        state.fragment_id = fragment
        state.context_info.timezone = "UTC"
        state.cached_message_hashes.extend(self._held)
        for widget, value in values.items():
            state.widget_states.widgets.add(id=widget).double_array_value.data.append(value)
        began, size = time.perf_counter(), 0
        self._socket.send(message.SerializeToString())
        while True:
            raw = self._socket.recv(timeout=60)
            size += len(raw)
            answer = ForwardMsg.FromString(raw)
            kind = answer.WhichOneof("type")
            if kind == "script_finished":
                if answer.script_finished == (WHOLE_FRAGMENT if fragment else WHOLE_SCRIPT):
                    return Move(time.perf_counter() - began, size)
            elif kind == "new_session":
                self._script = answer.new_session.page_script_hash
            elif kind == "navigation":
                self._script = answer.navigation.page_script_hash
            elif kind == "delta":
                self._see(answer)

    def _see(self, answer: ForwardMsg) -> None:
        element = answer.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "slider":
            self.sliders[element.slider.label] = (element.slider.id, answer.delta.fragment_id)
            value = element.slider.value if element.slider.set_value else element.slider.default
            self.values.setdefault(element.slider.id, value[0])
        elif kind == "plotly_chart":
            self.charts += 1


def median(values: Iterable[float]) -> float:
    ordered = sorted(values)
    return ordered[len(ordered) // 2]


def percentile95(values: Iterable[float]) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
