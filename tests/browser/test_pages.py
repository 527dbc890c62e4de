"""Every page opens cold, says what is wrong with a link, logs nothing, and is photographed."""

from __future__ import annotations

import pytest

from tests.browser import reading
from tests.browser.reading import query, settle
from tests.browser.server import App

PAGES = ("", "divergence", "regional_banks", "bank?bank=WAL", "debt_wall", "issuer?issuer=MRVL", "sources")
PROBES = ("/_stcore/health", "/_stcore/host-config")


@pytest.mark.parametrize("script", ["asgi.py", "app.py"])
def test_the_first_visitor_of_a_cold_server_may_use_a_deep_link(held_store, visit, script):
    with App(held_store, script, SMALLCAP_REFRESH="off") as app:
        page = visit(f"{app.url}/divergence?as_of=2025-10-14&ten_year_bp=450")
        settle(page)
        reading.yields(page, "Ten-year", "4.50")
        assert "not found" not in page.inner_text("body").lower()
        assert query(page)["ten_year_bp"] == "450"


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_logged_but_streamlits_own_probes(app, visit, path):
    page = visit(f"{app.url}/{path}")
    settle(page)
    unexpected = [
        error
        for error in page.errors
        if not (hasattr(error, "location") and any(error.location["url"].endswith(probe) for probe in PROBES))
    ]
    assert [str(getattr(error, "text", error)) for error in unexpected] == []


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("ten_year_bp=99999", "outside 0 to 1000 bp"),
        ("ten_year_bp=1e308", "not a whole number"),
        ("ten_year_bp=nan&short_rate_bp=inf", "not a whole number"),
        ("as_of=1999-01-01", "before the first session held"),
        ("as_of=2099-01-01", "lies in the future"),
        ("as_of=yesterday", "is not a date"),
        ("basis=Dividends", "is not one of"),
        ("<script>alert(1)</script>=1&a=%00&b=../../etc", "is not a control"),
        ("ten_year_bp=450&ten_year_bp=460", "more than once"),
        ("data=../../../etc/passwd", "is not held here"),
        ("data=0123456789", "0123456789 named in the link is not held here"),
        ("&".join(f"x{i}={i}" for i in range(1000)), "more were ignored"),
    ],
)
def test_a_malformed_link_is_said_and_breaks_nothing(app, visit, link, said):
    page = visit(f"{app.url}/divergence?{link}") if "data=" not in link else _notice(app, visit, link)
    settle(page)
    body = page.inner_text("body")
    assert said in body
    assert "Traceback" not in body
    if "data=" not in link:
        assert "Small caps" in reading.headline(page)


def _notice(app, visit, link):
    return visit(f"{app.url}/divergence?{link}", wait="text=is not held here")


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_pictures(app, visit, shots, path, theme, width):
    page = visit(f"{app.url}/{path}", theme, width, 1000 if width > 500 else 844)
    settle(page)
    height = page.evaluate("""() => document.querySelector('[data-testid="stMain"]').scrollHeight""")
    page.set_viewport_size({"width": width, "height": min(height, 9000)})
    settle(page)
    page.screenshot(path=shots / f"{path.partition('?')[0] or 'overview'}-{theme}-{width}.png")
    wide = page.evaluate("() => document.documentElement.scrollWidth")
    assert wide <= width, "the page scrolls sideways"
