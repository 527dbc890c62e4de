"""A reader with an open page: what each run of it shows, taken from the messages that a browser would draw."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.bench.visitor import Visitor


@dataclass
class Shown:
    """What one run of the script put on the page: `metrics` are label, value, second line and tooltip of each card.

    `is_whole` tells a run of the whole page from one of its live part; `texts` are its Markdown, `links` those of
    the share box, `ten_year` where this reader's slider stood, None where it was never moved, `moment` when it began.
    """

    is_whole: bool
    ten_year: int | None
    moment: datetime = field(default_factory=lambda: datetime.now(UTC))
    metrics: list[tuple[str, str, str, str]] = field(default_factory=list)
    headlines: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    exceptions: list[str] = field(default_factory=list)


class Reader(Visitor):
    """One open page of a real server; `seen` holds what each of its runs showed, oldest first."""

    def __init__(self, url: str, page: str, query: str = "") -> None:
        self.seen = [Shown(True, None)]
        super().__init__(url, page, query)

    def slide(self, basis_points: int) -> None:
        """Move the ten-year yield, which runs the live part again."""
        self.seen.append(Shown(False, basis_points))
        self.move(self.ten_year, basis_points)

    def open_again(self) -> None:
        """Run the whole page again with its sliders where they stand, as "Show them" does beside newer data."""
        self.seen.append(Shown(True, self.seen[-1].ten_year))
        self._run(self.values, "")

    @property
    def ten_year(self) -> str:
        return next(label for label in self.sliders if label.startswith("Ten-year"))

    def _see(self, answer: ForwardMsg) -> None:
        super()._see(answer)
        element, shown = answer.delta.new_element, self.seen[-1]
        kind = element.WhichOneof("type")
        if kind == "slider" and element.slider.set_value:
            self.values[element.slider.id] = element.slider.value[0]
        elif kind == "metric":
            metric = element.metric
            shown.metrics.append((metric.label, metric.body, metric.delta, metric.help))
        elif kind == "heading":
            (shown.headlines if element.heading.tag == "h1" else shown.findings).append(element.heading.body)
        elif kind == "markdown":
            shown.texts.append(element.markdown.body)
        elif kind == "code":
            shown.links.append(element.code.code_text)
        elif kind == "exception":
            shown.exceptions.append(element.exception.message)
