"""What would higher yields do to the regional banks, and are they hoarding deposits and freezing credit?"""

import streamlit as st

from analytics import banks
from analytics.banks.words import NOT_REBUILT
from analytics.model.chart import Chart
from analytics.model.scenario import Scenario
from analytics.output.views import Answer
from ui import app_frame, assumptions, bank_list, cards, open_one, show
from ui.markup import escape
from ui.page import open_page, row

app_frame.cold_start()
page = open_page("regional_banks", "What would higher yields do to the regional banks?")
with page.choices, row():
    as_of = page.as_of()
    scenario = assumptions.popover("regional_banks", page.filled(Scenario(as_of=as_of)))
    open_one.search("bank", page.world)


def limits(answer: Answer, chart: Chart) -> None:
    """What the page cannot show, and what it assumes."""
    show.title(answer.text.findings[chart.key], chart.caption)
    remarks = page.world.banks.remarks if page.world.banks and page.world.banks.quarters else ()
    st.markdown("\n".join(f"- {escape(line)}" for line in (*NOT_REBUILT, *banks.LIMITS, *remarks)))


page.show(scenario, cards.regional_banks, {"bank_list": bank_list.draw, "limits": limits})
