"""Every fault of a link in one table: the page opens and says what it ignores, the command line refuses it in words."""

from __future__ import annotations

import pytest

from tests.faults.link_rows import ROWS, Row
from tests.faults.place import Place, said, written
from tests.sampling import sample

ESCAPED = ("<script", "<img", "\u202e", "\x07", "\x1b")
"""What of a link never reaches a page or a terminal as it is."""


@pytest.mark.parametrize("row", sample(ROWS, 10), ids=lambda row: row.name)
def test_a_fault_of_a_link(
    row: Row, place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in place.environment().items():
        monkeypatch.setenv(name, value)
    before = place.store.current()
    page = written(row.page, row.query)
    assert row.shows in page
    status, text = said(capsys, "show", row.page, *row.given)
    assert status == row.status, text
    assert row.says in text
    for text_ in (page, text):
        assert not [mark for mark in ESCAPED if mark in text_]
    assert place.store.current() == before
    for dataset, version in before.versions.items():
        assert place.store.read(dataset, version)[0].num_rows
