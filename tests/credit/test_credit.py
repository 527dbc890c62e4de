"""Credit measured on small markets: zeros, short windows, quarters, what was public, what is not known."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from analytics import credit
from analytics.credit import text
from analytics.errors import NoData
from analytics.frames.published import Published
from analytics.model.metric import by_id
from analytics.model.scenario import Scenario
from tests.credit.markets import market, named, series

QUARTERS = pd.date_range("1991-01-01", "2026-01-01", freq="QS")
EVENTS = pd.DataFrame(
    {
        "kind": ["cpi", "fomc", "cpi", "fomc"],
        "date": ["2025-10-24", "2025-12-10", "2025-12-18", "2026-01-28"],
        "what": ["Sep 2025", "cut 25 bp", "Nov 2025", "hold"],
        "status": ["past", "past", "past", "scheduled"],
        "source": ["BLS", "Federal Reserve", "BLS", "Federal Reserve"],
    }
)


def quarterly(*last: float) -> pd.Series[float]:
    """A quarterly series of fives that ends with some values."""
    values = np.full(len(QUARTERS), 5.0)
    values[len(QUARTERS) - len(last) :] = last
    return pd.Series(values, index=QUARTERS.as_unit("us"))


def daily(first: str, last: str, value: float = 3.0) -> pd.Series[float]:
    days = pd.bdate_range(first, last).as_unit("us")
    return pd.Series(value + np.sin(np.arange(len(days))), index=days)


def test_a_zero_of_standards_is_a_zero() -> None:
    result = credit.static(market(DRTSCILM=quarterly(-2.0, 0.0), DRTSCIS=quarterly(10.0, 0.0)), Scenario())
    zero = named(result.metrics, "standards_large")
    assert zero.value == 0.0
    assert zero.text == "0.00\u00a0%"
    assert named(result.metrics, "standards_large_ten_year_high").value == 0
    (sign,) = result.tables["signs"].query("sign.str.startswith('Standards')").itertuples()
    assert (sign.newest, sign.is_met) == (0.0, "not met")
    assert "As many banks ease as tighten" in text.text(result, Scenario()).findings["standards"]
    assert "0.0\u00a0% of banks" in " ".join(text.text(result, Scenario()).prose)


def test_quarters_are_told_as_quarters_everywhere() -> None:
    rates = {"DRCCLACBS": quarterly(2.5, 2.6, 2.64, 2.4, 2.6), "DGS10": daily("2026-01-01", "2026-06-30")}
    result = credit.static(market(**rates), Scenario())
    metric = named(result.metrics, "card_delinquency")
    assert (metric.value, metric.note, metric.as_of) == (2.6, "Q1 2026", date(2026, 3, 31))
    over = named(result.metrics, "card_delinquency_highest_over")
    assert (over.value, over.since) == (2, date(2025, 7, 1))
    assert over.note == "highest since Q3 2025, when it was 2.64\u00a0%"
    rows = result.tables["quality_now"].set_index("series")
    assert rows.loc["DRCCLACBS", ["period", "highest_since"]].tolist() == ["Q1 2026", "Q3 2025"]
    assert rows.loc["DRCCLACBS", "ten_year_high"] == "no"
    told = " ".join(text.text(result, Scenario()).prose)
    assert "late in Q1 2026, the highest since Q3 2025, no ten-year high" in told.replace("\u00a0", " ")
    quarters = result.tables["quality"].dropna(subset="card_delinquency_pct")
    assert len(quarters) == len(QUARTERS), "no month between them is filled"


def test_a_quarter_that_is_not_over_has_no_rate() -> None:
    rates = {"DRCCLACBS": quarterly(2.5, 2.6), "DGS10": daily("2026-01-01", "2026-02-10")}
    assert named(credit.static(market(**rates), Scenario()).metrics, "card_delinquency").note == "Q4 2025"


def test_late_written_off_and_their_kinds_are_never_one() -> None:
    late_june = daily("2026-06-01", "2026-06-30")
    result = credit.static(market(DRCCLACBS=quarterly(2.9), CORCCACBS=quarterly(4.1), DGS10=late_june), Scenario())
    rows = result.tables["quality_now"]
    assert set(zip(rows["series"].str[:2], rows["measure"], strict=True)) == {
        ("DR", "Delinquency"),
        ("CO", "Charge-offs"),
    }
    assert named(result.metrics, "card_delinquency").value == 2.9
    assert named(result.metrics, "card_charge_offs").value == 4.1
    assert not [metric for metric in result.metrics if "default" in metric.label]


@pytest.mark.parametrize(
    ("spread", "why"),
    [
        (daily("2023-08-01", "2026-06-30"), "window short: kept since 1 Aug 2023 only"),
        (
            pd.concat([daily("1996-12-31", "2020-01-31"), daily("2023-08-01", "2026-06-30")]),
            "window short: more than a month of its history is missing",
        ),
        (daily("1996-12-31", "2026-06-30"), ""),
    ],
    ids=["three years", "a hole", "whole"],
)
def test_a_percentile_since_1997_needs_the_history_since_1997(spread: pd.Series[float], why: str) -> None:
    result = credit.static(market(BAMLH0A0HYM2=spread), Scenario())
    since, within = (named(result.metrics, f"spread_hy_percentile{end}") for end in ("", "_kept"))
    assert (since.value is None) == bool(why)
    assert within.value is not None
    row = result.tables["spread_now"].set_index("series").loc["BAMLH0A0HYM2"]
    assert row["window"] == (why or "since 1997")
    if why:
        assert since.note == why
        assert "window short" in within.note


def test_ten_years_of_a_three_year_window_are_not_known() -> None:
    rising = pd.Series(np.arange(500.0) / 100 + 1, index=pd.bdate_range("2024-01-01", periods=500).as_unit("us"))
    result = credit.static(market(BAMLH0A1HYBB=rising), Scenario())
    high = named(result.metrics, "spread_bb_ten_year_high")
    assert high.value is None
    assert high.note == "window short: the series begins with 1 Jan 2024"
    over = named(result.metrics, "spread_bb_highest_over")
    assert over.value is None
    assert over.note == "none was higher since the series begins with 1 Jan 2024"


def test_at_a_past_day_only_what_was_public_counts() -> None:
    rates = {"DRCCLACBS": quarterly(2.4, 2.5, 2.6), "DGS10": daily("2025-01-01", "2026-06-30")}
    early = credit.static(market(**rates), Scenario(as_of=date(2025, 12, 1)))
    assert named(early.metrics, "card_delinquency").note == "Q3 2025"
    assert any("usual delay" in note for note in early.notes)
    newest = credit.static(market(**rates), Scenario(as_of=date(2026, 6, 30)))
    assert named(newest.metrics, "card_delinquency").note == "Q1 2026"


WEDNESDAYS = pd.date_range("2026-01-07", periods=4, freq="W-WED").as_unit("us")


def test_net_liquidity_is_assets_less_two_in_one_unit() -> None:
    levels = {
        "WALCL": pd.Series([6.5e6, 6.6e6, 6.6e6, 6.7e6], index=WEDNESDAYS),
        "WDTGAL": pd.Series([8e5, 8.5e5, np.nan, 9e5], index=WEDNESDAYS),
        "RRPONTSYD": pd.Series([10.0, 0.0, 0.0, 5.0], index=WEDNESDAYS),
    }
    result = credit.static(market(**levels), Scenario())
    rows = result.tables["facilities"].set_index("date")["facilities_net_liquidity_usd_bn"]
    assert rows.dropna().tolist() == [5690.0, 5750.0, 5795.0]
    without = credit.static(market(**{k: v for k, v in levels.items() if k != "WDTGAL"}), Scenario())
    net = named(without.metrics, "facilities_net_liquidity")
    assert (net.value, net.note) == (None, "WDTGAL is not held")


def test_signs_that_are_not_known_count_neither_way() -> None:
    months = pd.date_range("2025-01-01", "2026-01-01", freq="MS").as_unit("us")
    loans = pd.Series(np.linspace(100, 90, len(months)), index=months)
    result = credit.static(market(DRTSCIS=quarterly(45.0), BUSLOANS=loans), Scenario())
    assert named(result.metrics, "lending_freeze_known").value == 2
    assert named(result.metrics, "lending_freeze_signs").value == 2
    told = text.text(result, Scenario()).answer
    assert told == "Both known signs of a credit freeze are met; a third is unknown."
    old = credit.static(
        market(DRTSCIS=quarterly(45.0), BUSLOANS=loans, DGS10=daily("2026-12-01", "2026-12-31")), Scenario()
    )
    assert named(old.metrics, "lending_freeze_known").value == 0
    assert named(old.metrics, "lending_freeze_signs").value is None
    assert text.text(old, Scenario()).answer == "Too little is held to say whether credit is freezing."
    assert any("DRTSCIS of Q1 2026" in note for note in old.notes)


def test_the_calendar_says_what_happened_and_knows_nothing_ahead() -> None:
    months = pd.date_range("2024-01-01", "2025-12-01", freq="MS").as_unit("us")
    prices = pd.Series(np.arange(100.0, 124.0), index=months).drop(pd.Timestamp("2025-10-01"))
    yields = series({"2025-10-23": 4.00, "2025-10-24": 4.10, "2025-12-17": 4.2, "2025-12-18": 4.15, "2025-12-19": 4.1})
    result = credit.static(market(Published({"events": EVENTS}), CPIAUCSL=prices, DGS10=yields), Scenario())
    rows = result.tables["calendar"].set_index("date")
    days = ("2025-12-18", "2025-12-10", "2025-10-24", "2026-01-28")
    assert rows.index.tolist() == [pd.Timestamp(day) for day in days]
    assert rows["state"].tolist() == ["past", "past", "past", "scheduled"]
    assert rows["what"].iloc[-1] == "not known yet"
    assert rows["ten_year_change_bp"].tolist()[:3:2] == pytest.approx([-5.0, 10.0])
    assert rows["cpi_year_pct"].tolist()[:3:2] == pytest.approx([(122 / 110 - 1) * 100, (120 / 108 - 1) * 100])
    assert named(result.metrics, "calendar_fomc_next").value == date(2026, 1, 28)
    gap = result.tables["cpi"].set_index("date")["cpi_year_pct"]
    assert np.isnan(gap["2025-10-01"]), "the month that was never published stays open"


def test_a_new_bond_follows_the_reader_s_yields_but_no_old_spread() -> None:
    days = pd.bdate_range("2026-06-01", "2026-06-30").as_unit("us")
    curve = {id: pd.Series(value, index=days) for id, value in (("DGS3MO", 4.0), ("DGS5", 4.2), ("DGS10", 4.5))}
    rates = market(
        **curve, BAMLH0A0HYM2=daily("2026-01-01", "2026-06-30", 3.0), BAMLC0A4CBBB=daily("2024-01-01", "2024-02-22")
    )
    at_rest, moved = (credit.live(rates, Scenario(ten_year_bp=bp, short_rate_bp=bp - 50)) for bp in (450, 550))
    spread = float(rates.rates["BAMLH0A0HYM2"].dropna().iloc[-1])
    assert named(at_rest.metrics, "spread_hy_yield").value == pytest.approx(4.2 + spread)
    assert named(moved.metrics, "spread_hy_yield").value == pytest.approx(5.2 + spread)
    old = named(moved.metrics, "spread_bbb_yield")
    assert (old.value, "22 Feb 2024" in old.note) == (None, True)


def test_every_figure_has_a_value_or_a_reason_on_an_empty_market() -> None:
    result = credit.measure(market(DGS10=daily("2026-06-01", "2026-06-30")), Scenario())
    assert all(metric.value is not None or metric.note for metric in result.metrics)
    assert text.text(result, Scenario()).answer
    assert len(by_id(result.metrics)) == len(result.metrics), "an id stands once"
    with pytest.raises(NoData):
        credit.measure(market(), Scenario())
