"""The glossary: every method a figure can name, with formula, source and limits."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Method:
    """How a figure is made: `formula` in words and symbols, `source` as published, `limits` to print."""

    id: str
    title: str
    formula: str
    source: str
    limits: str


_ALL = (
    Method(
        "M-RET",
        "Return of the year to date",
        "Close of the session over the last close of the previous calendar year, minus one. Price return uses "
        "closes adjusted for splits only; total return uses closes adjusted for dividends as well.",
        "Yahoo Finance closes and adjusted closes; adjusted closes reinvest a dividend at the previous close.",
        "Only sessions on which both sides traded. No close in the last week of the previous year, no figure.",
    ),
    Method(
        "M-SPR",
        "Rolling gap",
        "S(t)/S(t−h) − L(t)/L(t−h), small minus large, in percentage points, over the year to date or "
        "h = 252, 756 or 1,260 sessions common to both.",
        "Yahoo Finance.",
        "Neighbouring days share most of their window, so a long history holds few independent observations.",
    ),
    Method(
        "M-RS",
        "Small to large ratio",
        "Price of the small-cap side divided by the price of the large-cap side on the same session; on total "
        "return, both adjusted closes start at 1 on the first common session.",
        "Yahoo Finance.",
        "The level compares two fund prices; only its movement and its place in its own history mean anything.",
    ),
    Method(
        "M-PCT",
        "Percentile in history",
        "Share of the history at or below the value, the value itself included, in per cent.",
        "Own calculation over all common sessions from the first one to the as-of date.",
        "The history grows with the as-of date; nothing after it is used.",
    ),
    Method(
        "M-DD",
        "Drawdown",
        "Value over its highest value so far, minus one; the deepest one is the smallest of these.",
        "Yahoo Finance.",
        "Closing values only, and only on sessions common to both sides.",
    ),
    Method(
        "M-RDD",
        "Relative drawdown",
        "Small to large ratio over its own highest value so far, minus one.",
        "Yahoo Finance.",
        "As for the ratio and the drawdown.",
    ),
    Method(
        "M-CMT",
        "Treasury yield",
        "Constant-maturity par yield in per cent, bond-equivalent, as published for the day; on a day without a "
        "value, the last one before it.",
        "Federal Reserve, H.15, through FRED.",
        "A fitted curve, not a traded price; no value on bond-market holidays.",
    ),
    Method(
        "M-PAR",
        "Yield scenario",
        "The ten-year and the three-month are set. The change at any other maturity is linear between the change "
        "at 0.25 years and the change at 10 years, flat outside.",
        "Own convention, on H.15 yields.",
        "A reader's assumption, not a forecast; the curve keeps its own bends.",
    ),
    Method(
        "M-AGE",
        "Age of the data",
        "Calendar days from the newest observation held to today.",
        "The store's own record of each publication.",
        "Weekends and exchange holidays do not make prices stale; a session that closed more than two hours ago "
        "and is not held does.",
    ),
    Method(
        "M-COV",
        "Coverage",
        "Number of catalogue entries held with at least one observation.",
        "The store's own record of each publication.",
        "A missing entry is named with its reason.",
    ),
)

METHODS = {method.id: method for method in _ALL}
