"""The payloads that are spoiled: prices, yields, filings and banks, each refreshed by its own client and checks."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.compute as pc

from analytics.catalogue import CONCEPTS, ENTRIES, members
from analytics.catalogue.banks import FIELDS
from analytics.catalogue.filings import FLOAT
from analytics.refresh import banks, issuers, prices, rates
from analytics.refresh.frames import Frames
from analytics.refresh.task import KEYS, Outcome, Previous, previous
from analytics.sources import fred, sec, yahoo
from analytics.store import Version
from tests.corruption.base import PATIENT, Base
from tests.corruption.spoil import Row, spoils
from tests.loopback import fred as fred_service
from tests.loopback import yahoo as yahoo_service
from tests.loopback.sec_answers import envelope

LATE = 3
"""Rows at the end of a history that are not held yet, in one case of two."""


@dataclass(frozen=True)
class Payload:
    """One answer of a service: its rows, those that may be spoiled, and what a refresh makes of any rows.

    `key` tells it from others; `refresh` raises what the client or a check raises.
    """

    dataset: str
    key: tuple[Any, ...]
    rows: list[Row]
    places: range
    value: str
    when: str
    days: tuple[int, ...]
    refresh: Callable[[list[Row]], tuple[Outcome, Version]]

    @property
    def spoils(self) -> Any:
        return spoils(self.value, self.when, self.days)


SHOWN = ("IWM", "SPY", "^RUT", "^GSPC", "KRE", "IJR", "MDY", "RSP")
"""Tickers that a headline rests on; half of the cases are of these."""


def of_prices(base: Base, chance: random.Random) -> Payload:
    """A ticker's bars: its closes or adjusted closes."""
    held = sorted(set(base.services.recordings.bars) & {entry.id for entry in members("prices")})
    shown = [id for id in SHOWN if id in held]
    id = chance.choice(shown if shown and chance.random() < 0.5 else held)
    is_new, field = chance.random() < 0.5, chance.choice(("close", "adj_close"))
    content = orjson.loads(yahoo_service.chart(base.services.recordings, id, {"range": "max"}, "")[1])
    answer = content["chart"]["result"][0]
    rows = [
        {"date": moment, "close": close, "adj_close": adjusted}
        for moment, close, adjusted in zip(
            answer["timestamp"],
            answer["indicators"]["quote"][0]["close"],
            answer["indicators"]["adjclose"][0]["adjclose"],
            strict=True,
        )
    ]

    def refresh(rows: list[Row]) -> tuple[Outcome, Version]:
        before = previous(base.store, base.store.current(), "prices")
        if is_new:
            before = Previous({**before.rows, id: before.rows[id].iloc[:-LATE]}, before.provenance)
        quote, adjusted = answer["indicators"]["quote"][0], answer["indicators"]["adjclose"][0]
        answer["timestamp"] = [row["date"] for row in rows]
        for name in ("open", "high", "low", "close"):
            quote[name] = [row["close"] for row in rows]
        quote["volume"] = [1000] * len(rows)
        adjusted["adjclose"] = [row["adj_close"] for row in rows]
        task = base.task("prices", before)
        with base.services.answering(f"/chart/{id}?", orjson.dumps(content)):
            frames, missing = yahoo.fetch((ENTRIES[id],), base.settings.yahoo_url, lambda _: None, PATIENT)
        task.outcome.take(missing)
        checked = prices.SOURCE.check(task, (), frames)
        return task.outcome, base.version(prices.SOURCE, task, checked)

    last = len(rows)
    places = range(last - LATE, last) if is_new else range(max(1, last - 1500), last - LATE)
    return Payload("prices", (id, is_new), rows, places, field, "date", (-3, -1, 1, 2, 3, 30), refresh)


YIELDS = tuple(entry.id for entry in members("rates") if entry.batch == "treasury")


def of_yields(base: Base, chance: random.Random) -> Payload:
    """A series of FRED's table: a Treasury yield in one case of two, else any other."""
    held = [entry.id for entry in members("rates") if len(base.services.recordings.series.get(entry.id, ())) > 20]
    id = chance.choice([one for one in held if one in YIELDS] if chance.random() < 0.5 else held)
    is_new = chance.random() < 0.5
    text = fred_service.graph_csv(base.services.recordings, {"id": id}, "")[1].decode()
    table = list(csv.DictReader(io.StringIO(text)))
    when, value = table[0].keys()
    rows = [dict(row) for row in table]

    def refresh(rows: list[Row]) -> tuple[Outcome, Version]:
        before = previous(base.store, base.store.current(), "rates")
        if is_new:
            before = Previous({**before.rows, id: before.rows[id].iloc[:-LATE]}, before.provenance)
        body = "\n".join([f"{when},{value}", *(f"{row[when]},{row[value]}" for row in rows), ""])
        task = base.task("rates", before)
        with base.services.answering("/graph/", body.encode()):
            whole, missing = fred.fetch((ENTRIES[id],), base.settings.fred_csv_url, lambda _: None, PATIENT)
        task.outcome.take(missing)
        checked = rates.SOURCE.check(task, (), rates.Rates(whole, {}, before.provenance.get("releases", {})))
        return task.outcome, base.version(rates.SOURCE, task, checked)

    filled = [place for place, row in enumerate(rows) if row[value] not in ("", ".")]
    late = filled[-LATE] if is_new else filled[max(1, len(filled) - 1500)]
    places = range(late, filled[-1] + 1) if is_new else range(max(1, late), filled[-LATE])
    return Payload("rates", (id, is_new), rows, places, value, when, (-3, -1, 1, 2, 30), refresh)


