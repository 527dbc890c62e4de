"""The views: what a page shows, measured by name, for pages, downloads and the command line alike."""

from __future__ import annotations

from datetime import UTC, datetime

from analytics import banks, credit, debt_wall, divergence, issuers, quotes, reconciliation
from analytics.bank import charts as bank_charts
from analytics.bank import text as bank_text
from analytics.banks import charts as banks_charts
from analytics.banks import text as banks_text
from analytics.claims import LEDGER, Judged
from analytics.claims import charts as claims_charts
from analytics.claims import text as claims_text
from analytics.credit import charts as credit_charts
from analytics.credit import text as credit_text
from analytics.debt_wall import charts as debt_wall_charts
from analytics.debt_wall import text as debt_wall_text
from analytics.divergence import charts as divergence_charts
from analytics.divergence import text as divergence_text
from analytics.errors import BadInput
from analytics.frames.market import Result
from analytics.issuer import charts as issuer_charts
from analytics.issuer import text as issuer_text
from analytics.issuers import charts as issuers_charts
from analytics.issuers import text as issuers_text
from analytics.load import World
from analytics.model.metric import Metric
from analytics.model.scenario import Scenario
from analytics.output import ledgers, measurements, overview, summaries
from analytics.output.defaults import bounds, defaults, filled, last_day, unbounded, with_window
from analytics.output.measurements import small_caps_due
from analytics.output.view import Answer, View, ViewRequest
from analytics.quotes import words as quotes_text
from analytics.sessions import NEW_YORK, check
from analytics.store import Store

__all__ = [
    "VIEWS", "Answer", "View", "ViewRequest", "answer", "bounds", "defaults", "filled", "judged", "last_day",
    "measures", "small_caps_due", "unbounded", "with_window",
]  # fmt: skip


def _overview(request: ViewRequest) -> Result:
    """How many of the commentary's claims hold."""
    last = last_day(request.world)
    return overview.standing(ledgers.judge(request, VIEWS, last, LEDGER), last, request)


def _overview_live(request: ViewRequest, _: Result) -> Result:
    """The headline figures of the other pages at the reader's yields."""
    return overview.figures(request, VIEWS)


def _claims(request: ViewRequest) -> Result:
    """The ledger of the link, each claim held against the figures of the other views."""
    return ledgers.measure(request, VIEWS, last_day(request.world))


YIELDS = ("ten_year_bp", "short_rate_bp", "curve_linked")
_REPRICED = (*YIELDS, *banks.ASSUMPTIONS)
VIEWS = {
    view.name: view
    for view in (
        View("overview", "Overview", _overview, overview.text, _overview_live, live_fields=YIELDS),
        View(
            "divergence",
            "Divergence",
            measurements.divergence_static,
            divergence_text.text,
            measurements.divergence_live,
            divergence_charts.CHARTS,
            divergence.FIXED_FIELDS,
            YIELDS,
        ),
        View(
            "regional_banks",
            "Regional banks",
            measurements.regional_banks_static,
            banks_text.text,
            measurements.regional_banks_live,
            banks_charts.CHARTS,
            banks.FIXED_FIELDS,
            _REPRICED,
        ),
        View(
            "bank",
            "Bank",
            measurements.nothing,
            bank_text.text,
            measurements.bank_static,
            bank_charts.CHARTS,
            ("as_of", "bank"),
            _REPRICED,
            of="bank",
        ),
        View(
            "debt_wall",
            "Debt wall",
            measurements.debt_wall_static,
            debt_wall_text.text,
            measurements.debt_wall_live,
            debt_wall_charts.CHARTS,
            debt_wall.STATIC_FIELDS,
            debt_wall.LIVE_FIELDS,
        ),
        View(
            "issuer",
            "Issuer",
            measurements.nothing,
            issuer_text.text,
            measurements.issuer_static,
            issuer_charts.CHARTS,
            (*debt_wall.STATIC_FIELDS, "issuer"),
            debt_wall.LIVE_FIELDS,
            of="issuer",
        ),
        View(
            "issuers",
            "Issuers",
            measurements.issuers_static,
            issuers_text.text,
            measurements.issuers_live,
            issuers_charts.CHARTS,
            issuers.STATIC_FIELDS,
            issuers.LIVE_FIELDS,
        ),
        View(
            "credit",
            "Credit",
            measurements.credit_static,
            credit_text.text,
            measurements.credit_live,
            credit_charts.CHARTS,
            credit.FIXED_FIELDS,
            YIELDS,
        ),
        View("sources", "Sources", measurements.sources_static, summaries.sources, is_kept=False),
        View(
            "claims",
            "Claims",
            _claims,
            claims_text.text,
            charts=claims_charts.CHARTS,
            static_fields=("ledger",),
        ),
        View("quotes", "Quotes", measurements.quotes_static, quotes_text.text, static_fields=quotes.FIELDS),
        View(
            "checks", "Checks", measurements.checks_static, reconciliation.text, static_fields=debt_wall.STATIC_FIELDS
        ),
    )
}


def judged(world: World, store: Store, now: datetime, packed: str = "") -> tuple[Judged, ...]:
    """The claims of a ledger as a link holds it, the commentary's where it is empty, as judged in a world."""
    ledger = ledgers.of_scenario(Scenario(ledger=packed or None))
    return ledgers.judge(ViewRequest(world, Scenario(), store, now), VIEWS, last_day(world), ledger)


def measures(world: World, store: Store, now: datetime) -> list[Metric]:
    """Every figure that a claim can be held against in a world."""
    return ledgers.all_metrics(ViewRequest(world, Scenario(), store, now), VIEWS)


def answer(name: str, world: World, scenario: Scenario, store: Store, now: datetime | None = None) -> Answer:
    """Measure one view.

    Raises `BadInput` for an unknown view, a view of one without a name for it, or an as-of date outside the
    sessions held, `NoData` when the world lacks what the view needs.
    """
    if name not in VIEWS:
        raise BadInput(f"There is no view {name[:30]!r}.", remedy=f"Known are: {', '.join(VIEWS)}.")
    view, moment = VIEWS[name], now or datetime.now(UTC)
    if view.of and not getattr(scenario, view.of):
        raise BadInput(f"The view {name} is of one {view.of}.", remedy=f"Ask for 'show {name} TICKER'.")
    if scenario.as_of is not None:
        check(scenario.as_of, *bounds(world, scenario, name), moment.astimezone(NEW_YORK).date())
    result = view.measure(ViewRequest(world, scenario, store, moment))
    whole = filled(view.name, world, scenario)
    result = with_window(view, result, scenario, moment)
    return Answer(view, world, whole, result, view.tell(result, whole))
