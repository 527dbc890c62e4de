"""Rules: how a stated figure is held against a measured one, within which tolerance."""

from __future__ import annotations

from datetime import date

from analytics.claims.claim import CONTRADICTED, SUPPORTED, Part, Stated
from analytics.errors import BadInput
from analytics.model.metric import Metric

RULES = ("equals", "at least", "at most", "above", "below")
"""`above` and `below` are strict and know no tolerance."""
_SPELLINGS = {
    "": "equals", "=": "equals", "==": "equals", "is": "equals", "equal": "equals", "about": "equals",
    "nearly": "equals", "around": "equals", "level": "equals",
    ">=": "at least", "≥": "at least", "no less than": "at least", "from": "at least", "minimum": "at least",
    "<=": "at most", "≤": "at most", "no more than": "at most", "up to": "at most", "maximum": "at most",
    ">": "above", "over": "above", "more than": "above", "exceeds": "above", "greater than": "above",
    "<": "below", "under": "below", "less than": "below", "fewer than": "below",
}  # fmt: skip
YIELD_PP, RETURN_PP, SHARE_PP, LEVEL_SHARE = 0.03, 1.0, 3.0, 0.005
"""Tolerances: of a yield, of a return, of a share, all in points, and of any other level as a part of it."""
_YIELD_METHODS = ("M-LEVEL", "M-CMT", "M-PAR", "M-OAS", "M-BORROW", "M-BE")
_RETURN_METHODS = ("M-QUOTE", "M-RET", "M-SPR", "M-YOY", "M-DD", "M-RDD", "M-MARKS")
_CONVERSIONS = {("bp", "%"): 0.01, ("%", "bp"): 100.0, ("bp", "pp"): 0.01, ("pp", "bp"): 100.0,
                ("USD m", "USD bn"): 0.001, ("USD bn", "USD m"): 1000.0, ("USD tn", "USD bn"): 1000.0,
                ("USD tn", "USD m"): 1e6}  # fmt: skip
_UNITS = {"percent": "%", "per cent": "%", "pct": "%", "points": "pp", "percentage points": "pp", "pts": "pp",
          "basis points": "bp", "bps": "bp", "usd billion": "USD bn", "$bn": "USD bn", "usd b": "USD bn",
          "usd million": "USD m", "$m": "USD m", "usd trillion": "USD tn", "$": "USD", "dollars": "USD",
          "times": "x", "ratio": "x", "points of index": "index", "index points": "index", "": ""}  # fmt: skip


def rule(text: str) -> str:
    """A rule by its name or a common spelling of it. Raises `BadInput` for one that is not known."""
    plain = " ".join(text.lower().split())
    found = plain if plain in RULES else _SPELLINGS.get(plain)
    if found is None:
        raise BadInput(f"There is no rule {text[:30]!r}.", remedy=f"Rules are: {', '.join(RULES)}.")
    return found


def unit(text: str) -> str:
    """A unit by its common spellings, else as it is written."""
    plain = " ".join(text.split())
    return _UNITS.get(plain.lower(), plain)


def converted(stated: Stated, of: str, into: str) -> Stated:
    """A stated number in the unit of its measure. Raises `BadInput` where the two units are not of one kind."""
    if of in ("", into) or isinstance(stated, date):
        return stated
    factor = _CONVERSIONS.get((of, into))
    if factor is None:
        raise BadInput(f"The measure is in {into}, the claim in {of}.", remedy=f"State it in {into}.")
    return None if stated is None else stated * factor


def tolerance(part: Part, metric: Metric) -> float:
    """How far a measured figure may lie from the stated one, in the part's unit; of a date in days."""
    if part.tolerance is not None:
        return part.tolerance
    if metric.unit == "date":
        return 1.0
    if part.since is not None:
        return RETURN_PP
    if metric.unit in ("%", "pp", "percentile"):
        if metric.method in _YIELD_METHODS:
            return YIELD_PP
        return RETURN_PP if metric.method in _RETURN_METHODS and metric.unit != "percentile" else SHARE_PP
    if metric.unit == "bp":
        return YIELD_PP * 100
    return 0.0 if metric.unit == "count" else LEVEL_SHARE * abs(float(part.stated or 0))  # type: ignore[arg-type]


def verdict(part: Part, value: Stated, allowed: float) -> str:
    """Whether a measured figure bears out what is stated: "supported" or "contradicted"."""
    if isinstance(value, date) and isinstance(part.stated, date):
        distance = float((value - part.stated).days)
    else:
        distance = float(value) - float(part.stated)  # type: ignore[arg-type]
    slack = allowed + 1e-9
    holds = {
        "equals": abs(distance) <= slack,
        "at least": distance >= -slack,
        "at most": distance <= slack,
        "above": distance > 0,
        "below": distance < 0,
    }[part.rule]
    return SUPPORTED if holds else CONTRADICTED
