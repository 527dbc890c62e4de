"""Breadth: a sample drawn from a real register over loopback, priced last, and measured on the reader's day."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analytics import issuers, settings
from analytics.errors import BadInput
from analytics.frames.breadth import Breadth, order, universe
from analytics.issuers import breadth
from analytics.load import World, choose, open_world
from analytics.measures.order_statistics import median_ranks
from analytics.model.metric import by_id
from analytics.model.scenario import Scenario, link, read
from analytics.output import views
from analytics.refresh import Outcome, refresh
from analytics.sources.http import Patience
from analytics.store import Store
from tests.loopback import Edgar, Fault, Loopback, tiny

QUICK = Patience(connect=30, read=60, tries=2, wait=0.01, pause=0.0)
NOW = datetime(2025, 10, 18, 12, tzinfo=UTC)
SIZE = 24


@dataclass
class Run:
    """A refresh over loopback: what became of breadth, its progress, and the tickers Yahoo was asked for."""

    outcome: Outcome
    steps: list[tuple[int, int]]
    asked: list[str]


@pytest.fixture(scope="module")
def edgar() -> Edgar:
    return Edgar(NOW.date(), 1060)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory, edgar: Edgar) -> Path:
    """A store with the market and the filings alone."""
    folder = tmp_path_factory.mktemp("base")
    run(folder, edgar, datasets=("prices", "rates", "members", "issuers"))
    return folder


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory, base: Path, edgar: Edgar) -> Path:
    """The same with the sample."""
    folder = copied(base, tmp_path_factory.mktemp("held"))
    run(folder, edgar)
    return folder


@pytest.fixture
def store(base: Path, tmp_path: Path) -> Path:
    """A copy of the store without a sample, to write to."""
    return copied(base, tmp_path)


def copied(source: Path, into: Path) -> Path:
    return Path(shutil.copytree(source, into / "store"))


def run(
    folder: Path,
    edgar: Edgar,
    *faults: Fault,
    datasets: tuple[str, ...] = ("breadth",),
    size: int = SIZE,
    now: datetime = NOW,
    accept: tuple[str, ...] = (),
) -> Run:
    steps: list[tuple[int, int]] = []
    with Loopback(tiny(), list(faults), edgar=edgar) as loopback:
        place = settings.read(loopback.environment() | {"SMALLCAP_STORE": str(folder), "SMALLCAP_BREADTH": str(size)})
        outcomes = refresh(
            place,
            datasets,
            accept,
            QUICK,
            lambda told: steps.extend(
                (step.done, step.of) for step in told.steps.values() if step.dataset == "breadth"
            ),
            now,
        )
        asked = [path.rsplit("/", 1)[1].split("?")[0] for path in loopback.asked if "/chart/" in path]
    return Run({one.dataset: one for one in outcomes}.get("breadth", Outcome("breadth")), steps, asked)


def world(folder: Path) -> World:
    store = Store(str(folder))
    return open_world(store, *choose(store))


def stored(folder: Path) -> Breadth:
    filings = world(folder).filings
    assert filings is not None
    assert filings.breadth is not None
    return filings.breadth


def test_the_sample_is_drawn_by_seed_from_the_ranked_small_caps(held: Path, edgar: Edgar) -> None:
    found, filings = stored(held), world(held).filings
    assert filings is not None
    ranks = filings.members.set_index("ticker")["rank"]
    assert len(found.sample) == SIZE
    assert ranks[list(found.sample)].between(1001, 3000).all()
    every = universe(filings.members)
    assert found.universe_count == len(every) == int(filings.members["rank"].between(1001, 3000).sum())
    assert list(every["cik"].map(order)) == sorted(every["cik"].map(order))
    assert tuple(every["ticker"][:SIZE]) == found.sample
    shuffled = universe(filings.members.sample(frac=1.0, random_state=1))
    assert tuple(shuffled["ticker"]) == tuple(every["ticker"])


def test_a_name_that_leaves_moves_no_other(held: Path) -> None:
    filings = world(held).filings
    assert filings is not None
    whole = list(universe(filings.members)["ticker"])
    less = universe(filings.members[filings.members["ticker"] != whole[3]])
    assert list(less["ticker"]) == [ticker for ticker in whole if ticker != whole[3]]


def test_it_is_asked_for_last_and_once_a_session(tmp_path: Path, edgar: Edgar) -> None:
    first = run(tmp_path, edgar, datasets=("breadth", "prices", "rates", "members"))
    assert first.outcome.error == ""
    sample = set(_provenance(tmp_path)["sample"])
    places = [place for place, ticker in enumerate(first.asked) if ticker in sample]
    assert places == list(range(len(first.asked) - len(sample), len(first.asked)))
    assert first.steps[-1] == (SIZE, SIZE)
    assert {of for _, of in first.steps if of} == {SIZE}
    assert run(tmp_path, edgar, now=NOW + timedelta(hours=20)).asked == []
    monday = run(tmp_path, edgar, now=NOW + timedelta(days=3))
    assert sorted(monday.asked) == sorted(sample)


def test_the_first_publication_waits_for_no_sample(tmp_path: Path, edgar: Edgar) -> None:
    """What else is fetched is published while the sample cannot be had."""
    failed = run(tmp_path, edgar, Fault("500", "/chart/EX"), datasets=("prices", "rates", "members", "breadth"))
    assert "Yahoo Finance" in failed.outcome.error
    current = Store(str(tmp_path)).current()
    assert current is not None
    assert set(current.versions) == {"prices", "rates", "members"}


def test_a_name_without_prices_is_named_and_counted(store: Path, edgar: Edgar) -> None:
    tickers = universe(_members(store))["ticker"][:SIZE].tolist()
    result = run(store, edgar, Fault("missing", tickers[2]), Fault("missing", tickers[5]))
    assert result.outcome.error == ""
    answer = views.answer("issuers", world(store), Scenario(), Store(str(store)), NOW)
    metrics = by_id(answer.result.metrics)
    assert metrics["breadth_sample"].value == SIZE
    assert metrics["breadth_without_prices"].value == 2
    assert metrics["breadth_measured"].value == SIZE - 2
    gaps = answer.result.tables["breadth_gaps"].set_index("ticker")["reason"]
    assert set(gaps.index) == {tickers[2], tickers[5]}
    assert "delisted" in gaps[tickers[2]]


def test_what_the_line_failed_is_asked_for_again_alone(store: Path, edgar: Edgar) -> None:
    tickers = universe(_members(store))["ticker"][:SIZE].tolist()
    run(store, edgar, Fault("500", tickers[4]))
    assert tickers[4] in _provenance(store)["without_prices"]
    again = run(store, edgar, now=NOW + timedelta(hours=1))
    assert again.asked == [tickers[4]]
    assert _provenance(store)["without_prices"] == []
    assert _provenance(store)["missing_names"] == {}


def test_last_good_bars_stand_where_new_ones_are_not_believed(store: Path, edgar: Edgar) -> None:
    run(store, edgar)
    before, later = stored(store), NOW + timedelta(days=3)
    ticker = before.sample[0]
    run(store, edgar, Fault("hundredfold", ticker), now=later)
    after = stored(store)
    assert after.close[ticker].equals(before.close[ticker])
    assert "without a split" in after.missing[ticker]
    run(store, edgar, Fault("hundredfold", ticker), now=later + timedelta(days=1), accept=("yahoo.breadth",))
    assert stored(store).close[ticker].iloc[-1] == pytest.approx(100 * before.close[ticker].iloc[-1])


def test_a_wide_move_is_not_held_back(store: Path, edgar: Edgar) -> None:
    ticker = str(universe(_members(store))["ticker"].iloc[0])
    run(store, edgar, Fault("jump", ticker))
    moves = stored(store).close[ticker].pct_change()
    assert moves.iloc[-1] > 0.4


@pytest.mark.parametrize("size", [0, SIZE])
def test_off_and_a_register_of_large_caps_leave_the_rest_alone(tmp_path: Path, size: int) -> None:
    few = Edgar(NOW.date(), 60)
    result = run(tmp_path, few, datasets=("prices", "rates", "members", "issuers", "breadth"), size=size)
    assert result.outcome.error == ""
    assert bool(result.outcome.missing) is bool(size)
    answer = views.answer("issuers", world(tmp_path), Scenario(band_low=1), Store(str(tmp_path)), NOW)
    metric = by_id(answer.result.metrics)["breadth_median_ytd"]
    assert (metric.value, metric.note) == (None, breadth.NEVER)
    assert by_id(answer.result.metrics)["breadth_sample"].value is None
    assert answer.text.findings["breadth"] == "No sample of small caps is priced"


@pytest.mark.parametrize("value", ["-1", "2001", "many", "3.5", "12345"])
def test_a_size_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(BadInput, match="SMALLCAP_BREADTH"):
        settings.read({"SMALLCAP_BREADTH": value})


def test_the_default_is_three_hundred() -> None:
    assert settings.read({}).breadth == 300
    assert settings.read({"SMALLCAP_BREADTH": "0"}).breadth == 0


@pytest.mark.parametrize("asked", [None, date(2025, 10, 14), date(2025, 2, 3)])
def test_figures_are_those_of_plain_arithmetic(held: Path, asked: date | None) -> None:
    answer = views.answer("issuers", world(held), Scenario(as_of=asked), Store(str(held)), NOW)
    metrics, close = by_id(answer.result.metrics), stored(held).close
    end = pd.Timestamp(asked or close.index[-1])
    then = close.loc[: pd.Timestamp(date(end.year - 1, 12, 31))].iloc[-1]
    moves = np.sort((100 * (close.loc[end] / then - 1)).to_numpy())
    ranks = median_ranks(len(moves))
    assert ranks is not None
    assert metrics["breadth_median_ytd"].as_of == end.date()
    assert metrics["breadth_median_ytd"].value == pytest.approx(np.median(moves))
    assert metrics["breadth_median_ytd_low"].value == pytest.approx(moves[ranks[0] - 1])
    assert metrics["breadth_median_ytd_high"].value == pytest.approx(moves[ranks[1] - 1])
    assert metrics["breadth_share_positive"].value == pytest.approx(100 * (moves > 0).mean())
    average = close.loc[:end].iloc[-200:].mean()
    assert metrics["breadth_share_above_200d"].value == pytest.approx(100 * (close.loc[end] > average).mean())
    assert int(answer.result.tables["breadth_returns"]["names_count"].sum()) == len(moves)


def test_a_day_before_the_sample_begins_is_no_figure(held: Path) -> None:
    found = breadth.measure(stored(held), date(2022, 5, 2))
    metrics = by_id(tuple(breadth.metrics(found, breadth.tables(found)["breadth"])))
    assert metrics["breadth_median_ytd"].value is None
    assert "begin" in metrics["breadth_median_ytd"].note


def test_a_link_brings_the_same_figures(held: Path) -> None:
    scenario = Scenario(as_of=date(2025, 10, 14))
    again, refused = read(link(scenario).items())
    assert (again, refused) == (scenario, [])
    first, second = (issuers.static(world(held).filings, world(held).market, one) for one in (scenario, again))
    assert first.tables["breadth"].equals(second.tables["breadth"])


def _members(folder: Path) -> pd.DataFrame:
    version = Store(str(folder)).newest("members", Store(str(folder)).current())
    assert version is not None
    return version.table.to_pandas()


def _provenance(folder: Path) -> dict:
    version = Store(str(folder)).newest("breadth", Store(str(folder)).current())
    assert version is not None
    return dict(version.provenance)
