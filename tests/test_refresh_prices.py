"""A refresh of prices over what is held: what is replaced, what is held back, and what is said of it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tests.conftest import House
from tests.loopback import Fault


def closes(house: House, ticker: str, column: str = "close") -> pd.Series:
    """What the store holds of a ticker, by session."""
    table = house.store.newest("prices", house.store.current()).table.to_pandas()
    rows = table[table["ticker"] == ticker]
    return pd.Series(rows[column].to_numpy(), index=pd.DatetimeIndex(rows["date"])).sort_index()


def served(house: House, ticker: str) -> pd.DataFrame:
    return house.loopback.recordings.bars[ticker]


def origin(house: House, ticker: str) -> dict[str, object]:
    return house.store.newest("prices", house.store.current()).provenance["series"][ticker]


def refreshed(house: House, *faults: Fault, accept: tuple[str, ...] = ()) -> object:
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
    """A dividend has rewritten every adjusted close: appending would leave a seam."""
    add_session(lived)
    for bars in lived.loopback.recordings.bars.values():
        bars.iloc[:-1, 1] *= 0.995
    outcome = refreshed(lived)
    assert (outcome.error, outcome.missing) == ("", {})
    np.testing.assert_allclose(closes(lived, "SPY", "adj_close"), served(lived, "SPY")["adj_close"], rtol=1e-12)
    assert origin(lived, "SPY")["last"] == "2025-10-20"


FAULTS = {
    "missing": "Yahoo says: No data found",
    "html": "page that holds no prices",
    "empty": "page that holds no prices",
    "truncate": "the answer was cut off",
    "429": "limiting requests",
    "reset": "the connection was",
    "no_bars": "Yahoo",
    "nan_tail": "held back: The history ends on 14 Oct 2025, before what is held",
    "unfinished": "held back: The history ends on 16 Oct 2025, before what is held",
    "behind": "held back: The history ends on 19 Sep 2025, before what is held",
    "short": "held back: The history starts on",
    "hundredfold": "held back: The close of 17 Oct 2025, ",
    "jump": "held back: The close of 17 Oct 2025 is ",
}


@pytest.mark.parametrize(("kind", "words"), FAULTS.items())
def test_a_ticker_that_fails_keeps_its_last_good_bars(lived: House, kind: str, words: str) -> None:
    before = closes(lived, "XBI"), origin(lived, "XBI")
    outcome = refreshed(lived, Fault(kind, "/XBI"))
    assert words in outcome.missing["XBI"]
    assert set(outcome.missing) == {"XBI"}
    assert (outcome.error, outcome.held) == ("", 41)
    pd.testing.assert_series_equal(closes(lived, "XBI"), before[0])
    assert origin(lived, "XBI") == before[1], "it keeps the time of its own last fetch"
    version = lived.store.newest("prices", lived.store.current())
    assert origin(lived, "SPY")["fetched_at"] == version.provenance["fetched_at"]
    assert version.provenance["missing"] == outcome.missing


def test_a_ticker_that_never_came_is_absent_and_named(house: House) -> None:
    outcome = refreshed(house, Fault("missing", "/XBI"))
    assert outcome.held == 40
    assert closes(house, "XBI").empty
    assert "XBI" in outcome.missing
    assert list(house.world().market.close.columns).count("XBI") == 0


@pytest.mark.parametrize("kind", ["duplicate", "unsorted"])
def test_order_and_repetition_change_nothing(lived: House, kind: str) -> None:
    assert refreshed(lived, Fault(kind, "/XBI")).missing == {}
    np.testing.assert_allclose(closes(lived, "XBI"), served(lived, "XBI")["close"], rtol=1e-12)


def test_a_bar_of_zero_is_never_a_price(lived: House) -> None:
    """The bar of the day before last is 0: its session is gone, the others come."""
    outcome = refreshed(lived, Fault("zero", "/XBI"))
    assert outcome.missing == {}
    assert (closes(lived, "XBI") > 0).all()
    assert pd.Timestamp("2025-10-16") not in closes(lived, "XBI").index
    assert "1 bars without a usable close left out" in outcome.remarks["XBI"]
    assert "1 sessions that were held are missing" in origin(lived, "XBI")["note"]


def test_a_new_bar_that_is_unfinished_waits(lived: House) -> None:
    add_session(lived)
    outcome = refreshed(lived, Fault("unfinished", "/SPY"))
    assert outcome.missing == {}
    assert (origin(lived, "SPY")["last"], origin(lived, "IWM")["last"]) == ("2025-10-17", "2025-10-20")


def test_a_split_is_applied_to_the_whole_history(lived: House) -> None:
    add_session(lived)
    lived.loopback.recordings.bars["UPST"] = served(lived, "UPST") / 2
    assert "multiplied by 0.5 without a split" in refreshed(lived).missing["UPST"], "nothing explains it"
    lived.loopback.recordings.splits["UPST"] = {served(lived, "UPST").index[-1]: 2.0}
    assert refreshed(lived).missing == {}
    np.testing.assert_allclose(closes(lived, "UPST"), served(lived, "UPST")["close"], rtol=1e-9)
    assert closes(lived, "UPST", "split").iloc[-1] == 2.0


def test_a_split_that_was_announced_only_is_held_back(lived: House) -> None:
    before = closes(lived, "UPST")
    add_session(lived)
    lived.loopback.recordings.splits["UPST"] = {served(lived, "UPST").index[-1]: 2.0}
    assert "without a split to explain it" in refreshed(lived).missing["UPST"]
    pd.testing.assert_series_equal(closes(lived, "UPST"), before)


def test_a_share_that_jumps_waits_for_three_sessions_and_is_then_believed(lived: House) -> None:
    add_session(lived, 1.6, ("UPST",))
    for _ in range(3):
        assert "not yet confirmed by 3 later sessions" in refreshed(lived).missing["UPST"]
        add_session(lived, 1.001, ("UPST",))
    outcome = refreshed(lived)
    assert outcome.missing == {}
    assert "1 daily moves over 40 %" in outcome.remarks["UPST"]
    assert origin(lived, "UPST")["note"] == outcome.remarks["UPST"]


def test_what_the_reader_accepts_replaces_what_is_held(lived: House) -> None:
    lived.loopback.recordings.bars["UPST"] = served(lived, "UPST") / 2
    assert "UPST" in refreshed(lived).missing
    outcome = refreshed(lived, accept=("UPST",))
    assert outcome.missing == {}
    np.testing.assert_allclose(closes(lived, "UPST"), served(lived, "UPST")["close"], rtol=1e-9)


def test_what_the_reader_accepts_is_checked_all_the_same(lived: House) -> None:
    lived.loopback.recordings.bars["IWM"] = served(lived, "IWM") * 100
    outcome = refreshed(lived, accept=("IWM",))
    assert "is outside 20 to 1500 USD" in outcome.missing["IWM"]


def test_nothing_believed_is_nothing_published(lived: House) -> None:
    held = lived.store.current()
    for ticker, bars in lived.loopback.recordings.bars.items():
        lived.loopback.recordings.bars[ticker] = bars.iloc[:-5]
    outcome = refreshed(lived)
    assert outcome.error.startswith("Yahoo Finance served nothing that can be believed")
    assert lived.store.current() == held
