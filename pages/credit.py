"""Is credit in fact freezing? Standards, spreads, loans, what is late, what the Fed lends."""

from analytics.model.scenario import Scenario
from ui import app_frame, cards
from ui.page import open_page, row

app_frame.cold_start()
page = open_page("credit", "Is credit in fact freezing?")
with page.choices, row():
    as_of = page.as_of()
page.show(Scenario(as_of=as_of), cards.credit)
