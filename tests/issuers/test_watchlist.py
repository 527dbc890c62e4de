"""The watchlist on made filers under the commentary's tickers."""

from __future__ import annotations

import numpy as np
import pytest

from analytics import debt_wall, illustrative
from analytics.errors import BadInput
from analytics.frames.issuers import Filings
from analytics.issuers import watchlist
from analytics.model.scenario import SPECS, Scenario

MARKET = illustrative.market()
PLACES = {"UPST": 5, "CLSK": 700, "DNA": 1500}


@pytest.fixture(scope="module")
def filings() -> Filings:
    """The invented issuers, three of them under tickers of the watchlist; ASAN is none of them."""
    whole = illustrative.filings()
    tickers = whole.members["ticker"].to_numpy(dtype=object).copy()
    for ticker, place in PLACES.items():
        tickers[place] = ticker
    return Filings(whole.members.assign(ticker=tickers.astype(str)), whole.issuers, illustrative=True)


def test_a_row_is_what_the_filer_states(filings: Filings) -> None:
    rows = watchlist.table(filings, MARKET, Scenario()).set_index("ticker")
    for ticker, place in PLACES.items():
        member = filings.members.iloc[place]
        names = ("debt_noncurrent", "debt_current_part", "equity", "liabilities")
        sheet = filings.rows("instant", *names, cik=int(member["cik"])).sort_values("end").iloc[-1]
        debt = np.nansum([sheet["debt_noncurrent"], sheet["debt_current_part"]])
        row = rows.loc[ticker]
        assert row["liabilities_to_equity_x"] == pytest.approx(sheet["liabilities"] / sheet["equity"])
        if debt:
            assert row["debt_to_equity_x"] == pytest.approx(debt / sheet["equity"])
            assert row["debt_to_float_x"] == pytest.approx(debt / member["float_usd"])
        else:
            assert np.isnan(row["debt_to_equity_x"]), "no debt tagged is not debt of nothing"
    assert rows.loc["ASAN", "why"] == "no filings with a rank are stored"
    assert rows.loc["IWM", "why"] == watchlist.FUND


def test_the_break_even_is_debt_walls_at_any_yield(filings: Filings) -> None:
    for scenario in (Scenario(), Scenario(ten_year_bp=700)):
        rows = watchlist.table(filings, MARKET, scenario).set_index("ticker")
        listed = debt_wall.live(filings, MARKET, scenario).tables["issuers"].set_index("ticker")
        for ticker in PLACES:
            assert rows.loc[ticker, "break_even_pct"] == pytest.approx(
                listed.loc[ticker, "break_even_pct"], nan_ok=True
            )


def test_every_cell_is_a_figure_with_its_reason(filings: Filings) -> None:
    rows = watchlist.table(filings, MARKET, Scenario())
    metrics = {metric.id: metric for metric in watchlist.metrics(rows, MARKET.rates.index[-1].date())}
    assert all(metric.value is not None or metric.note for metric in metrics.values())
    assert metrics["issuers.watchlist_upst_liabilities_to_equity"].value is not None
    assert metrics["issuers.watchlist_upst_ytd"].note == "no prices are stored"
    assert metrics["issuers.watchlist_asan_runway"].note == "no filings with a rank are stored"


def test_a_band_without_the_names_still_lists_them(filings: Filings) -> None:
    narrow = watchlist.table(filings, MARKET, Scenario(band_low=2900, band_high=3000))
    whole = watchlist.table(filings, MARKET, Scenario())
    assert narrow["coverage_x"].tolist() == pytest.approx(whole["coverage_x"].tolist(), nan_ok=True)


def test_the_readers_own_names_follow_the_commentarys(filings: Filings) -> None:
    other = str(filings.members["ticker"].iloc[9])
    scenario = Scenario(watch=f"{other},UPST,NOSUCH")
    rows = watchlist.table(filings, MARKET, scenario)
    assert list(rows["ticker"]) == [*watchlist.FUNDS, *watchlist.STOCKS, other, "NOSUCH"]
    named = rows.set_index("ticker")
    assert named.loc["NOSUCH", "why"] == "no listed filer has this ticker"
    assert named.loc[other, "balance_sheet"] is not None
    metrics = {metric.id: metric for metric in watchlist.metrics(rows, MARKET.rates.index[-1].date())}
    assert metrics["issuers.watchlist_nosuch_ytd"].note == "no prices are stored"
    assert f"issuers.watchlist_{other.lower().replace('-', '_')}_coverage" in metrics


@pytest.mark.parametrize(
    ("text", "held"), [("amc, mara", "AMC,MARA"), ("BRK.B;brk/b", "BRK-B"), (" upst ", "UPST"), ("a,b,,c", "A,B,C")]
)
def test_tickers_are_read_as_people_write_them(text: str, held: str) -> None:
    assert SPECS["watch"].parse(text) == held


@pytest.mark.parametrize("text", ["", " , ", "<script>", "A" * 13, ",".join(f"T{n}" for n in range(13)), "AMC,a b$"])
def test_what_are_no_tickers_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        SPECS["watch"].parse(text)
