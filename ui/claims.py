"""Claims on a page: a verdict as a badge, a row that opens, the figures behind it, and those tested on another page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

import pandas as pd
import streamlit as st

from analytics.claims.checks import CONSISTENT, INCONSISTENT
from analytics.claims.claim import CONTRADICTED, MIXED, SUPPORTED, UNMEASURABLE, Claim, Judged, Part, Reading, written
from analytics.errors import DashboardError, NoData
from analytics.load import World
from analytics.model.choices import SUBJECTS, VERDICTS
from analytics.model.methods import METHODS
from analytics.model.metric import day
from analytics.model.scenario import Scenario
from analytics.output import views
from ui import data, show, tables
from ui.app_frame import guarded
from ui.grid import absence, described, drawing, plain
from ui.markup import escape

Colour = Literal["green", "red", "orange", "gray"]
COLOURS: dict[str, Colour] = {SUPPORTED: "green", CONTRADICTED: "red", MIXED: "orange", UNMEASURABLE: "gray"}
ICONS = {SUPPORTED: ":material/check:", CONTRADICTED: ":material/close:", MIXED: ":material/contrast:",
         UNMEASURABLE: ":material/question_mark:"}  # fmt: skip
ROWS = 12
MOST = 3
"""Badges that fit over the cards of a page."""


def judged(world: World) -> tuple[Judged, ...]:
    """The commentary's claims in a world."""
    return data.judged(world)


def colour(verdict: str) -> Colour:
    return COLOURS[verdict]


def _first(one: Judged) -> tuple[int, Part]:
    """The first part that decides a claim, and its place; the first of all where none does."""
    return next(((place, part) for place, part in enumerate(one.claim.parts) if part.decides), (0, one.claim.parts[0]))


@guarded
def badges(world: World, view: str) -> None:
    """Up to three of the claims tested on a page, each with its verdict and its figures behind it.

    In the illustrative market, where nothing is judged, there is none.
    """
    if world.publication is None:
        return
    own = [one for one in judged(world) if one.claim.page == view and one.verdict != UNMEASURABLE][:MOST]
    if not own:
        return
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        st.markdown(":small[:gray[Claims tested here]]", width="content")
        for one in own:
            badge(one, one.claim.brief)


def badge(one: Judged, words: str) -> None:
    """A claim in a few words with its verdict; its figures stand behind it."""
    st.badge(
        escape(f"{words}: {one.words}"),
        icon=ICONS[one.verdict],
        color=colour(one.verdict),
        help=f"{one.claim.id}. {escape(one.reason)}",
    )


def checks(rows: pd.DataFrame) -> None:
    """Each check with its verdict: what is asked, what the text states, what its other figures imply."""
    colours = {CONSISTENT: "green", INCONSISTENT: "red"}
    for check in rows.astype(str).to_dict("records"):
        st.markdown(
            f":{colours.get(check['verdict'], 'gray')}-badge[{check['verdict']}] **{escape(check['claims'])}** "
            f"{escape(check['what'])}  \n:gray[Stated: {escape(check['stated'])}. Implied: {escape(check['implied'])}.]"
        )


def filtered(judged: Iterable[Judged], scenario: Scenario) -> list[Judged]:
    """The claims of the reader's verdict and subject, the linked one first."""
    shown = [
        one
        for one in judged
        if scenario.verdict in (VERDICTS[0], one.verdict.capitalize())
        and scenario.subject in (SUBJECTS[0], one.claim.subject)
    ]
    return sorted(shown, key=lambda one: one.claim.id != scenario.claim)


def listed(every: Iterable[Judged], world: World, opened: str, address: str) -> None:
    """Claims as rows: verdict, claim, stated and measured; what is behind a row is drawn when it is opened."""
    with st.container(gap="xsmall"):
        _rows(every, world, opened, address)


def _rows(every: Iterable[Judged], world: World, opened: str, address: str) -> None:
    for one in every:
        _row(one, world, one.claim.id == opened, f"{address}{one.claim.id}")


@st.fragment
@guarded
def _row(one: Judged, world: World, is_opened: bool, address: str) -> None:
    claim = one.claim
    label = f":{COLOURS[one.verdict]}-badge[{one.words}] **{escape(claim.id)}** {escape(claim.text)}"
    figures = "" if world.publication is None else _in_brief(one)
    row = st.expander(f"{label} :small[:gray[{escape(figures)}]]" if figures else label, is_opened,
                      key=f"_claim_{claim.id}", on_change="rerun")  # fmt: skip
    if row.open:
        with row:
            _behind(one, world, address)


