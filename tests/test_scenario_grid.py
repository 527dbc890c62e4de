"""One scenario, one meaning: over a grid of scenarios, sentence, figure, row and chart say the same of everyone."""

from __future__ import annotations

import os
import random
import re
from datetime import UTC, datetime
from functools import cache

import numpy as np
import pandas as pd
import pytest

from analytics import bank, banks, debt_wall, illustrative, issuer
from analytics import refinancing as refi
from analytics.bank import words as bank_words
from analytics.debt_wall.outcome import break_evens
from analytics.issuer import words as issuer_words
from analytics.load import World, open_world
from analytics.model.language import INVENTED, LONGEST
from analytics.model.metric import Metric, by_id
from analytics.model.scenario import Scenario
from analytics.output import views
from analytics.store import Store

SEED, COUNT, SAMPLE = 20260727, 64, 6
NOW = datetime(2026, 11, 27, 6, tzinfo=UTC)
PAGES = ("overview", "divergence", "regional_banks", "debt_wall", "issuers")
BROKEN = re.compile(r"\b(nan|None(?! of)|inf|today)\b|  |\{|\}|[.;,]\s*[.;,]|n/a")
"""What no sentence holds: a number that is none, the word "today", an empty place."""
WHOLE = os.environ.get("CI_REQUIRED") == "1"


def grid() -> list[Scenario]:
    """Scenarios with both yields anywhere from 0 to 10 %, spreads, hedges, re-rating and windows of all lengths."""
    chance = random.Random(SEED)
    made = [
        Scenario(),
        Scenario(short_rate_bp=900),
        Scenario(ten_year_bp=450),
        Scenario(ten_year_bp=482, curve_linked="Off"),
        Scenario(ten_year_bp=0, short_rate_bp=0),
        Scenario(ten_year_bp=1000, short_rate_bp=1000),
    ]
    while len(made) < COUNT:
        first, last = sorted(chance.sample(range(4, 40), 2))
        made.append(
            Scenario(
                ten_year_bp=chance.choice([None, chance.randint(0, 1000)]),
                short_rate_bp=chance.choice([None, chance.randint(0, 1000)]),
                curve_linked=chance.choice(["On", "On", "Off"]),
                spread_bp=chance.choice([0, 0, -300, 250, 1000]),
                hedged_share=chance.choice([0, 0, 50, 100]),
                floating_share=chance.choice([30, 45, 51]),
                rerating=chance.choice(["Off", "On"]),
                limit_163j=chance.choice(["On", "Off"]),
                due_from=chance.choice([None, debt_wall_quarters[first]]),
                due_to=chance.choice([None, debt_wall_quarters[last]]),
                marked=chance.choice(["Securities", "Securities and loans"]),
                tax=chance.choice(["Off", "On"]),
                run_off=chance.choice([0, 50, 100]),
            )
        )
    return made


debt_wall_quarters = tuple(f"{year}Q{quarter}" for year in range(2025, 2037) for quarter in (1, 2, 3, 4))
GRID = grid()
CHOSEN = GRID if WHOLE else random.Random(7).sample(GRID, SAMPLE) + GRID[:2]


@cache
def world() -> World:
    return open_world(Store("unused"), "illustrative", None)


