"""Colours by meaning, and the bare layout every figure starts from."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from analytics.model.metric import MINUS, NBSP

FAMILY = '"Source Sans", "Helvetica Neue", Arial, sans-serif'
HALF, FULL, STRIP, SIDEBAR = 320, 270, 66, 122
"""Heights in px: half and full width, the percentile strip, the sidebar's curve."""
LABEL_MARGIN, LEFT_MARGIN = 64, 44
ILLUSTRATIVE_STRIP = 26
CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}


@dataclass(frozen=True, slots=True)
class Palette:
    """One colour, one meaning, on every page; `name` is the theme's."""

    name: str
    page: str
    panel: str
    ink: str
    muted: str
    axis: str
    grid: str
    recession: str
    small: str
    large: str
    banks: str
    scenario: str
    down: str
    filed: str
    derived: str
    above: str
    below: str
    sequential: tuple[str, ...]


LIGHT = Palette(
    name="light",
    page="#FCFBF8",
    panel="#F4F2EC",
    ink="#1B2228",
    muted="#59626B",
    axis="#8A8F94",
    grid="#E6E3DB",
    recession="#EDEAE3",
    small="#0077A3",
    large="#646F79",
    banks="#8A6206",
    scenario="#B80A5B",
    down="#B84A00",
    filed="#00587A",
    derived="#3F95BA",
    above="#D3E6ED",
    below="#E6E3DB",
    sequential=(
        *("#EAF3F6", "#D3E6ED", "#B5D5E1", "#93C1D3", "#6FACC4"),
        *("#4A96B4", "#2480A4", "#006A91", "#005676", "#00415B"),
    ),
)
DARK = Palette(
    name="dark",
    page="#14181D",
    panel="#1A2026",
    ink="#E9E6DF",
    muted="#A3ABB3",
    axis="#6B757F",
    grid="#2A323A",
    recession="#222930",
    small="#62C8EA",
    large="#7C8894",
    banks="#E3B650",
    scenario="#FF86BC",
    down="#F2995A",
    filed="#7FD3F0",
    derived="#25809F",
    above="#1A323D",
    below="#2A323A",
    sequential=(
        *("#17252D", "#1A323D", "#1C4050", "#1F5166", "#25657F"),
        *("#2F7D9B", "#3F97B8", "#5AB2D3", "#7FCBE8", "#ADE1F5"),
    ),
)
PALETTES = {"light": LIGHT, "dark": DARK}


def base_layout(palette: Palette, height: int, *, illustrative: bool = False) -> dict[str, Any]:
    """The house's layout, with the mark of the illustrative world where it is that.

    Heights are the plot's with its margins; the mark's strip is added on top so that no label meets it.

    Streamlit draws a figure hidden, and hands it to Plotly again once it knows its width. Plotly then draws anew what
    it finds changed: every array, which is a new object, unless `datarevision` says that the data are as they were,
    and the whole figure for a template. So there is none, and a figure that changes is mounted anew in any case.
    """
    axis = {
        "automargin": False,
        "ticklabeloverflow": "allow",
        "fixedrange": True,
        "zeroline": False,
        "ticks": "outside",
        "tickfont": {"color": palette.muted, "size": 12},
        "gridcolor": palette.grid,
    }
    strip = ILLUSTRATIVE_STRIP if illustrative else 0
    mark = {
        "text": "<b>ILLUSTRATIVE</b>",
        "font": {"size": 10, "color": palette.scenario},
        "xref": "paper",
        "yref": "paper",
        "x": 1,
        "y": 1,
        "xanchor": "right",
        "yanchor": "bottom",
        "yshift": 12,
        "showarrow": False,
    }
    return {
        "autotypenumbers": "strict",
        "datarevision": 1,
        "height": height + strip,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FAMILY, "size": 12, "color": palette.ink},
        "margin": {"l": LEFT_MARGIN, "r": LABEL_MARGIN, "t": 12 + strip, "b": 26, "pad": 0},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "x unified",
        "hoverlabel": {
            "align": "left",
            "bgcolor": palette.panel,
            "bordercolor": palette.grid,
            "font": {"family": FAMILY, "size": 12, "color": palette.ink},
        },
        "xaxis": {**axis, "showgrid": False, "showline": True, "linecolor": palette.axis, "tickcolor": palette.axis},
        "yaxis": {**axis, "showline": False, "tickcolor": "rgba(0,0,0,0)", "ticklen": 5, "nticks": 6},
        "annotations": [mark] if illustrative else [],
    }


def figure(palette: Palette, height: int, *, illustrative: bool = False) -> go.Figure:
    """An empty figure in the house's form, to be added to step by step."""
    drawn = go.Figure(layout=base_layout(palette, height, illustrative=illustrative))
    drawn.layout.template = None
    return drawn


def words(text: str, colour: str, **place: Any) -> dict[str, Any]:
    """An annotation without an arrow; `place` sets its position, and whatever else it needs."""
    return {"text": text, "showarrow": False, "font": {"size": 12, "color": colour}, "align": "left", **place}


def vline(x: float, colour: str, dash: str = "solid", width: float = 1) -> dict[str, Any]:
    """A shape: a line from the bottom of the plot to its top."""
    line = {"color": colour, "width": width, "dash": dash}
    return {"type": "line", "x0": x, "x1": x, "yref": "y domain", "y0": 0, "y1": 1, "line": line}


def hline(y: float, colour: str, dash: str = "solid", width: float = 1) -> dict[str, Any]:
    """A shape: a line from the left of the plot to its right."""
    line = {"color": colour, "width": width, "dash": dash}
    return {"type": "line", "xref": "x domain", "x0": 0, "x1": 1, "y0": y, "y1": y, "line": line}


def note(drawn: go.Figure, text: str, palette: Palette, **place: Any) -> None:
    """Write words on a figure; `place` overrides position and font."""
    drawn.add_annotation(words(text, palette.ink, **place))


def signed_ticks(low: float, high: float, suffix: str = "") -> dict[str, list[float] | list[str]]:
    """Three to six round ticks between two values, as axis settings: "+20", "0", "−20"; the unit on the last."""
    step, values = _round(low, high, 6)
    decimals = 0 if step >= 1 and step == int(step) else 1 if step >= 0.1 else 2
    texts = ["0" if v == 0 else f"{MINUS if v < 0 else '+'}{abs(v):.{decimals}f}" for v in values]
    return {"tickvals": values, "ticktext": [*texts[:-1], texts[-1] + suffix]}


def ticks(low: float, high: float, unit: str = "", whole: bool = False) -> dict[str, list[float] | list[str]]:
    """Two to six round ticks between two values, as axis settings: "0", "2.5", "5 %"; `whole` for counts."""
    step, values = _round(low, high, 5)
    if whole and step < 1.0:
        values = [float(k) for k in range(math.ceil(low), math.floor(high) + 1)]
    digits = [f"{abs(v):,.4f}".rstrip("0").rstrip(".") for v in values]
    texts = [f"{MINUS if v < 0 else ''}{told}" for v, told in zip(values, digits, strict=True)]
    if unit and texts:
        texts[-1] += NBSP + unit
    return {"tickvals": values, "ticktext": texts}


def _round(low: float, high: float, most: int) -> tuple[float, list[float]]:
    """A round step that divides a range into at most `most` parts, and its multiples within the range."""
    rough = (high - low) / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return step, [round(k * step, 10) for k in range(first, last + 1)]
