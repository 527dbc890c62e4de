"""A reader's own ledger: read from a file, kept in a link, judged on the command line; nothing in it is fatal."""

from __future__ import annotations

import json
import zlib
from base64 import urlsafe_b64encode
from contextlib import suppress
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.__main__ import main
from analytics.claims import ledger
from analytics.errors import BadInput, DashboardError
from analytics.output import export

HEAD = ",".join(ledger.COLUMNS)


def one(**texts: str) -> ledger.Ledger:
    row = {"claim": "It holds", "stated": "1", "metric": "quotes.ytd_iwm", **texts}
    return ledger.of_rows([row])


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("2,114.20", 2114.20, ""),
        ("-12.4", -12.4, ""),
        ("\u221212.4 %", -12.4, "%"),
        ("+5.4%", 5.4, "%"),
        ("USD 300 bn", 300.0, "USD bn"),
        ("$300bn", 300.0, "USD bn"),
        ("$247.90", 247.90, "USD"),
        ("482 bps", 482.0, "bp"),
        (".5", 0.5, ""),
        ("2026-01-15", date(2026, 1, 15), ""),
    ],
)
def test_a_figure_is_read_as_people_write_it(text, value, unit):
    (claim,) = one(stated=text).claims
    assert (claim.parts[0].stated, claim.parts[0].unit, claim.parts[0].problem) == (value, unit, "")


@pytest.mark.parametrize("text", ["five", "1,2,3", "12,4", "--3", "1e999", "nan", "2026-13-01", "", "0x10", "1 2"])
def test_what_is_no_figure_is_said(text):
    ledger_ = one(stated=text)
    (claim,) = ledger_.claims
    assert claim.parts[0].problem
    assert ledger_.problems


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("date", "14/10/2025", "is no day"),
        ("rule", "roughly", "There is no rule"),
        ("tolerance", "-1", "is no tolerance"),
        ("metric", "", "No measure is named"),
    ],
)
def test_each_column_says_what_is_wrong_with_it(field, text, said):
    (claim,) = one(**{field: text}).claims
    assert said in claim.parts[0].problem


@pytest.mark.parametrize("rule", [">=", "at least", "No less than", "AT LEAST"])
def test_a_rule_has_common_spellings(rule):
    assert one(rule=rule).claims[0].parts[0].rule == "at least"


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(ledger.COLUMNS, TEXT)), max_size=8))
def test_a_ledger_survives_its_link(rows):
    written = ledger.of_rows(rows)
    packed = ledger.pack(written)
    if packed:
        assert set(packed) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        assert ledger.unpack(packed) == written


@given(st.text(max_size=80) | st.binary(max_size=80).map(lambda raw: urlsafe_b64encode(raw).decode()))
def test_a_link_that_holds_no_ledger_is_refused(packed):
    with pytest.raises(BadInput):
        ledger.unpack(packed)


def test_a_link_that_unpacks_without_end_is_refused():
    bomb = urlsafe_b64encode(zlib.compress(b"[" * 50_000_000)).decode()
    with pytest.raises(BadInput, match="cannot be read"):
        ledger.unpack(bomb)


@given(st.binary(max_size=200))
def test_bytes_make_a_ledger_or_a_reason(content):
    with suppress(DashboardError):
        assert len(ledger.read_csv(HEAD.encode() + b"\n" + content).claims) <= ledger.MOST
        ledger.read_csv(content)


def test_a_file_is_read_with_any_of_three_separators():
    for sign in ",;\t":
        content = sign.join(ledger.COLUMNS) + "\n" + sign.join(["me", "", "", "It", "1", "%", "quotes.ytd_iwm", "", ""])
        assert [claim.who for claim in ledger.read_csv(content.encode()).claims] == ["me"]


def test_rows_beyond_the_most_are_left_out_and_said():
    content = HEAD + "\n" + "me,,,It,1,%,quotes.ytd_iwm,,\n" * (ledger.MOST + 5)
    found = ledger.read_csv(content.encode())
    assert len(found.claims) == ledger.MOST
    assert "are left out" in found.problems[-1]


def judged(file: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str, str]:
    code = main(["claims", str(file), *more])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_the_illustrative_market_judges_nothing(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("SMALLCAP_STORE", str(tmp_path / "store"))
    file = tmp_path / "article.csv"
    file.write_text(f"{HEAD}\nme,,2025-10-14,IWM rose,12.2,%,quotes.ytd_iwm,,\n")
    code, out, _ = judged(file, capsys, "--format", "json")
    answer = json.loads(out)
    assert code == 0
    assert answer["answer"] == "Claims are not judged in the illustrative market."
    assert [row["verdict"] for row in answer["tables"]["claims"]] == ["not measurable"]
    assert all(metric["value"] is None for metric in answer["metrics"] if metric["id"] != "claims.count")


@pytest.mark.parametrize("content", ["", "a,b\n1,2\n", f"{HEAD}\n", "\ufeff"])
def test_a_file_that_holds_no_claim_is_refused(tmp_path, monkeypatch, capsys, content):
    monkeypatch.setenv("SMALLCAP_STORE", str(tmp_path / "store"))
    file = tmp_path / "article.csv"
    file.write_text(content)
    code, out, err = judged(file, capsys)
    assert (code, out) == (2, "")
    assert "ledger" in err


def test_a_ledger_taken_away_is_read_again_and_runs_nothing():
    rows = [{"claim": "=HYPERLINK(1)", "stated": "-12.4", "unit": "%", "metric": "quotes.ytd_iwm", "who": "@SUM(1)"}]
    held = ledger.of_rows(rows)
    table = pd.DataFrame(held.rows, columns=list(ledger.COLUMNS)).map(export.quoted)
    assert not [cell for cell in table.iloc[0] if str(cell).startswith(("=", "+", "-", "@"))]
    assert ledger.read_csv(table.to_csv(index=False).encode()).claims == held.claims
