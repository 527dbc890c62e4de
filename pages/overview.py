"""Does the case against small caps hold? The answer of every finished page, and the way there."""

import streamlit as st

from analytics import views
from analytics.divergence import words
from analytics.divergence.spoken import LARGE, Spoken
from analytics.metric import by_id
from analytics.scenario import Scenario
from ui import data, frame, screen, show
from ui.show import Card

frame.cold_start()
page = screen.open_page("overview", "Does the case against small caps hold?")

scenario = Scenario(as_of=views.bounds(page.world)[1])
result = data.history(page.world, scenario)
figures = by_id(result.metrics)
page.dated(result.as_of)

with st.container(gap="xsmall"):
    names = (f":blue[**{Spoken(figures, scenario).small.lower()}**]", f":gray[**{LARGE}**]")
    show.answer(words.answer(figures, scenario), words.prose(figures, scenario, *names))
show.cards(
    [
        Card("Gap this year", figures["ytd_gap"], 1, True),
        Card("Gap, three years", figures["gap_3y"], 1, True),
        Card("Small to large", figures["ratio"]),
        Card("Relative drawdown", figures["relative_drawdown"], 1),
    ],
    page.world,
)
with st.container(gap="xsmall"):
    st.page_link("pages/divergence.py", label="Divergence: the whole comparison", icon=":material/arrow_forward:")
    st.page_link("pages/sources.py", label="Sources: who says so, as of when", icon=":material/arrow_forward:")
page.still(Scenario())