class _Held(Frames):
    """Frames whose copies on disk are read once for all cases."""

    seen: dict[sec.Key, sec.Frame | None]
    spoiled: sec.Key | None = None

    def read(self, key: sec.Key) -> sec.Frame | None:
        if key == self.spoiled:
            return super().read(key)
        if key not in self.seen:
            self.seen[key] = super().read(key)
        return self.seen[key]


HEAVY = {
    tag
    for name in ("assets", "interest", "operating_income", "net_income", "debt_noncurrent", "liabilities", "cash")
    for tag in CONCEPTS[name].tags
} | {tag for concept in issuers.LADDER for tag in concept.tags}
"""The tags that headlines rest on most; half of the cases are of these, in the newest periods."""


def of_filings(base: Base, chance: random.Random) -> Payload:
    """A frame: one filer's fact among those of a tag and period."""
    seen = base.clean.setdefault("frames", {})
    before = previous(base.store, base.store.current(), "issuers")
    task = base.task("issuers", before)
    request = issuers.SOURCE.request(task)
    keys = base.clean.get("keys")
    if keys is None:
        keys = base.clean["keys"] = [
            sec.Key(tag, period, concept.taxonomy, concept.unit)
            for kind, concepts in issuers.KINDS.items()
            for concept in (*(issuers.LADDER if kind == "instant" else ()), *concepts)
            for tag in concept.tags
            for period in request.by_kind[kind]
            if tag != FLOAT and len(base.services.edgar.frame(concept.taxonomy, tag, concept.unit, period)) > 20
        ]
    key = chance.choice(keys)
    ends = request.by_kind["instant"][:2] + request.by_kind["year"][:1]
    recent = [one for one in keys if one.period in ends and one.tag in HEAVY]
    if recent and chance.random() < 0.5:
        key = chance.choice(recent)
    served = base.services.edgar.frame(key.taxonomy, key.tag, key.unit, key.period)
    head = orjson.loads(envelope(key.taxonomy, key.tag, key.unit, key.period, served, ""))
    is_new = chance.random() < 0.5

    def refresh(rows: list[Row]) -> tuple[Outcome, Version]:
        task = base.task("issuers", before)
        frames = _Held(task)
        frames.seen, frames.spoiled = seen, key
        path = frames._path(key)
        copy = path.read_bytes()
        if is_new:
            path.unlink()
            whole = base.world.versions["issuers"].table
            whole = whole.filter(pc.not_equal(whole["period"].cast("string"), key.period))
            task = base.task("issuers", Previous({}, before.provenance, whole.select(KEYS["issuers"]), _reader(whole)))
            frames.task = task
        body = orjson.dumps(head | {"data": rows, "pts": len(rows)})
        try:
            with base.services.answering(f"/{key.tag}/{key.unit}/{key.period}.json", body):
                _, error = frames._fetch(key)
            task.outcome.remarks |= {"frame": error} if error else {}
            checked = issuers.SOURCE.check(task, request, frames)
        finally:
            path.write_bytes(copy)
        return task.outcome, base.version(issuers.SOURCE, task, checked)

    return Payload(
        "issuers", (is_new, key.kind), head["data"], range(1, len(served)), "val", "end", (-31, 31, 365), refresh
    )


def _reader(whole: pa.Table) -> Callable[[Collection[str]], pa.Table]:
    return lambda columns: whole.select([name for name in columns if name in whole.column_names])


def of_banks(base: Base, chance: random.Random) -> Payload:
    """A quarter of BankFind: one field of one bank, the newest quarter in one case of two."""
    ends = sorted(base.services.bankfind.quarters, reverse=True)
    is_new = chance.random() < 0.5
    end: date = ends[0] if is_new else chance.choice(ends[1:4])
    every = [name for name, field in FIELDS.items() if field.unit in ("USD", "%")]
    core = [name for name in every if FIELDS[name].core]
    name = chance.choice(core if chance.random() < 0.5 else every)
    rows = sorted(base.services.bankfind.quarters[end], key=lambda row: row["CERT"])
    before = previous(base.store, base.store.current(), "banks")

    def refresh(rows: list[Row]) -> tuple[Outcome, Version]:
        held = before
        if is_new:
            table = before.table.filter(pc.field("date") != pc.scalar(end).cast(before.table["date"].type))
            held = Previous({}, before.provenance, table)
        data = [{"data": {**row, "ID": str(row["CERT"])}, "score": 0} for row in rows]
        body = orjson.dumps({"meta": {"total": len(rows)}, "data": data, "totals": {"count": len(rows)}})
        task = base.task("banks", held)
        request = banks.Ends(banks.quarter_ends(base.now.date(), banks.KEPT + 1), [end])
        with base.services.answering(f"REPDTE:{end:%Y%m%d}", body):
            came = banks.SOURCE.fetch(task, request)
        checked = banks.SOURCE.check(task, request, came)
        return task.outcome, base.version(banks.SOURCE, task, checked)

    places = [place for place in range(1, len(rows)) if rows[place].get(name)]
    at = chance.choice(places) if places else 1
    return Payload("banks", (end, is_new), rows, range(at, at + 1), name, "REPDTE", (-1, 1, 90), refresh)


SUBJECTS = {"prices": of_prices, "yields": of_yields, "filings": of_filings, "banks": of_banks}
