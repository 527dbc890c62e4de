"""Text that is not ours is never markup: names of issuers and banks, notes of the store, and links."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pyarrow as pa
import pytest

from analytics.store import Store
from tests.browser.reading import settle
from tests.browser.server import App

HOST = "evil.example"
NAMES = (
    f"![i](http://{HOST}/x.png)",
    f"[a](https://{HOST}/y)",
    "$x^2$ :red[**loss**] <b>bold</b>",
    f'<img src="http://{HOST}/z.png"> <a href="https://{HOST}">b</a>',
    f"https://{HOST}/bare www.{HOST}",
)
PLACES = (
    "debt_wall?band_low=1&band_high=4500&section=Issuers&listing=All",
    "debt_wall?band_low=1&band_high=4500&quarter=2027Q1",
    "regional_banks?section=Banks&bank_list=All",
    "regional_banks?section=Real%20estate",
    "issuer?issuer={cik}&band_low=1&band_high=4500",
    "bank?bank={cert}",
    f"divergence?https://{HOST}/x=1&pair=![i](http://{HOST}/x.png)",
    "sources",
)


@pytest.fixture(scope="module")
def hostile(chromium: object, held_store: Path, tmp_path_factory: pytest.TempPathFactory):
    """The app over a store in which everybody is called something that could be markup."""
    store = Store(str(held_store))
    publication = store.current()
    tables, keys = {}, {}
    for name in publication.versions:
        version = store.newest(name, publication)
        table, provenance = version.table, {**version.provenance}
        for column in ("name", "holding", "city"):
            if column in table.column_names:
                names = [NAMES[place % len(NAMES)] for place in range(table.num_rows)]
                place = table.column_names.index(column)
                cells = pa.array(names).cast(pa.string())
                kind = table.schema.field(column).type
                table = table.set_column(
                    place, column, cells.dictionary_encode() if pa.types.is_dictionary(kind) else cells
                )
        if "notes" in provenance:
            provenance["notes"] = list(NAMES)
        for key in ("cik", "cert"):
            if key in table.column_names and key not in keys:
                keys[key] = table[key][-1].as_py()
        tables[name] = (table, provenance)
    place = tmp_path_factory.mktemp("hostile") / "store"
    Store(str(place)).publish(tables, datetime.now(UTC))
    with App(place, SMALLCAP_REFRESH="off") as running:
        yield running, keys


@pytest.mark.parametrize("place", PLACES)
def test_no_name_or_link_is_markup(hostile, visit, place):
    app, keys = hostile
    page = visit("about:blank", wait="html")
    asked = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).hostname))
    page.goto(f"{app.url}/{place.format(**keys)}")
    page.wait_for_selector("h1")
    settle(page)
    assert HOST not in asked
    assert page.locator(f"a[href*='{HOST}'], img[src*='{HOST}']").count() == 0
    assert page.locator(".katex").count() == 0
    assert page.locator("b:text-is('bold'), strong:text-is('loss')").count() == 0
