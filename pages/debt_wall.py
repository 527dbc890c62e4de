"""At which yield does the debt wall wipe out profits, how much falls due when, and how sure are we?"""

from analytics import debt_wall
from analytics.model.chart import Chart
from analytics.model.language import quarter
from analytics.model.metric import by_id
from analytics.model.scenario import Scenario
from analytics.output.views import Answer
from ui import app_frame, assumptions, cards, controls, open_one, show, shown_columns, tables
from ui.page import open_page, row

app_frame.cold_start()
page = open_page("debt_wall", "At which yield does the debt wall wipe out profits?")
with page.choices, row():
    scenario = assumptions.popover("debt_wall", page.filled(Scenario()))
    open_one.search("issuer", page.world)


def due_in(answer: Answer, chart: Chart) -> None:
    """Under the wall: the issuers of the quarter that was clicked or chosen."""
    due = answer.scenario.quarter
    if due:
        rows = debt_wall.due_in(page.world.filings, page.world.market, answer.scenario, due)
        show.title(f"Due {quarter(due)}", f"{len(rows):,} issuers, largest first")
        shown = rows[list(shown_columns.DUE_ROWS)]
        tables.table(shown, "due_in", "debt_wall", page.world)


def issuers(answer: Answer, chart: Chart) -> None:
    """The next to break at the reader's yield, all issuers of the band, or one class of them; a row opens it."""
    place = show.place()
    kind = controls.listed("listing")
    level = by_id(answer.result.metrics)["ten_year_scenario"].value
    rows = answer.result.tables[chart.rows][[*shown_columns.ISSUER_ROWS, "cik"]]
    rows = debt_wall.listed(rows, kind, float(level) if isinstance(level, float) else 0.0)
    what = "Sort by a column's head, search with the glass; choose a row to open its issuer"
    if kind == debt_wall.NEXT:
        what = "Profitable issuers just above this ten-year, lowest break-even first; choose a row to open its issuer"
    with place:
        show.title("The next to break" if kind == debt_wall.NEXT else f"{len(rows):,} issuers", what)
    shown = rows[list(shown_columns.ISSUER_ROWS)]
    picked = tables.choosable(shown, "issuers", "debt_wall", page.world)
    if picked is not None:
        open_one.lead_to("issuer", str(rows.iloc[picked]["cik"]), str(rows.iloc[picked]["name"]))


page.show(scenario, cards.debt_wall, {"issuers": issuers}, {"wall": due_in})
