"""The view of Issuers: what it says at every definition, weight and universe, and its watchlist."""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from analytics.__main__ import main
from analytics.load import World, choose, open_world
from analytics.model.choices import WEIGHTINGS, ZOMBIE_DEFINITIONS
from analytics.model.language import INVENTED, LONGEST
from analytics.model.scenario import Scenario
from analytics.output import views
from analytics.store import Store
from tests.sampling import sample

NOW = datetime(2026, 11, 27, 6, tzinfo=UTC)
BROKEN = re.compile(r"\b(nan|None(?! of)|inf|today)\b|  |\{|\}|[.;,]\s*[.;,]")
"""What no sentence holds: a number that is none, the word "today", an empty place."""
CASES = list(itertools.product(ZOMBIE_DEFINITIONS, WEIGHTINGS, ("On", "Off"), ("On", "Off")))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    store = Store(str(tmp_path_factory.mktemp("store")))
    return open_world(store, *choose(store, "illustrative"))


@pytest.mark.parametrize(("definition", "weighting", "biotech", "financials"), sample(CASES, 12))
def test_what_is_said_at_every_choice(
    world: World, definition: str, weighting: str, biotech: str, financials: str
) -> None:
    scenario = Scenario(definition=definition, weighting=weighting, biotech=biotech, financials=financials)
    answer = views.answer("issuers", world, scenario, Store("unused"), NOW)
    said = [answer.text.answer, *answer.text.prose, *answer.text.findings.values(), *answer.text.captions.values()]
    assert not [text for text in said if not text or BROKEN.search(text)]
    assert len(answer.text.answer) <= LONGEST
    share = answer.result.metrics
    headline = next(metric for metric in share if metric.id == "issuers.zombie_headline_share")
    if headline.value is None:
        assert headline.note in answer.text.answer
    else:
        assert INVENTED in answer.text.answer.lower()
    own = [row for row in answer.result.tables["specification"].to_dict("records") if row["shown"]]
    assert [(row["definition"], row["weighting"]) for row in own] == [(definition, weighting)]


def test_a_live_headline_says_who_is_left_out(world: World) -> None:
    answer = views.answer("issuers", world, Scenario(definition="OECD"), Store("unused"), NOW)
    real = replace(answer.result, illustrative=False)
    text = answer.view.tell(real, answer.scenario)
    expected = r"\d+ in 100 small caps are zombies by the OECD; 546 of 2,000 cannot be classified\."
    assert re.fullmatch(expected, text.answer)
    assert any("holds in" in sentence for sentence in text.prose)
    assert "specifications" in text.findings["specification"]


def test_the_invented_market_is_not_judged(world: World) -> None:
    text = views.answer("issuers", world, Scenario(), Store("unused"), NOW).text
    assert not [part for part in (*text.prose, *text.findings.values()) if "holds in" in part]


def test_a_fund_has_no_debt_of_its_own(world: World) -> None:
    result = views.answer("issuers", world, Scenario(), Store("unused"), NOW).result
    metrics = {metric.id: metric for metric in result.metrics}
    for ticker in ("iwm", "kre"):
        for name in ("debt_to_equity", "coverage", "runway", "break_even"):
            metric = metrics[f"issuers.watchlist_{ticker}_{name}"]
            assert (metric.value, metric.note) == (None, "a fund has no debt of its own")
    assert metrics["issuers.watchlist_iwm_ytd"].value is not None
    assert metrics["issuers.watchlist_upst_ytd"].note == "no prices are stored"


def test_show_prints_answer_prose_and_findings(capsys: pytest.CaptureFixture[str], tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("SMALLCAP_STORE", str(tmp_path))
    assert main(["show", "issuers", "--world", "illustrative", "--format", "json", "--set", "definition=Fed 2021"]) == 0
    content = json.loads(capsys.readouterr().out)
    assert "292" in content["answer"]
    assert content["prose"]
    assert set(content["findings"]) >= {"zombies", "specification", "runway", "dilution", "retail", "watchlist"}
    assert set(content["tables"]) >= {"zombies", "zombie_years", "specification", "runway", "dilution", "watchlist"}
