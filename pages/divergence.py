"""Have small caps fallen behind large ones, how unusual is it, and what have yields had to do with it?"""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from analytics import divergence
from analytics.divergence import levels, titles, words
from analytics.divergence.finding_context import LARGE, FindingContext
from analytics.model.metric import NBSP, by_id
from analytics.model.scenario import Scenario
from analytics.output import views
from ui import app_frame, controls, data, show
from ui import page as screen
from ui import tables as sheet
from ui.figures import divergence as drawing
from ui.figures import downsample
from ui.show import Card, Origin

app_frame.cold_start()
page = screen.open_page("divergence", "Have small caps fallen behind?")
answer, cards, chosen = st.container(gap="xsmall"), st.container(), st.container()

with chosen, st.container(horizontal=True, vertical_alignment="center", gap="small"):
    pair = controls.listed("pair")
    first, last = views.bounds(page.world, Scenario(pair=pair))
    span, basis = controls.choice("span"), controls.choice("basis")
    as_of = controls.day("as_of", last, first, last)

scenario = Scenario(as_of=as_of, pair=pair, span=span, basis=basis)
result = data.history(page.world, scenario)
figures, tables = by_id(result.metrics), result.tables
page.dated(result.as_of)

small, large = pair.split("/")
total = divergence.shown_basis(scenario) == "Total return"
end, dividends = ("_total", "dividends reinvested") if total else ("", "before dividends")
sides = f":blue[**{small}**] and :gray[**{large}**]"
PRICES, RATES = (small, large, "USREC"), (small, large, "DGS10")


def panel(
    key: str,
    what: str,
    methods: tuple[str, ...],
    draw: Callable[..., object],
    *more: object,
    table: str = "",
    sources: tuple[str, ...] = PRICES,
    titled: bool = True,
) -> None:
    """One figure: its finding, what it shows, its table drawn over the chosen range."""
    held, palette = tables[table or key], show.palette()
    if titled:
        show.title(found[key], what)
    drawn = downsample.within(held, span) if table or key in RANGED else held
    if drawn.empty:
        figure = figures.get(REASONS.get(key, ""))
        show.missing(figure.note if figure and figure.value is None else "too little history is held")
    else:
        told = [str(part) for part in more if not isinstance(part, pd.DataFrame)]
        id = (page.world.id, str(result.as_of), pair, end, span, key, palette.name, *told)
        build = data.cached_figure(id, lambda: draw(drawn, *more, palette=palette, illustrative=page.illustrative))
        show.chart(build, key, f"{found[key]}. {what}")
    if key == "ratio" and not drawn.empty:
        strip()
    show.chart_footer(Origin(key, "divergence", page.world, result.as_of, sources, methods, lambda: held))


def strip() -> None:
    """Under the ratio: where its last value stands in the whole history."""
    rank, ratio = figures[f"ratio_percentile{end}"], figures[f"ratio{end}"]
    now = f"Now: percentile {show.short(rank, 0)} {rank.note.partition(' since')[0]}"
    show.chart(drawing.percentile_strip(tables["strip"], ratio.value, now, show.palette()), "strip", now)


STANDING = {
    "window": "Gap",
    "gap_pp": "Now, pp",
    "z_sd": "z",
    "percentile": "Percentile",
    "wide_share_pct": "As wide on, % of days",
    "widest_pp": "Widest on this side, pp",
    "widest_on": "on",
    "spell_since": "This wide since",
    "last_wide": "Before that last",
}
REASONS = {
    "ratio": "ratio",
    "years": "ytd_gap",
    "drawdown": "small_drawdown",
    "weighting": "equal_weight_gap_1y",
    "beta": "beta_1y",
    "correlation": "correlation_1y",
    "sensitivity": "rate_duration_gap",
    "durations": "rate_duration_up",
    "events": "fomc_gap",
}
"""The figure whose note says why a chart has nothing to draw."""
RANGED = ("ratio", "gap", "drawdown", "weighting", "sensitivity")
bands, found = tables["recessions"], titles.titles(figures, scenario)

with st.grid(2, min_column_width=400, gap="large") as pairs:
    with pairs.cell(), st.container(gap="xsmall"):
        over = "both at 1 on the first day" if total else "price divided by price"
        what = f":blue[**{small} to {large}**], {over}, log scale. Shaded: US recessions"
        panel("ratio", what, ("M-RS", "M-PCT", "M-RDD"), drawing.relative_strength, bands)
    with pairs.cell(), st.container(gap="xsmall"):
        what = f"{small} minus {large} from the year's start to {result.as_of:%-d %B}, pp, {dividends}"
        panel("years", what, ("M-YOY", "M-RET"), drawing.years, sources=(small, large))

with st.container(gap="xsmall"):
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        title = st.container(width=760)
        window = controls.choice("window")
    scenario = scenario.changes(window=window)
    found = titles.titles(figures, scenario)
    what = (
        f"{small} minus {large} {levels.WORDS[window]}, pp, {dividends}. "
        f":blue[**Above zero {small} leads**], :gray[**below zero {large} leads**]"
    )
    with title:
        show.title(found["gap"], what)
    more = (f"gap_{window.lower()}_pp", bands, words.width(figures, scenario))
    panel("gap", what, ("M-SPR", "M-WIDE", "M-Z", "M-PCT"), drawing.rolling_gap, *more, titled=False)
    sheet.frame(tables["standing"], "standing", STANDING)

