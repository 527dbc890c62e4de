"""The explorable: one HTML file of a page whose two yields go on moving, offline, without a request."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from analytics.errors import BadInput
from analytics.model.language import INVENTED, capitalised, lowered
from analytics.model.metric import DECIMALS, day, show
from analytics.model.scenario import SPECS
from analytics.output import html, printed
from analytics.output.explorable import debt_wall, regional_banks
from analytics.output.explorable.model import Model
from analytics.output.views import Answer

MODELS: dict[str, Callable[[Answer], Model]] = {"debt_wall": debt_wall.model, "regional_banks": regional_banks.model}
VIEWS = tuple(MODELS)
"""Pages of which a file goes on working by itself."""
LARGEST = 1_000_000
"""Bytes that a file may have."""


def of(answer: Answer, address: str = "") -> str:
    """The explorable of an answer, opened at its scenario; `address` is where the dashboard stands.

    Figures that follow the sliders equal `show` at every position of them. Raises `BadInput` for a view that has none
    or a scenario that a file does not recompute.
    """
    if answer.view.name not in MODELS:
        raise BadInput(f"There is no explorable of {answer.view.name}.", remedy=f"There is one of {', '.join(VIEWS)}.")
    model = MODELS[answer.view.name](answer)
    by_name = {metric.id.rpartition(".")[2]: metric for metric in answer.result.metrics}
    moving = [by_name[name] for name in model.figures]
    packed, layout = _packed(model.columns)
    payload = {
        "kind": model.kind,
        "numbers": model.numbers,
        "layout": layout,
        "packed": packed,
        "figures": [
            {"name": m.id.rpartition(".")[2], "id": m.id, "unit": m.unit, "decimals": DECIMALS[m.unit]} for m in moving
        ],
        "sentence": f"{capitalised(INVENTED)}, {lowered(model.sentence)}"
        if answer.world.publication is None
        else model.sentence,
        "phrases": {name: asdict(phrase) for name, phrase in model.phrases.items()},
    }
    cards = "".join(
        f'<div class="card"><span>{html.text(by_name[name].label)}</span>'
        f'<b data-figure="{html.text(name)}">{html.text(by_name[name].text)}</b></div>'
        for name in model.cards
    )
    ten, short = int(model.numbers["opened"][0]), int(model.numbers["opened"][1])
    rest = tuple(metric for metric in answer.result.metrics if metric not in moving)
    linked = " checked" if answer.scenario.is_linked else ""
    body = f"""{printed.head(answer, answer.text.answer)}
<p class="muted">The figures follow the two sliders, without a network. Published yields of
{day(answer.result.as_of) if answer.result.as_of else "n/a"}: ten-year
{show(model.numbers["long"] / 100, "%")}, three-month {show(model.numbers["short"] / 100, "%")}.
{_assumptions(answer)}</p>
<div class="controls">{_slider("ten", "Ten-year", ten)}{_slider("short", "3-month", short)}
<div><label><input type="checkbox" id="linked"{linked}> Both move together</label>
<button type="button" id="reset">As published</button></div></div>
<div class="cards">{cards}</div>
<div id="drawing" role="img" aria-label="{html.text(model.numbers["drawn"])}"></div>
<p class="muted" id="drawn">{html.text(model.numbers["drawn"])}</p>
<noscript><p class="mark">Without its script this file shows the figures at the yields it was written at.</p></noscript>
<h2>Figures that follow the sliders</h2><div id="moving">{printed.figures(tuple(moving), answer.world)}</div>
<h2>Figures that no slider of this file moves</h2>
<p class="muted">As written, at the yields the file was made at.</p>{printed.figures(rest, answer.world)}
{printed.foot(answer, address)}
<script type="application/json" id="payload">{_json(payload)}</script>
<script>{script()}</script>"""
    return html.page(f"{answer.view.title}, explorable", body)


@cache
def script() -> str:
    """The script of the file, as it stands in the module beside this one."""
    return (Path(__file__).parent / "script.js").read_text(encoding="utf-8")


def _slider(id: str, label: str, value: int) -> str:
    spec = SPECS["ten_year_bp" if id == "ten" else "short_rate_bp"]
    return (
        f'<div><label for="{id}">{label}: <output id="{id}_shown" for="{id}">{show(value / 100, "%")}</output></label>'
        f'<input type="range" id="{id}" min="{spec.low}" max="{spec.high}" step="1" value="{value}"></div>'
    )


def _assumptions(answer: Answer) -> str:
    """The controls that a file holds still, with their values."""
    still = [
        f"{SPECS[name].label}: {getattr(answer.scenario, name)}{_unit(SPECS[name].unit)}"
        for name in answer.view.fields
        if SPECS[name].place in ("assumptions", "sidebar")
        and name not in ("ten_year_bp", "short_rate_bp", "curve_linked")
        and getattr(answer.scenario, name) is not None
    ]
    return html.text(f"Held still: {'; '.join(still)}.") if still else ""


def _unit(unit: str) -> str:
    return f" {unit}" if unit in ("bp", "%") else ""


def _packed(columns: Mapping[str, NDArray[Any]]) -> tuple[str, list[list[Any]]]:
    """The columns as one compressed string, and of each its name, type and length, in order."""
    layout, parts = [], []
    for name, values in columns.items():
        kind = "f4" if values.dtype == np.float32 else "f8"
        data = np.ascontiguousarray(values, dtype=f"<{kind}").tobytes()
        parts.append(data + b"\0" * (-len(data) % 8))
        layout.append([name, kind, int(values.size)])
    return base64.b64encode(gzip.compress(b"".join(parts), 9, mtime=0)).decode(), layout


def _json(payload: object) -> str:
    """JSON that ends no script: no `<` stands in it."""
    text = orjson.dumps(payload, option=orjson.OPT_SERIALIZE_NUMPY).decode()
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
