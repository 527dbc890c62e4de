"""What can a dated statement be held against? Every ticker and series on a day."""

from analytics.model.scenario import Scenario
from ui import app_frame, data, show, tables
from ui.page import open_page, row

app_frame.cold_start()
page = open_page("quotes", "What can a statement be held against?", ("pages/claims.py", "Claims"))
with page.choices, row():
    scenario = Scenario(as_of=page.as_of())
answer = data.answer(page.world, "quotes", scenario)
page.dated(answer.result.as_of)
with page.answer:
    show.answer(answer.text.answer, " ".join(answer.text.prose))
for key, what in (
    ("quotes", "Closes up to the day; returns are of price, in %"),
    ("levels", "The newest observation up to the day, and its change over a year"),
):
    show.title(answer.text.findings[key], what)
    tables.table(answer.result.tables[key], key, "quotes", page.world, tables.file_stem(answer))
page.share_only(scenario)
