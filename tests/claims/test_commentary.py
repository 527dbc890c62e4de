"""The commentary's twenty-five claims on the recorded data, and the five checks that need none."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from analytics.claims import LEDGER, engine
from analytics.claims.checks import INCONSISTENT, checks
from analytics.claims.claim import SUPPORTED, Judged
from analytics.load import World
from analytics.model import choices
from analytics.model.scenario import Scenario
from analytics.output import ledgers, views
from analytics.output.view import ViewRequest
from analytics.store import Store, published

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
STORE = Store("unused")


def judged(world: World) -> dict[str, Judged]:
    return {one.claim.id: one for one in views.judged(world, STORE, NOW)}


def test_the_ledger_is_whole():
    ids = [claim.id for claim in LEDGER.claims]
    assert ids == [f"C{number:02d}" for number in range(1, 26)]
    for claim in LEDGER.claims:
        assert claim.parts or claim.unmeasurable
        assert claim.text.endswith(".")
        assert 0 < len(claim.brief) <= 24, "a badge of it fits on a phone"
        assert all((claim.rule, claim.reference, claim.caveat, claim.counter))
        assert claim.chart in {chart.key for chart in views.VIEWS[claim.page].charts if chart.shape != "panel"}
        assert claim.subject in choices.SUBJECTS[1:]
        assert all(part.metric.partition(".")[0] in ledgers.MEASURED for part in claim.parts)


MEASURED = {
    "C01": ("contradicted", 247.90, 0.01),
    "C02": ("contradicted", 1.43, 0.01),
    "C03": ("contradicted", "2025-10-24", 0),
    "C04": ("contradicted", -25.0, 0),
    "C05": ("contradicted", 4.05, 0),
    "C08": ("contradicted", 32.9, 0.05),
    "C09": ("contradicted", 16.8, 0.05),
    "C13": ("supported", -1.6, 0.05),
    "C15": ("mixed", None, 0),
    "C17": ("contradicted", 12.2, 0.05),
    "C18": ("contradicted", 5.1, 0.05),
    "C19": ("contradicted", -18.2, 0.05),
    "C24": ("contradicted", 34.0, 0),
    "C25": ("contradicted", "2025-12-30", 0),
}


@pytest.mark.real
@pytest.mark.parametrize("id", MEASURED)
def test_the_recorded_data_decide_as_published(real_world, id):
    verdict, measured, within = MEASURED[id]
    answer = views.answer("claims", real_world, Scenario(), STORE, NOW)
    row = answer.result.tables["claims"].set_index("id").loc[id]
    assert row["verdict"] == verdict
    if isinstance(measured, float):
        assert row["measured"] == pytest.approx(measured, abs=within + 1e-9)
    elif measured:
        assert row["measured"] == measured


@pytest.mark.real
def test_what_the_recorded_data_cannot_decide_says_why(real_world):
    for id in ("C06", "C10", "C12", "C14"):
        one = judged(real_world)[id]
        assert one.verdict == "not measurable"
        assert len(one.reason) > 20


@pytest.mark.real
def test_upst_is_right_on_17_october(real_world):
    """The stated −24.5 % is the figure of two days after the text."""
    (claim,) = (claim for claim in LEDGER.claims if claim.id == "C19")
    request = ViewRequest(real_world, Scenario(), STORE, NOW)
    lookup = ledgers.lookup(request, views.VIEWS)
    for day, verdict in ((14, "contradicted"), (16, "contradicted"), (17, SUPPORTED)):
        moved = replace(claim, as_of=date(2025, 10, day))
        (one,) = engine.judge([moved], lookup, date(2026, 8, 4))
        assert one.then[0].verdict == verdict, day


@pytest.mark.real
def test_the_definitions_of_a_mixed_row_each_have_their_figure(real_world):
    values = [reading.value for reading in judged(real_world)["C15"].then[:4]]
    assert values[2] == pytest.approx(2.15, abs=0.01)
    assert values[3] == pytest.approx(5.81, abs=0.01)
    assert len({reading.verdict for reading in judged(real_world)["C15"].then[:4]}) == 2


def test_the_commentary_contradicts_itself_without_any_data():
    found = checks(published.read())
    assert len(found) == 5
    assert set(found["verdict"]) == {INCONSISTENT}
    assert "−5.2" in found["implied"].iloc[1]


ARTICLES = """who,where,date,claim,stated,unit,metric,tolerance,rule
a,,2025-10-14,KRE gained on the day,0,%,quotes.day_kre,,above
a,,2025-04-08,IWM was down a fifth in the year,-20,%,quotes.ytd_iwm,2,equals
a,,2020-03-18,The VIX closed over 70,70,index,quotes.close_vix,,above
a,,2023-10-31,The ten-year stood at 4.88 %,4.88,%,quotes.level_dgs10,,
a,,2025-10-17,UPST fell 24.5 % this year,-24.5,%,quotes.ytd_upst,,
a,,2025-12-31,IWM ended the year under 240,240,USD,quotes.close_iwm,,below
a,,2025-10-14,Small caps led over three years,0,pp,divergence.gap_3y,,above
a,,2024-09-18,The Fed cut by half a point,-50,bp,credit.calendar_fomc_change,,
a,,2025-10-14,The next decision is on 29 October,2025-10-29,,credit.calendar_fomc_next,0,
a,,2026-07-31,SPY stood within 2 % of its high,-2,%,divergence.large_drawdown,0,at least
"""
EXPECTED = "supported supported supported supported supported contradicted contradicted supported supported supported"


@pytest.mark.real
def test_ten_claims_of_other_articles_are_judged_without_code(real_world):
    packed = ledgers.ledgers.pack(ledgers.ledgers.read_csv(ARTICLES.encode()))
    answer = views.answer("claims", real_world, Scenario(ledger=packed), STORE, NOW)
    rows = answer.result.tables["claims"]
    assert list(rows["verdict"]) == EXPECTED.split(), rows[["claim", "reason"]].to_string()
    assert answer.text.answer == "8 of 10 claims hold."


@pytest.mark.real
@pytest.mark.parametrize(
    ("metric", "unit", "day", "said"),
    [
        ("quotes.ytd_iwn", "%", "2025-10-14", "is it quotes.ytd_iwm?"),
        ("<script>alert(1)</script>", "%", "2025-10-14", "There is no measure"),
        ("quotes.ytd_iwm", "USD bn", "2025-10-14", "The measure is in %"),
        ("quotes.ytd_iwm", "%", "1950-01-01", "stored"),
        ("quotes.ytd_iwm", "%", "2031-01-01", "is not stored yet"),
        ("issuer.debt", "USD m", "2025-10-14", "There is no measure"),
    ],
)
def test_a_claim_that_cannot_be_measured_is_answered_clearly(real_world, metric, unit, day, said):
    packed = ledgers.ledgers.pack(
        ledgers.ledgers.of_rows([{"claim": "It", "stated": "1", "unit": unit, "metric": metric, "date": day}])
    )
    answer = views.answer("claims", real_world, Scenario(ledger=packed), STORE, NOW)
    row = answer.result.tables["claims"].iloc[0]
    assert row["verdict"] == "not measurable"
    assert said.lower() in row["reason"].lower()
    assert "<" not in row["reason"]
