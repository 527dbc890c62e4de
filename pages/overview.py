"""Does the case against small caps hold? The answer of every finished page, and the way there."""

from collections.abc import Callable, Mapping

import streamlit as st

from analytics.banks import words as banks
from analytics.debt_wall import words as debt_wall
from analytics.divergence import words as divergence
from analytics.divergence.finding_context import LARGE, FindingContext
from analytics.errors import NoData
from analytics.model.metric import Metric, by_id
from analytics.model.scenario import Scenario
from analytics.output import views
from ui import app_frame, data, show
from ui import page as screen
from ui.show import Card

Figures = Mapping[str, Metric]
Told = tuple[str, str, list[Card]]
"""A page's answer, the lines behind it, and its cards."""

app_frame.cold_start()
page = screen.open_page("overview", "Does the case against small caps hold?")
last = views.bounds(page.world)[1]
page.dated(last)


def fallen(figures: Figures, scenario: Scenario) -> Told:
    names = (f":blue[**{FindingContext(figures, scenario).small.lower()}**]", f":gray[**{LARGE}**]")
    cards = [
        Card("Gap this year", figures["ytd_gap"], 1, True),
        Card("Gap, three years", figures["gap_3y"], 1, True),
        Card("Small to large", figures["ratio"]),
        Card("Relative drawdown", figures["relative_drawdown"], 1),
    ]
    return divergence.answer(figures, scenario), divergence.prose(figures, scenario, *names), cards


def losing(figures: Figures, _: Scenario) -> Told:
    cards = [
        Card("Unrealised loss", figures["unrealised_loss"], 0),
        Card("Loss to equity", figures["unrealised_loss_to_equity"], 1),
        Card("Lose half", figures["banks_beyond_50"], 0),
        Card("KRE this year", figures["kre_ytd"], 1, True),
    ]
    return banks.answer(figures), banks.prose(figures), cards


def refinancing(figures: Figures, scenario: Scenario) -> Told:
    cards = [
        Card("Due in the window", figures["due_window"], 0),
        Card("Extra interest", figures["extra_interest"], 0, True),
        Card("Profit wiped out", figures["wiped_out_share"], 1),
        Card("At 4.50 %", figures["wiped_out_at_450"], 1),
    ]
    return debt_wall.answer(figures), debt_wall.prose(figures, scenario), cards


def section(view: str, tell: Callable[[Figures, Scenario], Told], onward: str) -> None:
    """A page's answer at today's yields with its figures, or why there is none, and the link to the page."""
    with st.container(gap="small"):
        try:
            result = data.measured(page.world, view)
            figures = by_id(result.metrics)
            if not set(views.HEADLINES[view]) <= set(figures):
                raise NoData(result.notes[-1])
            sentence, prose, cards = tell(figures, data.filled(page.world, view))
        except NoData as missing:
            show.missing(str(missing))
        else:
            with st.container(gap="xsmall"):
                show.answer(sentence, prose)
            show.cards(cards, page.world)
        st.page_link(f"pages/{view}.py", label=onward, icon=":material/arrow_forward:")


section("divergence", fallen, "Divergence: the whole comparison")
section("regional_banks", losing, "Regional banks: bank by bank")
section("debt_wall", refinancing, "Debt wall: quarter by quarter, issuer by issuer")
st.page_link("pages/sources.py", label="Sources: who says so, as of when", icon=":material/arrow_forward:")
page.share_only(Scenario())
