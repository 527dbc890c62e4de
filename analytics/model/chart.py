"""Chart: what a page shows under one finding, declared once."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Chart:
    """One chart or table of a view.

    `key` names its drawing and its finding, `table` the table of the view behind it (by default that of its key).
    `caption` says what is drawn, in which unit, on which basis; names in braces stand for words of the view's
    `Text.captions`, and may stand in `sources` too. `needs` are figures without which there is nothing to draw: the
    note of the first that is n/a is the reason shown. `column` is one that must have a value. `live` follows the
    sliders; `wide` takes the page's width; `shape` is "chart", "table" (the rows themselves) or "panel" (drawn by its
    page). `fields` are the controls that stand with it. `publisher` is the column that names whose figures a quoted
    table holds; `click` the field that a click on a bar sets.
    """

    key: str
    section: str
    caption: str
    methods: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    table: str = ""
    needs: tuple[str, ...] = ()
    column: str = ""
    live: bool = False
    wide: bool = False
    shape: str = "chart"
    fields: tuple[str, ...] = ()
    publisher: str = ""
    click: str = ""

    @property
    def rows(self) -> str:
        """The name of the table behind it."""
        return self.table or self.key
