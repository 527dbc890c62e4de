"""Does the case against small caps hold? The answer of every finished page, and the way there."""

import streamlit as st

from analytics.errors import NoData
from analytics.model.scenario import Scenario
from analytics.output import views
from ui import app_frame, cards, data, refresher, show
from ui.page import open_page

SECTIONS = {
    "divergence": (cards.divergence, (0, 1, 2, 3), "Divergence: the whole comparison"),
    "regional_banks": (cards.regional_banks, (0, 1, 2, 5), "Regional banks: bank by bank"),
    "debt_wall": (cards.debt_wall, (0, 2, 4, 5), "Debt wall: quarter by quarter, issuer by issuer"),
}
"""Each page's cards, the four of them that are repeated here, and the words of the link to it."""

app_frame.cold_start()
page = open_page("overview", "Does the case against small caps hold?")
page.dated(views.last_day(page.world))
for view, (page_cards, which, onward) in SECTIONS.items():
    with st.container(gap="small"):
        try:
            answer = data.headline(page.world, view)
        except NoData as missing:
            show.missing(str(refresher.awaited(missing)))
        else:
            with st.container(gap="xsmall"):
                show.answer(answer.text.answer, " ".join(answer.text.prose), first=view == "divergence")
            every = page_cards(answer)
            show.cards([every[place] for place in which], page.world)
        st.page_link(f"pages/{view}.py", label=onward, icon=":material/arrow_forward:")
st.page_link("pages/sources.py", label="Sources: who says so, as of when", icon=":material/arrow_forward:")
page.share_only(Scenario())
