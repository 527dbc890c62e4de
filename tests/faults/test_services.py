"""Every fault of a service in one table: what the command line says, what the store keeps, what the page shows."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace

import pytest

from analytics.sources import fred
from analytics.store import progress
from tests.conftest import HASTY, MARKET, QUICK, settings_at
from tests.faults import moved_rows
from tests.faults.place import Place, written
from tests.faults.rows import ROWS, Row
from tests.loopback.fred import KEY
from tests.sampling import sample

SHOWN_ON = {"prices": "divergence", "rates": "divergence", "members": "debt_wall", "issuers": "debt_wall",
            "banks": "regional_banks"}  # fmt: skip
ADDRESSES = {
    "prices": ("yahoo_url",),
    "rates": ("fred_url", "fred_csv_url"),
    "issuers": ("sec_url",),
    "banks": ("fdic_url",),
}
"""The settings that say where a dataset's first source is."""


@pytest.mark.parametrize("row", [*sample(ROWS, 6), *sample(moved_rows.ROWS, 3)], ids=lambda row: row.name)
def test_a_fault_of_a_service(
    row: Row,
    place: Place,
    answered: Callable[[str], str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(fred, "PAUSE", 0.0)
    page = SHOWN_ON[row.dataset]
    if row.first:
        shutil.rmtree(place.store.files.path / "sec", ignore_errors=True)
    before = place.store.current()
    place.services.faults[:] = [replace(fault) for fault in row.faults]
    if row.key:
        place.settings = replace(settings_at(place.services.url, place.settings.store, row.key))
    if row.elsewhere:
        place.settings = replace(place.settings, **dict.fromkeys(ADDRESSES[row.dataset], row.elsewhere))
    capsys.readouterr()
    status = place.refresh(row.dataset, patience=HASTY if row.hangs else QUICK)
    said = " ".join(capsys.readouterr().out.split())

    assert status == (0 if row.published else 1)
    assert row.says in said.replace("\u00a0", " ")
    assert not row.unsaid or row.unsaid not in said
    assert "Traceback" not in said
    assert place.services.elsewhere == [], "another host is told nothing, and asked for nothing"

    current, answer = place.store.current(), place.answer(page)
    if row.published:
        assert current.generation == before.generation + 1
    else:
        assert current == before, "what was published before stands"
    for dataset, version in current.versions.items():
        now = place.store.read(dataset, version)[0]
        assert now.num_rows
        if dataset in MARKET:
            assert now.num_rows >= place.store.read(dataset, before.versions[dataset])[0].num_rows, "no day is lost"
    if row.same or not row.published:
        assert answer == answered(page)
    assert progress.read(place.store).is_whole == row.whole

    monkeypatch.setenv("SMALLCAP_STORE", place.settings.store)
    monkeypatch.setenv("SMALLCAP_REFRESH", "off")
    sources, shown = written("sources"), written(page)
    assert row.shows in sources
    assert answer.replace("\u00a0", " ") in shown
    assert not [text for text in (said, sources, shown) if KEY in text], "no key reaches anybody"
