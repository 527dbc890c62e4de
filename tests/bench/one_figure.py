"""One figure that follows a slider: what the app of one figure draws."""

import numpy as np
import plotly.graph_objects as go

LOW, HIGH, FIRST = 300, 600, 403
POINTS = 1500


def figure(value: int) -> go.Figure:
    """A line of as many points as a trace has at most, named after the slider's value."""
    level = value / 100 + np.sin(np.arange(POINTS) / 100) * value / HIGH
    line = go.Scatter(x0=0, dx=1, y=level.astype(np.float32), mode="lines", name=str(value))
    return go.Figure(
        line,
        layout={"template": "none", "height": 360, "showlegend": True, "margin": {"t": 10, "b": 30, "l": 40, "r": 10}},
    )
