"""What stands behind an answer: the snapshot, the versions with their hashes, the series and the filings."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from analytics.catalogue import DATASETS, ENTRIES
from analytics.frames.issuers import accession
from analytics.load import World
from analytics.model.scenario import Scenario, fields, link
from analytics.output.views import Answer

LINK_VERSION = "1"
WHOLE = ("debt_wall", "issuers", "checks")
"""Views whose figures rest on every filing that is held."""


def query(view: str, scenario: Scenario, world: World) -> str:
    """The query string of the pinned link: every field written out, and the publication where there is one."""
    written = link(scenario, fields(view))
    if world.publication is not None and not world.substitutes:
        written |= {"data": world.id, "v": LINK_VERSION}
    return urlencode(written)


def path(view: str) -> str:
    """Where the page of a view stands under the dashboard's address; Overview is the address itself."""
    return "" if view == "overview" else view


def datasets(answer: Answer) -> tuple[str, ...]:
    """The datasets that the figures of an answer rest on, in catalogue order."""
    used = {ENTRIES[id].dataset for metric in answer.result.metrics for id in metric.sources if id in ENTRIES}
    if "issuers" in used:
        used |= {"members"}
    return tuple(name for name in DATASETS if name in used)


def of(answer: Answer) -> dict[str, Any]:
    """The manifest of an answer: `snapshot`, `published_at`, `link`, and by dataset its version, hash and series.

    `accessions` are the filings that a table of the answer names. The illustrative world has no versions.
    """
    world = answer.world
    held = {}
    for name in datasets(answer):
        version = world.versions.get(name)
        if version is None:
            continue
        origin = version.provenance
        series = sorted(
            {id for metric in answer.result.metrics for id in metric.sources if ENTRIES[id].dataset == name}
        )
        held[name] = {
            "version": version.name,
            "sha256": origin.get("sha256"),
            "rows": origin.get("rows"),
            "fetched_at": origin.get("fetched_at"),
            "source": DATASETS[name].service,
            "series": {id: world.origin(id).get("last") for id in series},
        }
    publication = world.publication
    return {
        "snapshot": world.id,
        "published_at": publication.published_at.isoformat() if publication else None,
        "link": f"/{path(answer.view.name)}?{query(answer.view.name, answer.scenario, world)}",
        "datasets": held,
        "accessions": _accessions(answer),
    }


def _accessions(answer: Answer) -> list[str]:
    """The filings named in a table of the answer, else all those that its issuers' values were taken from."""
    found: set[str] = set()
    for frame in answer.result.tables.values():
        if "accession" in frame.columns:
            found |= {value for value in frame["accession"] if isinstance(value, str) and value}
    version = answer.world.versions.get("issuers")
    if found or version is None or answer.view.name not in WHOLE:
        return sorted(found)
    numbers: set[int] = set()
    for name in version.table.column_names:
        if name.endswith("_accn"):
            numbers |= {int(value) for value in version.table[name].unique().to_pylist() if value and value == value}
    return sorted(accession(number) for number in numbers)