@pytest.mark.parametrize("scenario", CHOSEN, ids=lambda s: f"{s.ten_year_bp}-{s.short_rate_bp}-{s.rerating}")
class TestGrid:
    def test_every_issuer_keeps_or_loses_alike_everywhere(self, scenario: Scenario) -> None:
        filings, market = illustrative.filings(), illustrative.market()
        _, exposure = debt_wall.under(filings, market, scenario)
        outcome = debt_wall.reprice(exposure, scenario)
        rows = debt_wall.live(filings, market, scenario).tables["issuers"].iloc[exposure.repriceable]
        lost = outcome.profit <= 0.0
        np.testing.assert_array_equal(rows["profit_after_usd_m"].to_numpy() <= 0.0, lost)
        np.testing.assert_array_equal(rows["wiped_out"].to_numpy(), exposure.profitable & lost)
        raw = break_evens(exposure, outcome.terms, is_rerated=scenario.rerating == "On")
        apart = (raw <= outcome.ten_year) != lost
        assert np.abs(raw[apart] - outcome.ten_year).max(initial=0.0) < 1e-9
        known = rows["break_even_pct"].notna().to_numpy()
        past = rows["break_even_pct"].to_numpy()[known] <= 100 * outcome.ten_year
        np.testing.assert_array_equal(past, lost[known])
        kinds = rows["class"].to_numpy()
        assert set(kinds[lost]) <= {"already past", "already loss-making", "not rate-exposed"}
        assert set(kinds[~lost]) <= {"computed", "above 15 %", "already loss-making", "not rate-exposed"}
        assert not (rows["break_even_pct"] > 15.0).any()
        for place, name in enumerate(rows["name"]):
            figures = _one(exposure, outcome, place)
            told = issuer_words.answer(str(name), figures, str(kinds[place]))
            assert (" keeps its profit" in told or " would earn a profit " in told) is not bool(lost[place]), told
            assert (" loses its profit" in told or " loses money before any" in told) is bool(lost[place]), told
            assert not BROKEN.search(told), told

    def test_the_readers_dot_lies_on_the_line(self, scenario: Scenario) -> None:
        result = debt_wall.measure(illustrative.filings(), illustrative.market(), scenario)
        figures, tables = by_id(result.metrics), result.tables
        level, share = (figures[name].value for name in ("ten_year_scenario", "wiped_out_share"))
        line = tables["by_yield"]
        assert np.interp(level, line["ten_year_pct"], line["share_pct"]) == pytest.approx(share, abs=1e-9)
        earned = figures["wiped_out_earnings_share"].value
        assert np.interp(level, line["ten_year_pct"], line["share_earnings_pct"]) == pytest.approx(earned, abs=1e-9)
        for mark in ("450", "482"):
            at = np.interp(int(mark) / 100, line["ten_year_pct"], line["share_pct"])
            assert figures[f"wiped_out_at_{mark}"].value == pytest.approx(at, abs=1e-9)
        assert line["share_pct"].is_monotonic_increasing
        cells = tables["heat"][tables["heat"]["spread_bp"] == 0]
        on_line = np.interp(cells["ten_year_pct"], line["ten_year_pct"], line["share_pct"])
        assert cells["share_pct"].to_numpy() == pytest.approx(on_line, abs=1e-9)
        assert tables["share_fan"].iloc[0, 1:].to_numpy(dtype=float) == pytest.approx(np.full(5, share), abs=1e-9)
        assert tables["fan"].iloc[0, 1:].to_numpy(dtype=float) == pytest.approx(np.full(5, level))
        median, above = figures["break_even_median"], figures["above_15_share"]
        assert (median.value is None) is (above.value >= 50)
        assert median.value <= 15.0 if median.value is not None else median.note == "above 15 %"

    def test_every_bank_loses_alike_everywhere(self, scenario: Scenario) -> None:
        panel, market = illustrative.panel(), illustrative.market()
        whole = views.filled("regional_banks", world(), scenario).changes(as_of=None)
        result = banks.scenario_figures(panel, market, whole)
        listed, figures = result.tables["listed"], by_id(result.metrics)
        for row in listed.itertuples():
            told = bank_words.answer(str(row.holding), {**figures, "burden": _burden(row.burden_scenario_pct)}, whole)
            loses = row.burden_scenario_pct > 0
            assert ("none of its equity" in told) is not loses, told
            assert not BROKEN.search(told), told
        ticker = str(listed["ticker"].iloc[len(listed) // 2])
        one = by_id(bank.measure(panel, market, whole, ticker).metrics)
        row = listed.set_index("ticker").loc[ticker]
        assert one["burden"].value == pytest.approx(row["burden_scenario_pct"], rel=1e-9)
        beyond = (result.tables["banks"]["burden_scenario_pct"] >= 50).sum()
        assert figures["banks_beyond_50"].value == beyond

    def test_no_sentence_is_empty_broken_or_over_its_length(self, scenario: Scenario) -> None:
        for page in PAGES:
            answer = views.answer(page, world(), scenario, Store("unused"), NOW)
            text = answer.text
            assert 0 < len(text.answer) <= LONGEST, text.answer
            assert INVENTED in text.answer.lower(), text.answer
            for sentence in (text.answer, *text.prose):
                assert sentence.strip().endswith("."), sentence
                assert not BROKEN.search(sentence.replace("\u00a0", " ")), sentence
            for finding in text.findings.values():
                assert finding
                assert not BROKEN.search(finding.replace("\u00a0", " ")), finding
        for field, key in (("issuer", "EX0019"), ("issuer", "EX0711"), ("bank", "IB001")):
            text = views.answer(field, world(), scenario.changes(**{field: key}), Store("unused"), NOW).text
            for sentence in (text.answer, *text.prose):
                assert sentence.endswith("."), sentence
                assert not BROKEN.search(sentence.replace("\u00a0", " ")), sentence


def _one(exposure: debt_wall.Exposure, outcome: debt_wall.Outcome, place: int) -> dict[str, Metric]:
    """The figures that the sentence of one issuer rests on, as its page makes them."""
    table = exposure.table.iloc[exposure.repriceable[place]]
    level = refi.shown(outcome.break_evens, outcome.code)[place]
    values = {
        "profit_before": exposure.profit[place] / 1e6,
        "profit_after": outcome.profit[place] / 1e6,
        "break_even": None if np.isnan(level) else 100 * level,
        "net_income": None if pd.isna(table["net_income"]) else table["net_income"] / 1e6,
        "ten_year": exposure.curve.ten_year_bp / 100,
        "ten_year_scenario": 100 * outcome.ten_year,
    }
    units = {"profit_before": "USD m", "profit_after": "USD m", "net_income": "USD m"}
    day = exposure.curve.as_of
    return {
        name: Metric(f"issuer.{name}", name, value, units.get(name, "%"), day, "M-REFI", (), "why")
        for name, value in values.items()
    }


def _burden(value: float) -> Metric:
    return Metric("bank.burden", "burden", float(value), "%", None, "M-UL", ())


def test_a_median_and_a_share_over_nobody_are_missing() -> None:
    filings, market = illustrative.filings(), illustrative.market()
    low = next(
        rank for rank in range(1001, 3000)
        if not debt_wall.under(filings, market, Scenario(band_low=rank, band_high=rank))[1].profitable.any()
    )  # fmt: skip
    result = debt_wall.measure(filings, market, Scenario(band_low=low, band_high=low))
    figures = by_id(result.metrics)
    for name in ("wiped_out_share", "wiped_out_debt_share", "break_even_median", "above_15_share", "wiped_out_at_450",
                 "wiped_out_at_today", "wiped_out_p50", "earnings_lost"):  # fmt: skip
        assert figures[name].value is None, name
        assert figures[name].note
    assert result.tables["by_yield"]["share_pct"].isna().all()
    text = views.answer("debt_wall", world(), Scenario(band_low=low, band_high=low), Store("unused"), NOW).text
    assert text.answer.startswith("Nothing can be repriced")


def test_the_answers_name_the_three_month_that_was_moved() -> None:
    moved = Scenario(short_rate_bp=900)
    told = views.answer("debt_wall", world(), moved, Store("unused"), NOW).text.answer
    assert "three-month" in told
    assert "9.00\u00a0%" in told
    one = views.answer("issuer", world(), moved.changes(issuer="EX0019"), Store("unused"), NOW)
    assert "loses its profit" in one.text.answer
    assert by_id(one.result.metrics)["profit_after"].value < 0
    assert issuer.find(illustrative.filings(), "ex0019") == issuer.find(illustrative.filings(), "EX0019")
