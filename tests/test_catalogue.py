"""The catalogue: every series the issue asks for, once, and nothing that contradicts itself."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.catalogue import DATASETS, ENTRIES, PRICES, RATES, members, publishers
from analytics.catalogue.rates import TENORS
from tests.loopback import REAL

ASKED_PRICES = """IWM SPY ^RUT ^GSPC IJR MDY RSP QQQ KRE KBE XBI IBB XRT XLF TLT IEF HYG JNK LQD BKLN ^VIX UPST ASAN
CLSK DNA ZION KEY RF CFG FITB HBAN MTB TFC WAL FLG VLY PNFP COLB OZK BANC WBS"""
ASKED_RATES = """DGS1MO DGS3MO DGS6MO DGS1 DGS2 DGS3 DGS5 DGS7 DGS10 DGS20 DGS30 SOFR DFF DFEDTARU T10Y2Y
BAMLH0A0HYM2 BAMLH0A1HYBB BAMLH0A2HYB BAMLH0A3HYC BAMLC0A4CBBB CPIAUCSL USREC NFCI"""


def test_every_series_asked_for_is_there() -> None:
    assert set(ASKED_PRICES.split()) <= {entry.id for entry in members("prices")}
    assert set(ASKED_RATES.split()) <= {entry.id for entry in members("rates")}


def test_an_id_stands_once() -> None:
    ids = [entry.id for entry in (*PRICES, *RATES)]
    assert len(ids) == len(set(ids))
    assert set(ids) <= set(ENTRIES)


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=lambda entry: entry.id)
def test_an_entry_is_whole(entry: object) -> None:
    assert entry.dataset in DATASETS
    assert all((entry.title, entry.unit, entry.publisher, entry.licence))
    assert entry.low < entry.high
    assert entry.limit_days > 0


def test_what_is_dated_by_an_anchor_holds_it() -> None:
    for dataset in DATASETS.values():
        assert not dataset.anchor or dataset.anchor in {entry.id for entry in members(dataset.name)}


def test_the_copyright_spreads_are_merged_never_replaced() -> None:
    ice = [entry for entry in members("rates") if entry.id.startswith("BAML")]
    assert len(ice) == 5
    assert {entry.kind for entry in ice} == {"rolling"}
    assert all("ICE" in entry.licence for entry in ice)


def test_a_call_mixes_no_frequencies() -> None:
    """FRED answers several ids in one table, blank where frequencies differ: daily and monthly never share one."""
    monthly = {entry.batch for entry in RATES if entry.id in ("CPIAUCSL", "USREC")}
    daily = {entry.batch for entry in RATES if entry.id.startswith(("DGS", "BAML", "DFF", "SOFR"))}
    assert monthly.isdisjoint(daily)
    assert "weekly" not in monthly | daily


def test_maturities_grow_along_the_curve() -> None:
    assert list(TENORS.values()) == sorted(TENORS.values())
    assert set(TENORS) == {entry.id for entry in RATES if entry.batch == "treasury"}


def test_publishers_are_named_once() -> None:
    assert publishers(("IWM", "SPY", "DGS10", "DGS3MO")) == "Yahoo Finance, FRED"
    assert publishers(()) == ""
    assert members("nothing") == ()


UNRECORDED = {"DGS1MO", "DGS6MO", "DFEDTARU", "BAMLH0A1HYBB", "BAMLH0A2HYB", "BAMLH0A3HYC"}
UNRECORDED |= {"SUBLPDRCSN", "SUBLPDRCSC", "SUBLPDRCSM", "DRSDCIS", "CORCREXFACBS", "DRCLACBS", "CORCACBS"}
UNRECORDED |= {"DPSSCBW027SBOG", "TOTLL", "LLBSCBW027SBOG", "CREACBW027SBOG", "CRESCBW027SBOG", "CLDACBW027SBOG"}
UNRECORDED |= {"SMPACBW027SBOG", "SNFACBW027SBOG", "WLCFLPCL", "H41RESPPALDKNWW"}
UNRECORDED |= {"DROCLACBS", "COROCLACBS", "LNFACBW027SBOG", "CARACBW027SBOG", "WDTGAL"}


UNRECORDED |= {"GDPDEF"}


@pytest.mark.real
@pytest.mark.parametrize("entry", [*PRICES, *RATES], ids=lambda entry: entry.id)
def test_the_plausible_range_holds_all_that_was_recorded(entry: object) -> None:
    path = REAL / entry.dataset.replace("rates", "fred") / f"{entry.id}.csv"
    if not path.exists():
        assert entry.id in UNRECORDED
        return
    table = pd.read_csv(path, index_col=0, na_values=["."])
    values = table["Close"] if "Close" in table else table.iloc[:, 0]
    assert entry.low <= values.min()
    assert values.max() <= entry.high
