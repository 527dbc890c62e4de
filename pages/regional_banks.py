"""What would higher yields do to the regional banks, and are they hoarding deposits and freezing credit?"""

from collections.abc import Callable

import streamlit as st

from analytics import banks
from analytics.banks import findings, words
from analytics.errors import NoData
from analytics.model.metric import by_id
from analytics.model.scenario import Scenario
from analytics.output import views
from ui import app_frame, assumptions, bank_cards, bank_list, column_labels, controls, data, open_one, show
from ui import page as screen
from ui import tables as sheet
from ui.figures import banks as drawing
from ui.show import Origin

app_frame.cold_start()
page = screen.open_page("regional_banks", "What would higher yields do to the regional banks?")
answer, cards, chosen = st.container(gap="xsmall"), st.container(), st.container()
panel, market = page.world.banks, page.world.market

with chosen, st.container(horizontal=True, vertical_alignment="center", gap="small"):
    first, last = views.bounds(page.world)
    as_of = controls.day("as_of", last, first, last)
    scenario = assumptions.popover("regional_banks", views.filled("regional_banks", page.world, Scenario(as_of=as_of)))
    open_one.search("bank")


fixed = data.standing(page.world, scenario)
figures, tables = by_id(fixed.metrics), fixed.tables
page.dated(fixed.as_of)
palette, invented = show.palette(), page.illustrative
hand = {"palette": palette, "illustrative": invented}
try:
    still = banks.scenario_figures(banks.require_panel(panel), market, scenario)
except NoData as missing:
    still = None
    show.notice(missing, ":material/search_off:", "yellow")

REPRICED = ("fdic.SCHF", "fdic.SCAF", "fdic.EQ", "DGS10", "DGS3MO")
ESTATE = ("fdic.LNRECONS", "fdic.LNREMULT", "fdic.LNRENROT", "fdic.RBCT1J")
FUNDS = ("KRE", "SPY", "IWM")
STATES = "As filed, **today**, :violet[**slider**]"
WHAT = {
    "distribution": f"Banks by loss not yet in equity, % of tangible equity, count per five points. {STATES}",
    "beyond": f"Banks whose loss is half or all of their capital, count; at the right with their assets. {STATES}",
    "listed": f"Loss not yet in equity, % of tangible equity, charters added up. {STATES}",
    "run": "What is left for insured deposits, % of them, by the share of uninsured deposits that runs: median, half "
    "and nine tenths of banks",
    "defaults": "Banks whose losses on real estate and securities together take half or all of their equity, count, "
    "by the part of commercial real estate in default",
    "losses": "Published losses beside ours, USD bn, each with its scope",
    "scatter": "Growth in 36 months against commercial real estate over capital, %, a dot a bank. "
    ":yellow[**Listed banks**]. Dotted: the supervisors' 300 and 50",
    "fund_year": "Price since the last close of the year before, %. :yellow[**KRE**], :blue[**IWM**], :gray[**SPY**]",
    "fund_ratio": "KRE price over that of :blue[**IWM**] and of :gray[**SPY**], log scale. Shaded: US recessions",
    "fund_drawdown": "Fall from the highest close so far, %. :yellow[**KRE**], :blue[**IWM**], :gray[**SPY**]",
    "fund_beta": "Total-return beta over 252 sessions to :gray[**SPY**], with its 95 % interval, and to :blue[**IWM**]",
    "fund_rates": "KRE for each point the ten-year falls with SPY held still, %, over 252 sessions, with its 95 % "
    "interval",
    "growth_banks": "The listed banks by quarter, the same charters a year earlier, %. :yellow[**Deposits**], "
    "**loans**",
    "standards": "Net % of banks that tighten, for :blue[**small firms**] and :gray[**larger firms**]. Dotted: 40, our "
    "mark of a freeze",
    "quality": "Commercial real-estate loans :yellow[**30 days late**] and **charged off** in a year, % of them",
    "deposit_cost": "What :yellow[**domestic deposits**] cost against the **funds rate**, % a year, by quarter",
    "cre_maturities": "Commercial real-estate loans that fall due, USD bn, by year and source, each with its scope",
}
SMALL = any(name in tables["growth"] for name in ("DPSSCBW027SBOG_pct", "LLBSCBW027SBOG_pct"))
WHAT["growth"] = (
    f"{'Small domestic banks' if SMALL else 'All banks'} over 52 weeks, %. :yellow[**Deposits**], **loans**: hoarding "
    "would be the first without the second"
)


