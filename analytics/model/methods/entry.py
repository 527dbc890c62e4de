"""Method: one entry of the glossary."""

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
