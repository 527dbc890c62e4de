"""The findings of the banks' charts that the sliders move."""

from __future__ import annotations

from analytics.banks.flags import NO_TANGIBLE
from analytics.model.language import (
    Metrics,
    capitalised,
    counted,
    dollars,
    more,
    moved,
    number,
    percent,
)
from analytics.model.metric import NBSP, show


def channel_title(metrics: Metrics) -> str:
    """The finding of the channel: what lending room moves at small and regional banks."""
    room = number(metrics, "channel_room")
    if room is None:
        return "What yields take of lending room is not known"
    if not moved(metrics) or abs(room) < 0.05:
        return "Yields as published move no lending room"
    return f"Room for {more(room)} of loans at small and regional banks"


def nonbank_title(metrics: Metrics) -> str:
    """The finding of funding: how loans to non-banks have grown."""
    share, growth = number(metrics, "nonbank_share"), number(metrics, "nonbank_growth")
    if share is None:
        return "Loans to non-banks are not known"
    grown = "" if growth is None else f", {show(growth, '%', 1, sign=True)} over a year"
    return f"Loans to non-banks: {percent(share)} of loans{grown}"


def loss_title(metrics: Metrics) -> str:
    """The finding of the distribution: how many banks the reader's yields bring beyond half of their equity."""
    now, then = (number(metrics, name) for name in ("banks_beyond_50", "banks_beyond_50_filed"))
    if now is None or then is None:
        return "What banks would lose is not known"
    if now == then == 0:
        return "No bank would lose half of its equity"
    start = f"{capitalised(counted(now, 'bank'))} would lose half of {'its' if now <= 1 else 'their'} equity"
    if now == then:
        return f"{start}, as at the filing date"
    return f"{start}, {abs(now - then):,.0f} {'more' if now > then else 'fewer'} than at the filing date"


def beyond_title(metrics: Metrics) -> str:
    """The finding of the thresholds: the share of assets in banks beyond half of tangible equity."""
    share = number(metrics, "assets_beyond_50_share")
    if share is None:
        return "What lies beyond half of equity is not known"
    if share == 0:
        return "No assets lie with banks beyond half of equity"
    written = f"under 0.1{NBSP}%" if share < 0.1 else show(share, "%", 1)
    return f"Banks beyond half of equity hold {written} of assets"


def listed_title(metrics: Metrics) -> str:
    """The finding of the listed banks: the one that would lose most of its equity."""
    most = metrics.get("listed_highest_loss")
    share = number(metrics, "listed_highest_loss")
    if most is not None and share is None and most.note == f"{most.subject}: {NO_TANGIBLE}":
        return f"{most.subject} has no tangible equity left"
    if most is None or share is None:
        return "What the listed banks would lose is not known"
    if share <= 0:
        return "No listed bank would lose any of its equity"
    return f"{most.subject} would lose most: {percent(share)} of its equity"


def run_title(metrics: Metrics) -> str:
    """The finding of the run: how many banks could not pay the insured."""
    short = number(metrics, "uncovered_banks")
    if short is None:
        return "Who is insured is not known"
    return (
        "Every bank could still cover its insured deposits"
        if short == 0
        else "One bank could not cover its insured deposits"
        if short == 1
        else f"{capitalised(counted(short, 'bank'))} could not cover their insured deposits"
    )


def defaults_title(metrics: Metrics) -> str:
    """The finding of the defaults: what they would cost, and how much of tangible equity that is."""
    lost, share = (number(metrics, name) for name in ("cre_loss", "cre_loss_to_equity"))
    if lost is None:
        return "What real estate would cost is not known"
    if lost == 0:
        return "Defaults on real estate would cost nothing"
    part = "" if share is None else f", {show(share, '%', 1)} of equity"
    return f"Defaults on real estate would cost {dollars(lost)}{part}"


def property_title(metrics: Metrics) -> str:
    """The finding of the scatter of commercial real estate."""
    over, both = (number(metrics, name) for name in ("cre_over_300", "cre_both_parts"))
    if over is None:
        return "Concentration in commercial real estate is not known"
    if both is None:
        held, own = ("holds", "its") if over <= 1 else ("hold", "their")
        return f"{capitalised(counted(over, 'bank'))} {held} commercial real estate of three times {own} capital"
    first = "none" if over == 0 else "one" if over == 1 else f"{over:,.0f}"
    meet = "meets" if both <= 1 else "meet"
    if both == over == 0:
        return "No bank meets the supervisors' test for real estate"
    return f"{capitalised(counted(both, 'bank'))} {meet} both parts of the supervisors' test, {first} the first"


def losses_title(metrics: Metrics) -> str:
    """The finding of the published losses: ours as filed beside the FDIC's."""
    filed = number(metrics, "unrealised_loss_filed")
    if filed is None:
        return "What others have published"
    return f"As filed {'a gain of ' if filed < 0 else ''}{dollars(abs(filed))}; what others published"
