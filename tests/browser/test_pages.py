"""Every page opens cold, says what is wrong with a link, logs nothing, and is photographed."""

from __future__ import annotations

import pytest

from tests.browser import reading
from tests.browser.reading import query, settle
from tests.browser.server import App
from tests.loopback import REAL
from tests.sampling import IS_FULL, sample

BANK, ISSUER = ("WAL", "MRVL") if REAL.exists() else ("90000002", "EX0001")
"""One of each of the store: recorded where the recordings lie beside the project, else made."""
PAGES = (
    *("", "divergence", "regional_banks", f"bank?bank={BANK}", "debt_wall", "issuers", "credit"),
    *(f"issuer?issuer={ISSUER}", "claims?claim=C15", "claims?section=Your+own", "quotes", "sources"),
)
LOOKS = [("light", 1440), ("dark", 390), ("dark", 1440), ("light", 390)]
SHOWN = [
    (path, *look) for turn, path in enumerate(PAGES) for look in (LOOKS if IS_FULL else [LOOKS[turn % len(LOOKS)]])
]
"""Each page in one theme and width, and in all of them where everything is tried."""
PROBES = ("/_stcore/health", "/_stcore/host-config")


@pytest.mark.parametrize("script", ["asgi.py", "app.py"])
def test_the_first_visitor_of_a_cold_server_may_use_a_deep_link(held_store, visit, script):
    with App(held_store, script, SMALLCAP_REFRESH="off") as app:
        page = visit(f"{app.url}/divergence?as_of=2025-10-14&ten_year_bp=450")
        settle(page)
        reading.yields(page, "Ten-year", "4.50")
        assert "not found" not in page.inner_text("body").lower()
        assert query(page)["ten_year_bp"] == "450"


@pytest.mark.parametrize(
    ("link", "said"),
    sample(
        [
            ("ten_year_bp=99999", "outside 0 to 1000 bp"),
            ("ten_year_bp=1e308", "not a whole number"),
            ("ten_year_bp=nan&short_rate_bp=inf", "not a whole number"),
            ("as_of=1999-01-01", "before the first session held"),
            ("as_of=2099-01-01", "lies in the future"),
            ("as_of=yesterday", "is not a date"),
            ("basis=Dividends", "is not one of"),
            ("ten_year_bp=450&ten_year_bp=460", "more than once"),
            ("data=../../../etc/passwd", "is not held here"),
            ("data=0123456789", "0123456789 named in the link is not held here"),
        ],
        4,
    ),
)
def test_a_malformed_link_is_said_and_breaks_nothing(app, visit, link, said):
    page = visit(f"{app.url}/divergence?{link}") if "data=" not in link else _notice(app, visit, link)
    settle(page)
    body = page.inner_text("body")
    assert said in body
    assert "Traceback" not in body
    if "data=" not in link:
        assert "Small caps" in reading.headline(page)


@pytest.mark.parametrize(
    "link", ["<script>alert(1)</script>=1&a=%00&b=../../etc", "&".join(f"x{i}={i}" for i in range(1000))]
)
def test_foreign_names_in_a_link_pass_in_silence(app, visit, link):
    page = visit(f"{app.url}/divergence?{link}")
    settle(page)
    assert "Small caps" in reading.headline(page)
    assert page.locator("text=link").filter(has_text="ignored").count() == 0
    assert "Traceback" not in page.inner_text("body")


def _notice(app, visit, link):
    return visit(f"{app.url}/divergence?{link}", wait="text=is not held here")


@pytest.mark.parametrize(("path", "theme", "width"), SHOWN)
def test_a_page_fits_logs_nothing_and_is_photographed(app, visit, shots, path, theme, width):
    page = visit(f"{app.url}/{path}", theme, width, 1000 if width > 500 else 844)
    settle(page)
    assert _unexpected(page.errors) == []
    height = page.evaluate("""() => document.querySelector('[data-testid="stMain"]').scrollHeight""")
    page.set_viewport_size({"width": width, "height": min(height, 9000)})
    settle(page)
    page.screenshot(path=shots / f"{path.partition('?')[0] or 'overview'}-{theme}-{width}.png")
    wide = page.evaluate("() => document.documentElement.scrollWidth")
    assert wide <= width, "the page scrolls sideways"


def _unexpected(errors):
    """What a page logged, beside Streamlit's own probes that find nothing."""
    located = [(error, getattr(error, "location", {}).get("url", "")) for error in errors]
    return [str(getattr(error, "text", error)) for error, url in located if not url.endswith(PROBES)]
