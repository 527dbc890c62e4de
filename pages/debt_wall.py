"""At which yield does the debt wall wipe out profits, how much falls due when, and how sure are we?"""

import streamlit as st

from analytics import debt_wall
from analytics.debt_wall import words
from analytics.model.metric import NBSP, by_id
from analytics.model.scenario import Scenario
from analytics.output import views
from ui import app_frame, assumptions, column_labels, controls, data, open_one, show
from ui import page as screen
from ui import tables as sheet
from ui.figures import debt_wall as drawing
from ui.show import Card, Origin

app_frame.cold_start()
page = screen.open_page("debt_wall", "At which yield does the debt wall wipe out profits?")
answer, cards, chosen = st.container(gap="xsmall"), st.container(), st.container()
filings, market = page.world.filings, page.world.market

with chosen, st.container(horizontal=True, vertical_alignment="center", gap="small"):
    scenario = assumptions.popover("debt_wall", views.filled("debt_wall", page.world, Scenario()))
    open_one.search("issuer")

still = debt_wall.measure(filings, market, scenario)
fixed, tables = by_id(still.metrics), still.tables
page.dated(still.as_of)
palette, invented, found = show.palette(), page.illustrative, words.titles(fixed, tables)
FILED = ("sec.ladder_1", "sec.debt_noncurrent")
REPRICED = ("sec.interest", "sec.operating_income", "sec.ladder_1", "DGS10", "DGS3MO")
WHAT = {
    "wall": "Debt falling due a quarter, USD bn: **filed** in a maturity table, **derived** from current debt, "
    "**assumed** from the sector. A bar lists its issuers",
    "by_yield": "Profitable issuers left without profit, % of their number, by ten-year yield. The curve moves both "
    "yields alike, the :violet[**slider**] as set",
    "break_evens": "Issuers by break-even ten-year, count per half point. **Past it today**, still profitable",
    "moved": "Issuers by break-even ten-year, count per half point. :violet[**Wiped out**], still profitable",
    "coverage": "Interest coverage before and after refinancing, x, log scales. :violet[**Profit wiped out**]",
    "heat": "Profitable issuers wiped out, %, by ten-year yield and change of credit spreads. Frames: today, "
    ":violet[**slider**]",
    "sectors": "Profitable issuers wiped out, % of each sector's",
    "fan": "Ten-year along 10,000 paths drawn from past changes, %: median, half and nine tenths of them",
    "share_fan": "Profitable issuers wiped out by then, %, along the same paths: median, half and nine tenths of them",
}
assumed = tuple(str(getattr(scenario, name)) for name in ("band_low", "band_high", "due_from", "due_to"))


def chart_footer(key: str, methods: tuple[str, ...], sources: tuple[str, ...] = REPRICED) -> None:
    """The line under a figure; the table behind it is measured when it is opened, at the reader's yields."""

    def table() -> object:
        return debt_wall.measure(filings, market, st.session_state["_asked"]).tables[key]

    show.chart_footer(Origin(key, "debt_wall", page.world, still.as_of, sources, methods, table))


def slot(key: str, *methods: str) -> st.delta_generator.DeltaGenerator:
    """A place for a figure that follows the yields, over the line that does not."""
    with st.container(gap="xsmall"):
        place = st.container(gap="xsmall")
        place.empty()
        chart_footer(key, methods)
    return place


def figure(key: str, finding: str, what: str, drawn: object) -> None:
    show.title(finding, what)
    show.chart(drawn, key, f"{finding}. {what}")


def wall() -> None:
    """The wall by quarter; a bar that is clicked, or a quarter chosen under it, lists its issuers."""
    finding, picked = found["wall"], controls.current(["quarter"]).get("quarter", "")
    show.title(finding, WHAT["wall"])
    key = ("wall", page.world.id, *assumed, palette.name, picked)
    drawn = data.cached_figure(key, lambda: drawing.wall(tables["wall"], palette, invented, selected=picked))
    clicked = show.clickable(drawn, "wall", finding)
    chart_footer("wall", ("M-LADDER", "M-DEBT", "M-BAND"), FILED)
    if clicked and clicked != picked:
        st.session_state["quarter"] = clicked
        st.rerun()
    due = controls.optional("quarter", list(tables["wall"]["quarter"]))
    if due:
        rows = debt_wall.due_in(filings, market, scenario, due)
        with due_list:
            show.title(f"Due {words.quarter(due)}", f"{len(rows):,} issuers, largest first")
            sheet.table(rows[list(column_labels.DUE_ROWS)], "due_in", "debt_wall", page.world, column_labels.ISSUERS)


top, due_list, rest = st.grid(2, min_column_width=400, gap="large"), st.container(gap="xsmall"), st.container()
with top:
    with top.cell(), st.container(gap="xsmall"):
        wall()
    with top.cell():
        by_yield = slot("by_yield", "M-REFI", "M-BE", "M-163J")

with rest, st.grid(2, min_column_width=400, gap="large") as pairs:
    with pairs.cell():
        break_evens = slot("break_evens", "M-BE")
    with pairs.cell():
        coverage = slot("coverage", "M-ICR", "M-REFI")
    with pairs.cell():
        heat = slot("heat", "M-REFI", "M-BE")
    with pairs.cell():
        sectors = slot("sectors", "M-REFI")
    with pairs.cell(), st.container(gap="xsmall"):
        fan = data.cached_figure(
            ("fan", page.world.id, *assumed, palette.name),
            lambda: drawing.fan(tables["fan"], palette=palette, illustrative=invented),
        )
        figure("fan", found["fan"], WHAT["fan"], fan)
        chart_footer("fan", ("M-BB",), ("DGS10", "DGS3MO"))
    with pairs.cell():
        share_fan = slot("share_fan", "M-BB", "M-BE")

