"""The grid: every chart of a page with its finding, its reason where there is none, and what stands under it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby

import pandas as pd
import streamlit as st
from plotly.basedatatypes import BaseFigure
from streamlit.delta_generator import DeltaGenerator

from analytics.load import World
from analytics.model.chart import Chart
from analytics.model.metric import by_id
from analytics.output.views import Answer, View
from ui import choices, controls, data, show
from ui import tables as data_tables
from ui.figures.drawings import DRAWINGS
from ui.figures.picture import Harmless, Picture
from ui.markup import escape
from ui.origin import Origin, chart_footer
from ui.style import Palette

_COLOURED = re.compile(r":[a-z]+\[([^\]]*)\]")
NOTHING = "none of it is held up to this day"
NOT_FILED = "it is not filed"

Panel = Callable[[Answer, Chart], None]
"""A part of a page that its own script draws, given the view as measured."""


@dataclass
class Grid:
    """The charts on screen: those that no slider moves are drawn at once, places are kept for the others.

    `panels` are the parts that the page draws itself, and `after` what it draws under a chart, by key.
    """

    world: World
    charts: tuple[Chart, ...]
    panels: Mapping[str, Panel] = field(default_factory=dict)
    after: Mapping[str, Panel] = field(default_factory=dict)
    places: dict[str, DeltaGenerator] = field(default_factory=dict)

    def lay_out(self, answer: Answer) -> None:
        """Draw the static charts in pairs, wide ones alone, and keep a place for each live one."""
        for wide, group in groupby(self.charts, key=lambda chart: chart.wide):
            if wide:
                for chart in group:
                    self._place(chart, answer)
            else:
                with st.grid(2, min_column_width=400, gap="large") as pairs:
                    for chart in group:
                        with pairs.cell():
                            self._place(chart, answer)

    def follow(self, answer: Answer) -> None:
        """Draw the live charts into their places."""
        for chart in self.charts:
            if chart.live:
                with self.places[chart.key]:
                    self._draw(chart, answer)

    def _place(self, chart: Chart, answer: Answer) -> None:
        with st.container(gap="xsmall"):
            if chart.live:
                self.places[chart.key] = st.container(gap="xsmall")
                self.places[chart.key].empty()
            else:
                self._draw(chart, answer)
            if chart.shape == "chart":
                chart_footer(self._origin(chart, answer))

    def _draw(self, chart: Chart, answer: Answer) -> None:
        finding, caption = answer.text.findings[chart.key], described(chart, answer)
        if chart.shape == "panel":
            self.panels[chart.key](answer, chart)
            return
        show.title(finding, caption)
        answer = self._with_fields(chart, answer)
        reason = absence(chart, answer)
        if reason:
            show.missing(reason)
        elif chart.shape == "table":
            rows = answer.result.tables[chart.rows]
            data_tables.table(rows, chart.key, answer.view.name, self.world, data_tables.file_stem(answer))
        else:
            alt = f"{finding}. {plain(filled(chart.caption, answer))}"
            show.chart(figure(chart, answer), chart.key, alt, partial(_set, chart.click) if chart.click else None)
        if chart.key in self.after:
            self.after[chart.key](answer, chart)

    def _with_fields(self, chart: Chart, answer: Answer) -> Answer:
        """The controls that stand with a chart, and the view with what they say."""
        if not chart.fields:
            return answer
        choices = answer.result.tables[chart.rows]
        return data.retold(answer, {name: controls.any_field(name, choices) for name in chart.fields})

    def _origin(self, chart: Chart, answer: Answer) -> Origin:
        world, view = self.world, answer.view

        def now() -> Answer:
            scenario = answer.scenario.changes(**choices.current(view.fields))
            return data.answer(world, view.name, scenario)

        def rows() -> pd.DataFrame:
            return now().result.tables[chart.rows]

        def finding() -> tuple[str, str]:
            current = now()
            return current.text.findings[chart.key], plain(filled(chart.caption, current))

        tables = answer.result.tables
        by = ", ".join(dict.fromkeys(tables[chart.rows][chart.publisher])) if chart.publisher else ""
        sources = tuple(id for name in chart.sources for id in filled(name, answer).split())
        stem = data_tables.file_stem(answer)
        as_of = answer.result.as_of
        drawable = chart.shape == "chart" and not absence(chart, answer)
        draw = partial(_anew, now, chart) if drawable else None
        return Origin(chart.key, stem, world, as_of, sources, chart.methods, rows, by, draw, finding)


def figure(chart: Chart, answer: Answer) -> BaseFigure:
    """A chart in the reader's colours; one that no slider moves is kept with its world, for all sessions."""
    if chart.live:
        return drawing(chart.key, answer, chart.rows)
    chosen = tuple(getattr(answer.scenario, name) for name in memo_fields(chart, answer.view))
    kind, key = ("chart", answer.view.name, chart.key), (show.palette().name, chosen)
    return answer.world.memo.get(kind, key, lambda: drawing(chart.key, answer, chart.rows))


def memo_fields(chart: Chart, view: View) -> tuple[str, ...]:
    """The fields whose choices a chart that no slider moves is kept under: every one it is drawn from."""
    return (*view.static_fields, *chart.fields, "span")


def _anew(now: Callable[[], Answer], chart: Chart) -> BaseFigure:
    return drawing(chart.key, now(), chart.rows)


def _set(name: str, value: str) -> None:
    """Give a control the value that was clicked on a chart; before the script runs, since later it cannot be set."""
    st.session_state[name] = value


def drawing(key: str, answer: Answer, rows: str, palette: Palette | None = None) -> BaseFigure:
    """One drawing of a view as measured, in the reader's colours where no others are given."""
    result = answer.result
    tables = Harmless(result.tables)
    picture = Picture(
        tables[rows],
        tables,
        by_id(result.metrics),
        answer.scenario,
        answer.text,
        palette or show.palette(),
        answer.world.kind == "illustrative",
    )
    return DRAWINGS[answer.view.name][key](picture)


def filled(template: str, answer: Answer) -> str:
    """A caption, source or need with the words that the view leaves to be filled in."""
    return template.format_map(answer.text.captions) if "{" in template else template


def described(chart: Chart, answer: Answer) -> str:
    """What a chart shows, in which unit, on which basis: Markdown, with the view's own words escaped in it."""
    captions = {name: escape(text) for name, text in answer.text.captions.items()}
    return chart.caption.format_map(captions) if "{" in chart.caption else chart.caption


def absence(chart: Chart, answer: Answer) -> str:
    """Why there is nothing to draw; empty where there is something."""
    result = answer.result
    metrics = by_id(result.metrics)
    for name in (filled(need, answer) for need in chart.needs):
        if name not in metrics:
            return " ".join(result.absent).rstrip(".")
        if metrics[name].value is None:
            return metrics[name].note
    rows = result.tables.get(chart.rows)
    if rows is None or rows.empty:
        return "nothing is missing" if chart.key == "missing" else NOTHING
    if "date" in rows.columns and rows.drop(columns="date").dropna(how="all").empty:
        return NOTHING
    return NOT_FILED if chart.column and rows[chart.column].isna().all() else ""


def in_section(charts: Iterable[Chart], section: str) -> tuple[Chart, ...]:
    """The charts of one section, all of them for the whole page."""
    whole = section not in {chart.section for chart in charts}
    return tuple(chart for chart in charts if whole or chart.section == section)


def plain(text: str) -> str:
    """A caption as it is read aloud: without colours and weights."""
    return _COLOURED.sub(r"\1", text).replace("**", "")
