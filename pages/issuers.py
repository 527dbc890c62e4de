"""Who loses money, who is a zombie by whose definition, and how much of the answer is the definition?"""

from collections.abc import Iterable

import pandas as pd

from analytics.model.chart import Chart
from analytics.model.scenario import Scenario
from analytics.output.views import Answer
from ui import app_frame, assumptions, cards, controls, open_one, show, shown_columns, tables, watch_box
from ui.page import open_page, row

app_frame.cold_start()
page = open_page("issuers", "Are small caps zombies?")
with page.choices, row():
    definition, weighting = controls.listed("definition"), controls.choice("weighting")
    scenario = assumptions.popover("issuers", page.filled(Scenario()))
    open_one.search("issuer", page.world)
scenario = scenario.changes(definition=definition, weighting=weighting)


def listed(answer: Answer, chart: Chart, rows: pd.DataFrame, columns: Iterable[str], how: str, nothing: str) -> None:
    """Firms of a chart's table under its finding; a row opens its issuer, `nothing` is said where there is none."""
    show.title(answer.text.findings[chart.key], f"{how}; choose a row to open its issuer")
    if rows.empty:
        show.missing(nothing)
        return
    picked = tables.choosable(rows[list(columns)], chart.key, "issuers", page.world)
    if picked is not None:
        open_one.lead_to("issuer", str(rows.iloc[picked]["cik"]), str(rows.iloc[picked]["name"]))


def firms(answer: Answer, chart: Chart) -> None:
    """The firms under the reader's definition."""
    rows = answer.result.tables[chart.rows]
    listed(answer, chart, rows, shown_columns.FIRM_ROWS, "The most debt first", "no firm is counted by this definition")


def burners(answer: Answer, chart: Chart) -> None:
    """The firms that burn cash, those that run out of it first on top."""
    rows = answer.result.tables[chart.rows]
    rows = rows[rows["runway_quarters"].notna()]
    nothing = "no firm of the universe is known to burn cash"
    listed(answer, chart, rows, shown_columns.RUNWAY_ROWS, "At the burn of the last fiscal year", nothing)


def own(answer: Answer, chart: Chart) -> None:
    """The reader's own tickers, and the way to ask for those whose prices are not stored."""
    watch_box.draw(answer.result.tables[chart.rows], page.world)


page.show(scenario, cards.issuers, {"zombie_firms": firms, "runway_firms": burners}, {"watchlist": own})
