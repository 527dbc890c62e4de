"""Links that show a colleague the same view: live, against whatever is current, or pinned to a publication."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.load import World
from analytics.model.scenario import Scenario, fields, link
from analytics.output import explorable, export, manifest, printed, views, workbook
from analytics.output.views import Answer
from ui import choices, data, verify
from ui.markup import escape

HOW_TO_COPY = (
    "Copy it by the button at the right end of the box, or select it and copy (a page on plain http may not copy)."
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LOCAL = (
    "This address opens on this machine only: it reaches no colleague. The section *Hosting* of README says how to run "
    "the dashboard where others reach it; links made there do."
)


def live(scenario: Scenario, view: str) -> str:
    """This page with every field of it written out."""
    return _address(urlencode(link(scenario, fields(view))))


def pinned(scenario: Scenario, view: str, world: World) -> str:
    """The same, naming the publication on screen."""
    return _address(manifest.query(view, scenario, world))


def _address(query: str) -> str:
    parts = urlsplit(st.context.url or "http://localhost:8501/")
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def is_local(url: str) -> bool:
    """Whether an address reaches this machine alone."""
    host = urlsplit(url).hostname or "localhost"
    return host in ("localhost", "::1") or host.startswith("127.")


def downloads(latest: Callable[[], Scenario], view: str, world: World) -> None:
    """The page to take away, each file made when it is asked for: JSON, a workbook, a report, an explorable.

    `latest` is the scenario on screen by then.
    """
    parts = urlsplit(st.context.url or "http://localhost:8501/")
    address = f"{parts.scheme}://{parts.netloc}"

    def answer() -> Answer:
        return views.answer(view, world, latest().changes(**choices.current(fields(view))), data.store())

    stem = f"{view}-{world.id}"
    files: list[tuple[str, str, str, Callable[[], bytes | str]]] = [
        ("JSON", f"{stem}.json", "application/json", lambda: export.as_json(answer())),
        ("XLSX", f"{stem}.xlsx", XLSX, lambda: workbook.of(answer(), address)),
        ("Report", f"{stem}.html", "text/html", lambda: printed.of(answer(), address)),
    ]
    if view in explorable.VIEWS:
        name = f"{stem}-explorable.html"
        files.append(("Explorable", name, "text/html", lambda: explorable.of(answer(), address)))
    st.markdown("**Take the page away** :small[:gray[JSON as `show` prints it, a workbook, a report to print]]")
    with st.container(horizontal=True, gap="small"):
        for label, name, kind, make in files:
            st.download_button(
                label,
                data=make,
                file_name=name,
                mime=kind,
                on_click="ignore",
                icon=":material/download:",
                type="tertiary",
                key=f"_take_{label}",
                help="One file whose sliders go on working, offline" if label == "Explorable" else None,
            )


@dataclass
class Links:
    """The places of a page's links behind its share button: they and `scenario`, the one on screen, follow the sliders.

    `snapshot` is None where no publication holds what is on screen.
    """

    view: str
    world: World
    scenario: Scenario
    newest: DeltaGenerator
    snapshot: DeltaGenerator | None = None

    def show(self, scenario: Scenario) -> None:
        """Write the links to this scenario, each with a button that copies it."""
        self.scenario = scenario
        with self.newest:
            st.code(live(scenario, self.view), language=None, wrap_lines=True)
        if self.snapshot is not None:
            with self.snapshot:
                link = pinned(scenario, self.view, self.world)
                st.code(link, language=None, wrap_lines=True)
                verify.draw(link)


def popover(scenario: Scenario, view: str, world: World) -> Links:
    """The share button, and behind it the files to take away and the places of the two links."""
    with st.popover("Share this view", type="tertiary", icon=":material/link:"):
        st.markdown("**Live link** :small[:gray[opens this view on the newest data]]")
        links = Links(view, world, scenario, st.container())
        st.markdown(f":small[:gray[{HOW_TO_COPY}]]")
        if is_local(st.context.url or ""):
            st.markdown(f":small[:orange[{LOCAL}]]")
        downloads(lambda: links.scenario, view, world)
        links.snapshot = _snapshot(world)
    return links


def _snapshot(world: World) -> DeltaGenerator | None:
    """The place of the pinned link, under its name and over how long it lives, or why there is none."""
    if world.publication is None:
        st.markdown(":small[:gray[There is no pinned link: the illustrative market is not a publication.]]")
        return None
    if world.substitutes:
        names = ", ".join(world.substitutes)
        st.markdown(
            f":small[:gray[There is no pinned link: an older version of {escape(names)} stands in for a "
            "damaged one, and no publication holds what is on screen.]]"
        )
        return None
    st.markdown("**Pinned link** :small[:gray[opens this view on exactly these figures]]")
    place = st.container()
    where = "remote" if "://" in data.store().address else "on this machine"
    st.markdown(
        f":small[:gray[The publication is kept for 90 days, in the store {where}. On a host whose disk is emptied "
        "at each restart it lives only that long.]]"
    )
    return place
