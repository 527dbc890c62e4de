"""Verify: what a pinned link rests on is fetched afresh, and what was restated is named with its amount."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from analytics import load, settings
from analytics.__main__ import main
from analytics.errors import BadInput
from analytics.frames.issuers import accession
from analytics.output import verification
from analytics.refresh import refresh
from analytics.sources.http import Patience
from analytics.store import Store
from tests.loopback import Edgar, Loopback, Recordings, tiny

END = pd.Timestamp("2025-10-14")


def until(end: pd.Timestamp, held: Recordings) -> Recordings:
    """The recordings as they were served on a day."""
    day = f"{end:%Y-%m-%d}"
    return Recordings(
        {ticker: bars.loc[:end] for ticker, bars in held.bars.items()},
        {id: series[series.index <= day] for id, series in held.series.items()},
    )


def fill(folder: Path, held: Recordings, datasets: tuple[str, ...], edgar: Edgar | None = None) -> Store:
    with Loopback(held, edgar=edgar) as loopback:
        place = settings.read({**loopback.environment(), "SMALLCAP_STORE": str(folder)})
        outcomes = refresh(place, datasets, patience=Patience(pause=0))
    assert [outcome.error for outcome in outcomes if outcome.error] == []
    return Store(str(folder))


@pytest.fixture(scope="module")
def pinned(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return fill(tmp_path_factory.mktemp("verify") / "store", until(END, tiny()), ("prices", "rates"))


def verify(store: Store, served: Recordings, monkeypatch, capsys) -> tuple[int, str]:
    current = store.current()
    assert current
    with Loopback(served) as loopback:
        for name, value in {**loopback.environment(), "SMALLCAP_STORE": store.address}.items():
            monkeypatch.setenv(name, value)
        code = main(["verify", f"https://example.org/divergence?ten_year_bp=450&data={current.id}&v=1"])
    said = capsys.readouterr()
    assert said.err == ""
    return code, said.out


def test_an_unchanged_link_is_reproduced_though_newer_days_are_served(pinned, monkeypatch, capsys):
    code, out = verify(pinned, tiny(), monkeypatch, capsys)
    assert (code, "Reproduced to the last digit." in out) == (0, True), out


def test_a_revised_rate_is_named_with_its_amount(pinned, monkeypatch, capsys):
    served = tiny()
    was = float(served.series["DGS10"]["2025-10-14"])
    served.series["DGS10"]["2025-10-14"] = f"{was + 0.07:.2f}"
    code, out = verify(pinned, served, monkeypatch, capsys)
    assert code == 1
    line = next(line for line in out.splitlines() if "value DGS10 2025-10-14" in line)
    assert "revised value" in line
    assert f"{was}" in line
    assert f"{was + 0.07:.2f}" in line
    assert "divergence.ten_year " in out, "the figure that follows is named too"


def test_a_new_split_is_told_from_a_revision(pinned, monkeypatch, capsys):
    served, day = tiny(), pd.Timestamp("2025-10-16")
    served.splits = {"IWM": {day: 2.0}}
    served.bars["IWM"] = served.bars["IWM"] / 2
    code, out = verify(pinned, served, monkeypatch, capsys)
    assert code == 1
    line = next(line for line in out.splitlines() if "IWM close" in line)
    assert "new split" in line
    assert "0.5" in line
    assert "revised value" not in out


def test_a_restated_fact_and_a_vanished_accession_are_each_named(tmp_path):
    market = until(END, tiny())
    datasets = ("members", "issuers")
    edgar = Edgar(date.today(), 60)
    before = fill(tmp_path / "before", market, datasets, edgar)
    world = load.open_world(before, *load.choose(before))
    table = world.versions["issuers"].table.to_pandas()
    ours = set(edgar.issuers["cik"].to_pylist())
    table = table[table["cik"].isin(ours)]
    row = table[(table["interest"] > 0) & (table["interest_accn"] > 0)].iloc[0]
    changed = Edgar(date.today(), 60)
    ids, at = changed.issuers["cik"], changed.issuers.column_names.index("interest")
    restated = pc.if_else(
        pc.equal(ids, int(row["cik"])), pc.multiply(changed.issuers["interest"], 2.0), changed.issuers["interest"]
    )
    changed.issuers = changed.issuers.set_column(at, "interest", restated)
    last = int(table["cik"].iloc[-1])
    changed.issuers = changed.issuers.filter(pc.not_equal(changed.issuers["cik"], pa.scalar(last, ids.type)))
    after = fill(tmp_path / "after", market, datasets, changed)
    fresh = load.open_world(after, *load.choose(after))
    found, merged = verification.compare(world, fresh, datasets)
    facts = [one for one in found if one.kind == verification.RESTATED and one.what.startswith("interest ")]
    assert {one.what.split()[1] for one in facts} == {str(row["cik"])}
    assert all(one.change == pytest.approx(one.was) for one in facts)
    gone = [one.what for one in found if one.kind == verification.VANISHED]
    mine = table[table["cik"] == last]
    own = verification.numbers(mine[[name for name in mine.columns if name.endswith("_accn")]])
    assert set(gone) == {accession(number) for number in own}
    assert last not in set(merged.versions["issuers"].table["cik"].to_pylist())
    same, _ = verification.compare(world, world, datasets)
    assert same == []


@pytest.mark.parametrize(
    "link",
    ["", "https://example.org/nothing?data=0123456789", "debt_wall?ten_year_bp=450", "debt_wall?data=illustrative"],
)
def test_a_link_that_pins_nothing_is_refused(link):
    with pytest.raises(BadInput):
        verification.parse(link)
