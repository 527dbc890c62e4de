"""A refresh of prices over what is held: what is replaced, what is held back, and what is said of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analytics.refresh import task
from tests.conftest import House, settings_at
from tests.loopback import Fault, Loopback, brief


def closes(house: House, ticker: str, column: str = "close") -> pd.Series:
    """What the store holds of a ticker, by session."""
    table = house.store.newest("prices", house.store.current()).table.to_pandas()
    rows = table[table["ticker"] == ticker]
    return pd.Series(rows[column].to_numpy(), index=pd.DatetimeIndex(rows["date"])).sort_index()


def served(house: House, ticker: str) -> pd.DataFrame:
    return house.loopback.recordings.bars[ticker]


def origin(house: House, ticker: str) -> dict[str, object]:
    return house.store.newest("prices", house.store.current()).provenance["series"][ticker]


def refreshed(house: House, *faults: Fault, accept: tuple[str, ...] = ()) -> task.Outcome:
    house.misbehave(*faults)
    return house.refresh("prices", accept=accept)["prices"]


def add_session(house: House, factor: float = 1.001, tickers: tuple[str, ...] | None = None) -> None:
    """The services serve one session more of some tickers, all where none is named."""
    for ticker in tickers or tuple(house.loopback.recordings.bars):
        bars = served(house, ticker)
        new = bars.iloc[[-1]] * factor
        new.index = bars.index[-1:] + pd.offsets.BDay(1)
        house.loopback.recordings.bars[ticker] = pd.concat([bars, new])


def test_what_is_served_is_held(lived: House) -> None:
    for ticker, bars in lived.loopback.recordings.bars.items():
        np.testing.assert_allclose(closes(lived, ticker), bars["close"], rtol=1e-12)
        np.testing.assert_allclose(closes(lived, ticker, "adj_close"), bars["adj_close"], rtol=1e-12)


def test_each_ticker_is_replaced_whole(lived: House) -> None:
    """A dividend has rewritten every adjusted close: appending would leave a seam. A bar still trading waits."""
    add_session(lived)
    for bars in lived.loopback.recordings.bars.values():
        bars.iloc[:-1, 1] *= 0.995
    outcome = refreshed(lived, Fault("unfinished", "chart/IWM?"))
    assert (outcome.error, outcome.missing) == ("", {})
    np.testing.assert_allclose(closes(lived, "SPY", "adj_close"), served(lived, "SPY")["adj_close"], rtol=1e-12)
    assert (origin(lived, "SPY")["last"], origin(lived, "IWM")["last"]) == ("2025-10-20", "2025-10-17")


FAULTS = {
    "KRE": ("missing", "Yahoo says: No data found"),
    "XBI": ("html", "page that holds no prices"),
    "XRT": ("empty", "page that holds no prices"),
    "TLT": ("truncate", "the answer was cut off"),
    "HYG": ("429", "limiting requests"),
    "LQD": ("reset", "the connection was"),
    "UPST": ("no_bars", "Yahoo"),
    "IJR": ("nan_tail", "held back: The history ends on 14 Oct 2025, before what is held"),
    "MDY": ("unfinished", "held back: The history ends on 16 Oct 2025, before what is held"),
    "RSP": ("behind", "held back: The history ends on 19 Sep 2025, before what is held"),
    "QQQ": ("short", "held back: The history starts on"),
    "IWM": ("hundredfold", "held back: The close of 17 Oct 2025, "),
    "SPY": ("jump", "held back: It moved +60% on 17 Oct 2025"),
}
HARMLESS = {"ZION": "duplicate", "KEY": "unsorted", "RF": "zero"}


@pytest.fixture(scope="module")
def faulty(
    _refreshed: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[House, task.Outcome, dict[str, object]]]:
    """One refresh over what is held in which sixteen tickers each meet a fault of their own."""
    place = tmp_path_factory.mktemp("faulty") / "store"
    shutil.copytree(_refreshed, place)
    with Loopback(brief()) as running:
        house = House(running, settings_at(running.url, place))
        before = {ticker: (closes(house, ticker), origin(house, ticker)) for ticker in running.recordings.bars}
        kinds = {ticker: kind for ticker, (kind, _) in FAULTS.items()} | HARMLESS
        outcome = refreshed(house, *(Fault(kind, f"chart/{ticker}?") for ticker, kind in kinds.items()))
        yield house, outcome, before


@pytest.mark.parametrize("ticker", FAULTS, ids=[f"{ticker}-{kind}" for ticker, (kind, _) in FAULTS.items()])
def test_a_ticker_that_fails_keeps_its_last_good_bars(faulty: tuple, ticker: str) -> None:
    house, outcome, before = faulty
    assert FAULTS[ticker][1] in outcome.missing[ticker]
    pd.testing.assert_series_equal(closes(house, ticker), before[ticker][0])
    assert origin(house, ticker) == before[ticker][1], "it keeps the time of its own last fetch"


def test_the_failed_are_named_and_the_others_come(faulty: tuple) -> None:
    house, outcome, _ = faulty
    assert set(outcome.missing) == set(FAULTS)
    assert (outcome.error, outcome.n_stored) == ("", 41)
    version = house.store.newest("prices", house.store.current())
    assert version.provenance["missing"] == outcome.missing
    assert origin(house, "KBE")["fetched_at"] == version.provenance["fetched_at"]


@pytest.mark.parametrize("ticker", ["ZION", "KEY"])
def test_order_and_repetition_change_nothing(faulty: tuple, ticker: str) -> None:
    np.testing.assert_allclose(closes(faulty[0], ticker), served(faulty[0], ticker)["close"], rtol=1e-12)


def test_a_bar_of_zero_is_never_a_price(faulty: tuple) -> None:
    """The bar of the day before last is 0: the one held stands in its place."""
    house, outcome, before = faulty
    assert (closes(house, "RF") > 0).all()
    assert closes(house, "RF")["2025-10-16"] == before["RF"][0]["2025-10-16"]
    assert "one bar without a usable close left out" in outcome.remarks["RF"]
    assert "one session that was held is missing" in origin(house, "RF")["note"]


def test_a_ticker_that_never_came_is_absent_and_named(house: House) -> None:
    outcome = refreshed(house, Fault("missing", "/XBI"))
    assert outcome.n_stored == 40
    assert closes(house, "XBI").empty
    assert "XBI" in outcome.missing
    assert list(house.world().market.close.columns).count("XBI") == 0


def test_a_split_is_applied_to_the_whole_history_and_only_where_it_was(lived: House) -> None:
    """One share was split. Another's split was announced only, and its closes are as they were."""
    held = closes(lived, "FLG")
    add_session(lived)
    lived.loopback.recordings.bars["UPST"] = served(lived, "UPST") / 2
    assert "multiplied by 0.5 without a split" in refreshed(lived).missing["UPST"], "nothing explains it"
    day = served(lived, "UPST").index[-1]
    add_session(lived)
    lived.loopback.recordings.splits |= {"UPST": {day: 2.0}, "FLG": {served(lived, "FLG").index[-1]: 2.0}}
    outcome = refreshed(lived)
    assert set(outcome.missing) == {"FLG"}
    assert "without a split to explain it" in outcome.missing["FLG"]
    np.testing.assert_allclose(closes(lived, "UPST"), served(lived, "UPST")["close"], rtol=1e-9)
    assert closes(lived, "UPST", "split").loc[day] == 2.0
    assert len(closes(lived, "FLG")) == len(held) + 1


