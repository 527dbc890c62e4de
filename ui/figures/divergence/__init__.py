"""Small against large caps, drawn: levels, co-movement, and what goes with yields and event days."""

from ui.figures.divergence.comovement import beta, correlation, weighting
from ui.figures.divergence.dots import durations, names
from ui.figures.divergence.events import events
from ui.figures.divergence.levels import drawdowns, percentile_strip, relative_strength, rolling_gap, years
from ui.figures.divergence.yields import effect, sensitivity

__all__ = [
    "beta",
    "correlation",
    "drawdowns",
    "durations",
    "effect",
    "events",
    "names",
    "percentile_strip",
    "relative_strength",
    "rolling_gap",
    "sensitivity",
    "weighting",
    "years",
]
