"""Units in a publisher's own words, compared by what they mean."""

from __future__ import annotations

import re

UNITS = {
    "%": ("Percent",),
    "0 or 1": ("+1 or 0",),
    "USD bn": ("Billions of U.S. Dollars", "Billions of Dollars"),
    "USD mn": ("Millions of U.S. Dollars", "Millions of Dollars"),
}
"""The catalogue's units and how FRED spells them."""
SCALES = ("thousands", "millions", "billions", "trillions")
OTHERS = {
    "basis points": "bp", "index": "index", "ratio": "ratio", "decimal": "ratio", "percent change": "change",
    "chained": "real", "euros": "EUR", "euro": "EUR", "pounds": "GBP", "yen": "JPY", "canadian": "CAD",
}  # fmt: skip
"""Words that say another unit than any of the catalogue's, whatever stands beside them."""
_DOLLARS = re.compile(r"(of )?(us |u s |united states )?dollars?|(of )?usd")


def differs(unit: str, words: str) -> bool | None:
    """Whether a publisher's words mean another unit than the catalogue's; None where they are not understood.

    Punctuation and case say nothing: "Billions of US Dollars" is "Billions of U.S. Dollars".
    """
    meant = _meaning(words)
    return None if meant is None else meant not in {_meaning(known) for known in UNITS[unit]}


def _meaning(words: str) -> str | None:
    plain = " ".join(re.findall(r"[a-z0-9%]+", words.lower()))
    if plain in ("percent", "per cent", "%", "percent per annum", "percent per year"):
        return "%"
    if plain == "1 or 0":
        return plain
    for other, meant in OTHERS.items():
        if f" {other} " in f" {plain} ":
            return meant
    scale, _, rest = plain.partition(" ")
    if scale in SCALES:
        return f"{scale} USD" if _DOLLARS.fullmatch(rest) else None
    return "USD" if _DOLLARS.fullmatch(plain) else None
