"""What would higher yields do to the regional banks, and are they hoarding deposits and freezing credit?"""

from collections.abc import Callable

import streamlit as st

from analytics import banks, views
from analytics.banks import findings, words
from analytics.errors import NoData
from analytics.metric import Metric, by_id
from analytics.scenario import Scenario
from ui import assumptions, bank_list, controls, data, frame, heads, opening, screen, show
from ui.figures import banks as drawing
from ui.show import Card, Origin

frame.cold_start()
page = screen.open_page("regional_banks", "What would higher yields do to the regional banks?")
answer, cards, chosen = st.container(gap="xsmall"), st.container(), st.container()
panel, market = page.world.banks, page.world.market

with chosen, st.container(horizontal=True, vertical_alignment="center", gap="small"):
    first, last = views.bounds(page.world)
    as_of = controls.day("as_of", last, first, last)
    scenario = assumptions.popover("regional_banks", views.filled("regional_banks", page.world, Scenario(as_of=as_of)))
    opening.search("bank")


fixed = data.standing(page.world, scenario)
figures, tables = by_id(fixed.metrics), fixed.tables
page.dated(fixed.as_of)
palette, invented = show.palette(), page.illustrative
hand = {"palette": palette, "illustrative": invented}
try:
    still = banks.scenario_figures(banks.held(panel), market, scenario)
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


def foot(key: str, methods: tuple[str, ...], sources: tuple[str, ...], table: Callable[[], object]) -> None:
    show.foot(Origin(key, "regional_banks", page.world, fixed.as_of, sources, methods, table))


def slot(key: str, methods: tuple[str, ...], sources: tuple[str, ...] = REPRICED) -> st.delta_generator.DeltaGenerator:
    """A place for a figure that follows the yields, over the line that does not; its table is at the reader's."""

    def table() -> object:
        return banks.scenario_figures(panel, market, st.session_state["_asked"]).tables[key]

    with st.container(gap="xsmall"):
        place = st.container(gap="xsmall")
        place.empty()
        foot(key, methods, sources, table)
    return place


def standing(
    key: str, finding: str, draw: Callable, methods: tuple[str, ...], sources: tuple[str, ...], *more: object
) -> None:
    """A figure that no slider moves, drawn once for a day and a theme, or why there is none."""
    rows = tables.get(key)
    with st.container(gap="xsmall"):
        if rows is None or rows.drop(columns="date").dropna(how="all").empty:
            show.title(finding, WHAT[key])
            show.missing("none of it is held up to this day")
            return
        id = (page.world.id, str(fixed.as_of), "banks", key, palette.name)
        figure(key, finding, data.drawn(id, lambda: draw(rows, *more, **hand)))
        foot(key, methods, sources, lambda: rows)


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
                found, key = by_id(still.metrics), (page.world.id, str(fixed.as_of), "banks", "scatter", palette.name)
                drawn = data.drawn(key, lambda: drawing.scatter(still.tables["banks"], still.tables["listed"], **hand))
                figure("scatter", words.property_title(found), drawn)
                st.markdown(f":small[{words.tests_line(found)}]")
                foot("scatter", ("M-CRE300", "M-CRE100"), ESTATE, lambda: still.tables["banks"])