with st.grid(2, min_column_width=400, gap="large") as pairs:
    with pairs.cell(), st.container(gap="xsmall"):
        what = f"Fall from the highest close so far, %, {dividends}. {sides}"
        panel("drawdown", what, ("M-DD", "M-RDD"), drawing.drawdowns, (small, large), bands)
    with pairs.cell(), st.container(gap="xsmall"):
        what = f"S&P 500 with equal weights (RSP) minus with cap weights (SPY) over one year, pp, {dividends}"
        panel("weighting", what, ("M-EWCW", "M-CON"), drawing.weighting, bands, sources=("RSP", "SPY", "USREC"))
    with pairs.cell(), st.container(gap="xsmall"):
        what = f"{small} on {large}, daily returns over 252 sessions, with the 95{NBSP}% interval"
        panel("beta", what, ("M-BETA", "M-NW"), drawing.beta, bands, table="comovement")
    with pairs.cell(), st.container(gap="xsmall"):
        panel("correlation", what, ("M-COR",), drawing.correlation, bands, table="comovement")
    with pairs.cell(), st.container(gap="xsmall"):
        what = f"Gap for each point the ten-year falls, %, over 252 sessions, with the 95{NBSP}% interval"
        panel("sensitivity", what, ("M-EDUR", "M-NW"), drawing.sensitivity, bands, sources=RATES)
    with pairs.cell(), st.container(gap="xsmall"):
        effect_slot = st.container(gap="xsmall")
        effect_slot.empty()
        show.chart_footer(
            Origin(
                "effect", "divergence", page.world, result.as_of, RATES, ("M-EFF", "M-PAR"), lambda: tables["effect"]
            )
        )
    with pairs.cell(), st.container(gap="xsmall"):
        what = f"The same on days of rising and of falling yields, with the 95{NBSP}% interval"
        panel("durations", what, ("M-ASY", "M-EDUR"), drawing.durations, sources=RATES)
    with pairs.cell(), st.container(gap="xsmall"):
        what = ":blue[**Return for each point the ten-year falls, %**]; :gray[**beyond the market's**]"
        own = tuple(tables["names"]["ticker"])
        panel("names", what, ("M-EDUR", "M-FJ"), drawing.names, sources=(*own, "DGS10"))

with st.container(gap="xsmall"):
    means = {
        kind: tuple(figures[f"{kind}_{part}"].value for part in ("gap", "gap_low", "gap_high"))
        for kind in ("cpi", "fomc")
        if figures[f"{kind}_gap"].value is not None
    }
    what = f"{small} minus {large} on each day since 2022, pp. {words.events(figures)}"
    panel("events", what, ("M-EVT",), drawing.events, means, sources=(small, large))


def live(chosen: Scenario) -> None:
    """What follows the reader's yields: the cards, the sentence, and the gap that would go with them."""
    moved = divergence.scenario_figures(page.world.market, chosen, result)
    now = {**figures, **by_id(moved.metrics)}
    with answer:
        names = (f":blue[**{FindingContext(now, chosen).small.lower()}**]", f":gray[**{LARGE}**]")
        show.answer(words.answer(now, chosen), words.prose(now, chosen, *names))
        st.markdown(f":small[:gray[{words.yields(now, chosen)}]]")
        if result.notes:
            st.markdown(f":small[:orange[:material/event_busy: {' '.join(result.notes)}]]")
    with cards:
        show.cards(
            [
                Card("Gap this year", now[f"ytd_gap{end}"], 1, True, versus("small_ytd", "large_ytd")),
                Card("Gap, three years", now[f"gap_3y{end}"], 1, True, rank("gap_3y_percentile")),
                Card("Small to large", now[f"ratio{end}"], None, False, rank("ratio_percentile")),
                Card("Relative drawdown", now[f"relative_drawdown{end}"], 1, False, high("relative_drawdown")),
                Card("Rate sensitivity", now["rate_duration_gap"], 2, False, *spread("rate_duration_gap")),
                Card("Gap at that yield", now["gap_effect"], 1, True, set_at(now)),
            ],
            page.world,
        )
    with effect_slot:
        change, table = now["gap_effect"], tables["effect"]
        show.title(titles.titles(now, chosen)["effect"], "Change of the gap that has gone with the ten-year, pp")
        if change.value is None or table.empty:
            show.missing(change.note)
        else:
            at = (now["ten_year"].value, now["ten_year_scenario"].value, change.value)
            show.chart(
                drawing.effect(table, *at, show.palette(), page.illustrative), "effect", words.yields(now, chosen)
            )


def versus(one: str, other: str) -> str:
    return " v ".join(show.short(figures[name + end], 1, sign=True) for name in (one, other))


def rank(name: str) -> str:
    value = figures[name + end].value
    return "" if value is None else f"percentile {value:.0f}"


def high(name: str) -> str:
    return figures[name + end].note.replace("from the high of", "high")


def spread(name: str) -> tuple[str, str]:
    """The half-width of a 95 % interval and whether it holds zero, and the value in few letters."""
    value, low, top = (figures[name + part].value for part in ("", "_low", "_high"))
    if value is None or low is None or top is None:
        return "", ""
    zero = ", may be 0" if low <= 0 <= top else ""
    return f"± {(top - low) / 2:.1f}{zero}", f"{show.short(figures[name], 2).partition(NBSP)[0]} %/pp"


def set_at(now: dict) -> str:
    change, level = now["ten_year_change"], now["ten_year_scenario"]
    if change.value is None or level.value is None:
        return ""
    return f"ten-year {show.short(level)}" if change.value else f"today's {show.short(level)}"


page.live(scenario, result.as_of, live)
