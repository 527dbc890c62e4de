"""What stands on a page as words: addresses that lead nowhere, money that fits a card, states and figures by name."""

from __future__ import annotations

import re
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from analytics.model.metric import of
from ui import show, tables
from ui.figures.time import ends
from ui.markup import escape, escape_cells, escape_html
from ui.style import PALETTES, figure

LINKED = re.compile(r"https?://[-.\w]+|www\.|[-.\w+]+@[-\w]+\.", re.IGNORECASE)
"""What GitHub's Markdown makes a link of, in the text that is left when escapes are taken away."""


@pytest.mark.parametrize(
    "text", ["https://evil.example/x", "see HTTP://evil.example", "WWW.evil.example", "a@b.example"]
)
def test_an_address_is_no_link_and_reads_as_it_did(text: str) -> None:
    shown = re.sub(r"\\(.)", r"\1", escape(text))
    assert not LINKED.search(shown)
    assert shown.replace("\u2060", "") == text


@given(st.lists(st.none() | st.text(max_size=6) | st.sampled_from(["AT&T", "<b>", "a\nb", "\u202edraw"]), min_size=1))
def test_every_cell_of_a_figures_table_is_harmless_whatever_stands_beside_it(texts: list[str | None]) -> None:
    table = pd.DataFrame({"name": pd.Series(texts, dtype=object), "debt_usd_m": 1.0})
    safe = [cell if isinstance(cell, str) else None for cell in escape_cells(table)["name"]]
    assert safe == [text if text is None else escape_html(text) for text in texts]


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (4017.2, "USD bn", "USD\u00a04.02\u00a0tn"),
        (999.0, "USD bn", "USD\u00a0999\u00a0bn"),
        (0.3, "USD bn", "USD\u00a0300\u00a0m"),
        (0.019, "USD bn", "USD\u00a019\u00a0m"),
        (-12_345.0, "USD m", "\u2212USD\u00a012.3\u00a0bn"),
    ],
)
def test_money_on_a_card_fits_it(value: float, unit: str, shown: str) -> None:
    metric = of("bank.assets", "Assets", value, unit, "M-COUNT", ("fdic.ASSET",), date(2026, 3, 31))
    assert show._large(show.Card("Assets", metric, 0)) == shown


def test_states_and_figures_are_words() -> None:
    rows = pd.DataFrame({"state": ["filed", "scenario", "TX"], "figure": ["burden_filed", "texas", "equity"]})
    assert tables._worded(rows).to_dict("list") == {
        "state": ["as filed", "at the sliders' yields", "TX"],
        "figure": ["Loss to equity as filed", "Texas ratio", "Equity to assets"],
    }


def test_end_labels_keep_the_lines_they_have_apart() -> None:
    plot = figure(PALETTES["light"], 320)
    day = pd.Timestamp("2026-03-31")
    ends(plot, day, [(10.0, "one", "#000000"), (9.9, "two<br>lines", "#000000")], 100.0, PALETTES["light"])
    first, second = plot.layout.annotations
    assert first.y - second.y == pytest.approx(9.0)


def test_what_is_the_same_of_all_failures_is_said_once_under_them() -> None:
    def box(*rests: str) -> list[str]:
        def draw(rests: tuple[str, ...]) -> None:
            from analytics.errors import DashboardError
            from ui import show

            show.notice(*(DashboardError(f"Failure {place}.", instead=rest) for place, rest in enumerate(rests)))

        app = AppTest.from_function(draw, args=(rests,)).run()
        return [re.sub(r"^.*?\] |\\", "", written.value).strip() for written in app.markdown]

    assert box("Old.") == ["**Failure 0.** Old."]
    assert box("Old.", "Old.", "Old.") == ["**Failure 0.**", "**Failure 1.**", "**Failure 2.**", "Old."]
    assert box("Old.", "Missing.") == ["**Failure 0.** Old.", "**Failure 1.** Missing."]
    assert box("", "") == ["**Failure 0.**", "**Failure 1.**"]