with st.grid(2, min_column_width=400, gap="large") as pairs:
    with pairs.cell():
        standing("fund_year", findings.fund_title(figures), drawing.year, ("M-RET", "M-SPR"), FUNDS)
    with pairs.cell():
        standing("fund_ratio", findings.ratio_title(figures), drawing.ratio, ("M-RS", "M-RDD"), FUNDS, bands)
    with pairs.cell():
        standing("fund_drawdown", findings.drawdown_title(figures), drawing.drawdowns, ("M-DD",), FUNDS, bands)
    with pairs.cell():
        standing("fund_beta", findings.beta_title(figures), drawing.beta, ("M-BETA", "M-NW"), FUNDS, bands)
    with pairs.cell():
        sources = ("KRE", "SPY", "DGS10")
        standing("fund_rates", findings.rates_title(figures), drawing.rates, ("M-FJ", "M-EDUR"), sources, bands)
    with pairs.cell():
        sources = ("DPSSCBW027SBOG", "LLBSCBW027SBOG", "USREC")
        standing("growth", findings.growth_title(figures), drawing.growth, ("M-H8",), sources, bands)
    with pairs.cell():
        sources = ("fdic.DEP", "fdic.LNLSNET")
        title = findings.listed_growth_title(figures)
        standing("growth_banks", title, drawing.listed_growth, ("M-GROW",), sources)
    with pairs.cell():
        sources = ("DRTSCIS", "DRTSCILM", "USREC")
        standing(
            "standards", findings.freeze_title(figures), drawing.standards, ("M-SLOOS", "M-FREEZE"), sources, bands
        )
    with pairs.cell():
        sources = ("fdic.EDEPDOM", "fdic.DEPDOM", "DFF")
        standing("deposit_cost", findings.cost_title(figures), drawing.cost, ("M-DB",), sources)
    with pairs.cell():
        sources = ("DRCRELEXFACBS", "CORCREXFACBS", "USREC")
        standing("quality", findings.quality_title(figures), drawing.quality, ("M-DELINQ",), sources, bands)
    with pairs.cell(), st.container(gap="xsmall"):
        table = tables["cre_maturities"]
        figure("cre_maturities", findings.maturities_title(table), drawing.maturities(table, **hand))
        foot("cre_maturities", ("M-CRE300",), ESTATE, lambda: table)
    with pairs.cell(), st.container(gap="xsmall"):
        slots["losses"] = st.container(gap="xsmall")
        slots["losses"].empty()
        foot("losses", ("M-JMPS",), REPRICED, lambda: tables["loss_estimates"])

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
                show.table(still.tables[name], name, "regional_banks", page.world, heads.BANKS)


def live(asked: Scenario) -> None:
    """Everything that follows the reader's yields."""
    st.session_state["_asked"] = asked
    if still is None:
        with answer:
            show.answer(words.answer(figures), f"{findings.fund_title(figures)}. {findings.growth_title(figures)}.")
        with cards:
            show.cards(fund_cards(), page.world)
        return
    result = banks.scenario_figures(panel, market, asked)
    now, made = {**figures, **by_id(result.metrics)}, result.tables
    moved, burden = words.moved(now), now["unrealised_loss_to_equity"]
    with answer:
        show.answer(words.answer(now), words.prose(now))
        if notes := [note for note in result.notes if note not in (*banks.LIMITS, *panel.remarks)]:
            st.markdown(f":small[:gray[{' '.join(notes)}]]")
    with cards:
        show.cards(bank_cards(now), page.world)
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


def bank_cards(now: dict) -> list[Card]:
    beyond, run = now["banks_beyond_50"], now["uncovered_banks"]
    return [
        Card(
            "Unrealised loss", now["unrealised_loss"], 0, False, f"{show.short(now['unrealised_loss_filed'], 0)} filed"
        ),
        Card(
            "Loss to equity",
            now["unrealised_loss_to_equity"],
            1,
            False,
            f"{show.short(now['unrealised_loss_to_equity_filed'], 1)} filed",
        ),
        Card("Lose half", beyond, 0, False, f"{show.short(now['banks_beyond_100'])} lose all", counted(beyond)),
        Card("Real-estate loss", now["cre_loss"], 0, False, f"{show.short(now['cre_loss_to_equity'], 1)} of equity"),
        Card("Uninsured", now["uninsured_share"], 0, False, f"{show.short(run)} uncovered"),
        *fund_cards()[:1],
    ]


def counted(metric: Metric) -> str:
    return "" if metric.value is None else f"{metric.value:,} bank{'s' * (metric.value != 1)}"


def fund_cards() -> list[Card]:
    """The cards of what is held without any bank."""
    found = [
        ("KRE this year", "kre_ytd", 1, True, "SPY", "spy_ytd"),
        ("KRE drawdown", "kre_drawdown", 1, False, "", ""),
        ("KRE beta", "kre_beta_1y", 2, False, "", ""),
        ("Standards, net", "standards_small", 1, True, "larger", "standards_large"),
        ("Late property", "cre_delinquency", 2, False, "", ""),
        ("Business loans", "business_loans_growth", 1, True, "", ""),
    ]
    return [
        Card(
            label, figures[name], places, sign, f"{who} {show.short(figures[other], places, sign=sign)}" if who else ""
        )
        for label, name, places, sign, who, other in found
        if name in figures
    ]


page.live(scenario, fixed.as_of, live)
