"""What the script of an explorable recomputes a page from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray


@dataclass(frozen=True)
class Phrase:
    """What a sentence says of a figure: above nothing, below it, at it, and where it is n/a.

    In the first two `#` stands for the figure as written, without its sign: their words say which way it goes.
    """

    above: str
    below: str
    zero: str
    missing: str


@dataclass(frozen=True)
class Model:
    """What the script recomputes a page from: columns of numbers, one a filer, and single numbers.

    `figures` names the metrics that follow the sliders, by the last part of their id; `cards` are those in boxes.
    `sentence` is the answer with the names of figures in braces, each of them replaced by its phrase; the two yields
    are `ten` and `short`.
    """

    kind: str
    columns: Mapping[str, NDArray[Any]]
    numbers: Mapping[str, Any]
    figures: tuple[str, ...]
    cards: tuple[str, ...]
    sentence: str
    phrases: Mapping[str, Phrase]