def _in_brief(one: Judged) -> str:
    """The deciding figure of a claim, stated and measured, in a few words."""
    place, part = _first(one)
    then = one.then[place]
    if then.value is None:
        return ""
    label = f"{part.label}: " if part.label and len(one.claim.deciding) > 1 else ""
    return f"{label}stated {part.words}, measured {written(then.value, _unit(one, place, then))}"


def _unit(one: Judged, place: int, reading: Reading) -> str:
    part = one.claim.parts[place]
    return part.unit if part.since or reading.metric is None else reading.metric.unit


def _behind(one: Judged, world: World, address: str) -> None:
    """Everything behind a claim: its rule, its figures by each definition, the chart that decides it, its sources."""
    claim = one.claim
    is_judged = world.publication is not None
    if claim.who or claim.where:
        st.markdown(f":small[:gray[{escape(', '.join(text for text in (claim.who, claim.where) if text))}]]")
    if is_judged and claim.unmeasurable:
        st.markdown(escape(claim.unmeasurable))
    if is_judged and one.verdict_now != one.verdict:
        st.markdown(f"On its day **{one.verdict}**, said now **{one.verdict_now}**.")
    st.markdown(f"**Rule, written before.** {escape(claim.rule)}")
    if is_judged:
        _figures(one)
    for head, text in (("Published", _cited(claim)), ("To be known", claim.caveat), ("Counter-example", claim.counter)):
        if text:
            st.markdown(f"**{head}.** {escape(text)}")
    if is_judged:
        _chart(claim, world)
    methods = dict.fromkeys(reading.metric.method for reading in one.then if reading.metric)
    if methods:
        st.markdown(f":small[:gray[Methods: {', '.join(METHODS[id].title for id in methods)}]]")
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if claim.page in PAGES:
            st.page_link(f"pages/{claim.page}.py", label=f"Where it lives: {views.VIEWS[claim.page].title}",
                         icon=":material/arrow_forward:")  # fmt: skip
    st.code(address, language=None, wrap_lines=True)


PAGES = ("divergence", "regional_banks", "debt_wall", "issuers", "credit", "quotes")


def _cited(claim: Claim) -> str:
    return f"{claim.reference} ({claim.citation})" if claim.citation else claim.reference


def _figures(one: Judged) -> None:
    """A line a definition: what is stated, what was measured on the day, and now."""
    lines = ["| Measure | On its day | Now |", "|---|---|---|"]
    for place, (part, then, now) in enumerate(zip(one.claim.parts, one.then, one.now, strict=True)):
        label = part.label or part.metric
        stated = f" :gray[{escape(part.words)}]" if part.decides else ""
        cells = (f"{escape(label)}{stated}", _cell(one, place, then), _cell(one, place, now))
        lines.append(f"| {' | '.join(cells)} |")
    st.markdown("\n".join(lines))


def _cell(one: Judged, place: int, reading: Reading) -> str:
    if reading.value is None:
        return f":gray[n/a: {escape(reading.why)}]"
    on = f", {day(reading.on)}" if isinstance(reading.on, date) and not isinstance(reading.value, date) else ""
    text = escape(f"{written(reading.value, _unit(one, place, reading))}{on}")
    decides = one.claim.parts[place].decides
    return f"{text} :{COLOURS[reading.verdict]}[{reading.verdict}]" if decides else text


def _chart(claim: Claim, world: World) -> None:
    """The chart that decides a claim, at its day, or the head of the table; nothing where there is none to draw."""
    view = views.VIEWS.get(claim.page)
    chart = next((chart for chart in view.charts if chart.key == claim.chart), None) if view else None
    if view is None or chart is None or chart.shape == "panel":
        return
    scenario = data.filled(world, view.name)
    if "as_of" in view.fields and claim.as_of:
        scenario = scenario.changes(as_of=claim.as_of)
    try:
        answer = data.answer(world, view.name, scenario)
    except (NoData, DashboardError):
        return
    if absence(chart, answer):
        return
    finding = answer.text.findings[chart.key]
    show.title(finding, described(chart, answer))
    if chart.shape == "table":
        tables.frame(answer.result.tables[chart.rows].head(ROWS), f"_claim_rows_{claim.id}", view.name)
        return
    alt = f"{finding}. {plain(described(chart, answer))}"
    show.chart(drawing(chart.key, answer, chart.rows), f"_claim_chart_{claim.id}", alt)