def test_a_share_that_jumps_waits_for_three_sessions_and_is_then_believed(lived: House) -> None:
    add_session(lived, 1.6, ("UPST",))
    assert "not yet confirmed by 3 later sessions" in refreshed(lived).missing["UPST"]
    for _ in range(3):
        add_session(lived, 1.001, ("UPST",))
    outcome = refreshed(lived)
    assert outcome.missing == {}
    assert "1 daily moves over 40 %" in outcome.remarks["UPST"]
    assert origin(lived, "UPST")["note"] == outcome.remarks["UPST"]


def test_what_the_reader_accepts_replaces_what_is_held_and_is_checked_all_the_same(lived: House) -> None:
    lived.loopback.recordings.bars["UPST"] = served(lived, "UPST") / 2
    lived.loopback.recordings.bars["IWM"] = served(lived, "IWM") * 100
    outcome = refreshed(lived, accept=("UPST", "IWM"))
    assert set(outcome.missing) == {"IWM"}
    assert "is outside 20 to 1500 USD" in outcome.missing["IWM"]
    np.testing.assert_allclose(closes(lived, "UPST"), served(lived, "UPST")["close"], rtol=1e-9)


def test_nothing_believed_is_nothing_published(lived: House) -> None:
    held = lived.store.current()
    for ticker, bars in lived.loopback.recordings.bars.items():
        lived.loopback.recordings.bars[ticker] = bars.iloc[:-5]
    outcome = refreshed(lived)
    assert outcome.error.startswith("Yahoo Finance served nothing that can be believed")
    assert lived.store.current() == held
