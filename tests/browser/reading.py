"""What a test reads off a page: the address, the sliders, the curve, the words."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

SETTLED = """() => !document.querySelector('[data-testid="stStatusWidget"]')
    && !document.querySelector('[data-stale="true"]')"""


def settle(page) -> None:
    """Wait until the script has run and its output is drawn."""
    page.wait_for_timeout(250)
    page.wait_for_function(SETTLED, timeout=20_000)
    page.wait_for_timeout(250)


def query(page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def curves(page) -> dict[str, list[float]]:
    """The lines of the sidebar's curve by name, in per cent."""
    return page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll('section .js-plotly-plot')]
        .filter(plot => plot.closest('[data-testid="stSidebar"]'))
        .flatMap(plot => plot._fullData.filter(t => t.mode === 'lines').map(t => [t.name, Array.from(t.y)])))"""
    )


def words(page) -> str:
    return page.inner_text('[data-testid="stMain"]')


def headline(page) -> str:
    return page.inner_text('[data-testid="stHeading"] h2 >> nth=0')


def box(page, label: str):
    return page.get_by_label(f"{label}, per cent")


def yields(page, label: str, value: str) -> None:
    """Check what the number box of a yield shows, waiting for it."""
    from playwright.sync_api import expect

    expect(box(page, label)).to_have_value(value, timeout=15_000)
