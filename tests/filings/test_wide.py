"""Four hundred real filers: debt found against the debt on the face of their balance sheets."""

from __future__ import annotations

import importlib.util
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import numpy as np
import pandas as pd
import pytest

from analytics import debt_wall, illustrative
from analytics.frames.market import Result
from analytics.model.metric import by_id
from analytics.model.scenario import Scenario
from tests.filings.conftest import Pulled, pull
from tests.loopback import REAL, Edgar

pytestmark = pytest.mark.real

WIDE = REAL / "sec" / "wide"
NOW = datetime(2026, 5, 25, 12, tzinfo=UTC)
ALL = Scenario(band_low=1, band_high=4500)
MISSES = {
    "H&R BLOCK INC": "a line of 75 USD m is not tagged as debt",
    "CATERPILLAR INC": "own tags",
    "COCA COLA CO": "own tag LoansAndNotesPayable",
    "EQUIFAX INC": "own tag for short-term debt and current maturities",
    "GENERAL ELECTRIC CO": "own tag for borrowings of consolidated securitisation entities",
    "SPRINT NEXTEL CORP": "own tag",
    "DEERE & CO": "own tag",
    "AMGEN INC": "own tag for other notes",
    "FPL GROUP INC": "own tag",
    "JOY GLOBAL INC": "own tag",
    "DELL INC": "own tag for short-term debt",
    "AMEREN CORP": "a line of credit beside long-term debt, read as a part of it; 8 % short",
    "CABLEVISION SYSTEMS CORP /NY": "own tags",
    "NETFLIX INC": "doubted: a line that may lie in long-term debt or beside it",
    "ADVANCE AUTO PARTS INC": "vendor financing that the truth leaves out",
    "KBR, INC.": "own tag",
    "SPECTRA ENERGY CORP.": "own tag",
    "TRANSOCEAN LTD.": "own tags",
}
"""The counting filers that are not within 2 %, each with the reason; own tags never reach a frame."""


def _as_edgar() -> ModuleType:
    found = importlib.util.spec_from_file_location("as_edgar", WIDE / "as_edgar.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def wide() -> ModuleType:
    return _as_edgar()


@pytest.fixture(scope="module")
def pulled(wide: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Pulled:
    """The recorded filers pulled as if they were of today."""
    edgar = Edgar(NOW.date(), 60)
    facts = wide.facts(WIDE)
    for (tag, period), rows in wide.frames(facts).items():
        edgar._framed["us-gaap", tag, "USD", period] += list(
            zip(rows["cik"].tolist(), rows["value"].tolist(), rows["start"].where(rows["start"].notna(), None).tolist(),
                rows["end"].tolist(), rows["adsh"].tolist(), strict=True)
        )  # fmt: skip
    floats = wide.public_floats(facts)
    subs = pd.read_parquet(WIDE / "subs.parquet").drop_duplicates("cik", keep="last")
    for row in subs.itertuples():
        edgar.odd[int(row.cik)] = {
            "name": str(row.name), "ticker": f"W{row.cik}", "sic": int(row.sic or 0) if row.sic == row.sic else 0,
            "facts": [],
        }  # fmt: skip
        if row.cik in floats.index:
            edgar._framed["dei", "EntityPublicFloat", "USD", "CY2025Q2I"].append(
                (int(row.cik), float(floats[row.cik]), None, "2025-06-30", "0000000001-26-000001")
            )
    return pull(tmp_path_factory.mktemp("wide"), edgar, now=NOW)


@pytest.fixture(scope="module")
def result(pulled: Pulled) -> Result:
    assert not pulled.outcomes["issuers"].error
    return debt_wall.measure(pulled.filings, illustrative.market(), ALL)


@pytest.fixture(scope="module")
def counted(wide: ModuleType, result: Result) -> pd.DataFrame:
    truth = wide.truth(WIDE)
    return truth[truth["counted"]].join(result.tables["issuers"].set_index("cik")[["debt_usd_m", "status", "doubt"]])


def test_debt_is_what_stands_on_the_face_of_the_balance_sheet(counted: pd.DataFrame) -> None:
    assert len(counted) == 307
    apart = (1e6 * counted["debt_usd_m"] / counted["debt_usd"] - 1.0).abs()
    right = apart <= 0.02
    assert right.mean() >= 0.93, counted[~right]
    assert set(counted.loc[~right, "name"]) <= set(MISSES)
    stated = illustrative.market().published.table("reconciliations").set_index("check")
    assert stated.loc["faces", "ours"] == pytest.approx(100 * right.mean(), abs=0.05)
    dollars = stated.loc["face_dollars"]
    assert dollars["ours"] == pytest.approx(counted["debt_usd_m"].sum() / 1e3, abs=0.05)
    assert dollars["other"] == pytest.approx(counted["debt_usd"].sum() / 1e9, abs=0.05)


def test_none_whose_lines_are_all_tagged_falls_short_unsaid(counted: pd.DataFrame) -> None:
    told = counted[counted["share_in_facts"] == 1.0]
    short = told[~(1e6 * told["debt_usd_m"] >= 0.9 * told["debt_usd"])]
    assert (short["status"] == "doubted").all(), short
    assert (short["doubt"].str.len() > 0).all()


def test_who_pays_interest_and_tags_no_debt_is_named(wide: ModuleType, result: Result) -> None:
    facts = wide.frames(wide.facts(WIDE))
    paid = facts["InterestExpense", "CY2025"].set_index("cik")["value"]
    assets = facts["Assets", "CY2026Q1I"].set_index("cik")["value"]
    issuers = result.tables["issuers"].set_index("cik")
    heavy = (paid / assets).dropna()
    heavy = heavy[heavy > 0.002].index.intersection(issuers.index[issuers["debt_usd_m"].isna()])
    assert len(heavy) > 0
    assert set(issuers.loc[heavy, "status"]) == {"debt unknown"}
    named = result.tables["uncovered"].set_index("cik")["why"]
    assert named.loc[heavy].str.contains("interest").all()


def test_doubted_debt_is_in_no_total_and_counted_beside(result: Result) -> None:
    issuers, figures = result.tables["issuers"], by_id(result.metrics)
    doubted = issuers["status"] == "doubted"
    believed = issuers.loc[~doubted, "debt_usd_m"].sum() / 1e3
    assert figures["total_debt"].value == pytest.approx(believed)
    assert figures["doubted"].value == doubted.sum()
    assert figures["doubted_debt"].value == pytest.approx(issuers.loc[doubted, "debt_usd_m"].sum() / 1e3)
    sums = result.tables["statuses"].set_index("status")
    assert sums["issuers_count"].sum() == len(issuers)
    assert np.isclose(sums.loc[sums["in_totals"], "debt_usd_bn"].sum(), believed)


def test_the_recording_is_where_it_is_read() -> None:
    assert (Path(WIDE) / "MANIFEST.md").exists()
