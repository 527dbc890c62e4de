"""Verify on a page: what a pinned link rests on, fetched afresh beside the app and recomputed, in its own words."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass, field
from typing import IO

import streamlit as st

from analytics.settings import ROOT
from ui import data, show

EVERY = 2.0
"""Seconds between two looks at a verification that runs."""
REPRODUCED = 0
LONGEST = 20_000
"""Letters of its answer that a page shows."""


@dataclass
class _Run:
    """The verification that this server started last: of which link, its process, and what it has said."""

    link: str = ""
    process: subprocess.Popen[bytes] | None = None
    said: IO[bytes] | None = None
    guard: threading.Lock = field(default_factory=threading.Lock)

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None


@st.cache_resource(show_spinner=False)
def _run() -> _Run:
    return _Run()


def draw(link: str) -> None:
    """A button that verifies a pinned link, and what came of it; where refreshing is off, how to do it by hand."""
    if not data.settings().refresh:
        st.markdown(
            ":small[:gray[To check it against its sources: `python -m analytics verify LINK` on the machine of the "
            "store. It says *reproduced to the last digit*, or what was restated and by how much.]]"
        )
        return
    st.button("Verify against the sources", icon=":material/fact_check:", key="_verify", on_click=_start, args=(link,))
    st.fragment(_follow, run_every=EVERY if _run().is_running else None)(link)


def _start(link: str) -> None:
    """Start one verification a server; another that runs is let finish."""
    run = _run()
    with run.guard:
        if run.is_running:
            return
        run.link, run.said = link, tempfile.TemporaryFile()  # noqa: SIM115  (the process writes on while pages read)
        run.process = subprocess.Popen(
            [sys.executable, "-m", "analytics", "verify", link],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=run.said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _follow(link: str) -> None:
    """How far it is, and its answer."""
    run = _run()
    process, said = run.process, run.said
    if process is None or said is None:
        return
    if process.poll() is None:
        other = "" if run.link == link else " of another link"
        show.waiting(f"A verification{other} is fetching what the figures rest on; this may take minutes.")
        return
    if run.link != link:
        return
    said.seek(0)
    text = said.read(LONGEST).decode("utf-8", "replace").strip()
    colour = "green" if process.returncode == REPRODUCED else "orange"
    st.markdown(f":{colour}[{'Reproduced to the last digit.' if colour == 'green' else 'Not reproduced:'}]")
    st.code(text or "It said nothing.", language=None, wrap_lines=True)
