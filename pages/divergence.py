"""Have small caps fallen behind large ones, and how unusual is it?"""

from ui import frame

frame.cold_start()

import streamlit as st  # noqa: E402

from analytics import divergence_words as words  # noqa: E402
from analytics import recessions, thin, views  # noqa: E402
from analytics.metric import by_id, day  # noqa: E402
from analytics.metric import show as show_value  # noqa: E402
from analytics.returns import standing  # noqa: E402
from analytics.scenario import Scenario  # noqa: E402
from ui import controls, data, screen, show  # noqa: E402
from ui.figures import divergence as drawing  # noqa: E402
from ui.show import Card, Origin  # noqa: E402

page = screen.open_page("divergence", "Have small caps fallen behind?")
answer, cards, chosen = st.container(gap="xsmall"), st.container(), st.container()

with chosen, st.container(horizontal=True, vertical_alignment="center", gap="medium"):
    first, last = views.bounds(page.world)
    span, basis = controls.choice("span"), controls.choice("basis")
    as_of = controls.day("as_of", last, first, last)

scenario = Scenario(as_of=as_of, span=span, basis=basis)
result = data.answer("divergence", page.world, scenario).result
figures, total, palette = by_id(result.metrics), basis == "Total return", show.palette()
page.dated(result.as_of)
end = "_total" if total else ""

with answer:
    for note in result.notes:
        st.markdown(f":small[:yellow[:material/event_busy: {note}]]")
    show.answer(words.answer(figures, total), words.prose(figures, total))


def origin(key: str, table: str, *methods: str) -> Origin:
    return Origin(
        key, "divergence", page.world, result.as_of, ("IWM", "SPY", "USREC"), methods, lambda: result.tables[table]
    )


bands = recessions.bands(page.world.market.rates, result.as_of)
ratio, gap = (thin.within(result.tables[name], span) for name in ("ratio", "gap"))
rank = figures[f"ratio_percentile{end}"]

with st.container(gap="xsmall"):
    on = "both at 1 on the first day" if total else "price divided by price"
    show.title(words.ratio_title(figures, total), f":blue[**IWM to SPY**], {on}, log scale. Shaded: US recessions")
    show.chart(
        drawing.relative_strength(ratio, bands, palette, page.illustrative),
        "ratio",
        f"{words.ratio_title(figures, total)}. IWM to SPY since {day(first)}.",
    )
    if rank.value is not None:
        now = f"Now: percentile {rank.value:.0f} {rank.note}"
        show.chart(drawing.percentile_strip(standing(result.tables["ratio"]["ratio_x"]), now, palette), "strip", now)
    show.foot(origin("ratio", "ratio", "M-RS", "M-PCT"))

with st.container(gap="xsmall"):
    head = st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom")
    with head:
        titled = st.container(width=640)
        window = controls.choice("window")
    finding = words.gap_title(figures, window, total)
    with titled:
        show.title(
            finding,
            f"IWM minus SPY, {basis.lower()}, pp. :blue[**Above zero small caps lead**], "
            ":gray[**below zero large caps lead**]",
        )
    column = f"gap_{window.lower()}_pp"
    if gap[column].notna().any():
        drawn = drawing.rolling_gap(
            gap, column, bands, words.gap_standing(figures, window, total), palette, page.illustrative
        )
        show.chart(drawn, "gap", f"{finding}. Gap of IWM and SPY in percentage points.")
    else:
        st.markdown(f":gray[n/a: the history is shorter than the window of {window}.]")
    show.foot(origin("gap", "gap", "M-SPR", "M-PCT"))


def live(chosen: Scenario) -> None:
    """The cards: five figures of the day, and the ten-year as the reader has set it."""
    yields = data.yields("divergence", page.world, chosen, result.as_of)
    ten, set_ten = yields["ten_year"], yields["ten_year_scenario"]
    moved = None if ten.value is None or set_ten.value is None else round((set_ten.value - ten.value) * 100)
    with cards:
        show.cards(
            [
                Card("Gap this year", figures[f"ytd_gap{end}"], 1, True, _versus("small_ytd", "large_ytd")),
                Card("Gap, three years", figures[f"gap_3y{end}"], 1, True, _rank("gap_3y_percentile")),
                Card("Small to large", figures[f"ratio{end}"], None, False, _rank("ratio_percentile")),
                Card("Relative drawdown", figures[f"relative_drawdown{end}"], 1, False, _high("relative_drawdown")),
                Card("Small off its high", figures[f"small_drawdown{end}"], 1, False, _high("small_drawdown")),
                Card("Ten-year yield", set_ten, None, False, show_value(moved, "bp", sign=True) if moved else "today"),
            ],
            page.world,
        )


def _versus(one: str, other: str) -> str:
    return " v ".join(show.short(figures[name + end], 1, sign=True) for name in (one, other))


def _rank(name: str) -> str:
    value = figures[name + end].value
    return "" if value is None else f"percentile {value:.0f}"


def _high(name: str) -> str:
    return figures[name + end].note.replace("from the high of", "high")


page.live(scenario.changes(window=window), result.as_of, live)