def figure(key: str, finding: str, drawn: object) -> None:
    show.title(finding, WHAT[key])
    show.chart(drawn, key, f"{finding}. {WHAT[key]}")


def chart_footer(key: str, methods: tuple[str, ...], sources: tuple[str, ...], table: Callable[[], object]) -> None:
    show.chart_footer(Origin(key, "regional_banks", page.world, fixed.as_of, sources, methods, table))


def slot(key: str, methods: tuple[str, ...], sources: tuple[str, ...] = REPRICED) -> st.delta_generator.DeltaGenerator:
    """A place for a figure that follows the yields, over the line that does not; its table is at the reader's."""

    def table() -> object:
        return banks.scenario_figures(panel, market, st.session_state["_asked"]).tables[key]

    with st.container(gap="xsmall"):
        place = st.container(gap="xsmall")
        place.empty()
        chart_footer(key, methods, sources, table)
    return place


def standing(
    key: str, finding: str, draw: Callable, methods: tuple[str, ...], sources: tuple[str, ...], *more: object
) -> None:
    """A figure that no slider moves, drawn once for a day and a theme, or why there is none."""
    rows = tables.get(key)
    if rows is None or rows.drop(columns="date").dropna(how="all").empty:
        show.title(finding, WHAT[key])
        show.missing("none of it is held up to this day")
        return
    id = (page.world.id, str(scenario.as_of), "banks", key, palette.name)
    figure(key, finding, data.cached_figure(id, lambda: draw(rows, *more, **hand)))
    chart_footer(key, methods, sources, lambda: rows)


bands, slots = tables["recessions"], {}
if still is not None:
    with st.grid(2, min_column_width=400, gap="large") as pairs:
        with pairs.cell():
            slots["distribution"] = slot("distribution", ("M-JMPS", "M-UL"))
        with pairs.cell():
            slots["beyond"] = slot("beyond", ("M-UL", "M-JMPS"))
        with pairs.cell():
            slots["listed"] = slot("listed", ("M-UL", "M-JMPS"))
        with pairs.cell(), st.container(gap="large"):
            slots["run"] = slot("run", ("M-COVER", "M-UNI"), ("fdic.DEPDOM", "fdic.DEPUNINS", *REPRICED))
            slots["defaults"] = slot("defaults", ("M-CREL", "M-UL"), (*ESTATE, *REPRICED))
    with st.container(gap="xsmall"):
        found, key = by_id(still.metrics), (page.world.id, str(scenario.as_of), "banks", "scatter", palette.name)
        if still.tables["banks"]["cre_growth_36m_pct"].isna().all():
            show.title(words.property_title(found), WHAT["scatter"])
            show.missing("no books of 36 months earlier are held, or real estate is not filed")
        else:
            drawn = data.cached_figure(
                key, lambda: drawing.scatter(still.tables["banks"], still.tables["listed"], **hand)
            )
            figure("scatter", words.property_title(found), drawn)
        st.markdown(f":small[{words.tests_line(found)}]")
        chart_footer("scatter", ("M-CRE300", "M-CRE100"), ESTATE, lambda: still.tables["banks"])