first = st.container(gap="xsmall")
first.empty()

with st.grid(2, min_column_width=400, gap="large") as pairs:
    with pairs.cell():
        by_end = slot("by_end", "M-BB", "M-BE")
    with pairs.cell(), st.container(gap="xsmall"):
        reading = "invented to these totals, so no check" if invented else "each with its own scope"
        show.title(found["estimates"], f"Published estimates, {reading}")
        subject = controls.listed("estimate", labelled=False)
        drawn = drawing.reconciliation(tables["estimates"], words.SUBJECTS[subject], palette, invented)
        show.chart(drawn, "estimates", f"{subject}: published estimates beside ours")
        chart_footer("estimates", ("M-LADDER", "M-DEBT", "M-NEG"), FILED)

with st.container(gap="xsmall"):
    count, dollars = fixed["coverage_count"], fixed["coverage_debt"]
    what = (
        f"{show.short(count, 0)} of borrowers and {show.short(dollars, 0)} of debt have a filed maturity table; "
        "the rest is named here"
    )
    show.title("Whose maturities are not filed", what)
    sheet.table(tables["uncovered"], "uncovered", "debt_wall", page.world, column_labels.ISSUERS)


def live(asked: Scenario) -> None:
    """Everything that follows the reader's yields and spread."""
    st.session_state["_asked"] = asked
    result = debt_wall.measure(filings, market, asked)
    now, made = by_id(result.metrics), result.tables
    told, today, level = words.titles(now, made), now["ten_year"].value, now["ten_year_scenario"].value
    with answer:
        show.answer(words.answer(now), words.prose(now, asked))
        if result.notes:
            st.markdown(f":small[:gray[{' '.join(result.notes)}]]")
    with cards:
        show.cards(wall_cards(now), page.world)
    with by_yield:
        marks = [
            ("today", today, now["wiped_out_at_today"].value),
            ("", 4.50, now["wiped_out_at_450"].value),
            ("", 4.82, now["wiped_out_at_482"].value),
            ("slider", level, now["wiped_out_share"].value),
        ]
        figure(
            "by_yield",
            told["by_yield"],
            WHAT["by_yield"],
            drawing.by_yield(made["by_yield"], marks, palette, invented),
        )
    with break_evens:
        above = int(dict(zip(made["classes"]["class"], made["classes"]["issuers_count"], strict=True))["above 15 %"])
        drawn = drawing.break_evens(made["break_evens"], today, level, above, palette, invented)
        figure("break_evens", told["break_evens"], WHAT["moved" if words.moved(now) else "break_evens"], drawn)
    with coverage:
        figure("coverage", told["coverage"], WHAT["coverage"], drawing.coverage(made["coverage"], palette, invented))
    with heat:
        figure(
            "heat",
            told["heat"],
            WHAT["heat"],
            drawing.heat(made["heat"], today, level, asked.spread_bp, palette, invented),
        )
    with sectors:
        figure("sectors", told["sectors"], WHAT["sectors"], drawing.sectors(made["sectors"], palette, invented))
    with share_fan:
        figure(
            "share_fan", told["share_fan"], WHAT["share_fan"], drawing.share_fan(made["share_fan"], palette, invented)
        )
    with by_end:
        what = "Paths by the share of profitable issuers wiped out at their end, of 10,000"
        figure("by_end", told["by_end"], what, drawing.by_end(made["by_end"], palette, invented))
    with first:
        issuers(made["issuers"], level)


def wall_cards(now: dict) -> list[Card]:
    low, high = now["due_q1_2026_low"], now["due_q1_2026_high"]
    claimed = f"{show.short(low, 0).partition(NBSP)[0]}–{show.short(high, 0)}"
    gone, rest, extra = (now[name].value for name in ("wiped_out_share", "wiped_out_at_today", "extra_interest"))
    change = "" if gone is None or rest is None else f"{show.written(gone - rest, 'pp', 1)} on today"
    places = 0 if extra is None or abs(extra) >= 10 else 1
    return [
        Card("Due in the window", now["due_window"], 0, False, f"{show.short(now['due_share'], 0)} of all debt"),
        Card("Due in Q1 2026", now["due_q1_2026"], 0, False, "claimed: over 300", claimed),
        Card(
            "Extra interest", now["extra_interest"], places, True, f"{show.short(now['extra_interest_share'], 0)} more"
        ),
        Card("Median coverage", now["icr_median_after"], 2, False, f"{show.short(now['icr_median_before'], 2)} before"),
        Card("Profit wiped out", now["wiped_out_share"], 1, False, change),
        Card(
            "Their debt",
            now["wiped_out_debt_share"],
            1,
            False,
            f"{show.short(now['wiped_out_earnings_share'], 1)} of profit",
        ),
    ]


def issuers(table: object, level: float) -> None:
    """The next to break at the reader's yield, all issuers of the band, or one class of them; a row opens it."""
    place = st.container(gap=None)
    kind = controls.listed("listing")
    shown = debt_wall.listed(table[[*column_labels.ISSUER_ROWS, "cik"]], kind, level)
    what = "Sort by a column's head, search with the glass; choose a row to open its issuer"
    if kind == debt_wall.NEXT:
        what = "Profitable issuers just above this ten-year, lowest break-even first; choose a row to open its issuer"
    with place:
        show.title("The next to break" if kind == debt_wall.NEXT else f"{len(shown):,} issuers", what)
    picked = sheet.choosable(
        shown[list(column_labels.ISSUER_ROWS)], "issuers", "debt_wall", page.world, column_labels.ISSUERS
    )
    if picked is not None:
        row = shown.iloc[picked]
        open_one.lead_to("issuer", str(row["cik"]), str(row["name"]))


page.live(scenario, still.as_of, live)
