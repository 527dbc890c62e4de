"""Deposits and loans over a year, the surveys of lending, what is late, what deposits cost: drawn once a day."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.model.thresholds import FREEZE_PCT
from ui.figures.banks.lines import Line, line_chart
from ui.style import Palette


def growth(table: pd.DataFrame, bands: pd.DataFrame, palette: Palette, illustrative: bool) -> go.Figure:
    """Draw the weekly balances over a year: the small banks' where they are held, else those of all banks."""
    small = (
        Line("DPSSCBW027SBOG_pct", "deposits", palette.banks),
        Line("LLBSCBW027SBOG_pct", "loans", palette.ink),
    )
    every = (Line("DPSACBW027SBOG_pct", "deposits", palette.banks), Line("TOTLL_pct", "loans", palette.ink))
    lines = small if any(line.column in table for line in small) else every
    return line_chart(table, lines, palette, illustrative, bands=bands, signed=True, margin=72)


def listed_growth(table: pd.DataFrame, palette: Palette, illustrative: bool) -> go.Figure:
    """Draw the listed banks' deposits and loans over a year by quarter."""
    lines = (
        Line("listed_deposits_pct", "deposits", palette.banks, 2.0),
        Line("listed_loans_pct", "loans", palette.ink),
    )
    return line_chart(table, lines, palette, illustrative, signed=True, margin=72)


def standards(table: pd.DataFrame, bands: pd.DataFrame, palette: Palette, illustrative: bool) -> go.Figure:
    """Draw net per cent of banks tightening for small and for larger firms, with the threshold of a freeze."""
    lines = (
        Line("DRTSCILM_net_pct", "larger firms", palette.large, 1.0),
        Line("DRTSCIS_net_pct", "small firms", palette.small),
    )
    return line_chart(table, lines, palette, illustrative, bands=bands, signed=True, reference=FREEZE_PCT, margin=92)


def quality(table: pd.DataFrame, bands: pd.DataFrame, palette: Palette, illustrative: bool) -> go.Figure:
    """Draw late commercial real-estate loans and their charge-offs, in per cent of them."""
    lines = (
        Line("CORCREXFACBS_pct", "charged off", palette.ink),
        Line("DRCRELEXFACBS_pct", "late", palette.banks, 2.0),
    )
    return line_chart(table, lines, palette, illustrative, bands=bands, from_zero=True, margin=84)


def cost(table: pd.DataFrame, palette: Palette, illustrative: bool) -> go.Figure:
    """Draw the cost of deposits against the funds rate by quarter, both in per cent a year."""
    lines = (
        Line("funds_pct", "funds rate", palette.ink, 1.5, "dot"),
        Line("cost_pct", "deposits", palette.banks, 2.0),
    )
    return line_chart(table, lines, palette, illustrative, from_zero=True, margin=84)
