"""Does the case against small caps hold? The answer of every finished page, and the way there."""

from ui import frame

frame.cold_start()

import streamlit as st  # noqa: E402

from analytics import divergence_words as words  # noqa: E402
from analytics.metric import by_id  # noqa: E402
from analytics.scenario import Scenario  # noqa: E402
from ui import data, screen, show  # noqa: E402
from ui.show import Card  # noqa: E402

page = screen.open_page("overview", "Does the case against small caps hold?")
result = data.answer("divergence", page.world, Scenario()).result
figures = by_id(result.metrics)
page.dated(result.as_of)

with st.container(gap="xsmall"):
    show.answer(words.answer(figures), words.prose(figures))
show.cards(
    [
        Card("Gap this year", figures["ytd_gap"], 1, True),
        Card("Gap, three years", figures["gap_3y"], 1, True),
        Card("Small to large", figures["ratio"]),
        Card("Relative drawdown", figures["relative_drawdown"], 1),
    ],
    page.world,
)
st.page_link("pages/divergence.py", label="See the whole comparison on Divergence", icon=":material/arrow_forward:")
st.page_link("pages/sources.py", label="See where every figure comes from", icon=":material/arrow_forward:")
page.still(Scenario())
