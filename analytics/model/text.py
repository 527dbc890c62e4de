"""Text: what a view says in words, made from its figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Text:
    """A view in words: its `answer` in one sentence, the sentences under it, and the finding of each of its charts.

    `captions` are the words that a chart's caption leaves open, by name. `elsewhere` are notes of the result that
    stand in a section of the page and are not repeated under the answer.
    """

    answer: str
    prose: tuple[str, ...] = ()
    findings: Mapping[str, str] = field(default_factory=dict)
    captions: Mapping[str, str] = field(default_factory=dict)
    elsewhere: tuple[str, ...] = ()
