"""Any one host may vanish: yields and SOFR by another way, each named, and none of them averaged."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest

from analytics import settings as environment
from analytics.errors import SourceChanged, SourceUnavailable
from analytics.refresh import Outcome, refresh
from analytics.refresh.substitutes import difference
from analytics.sources import h15, nyfed, treasury
from analytics.store import Store
from tests.conftest import QUICK
from tests.loopback import Fault, Loopback, brief
from tests.loopback.fred import KEY

NOW = datetime(2025, 10, 18, 12, tzinfo=UTC)
TREASURY_2026 = (
    'Date,"1 Mo","1.5 Month","2 Mo","3 Mo","4 Mo","6 Mo","1 Yr","2 Yr","3 Yr","5 Yr","7 Yr","10 Yr","20 Yr","30 Yr"\n'
    "06/12/2026,3.70,3.71,3.72,3.74,3.75,3.80,3.85,3.90,3.95,4.10,4.30,4.48,5.01,4.98\n"
    "06/11/2026,3.70,N/A,3.72,,3.75,3.80,3.85,3.90,3.95,4.10,4.30,4.47,5.01,4.98\n"
)


def rates(loopback: Loopback, store: Path, now: datetime = NOW, **more: str) -> tuple[Outcome, dict[str, pd.DataFrame]]:
    settings = environment.read(loopback.environment() | {"SMALLCAP_STORE": str(store), **more})
    (outcome,) = refresh(settings, ["rates"], patience=QUICK, now=now)
    publication = Store(str(store)).current()
    version = Store(str(store)).newest("rates", publication) if publication else None
    table = version.table.to_pandas() if version else pd.DataFrame({"series": []})
    return outcome, {str(id): part.set_index("date") for id, part in table.groupby("series", observed=True)}


@pytest.fixture
def service() -> Loopback:
    with Loopback(brief()) as loopback:
        yield loopback


def test_the_treasury_is_read_by_the_names_of_its_columns() -> None:
    table = treasury.parse(TREASURY_2026)
    assert table.loc["2026-06-12", "DGS10"] == 4.48
    assert pd.isna(table.loc["2026-06-11", "DGS3MO"])
    assert treasury.parse("").empty
    with pytest.raises(SourceChanged, match="10 Yr"):
        treasury.parse(TREASURY_2026.replace("10 Yr", "120 Mo"))
    with pytest.raises(SourceChanged):
        treasury.parse(TREASURY_2026.replace("4.48", "words"))
    with pytest.raises(SourceUnavailable):
        treasury.parse("<html>")


def test_h15_is_read_by_its_own_descriptions(service: Loopback) -> None:
    served = h15.fetch(service.url, QUICK)
    recorded = service.recordings.series["DGS3MO"]
    assert set(served) == set(treasury.COLUMNS.values())
    assert served["DGS3MO"].iloc[-1] == float(recorded.iloc[-1])
    for text in ("", "<html>"):
        with pytest.raises(SourceUnavailable):
            h15.parse(text)
    with pytest.raises(SourceChanged):
        h15.parse('"Series Description","Something else"\n2026-06-12,1\n')


def test_sofr_is_read_from_the_new_york_fed(service: Loopback) -> None:
    served = nyfed.fetch(date(2025, 10, 1), date(2025, 10, 17), service.url, QUICK)
    assert served.index[0] >= pd.Timestamp("2025-10-01")
    assert served.iloc[-1] == float(service.recordings.series["SOFR"].iloc[-1])
    service.faults.append(Fault("renamed", "sofr"))
    with pytest.raises(SourceChanged):
        nyfed.fetch(date(2025, 10, 1), date(2025, 10, 17), service.url, QUICK)


@pytest.mark.parametrize("kind", ["500", "html", "reset", "403"])
def test_without_fred_yields_come_from_the_treasury_and_say_so(service: Loopback, tmp_path: Path, kind: str) -> None:
    service.faults.append(Fault(kind, "fredgraph"))
    outcome, series = rates(service, tmp_path)
    assert not outcome.error
    assert set(series) == {*treasury.COLUMNS.values(), "SOFR"}
    assert series["DGS10"]["value"].iloc[-1] == float(service.recordings.series["DGS10"].iloc[-1])
    assert "the US Treasury" in outcome.remarks["DGS10"]
    assert "the New York Fed" in outcome.remarks["SOFR"]
    assert {"DFF", "USREC"} <= outcome.unanswered
    assert "DGS10" not in outcome.missing


def test_without_fred_and_the_treasury_yields_come_from_h15(service: Loopback, tmp_path: Path) -> None:
    service.faults += [Fault("500", "fredgraph"), Fault("missing", "treasury-rates")]
    outcome, series = rates(service, tmp_path)
    assert "H.15" in outcome.remarks["DGS10"]
    assert series["DGS3MO"]["value"].iloc[-1] == float(service.recordings.series["DGS3MO"].iloc[-1])


def test_without_any_of_them_the_reasons_of_all_are_given(service: Loopback, tmp_path: Path) -> None:
    service.faults += [Fault("500", "fredgraph"), Fault("html", "treasury"), Fault("missing", "Output.aspx")]
    outcome, _ = rates(service, tmp_path)
    assert all(words in outcome.missing["DGS10"] for words in ("the US Treasury", "H.15"))


def test_a_key_brings_whole_histories_where_the_table_is_blocked(service: Loopback, tmp_path: Path) -> None:
    service.faults.append(Fault("500", "fredgraph"))
    outcome, series = rates(service, tmp_path, FRED_API_KEY=KEY)
    assert not outcome.missing
    assert "through the key" in outcome.remarks["DFF"]
    assert len(series["DFF"]) == len(service.recordings.series["DFF"])


def test_what_fred_did_not_serve_is_asked_for_again_alone(service: Loopback, tmp_path: Path) -> None:
    service.faults.append(Fault("500", "fredgraph"))
    rates(service, tmp_path)
    service.faults.clear()
    service.asked.clear()
    outcome, series = rates(service, tmp_path, NOW.replace(minute=20))
    assert not outcome.unanswered
    assert set(series) == set(service.recordings.series)
    assert not any("DGS10" in path for path in service.asked)


def test_fred_is_asked_again_by_another_name_where_it_refuses_ours(service: Loopback, tmp_path: Path) -> None:
    service.faults.append(Fault("403", "fredgraph", times=1))
    outcome, _ = rates(service, tmp_path)
    assert not outcome.missing
    assert any("python-requests" in agent for agent in service.agents)


def test_a_difference_of_over_a_basis_point_is_said() -> None:
    days = pd.date_range("2026-01-05", periods=4, name="date")
    held = pd.Series([4.0, 4.1, 4.2, 4.3], index=days)
    assert difference(held + 0.01, held) == ""
    assert difference(held.where(held != 4.2, 4.25), held).endswith("the last 7 Jan 2026 by 5 bp")
    assert difference(held, None) == ""
