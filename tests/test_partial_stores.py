"""A store that lacks a dataset, a series, a maturity or rows: every view answers or says why, and so does its page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analytics.catalogue import DATASETS
from analytics.errors import DashboardError
from analytics.load import World, choose, open_world
from analytics.model.scenario import Scenario
from analytics.output import views
from analytics.output.view import Answer
from analytics.store import Store
from tests import stores
from tests.loopback import tiny
from tests.sampling import sample

Datasets = dict[str, tuple[pa.Table, Mapping[str, Any]]]
PAGE = """
import runpy
import streamlit as st
from ui import app_frame
st.page_link = lambda *given, **named: None
st.session_state["_framed"] = True
app_frame._take_link()
app_frame.guarded(lambda: runpy.run_path("pages/{page}.py"))()
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Datasets:
    """What a refresh of everything publishes; the sample of breadth is of a register long enough to have one."""
    few = ("prices", "rates", "members", "issuers", "banks", "warehouse")
    place = stores.filled(tmp_path_factory.mktemp("whole") / "store", tiny(), few, 60)
    many = stores.filled(tmp_path_factory.mktemp("many") / "store", tiny(), ("members", "breadth"), 1040)
    return {**_versions(place), "breadth": _versions(many)["breadth"]}


def _versions(place: Path) -> Datasets:
    store = Store(str(place))
    publication = store.current()
    assert publication is not None
    versions = {name: store.newest(name, publication) for name in publication.versions}
    return {name: (version.table, version.provenance) for name, version in versions.items() if version is not None}


def lacking(dataset: str) -> Callable[[Datasets], Datasets]:
    return lambda whole: {name: part for name, part in whole.items() if name != dataset}


def only(*datasets: str) -> Callable[[Datasets], Datasets]:
    return lambda whole: {name: part for name, part in whole.items() if name in datasets}


def emptied(dataset: str) -> Callable[[Datasets], Datasets]:
    return lambda whole: {**whole, dataset: (whole[dataset][0].slice(0, 0), whole[dataset][1])}


def without(dataset: str, key: str, id: str, rows: int = 0) -> Callable[[Datasets], Datasets]:
    """A series taken out, or cut to its first rows."""

    def change(whole: Datasets) -> Datasets:
        table, provenance = whole[dataset]
        mine = pc.equal(table[key].cast(pa.string()), id)
        parts = [table.filter(pc.invert(mine)), table.filter(mine).slice(0, rows)]
        series = {name: entry for name, entry in provenance["series"].items() if name != id or rows}
        return {**whole, dataset: (pa.concat_tables(parts), {**provenance, "series": series})}

    return change


def blank(dataset: str, *columns: str) -> Callable[[Datasets], Datasets]:
    """Columns that nobody filed."""

    def change(whole: Datasets) -> Datasets:
        table, provenance = whole[dataset]
        for name in columns:
            place = table.schema.get_field_index(name)
            table = table.set_column(place, table.schema.field(place), pa.nulls(len(table), table.schema.types[place]))
        return {**whole, dataset: (table, provenance)}

    return change


def moved(days: int, *datasets: str) -> Callable[[Datasets], Datasets]:
    """Dates as a clock has them that is off by some days: old ones, or ones that lie ahead."""

    def change(whole: Datasets) -> Datasets:
        changed = dict(whole)
        for dataset in datasets:
            table, provenance = whole[dataset]
            place = table.schema.get_field_index("date")
            by = pa.scalar(timedelta(days=days), pa.duration("us"))
            shifted = pc.add(table["date"].cast(pa.timestamp("us")), by).cast(table.schema.types[place])
            changed[dataset] = (table.set_column(place, table.schema.field(place), shifted), provenance)
        return changed

    return change


def at_ends(dataset: str, keep: Callable[[pa.Array, pa.Scalar], pa.Array]) -> Callable[[Datasets], Datasets]:
    """The rows whose date stands to the last one as `keep` says."""

    def change(whole: Datasets) -> Datasets:
        table, provenance = whole[dataset]
        return {**whole, dataset: (table.filter(keep(table["date"], pc.max(table["date"]))), provenance)}

    return change


def newest(days: int) -> Callable[[pa.Array, pa.Scalar], pa.Array]:
    """The rows of the last days."""
    span = pa.scalar(timedelta(days=days), pa.duration("us"))
    return lambda dates, last: pc.greater(dates.cast(pa.timestamp("us")), pc.subtract(last.cast("timestamp[us]"), span))


RATES = ("DGS10", "DGS3MO", "DGS2", "DGS5", "DGS7", "DGS30", "DFF", "USREC", "DRTSCIS", "DRTSCILM", "BUSLOANS", "SOFR",
         "BAMLH0A0HYM2", "DRCRELEXFACBS", "WLCFLPCL")  # fmt: skip