STILL = (
    ("fund_year", findings.fund_title, drawing.year, ("M-RET", "M-SPR"), FUNDS),
    ("fund_ratio", findings.ratio_title, drawing.ratio, ("M-RS", "M-RDD"), FUNDS),
    ("fund_drawdown", findings.drawdown_title, drawing.drawdowns, ("M-DD",), FUNDS),
    ("fund_beta", findings.beta_title, drawing.beta, ("M-BETA", "M-NW"), FUNDS),
    ("fund_rates", findings.rates_title, drawing.rates, ("M-FJ", "M-EDUR"), ("KRE", "SPY", "DGS10")),
    ("growth", findings.growth_title, drawing.growth, ("M-H8",), ("DPSSCBW027SBOG", "LLBSCBW027SBOG")),
    ("growth_banks", findings.listed_growth_title, drawing.listed_growth, ("M-GROW",), ("fdic.DEP", "fdic.LNLSNET")),
    ("standards", findings.freeze_title, drawing.standards, ("M-SLOOS", "M-FREEZE"), ("DRTSCIS", "DRTSCILM")),
    ("deposit_cost", findings.cost_title, drawing.cost, ("M-DB",), ("fdic.EDEPDOM", "fdic.DEPDOM", "DFF")),
    ("quality", findings.quality_title, drawing.quality, ("M-DELINQ",), ("DRCRELEXFACBS", "CORCREXFACBS")),
)
BANDED = {"fund_ratio", "fund_drawdown", "fund_beta", "fund_rates", "growth", "standards", "quality"}
with st.grid(2, min_column_width=400, gap="large") as pairs:
    for key, finding, draw, methods, sources in STILL:
        with pairs.cell(), st.container(gap="xsmall"):
            if key in BANDED:
                standing(key, finding(figures), draw, methods, (*sources, "USREC"), bands)
            else:
                standing(key, finding(figures), draw, methods, sources)
    with pairs.cell(), st.container(gap="xsmall"):
        due = tables["cre_maturities"]
        figure("cre_maturities", findings.maturities_title(due), drawing.maturities(due, palette))
        by = ", ".join(dict.fromkeys(due["publisher"]))
        show.chart_footer(Origin("cre_maturities", "regional_banks", page.world, fixed.as_of, (), (), lambda: due, by))
    with pairs.cell(), st.container(gap="xsmall"):
        slots["losses"] = st.container(gap="xsmall")
        slots["losses"].empty()
        chart_footer("losses", ("M-JMPS",), REPRICED, lambda: tables["loss_estimates"])

listing = st.container(gap="xsmall")
listing.empty()

if still is not None:
    with st.container(gap="xsmall"):
        show.title("What cannot be rebuilt, and what is assumed", "Limits of every figure on this page")
        st.markdown("\n".join(f"- {line}" for line in (*words.NOT_REBUILT, *banks.LIMITS, *panel.remarks)))
        for name, what in (
            ("basis", "How losses and maturities are known: filed, derived from the bank's own, or assumed"),
            ("profile", "The profile assumed of banks that file no maturities"),
        ):
            with st.expander(what):
                sheet.table(still.tables[name], name, "regional_banks", page.world, column_labels.BANKS)


def live(asked: Scenario) -> None:
    """Everything that follows the reader's yields."""
    st.session_state["_asked"] = asked
    if still is None:
        with answer:
            show.answer(words.answer(figures), f"{findings.fund_title(figures)}. {findings.growth_title(figures)}.")
        with cards:
            show.cards(bank_cards.fund(figures), page.world)
        return
    result = banks.scenario_figures(panel, market, asked)
    now, made = {**figures, **by_id(result.metrics)}, result.tables
    moved, burden = words.moved(now), now["unrealised_loss_to_equity"]
    with answer:
        show.answer(words.answer(now), words.prose(now))
        if notes := [note for note in result.notes if note not in (*banks.LIMITS, *panel.remarks)]:
            st.markdown(f":small[:gray[{' '.join(notes)}]]")
    with cards:
        show.cards(bank_cards.banks(now), page.world)
    titles = {
        "distribution": words.loss_title(now),
        "beyond": words.beyond_title(made["beyond"]),
        "listed": words.listed_title(made["listed"]),
    }
    for name, finding in titles.items():
        with slots[name]:
            if burden.value is None:
                show.title(finding, WHAT[name])
                show.missing(burden.note)
            else:
                figure(name, finding, getattr(drawing, name)(made[name], moved, **hand))
    with slots["run"]:
        figure("run", words.run_title(now), drawing.run(made["run"], asked.run_off, **hand))
    with slots["defaults"]:
        lost = now["cre_loss"]
        if lost.value is None:
            show.title(words.defaults_title(now), WHAT["defaults"])
            show.missing(lost.note)
        else:
            drawn = drawing.defaults(made["defaults"], asked.cre_default, lost.value, **hand)
            figure("defaults", words.defaults_title(now), drawn)
    with slots["losses"]:
        own = words.own_losses(now, invented)
        figure("losses", words.losses_title(now), drawing.losses(tables["loss_estimates"], own, **hand))
    with listing:
        bank_list.draw(made, page.world)


page.live(scenario, fixed.as_of, live)
