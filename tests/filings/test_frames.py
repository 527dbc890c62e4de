"""Frames: believed in their own envelope, with the rows they say they have, inside their period."""

from __future__ import annotations

from datetime import date

import numpy as np
import orjson
import pytest

from analytics.errors import SourceChanged, SourceUnavailable
from analytics.frames.issuers import accession, link
from analytics.sources.http import Retryable
from analytics.sources.sec import Key, parse_frame
from analytics.sources.sec.frames import accession_number

YEAR = Key("InterestExpense", "CY2025")


def envelope(rows: list[dict], **changes: object) -> bytes:
    head = {
        "taxonomy": "us-gaap",
        "tag": "InterestExpense",
        "ccp": "CY2025",
        "uom": "USD",
        "label": "",
        "pts": len(rows),
    }
    return orjson.dumps(head | {"data": rows} | changes)


def row(cik: int = 1, value: object = 5, start: str = "2025-01-01", end: str = "2025-12-31") -> dict:
    return {"accn": "0000000001-26-000001", "cik": cik, "entityName": "x", "loc": "US-CA", "start": start, "end": end,
            "val": value}  # fmt: skip


def test_a_frame_is_five_columns() -> None:
    frame = parse_frame(envelope([row(7, 12.5), row(9, -3, "2025-06-01", "2026-05-31")]), YEAR)
    assert frame.cik.tolist() == [7, 9]
    assert frame.value.tolist() == [12.5, -3.0]
    assert frame.end.astype("datetime64[D]").tolist() == [date(2025, 12, 31), date(2026, 5, 31)]
    assert {accession(int(number)) for number in frame.accn} == {"0000000001-26-000001"}


@pytest.mark.parametrize("odd", [row(2, None), row(2, start="2025-09-01"), row(1, 6), row(2, start="2024-01-01")])
def test_one_odd_row_is_left_out_of_a_frame_of_few(odd: dict) -> None:
    """Many tags have a handful of filers: one period of transition among them ends no refresh."""
    assert parse_frame(envelope([row(1), odd]), YEAR).value.tolist() == [5.0]
    assert len(parse_frame(envelope([row(2, None)]), YEAR)) == 0


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b"", SourceUnavailable),
        (b"<!doctype html><html>", SourceUnavailable),
        (envelope([row()])[:-20], Retryable),
        (envelope([row()], tag="OperatingIncomeLoss"), SourceChanged),
        (envelope([row()], ccp="CY2024"), SourceChanged),
        (envelope([row()], uom="EUR"), SourceChanged),
        (envelope([row()], pts=2), SourceChanged),
        (envelope([row(value="n/a")]), SourceChanged),
        (envelope([row(cik, None) for cik in range(8)]), SourceChanged),
        (envelope([{"cik": 1}]), SourceChanged),
        (orjson.dumps([1, 2]), SourceChanged),
        (envelope([row(cik, start="1999-01-01") for cik in range(8)]), SourceChanged),
        (envelope([row(1)] * 8), SourceChanged),
    ],
)
def test_what_is_no_such_frame_is_not_believed(body: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        parse_frame(body, YEAR)


def test_rows_without_a_value_are_skipped_and_counted() -> None:
    frame = parse_frame(envelope([row(1), row(2, None), row(3, 0)]), YEAR)
    assert frame.cik.tolist() == [1, 3]
    assert frame.skipped == 1


def test_a_few_odd_rows_are_left_out() -> None:
    rows = [row(cik) for cik in range(1, 60)] + [row(60, start="2020-01-01"), row(59)]
    assert len(parse_frame(envelope(rows), YEAR)) == 59


def test_periods_know_their_last_day_and_kind() -> None:
    ends = {"CY2025": "2025-12-31", "CY2025Q1": "2025-03-31", "CY2025Q2I": "2025-06-30", "CY2025Q4I": "2025-12-31"}
    assert {period: Key("Assets", period).end.isoformat() for period in ends} == ends
    assert [Key("Assets", period).kind for period in ends] == ["year", "quarter", "instant", "instant"]
    assert Key("Assets", "CY2025Q2I", "ifrs-full").url.endswith("/frames/ifrs-full/Assets/USD/CY2025Q2I.json")


def test_accessions_survive_as_numbers() -> None:
    assert accession(accession_number("0001193125-26-102079")) == "0001193125-26-102079"
    assert accession(0) == ""
    assert link(1411579, accession_number("0001411579-26-000016")) == (
        "https://www.sec.gov/Archives/edgar/data/1411579/000141157926000016/0001411579-26-000016-index.htm"
    )
    assert np.iinfo(np.int64).max > 10**18
    with pytest.raises(ValueError, match="no accession"):
        accession_number("../../etc")
