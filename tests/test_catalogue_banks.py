"""The banks' fields: each is what the FDIC's own dictionary says, and a recorded filing is read as it was meant."""

from __future__ import annotations

import gzip
import json
import re
from datetime import date

import pytest

from analytics.catalogue import ENTRIES, members
from analytics.catalogue.banks import FIELDS, IDENTITY, LADDER, REGISTER
from analytics.refresh import bank_quarter
from analytics.sources.fdic import WIDE
from tests.loopback import REAL

recorded = pytest.mark.real


def dictionary() -> dict[str, str]:
    """Titles by field, from the recorded properties of the service (one key a line, folded text aside)."""
    text = gzip.decompress((REAL / "fdic" / "fdic_risview_properties.yaml.gz").read_bytes()).decode()
    found: dict[str, str] = {}
    name, folded = "", False
    for line in text.splitlines():
        if key := re.fullmatch(r"      ([A-Z0-9_]+):\s*", line):
            name, folded = key[1], False
        elif title := re.fullmatch(r"        title:\s*(.+)", line):
            found[name], folded = title[1].strip(), True
        elif folded and (more := re.fullmatch(r"          ([^-\s].*)", line)):
            found[name] += f" {more[1].strip()}"
        else:
            folded = False
    return found


def test_every_field_is_an_entry_that_no_ticker_can_shadow() -> None:
    assert [entry.id for entry in members("banks")] == [field.id for field in FIELDS.values()]
    assert all(ENTRIES[field.id].unit in ("USD", "%", "0 or 1") for field in FIELDS.values())
    assert len(FIELDS) + len(IDENTITY) <= WIDE, "beyond it the service serves 500 records at a time"


def test_the_ladder_is_whole() -> None:
    assert len(LADDER) == 6 + 6 + 2 + 6 + 6
    assert {field.name[:4] for field in LADDER} == {"SCNM", "SCPT", "SCO3", "SCOO", "LNRS", "LNOT"}


class TestRecorded:
    pytestmark = recorded

    def test_titles_are_the_dictionary_s_own(self) -> None:
        told = dictionary()
        assert len(told) > 2300
        assert {name: told[name] for name in FIELDS} == {name: field.told for name, field in FIELDS.items()}

    def test_the_register_has_what_is_asked_of_it(self) -> None:
        text = (REAL / "fdic" / "fdic_institution_properties.yaml").read_text()
        assert all(re.search(rf"^      {name}:", text, re.MULTILINE) for name in REGISTER)

    def test_a_leverage_filer_s_zero_is_not_reported(self) -> None:
        (row,) = json.loads((REAL / "fdic" / "fdic_financials_rows_2026-06-30_alliance.json").read_text())
        assert (row["CBLRIND"], row["RBCRWAJ"]) == (1, 0)
        missing = {"EQ": row["EQV"] * row["ASSET"] / 100, "LNLSNET": row["LNLSGR"] - row["LNATRES"]}
        frame, remarks = bank_quarter.read([row | missing], date(2026, 6, 30))
        assert remarks == []
        assert "RBC" not in frame
        assert frame["ASSET"].iloc[0] == 454_838_000
        assert frame["name"].iloc[0] == "ALLIANCE BANK"