BLANKS: dict[str, tuple[str, ...]] = {
    "banks": ("ASSET", "DEPUNINS", "EQ", "RBCT1C", "LNNDEPD", "EDEPDOM"),
    "issuers": ("interest", "operating_income", "debt_noncurrent", "ladder_1", "net_income", "assets"),
    "members": ("float_usd",),
}
BAND = {"band_low": 1, "band_high": 4500}
"""Every rank: there are too few issuers for the band that stands for small caps."""
FAIR_VALUES = ("SCHA", "SCHF", "SCAA", "SCAF")
VARIANTS: dict[str, Callable[[Datasets], Datasets]] = {
    "whole": lambda whole: whole,
    **{
        f"no {name}": lacking(name)
        for name in ("prices", "rates", "members", "issuers", "banks", "warehouse", "breadth")
    },
    **{f"only {name}": only(name) for name in ("prices", "rates", "banks")},
    "only issuers": only("members", "issuers"),
    "only the market": only("prices", "rates"),
    **{f"no row of {name}": emptied(name) for name in ("members", "issuers", "banks", "warehouse", "breadth")},
    **{f"no {id}": without("prices", "ticker", id) for id in ("IWM", "SPY", "KRE", "RSP", "XBI", "^RUT", "^GSPC")},
    **{f"one bar of {id}": without("prices", "ticker", id, 1) for id in ("IWM", "SPY", "KRE", "RSP")},
    **{f"no {id}": without("rates", "series", id) for id in RATES},
    **{f"one day of {id}": without("rates", "series", id, 1) for id in ("DGS10", "DGS3MO", "DFF")},
    **{f"nobody files {column}": blank(name, column) for name, columns in BLANKS.items() for column in columns},
    "nobody files fair values": blank("banks", *FAIR_VALUES),
    "the market of a year ago": moved(-365, "prices", "rates"),
    "prices of a year ago": moved(-365, "prices"),
    "a clock that was ahead": moved(2, "prices", "rates"),
    "yields of a clock that was ahead": moved(2, "rates"),
    **{f"{days} days of {name}": at_ends(name, newest(days)) for name in ("prices", "rates") for days in (480, 40)},
    **{f"{days} days of breadth": at_ends("breadth", newest(days)) for days in (480, 120, 1)},
    "breadth of two years ago": moved(-730, "breadth"),
    "the newest quarter alone": at_ends("banks", pc.equal),
    "no newest quarter": at_ends("banks", pc.less),
}


@dataclass(frozen=True)
class Partial:
    """A store that lacks something, and what the command line says from it: each view's answer, or why it has none."""

    store: Store
    ones: Mapping[str, str]
    told: Mapping[str, Answer | DashboardError]


@pytest.fixture(scope="module")
def partial(
    whole: Datasets, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Partial]:
    """Both tests of a variant share it: to answer every view takes as long as to open every page."""
    store = Store(str(tmp_path_factory.mktemp("partial") / "store"))
    store.publish(VARIANTS[request.param](whole), datetime.now(UTC))
    world = open_world(store, *choose(store))
    ones = names(world)
    yield Partial(store, ones, {view: answered(view, world, ones, store) for view in views.VIEWS})
    st.cache_resource.clear()


def answered(view: str, world: World, ones: Mapping[str, str], store: Store) -> Answer | DashboardError:
    band = BAND if "band_low" in views.VIEWS[view].fields else {}
    try:
        return views.answer(view, world, Scenario(**band, **ones), store)
    except DashboardError as error:
        return error


def names(world: World) -> dict[str, str]:
    """An issuer and a bank of the world, for the views of one."""
    filings, banks = world.filings, world.banks
    issuer = str(filings.members["cik"].iloc[0]) if filings is not None and len(filings.members) else "AMC"
    bank = "628"
    if banks is not None and banks.quarters:
        bank = str(banks.rows(banks.quarters[-1], "cert")["cert"].iloc[0])
    return {"issuer": issuer, "bank": bank}


@pytest.mark.parametrize("partial", list(VARIANTS), indirect=True)
def test_every_view_answers_or_says_why(partial: Partial) -> None:
    for told in partial.told.values():
        if isinstance(told, DashboardError):
            assert told.failed
            continue
        assert told.text.answer
        assert all(metric.value is not None or metric.note for metric in told.result.metrics)


@pytest.mark.parametrize("partial", sample(VARIANTS, 6), indirect=True)
def test_every_page_opens_and_agrees(partial: Partial, monkeypatch: pytest.MonkeyPatch) -> None:
    """No page fails; one without figures shows the reason that the command line gives, and none quotes the unheard."""
    publication = partial.store.current()
    assert publication is not None
    heard = {DATASETS[name].service for name in publication.versions}
    unheard = "|".join({dataset.service for dataset in DATASETS.values()} - heard)
    monkeypatch.setenv("SMALLCAP_STORE", partial.store.address)
    monkeypatch.setenv("SMALLCAP_REFRESH", "off")
    for page, told in partial.told.items():
        app = AppTest.from_string(PAGE.format(page=page), default_timeout=60)
        app.query_params["band_low"], app.query_params["band_high"] = map(str, BAND.values())
        if page in partial.ones:
            app.query_params[page] = partial.ones[page]
        app.run()
        written = " ".join(element.value for element in (*app.markdown, *app.title, *app.header))
        assert not app.exception
        assert "could not be drawn" not in written
        assert not (unheard and re.search(rf"({unheard})[^;\]]* · \d", written)), page
        if page != "overview":
            expected = told.failed if isinstance(told, DashboardError) else told.text.answer
            assert expected.replace("\u00a0", " ") in written.replace("\\", "").replace("\u00a0", " "), page
