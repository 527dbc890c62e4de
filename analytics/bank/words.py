"""One bank in words: what the reader's yields take of its equity, and the sentences under that."""

from __future__ import annotations

from analytics.banks.flags import NO_TANGIBLE
from analytics.model.language import INVENTED, Metrics, capitalised, dollars, lowered, moved, number, percent, yields
from analytics.model.metric import day, show
from analytics.model.scenario import Scenario


def answer(name: str, metrics: Metrics, scenario: Scenario, invented: bool = False) -> str:
    """What the reader's yields take of its tangible equity beyond what it has booked. An `invented` market says so."""
    burden, ten = number(metrics, "burden"), number(metrics, "ten_year_scenario")
    gone = metrics.get("burden")
    if gone is not None and burden is None and gone.note == NO_TANGIBLE:
        return f"{name} has no tangible equity left: any loss is more than all of it."
    if burden is None or ten is None:
        why = gone.note if gone is not None and burden is None else ""
        return f"What {name} would lose is not known.{f' {capitalised(why)}.' if why else ''}"
    loses = "would lose" if moved(metrics) else "loses"
    when = yields(metrics)
    if invented:
        when = f"{capitalised(INVENTED)}, {lowered(when)}"
    if burden <= 0:
        return f"{when}, {name} {loses} none of its equity."
    loans = ", loans included" if scenario.marks_loans else ""
    return f"{when}, {name} {loses} a further {percent(burden)} of its equity{loans}."


def prose(metrics: Metrics, scenario: Scenario) -> str:
    """Its size, what it had lost by its filing, its real estate, and whether its insured depositors are covered."""
    return " ".join(sentences(metrics, scenario))


def sentences(metrics: Metrics, scenario: Scenario) -> tuple[str, ...]:
    """The same, a sentence each."""
    parts = []
    assets, lost, now = (number(metrics, n) for n in ("assets", "unrealised_loss_filed", "unrealised_loss"))
    if assets is not None:
        end = metrics["assets"].as_of
        told = f"{f'On {day(end)} it' if end else 'It'} held {dollars(assets)} of assets"
        if lost is not None and now is not None:
            verb = "had lost" if lost >= 0 else "had gained"
            loans = " on securities and loans" if scenario.marks_loans else ""
            kind, verb_now = "loss" if now >= 0 else "gain", "would be" if moved(metrics) else "is"
            to = f"; at these yields the {kind}{loans} {verb_now} {dollars(abs(now))}"
            told += f" and {verb} {dollars(abs(lost))} on securities{to}"
        parts.append(f"{told}.")
    concentration, growth = number(metrics, "cre_to_capital"), number(metrics, "cre_growth")
    if concentration is not None:
        side = "above" if concentration >= 300 else "below"
        grown = "" if growth is None else f", {show(growth, '%', 0, sign=True)} in three years"
        parts.append(
            f"Commercial real estate is {percent(concentration)} of capital, {side} the supervisors' 300{grown}."
        )
    uninsured, cover = number(metrics, "uninsured_share"), number(metrics, "coverage")
    if uninsured is not None and cover is not None:
        run = show(scenario.run_off, "%", 0)
        could = "could still" if cover >= 0 else "could not"
        told = f"Of its deposits {percent(uninsured)} are uninsured; if {run} of those ran"
        parts.append(f"{told}, it {could} cover its insured deposits.")
    return tuple(parts)


def burden_title(metrics: Metrics) -> str:
    """The finding of its burden: as filed, and at the reader's yields."""
    filed, now = number(metrics, "burden_filed"), number(metrics, "burden")
    if filed is None or now is None:
        return "What it would lose of its equity is not known"
    if filed < 0 or now < 0:
        was, then = (f"a {'gain' if value < 0 else 'loss'} of {percent(abs(value))}" for value in (filed, now))
        return f"From {was} as filed to {then} of equity"
    return f"From {percent(filed)} as filed to {percent(now)} of equity"


def balances_title(metrics: Metrics) -> str:
    """The finding of deposits and loans."""
    deposits, loans = number(metrics, "deposits_growth"), number(metrics, "loans_growth")
    if deposits is None or loans is None:
        return "Deposits and loans"
    return f"Deposits {show(deposits, '%', 1, sign=True)}, loans {show(loans, '%', 1, sign=True)} over a year"


def capital_title(metrics: Metrics) -> str:
    """The finding of its capital: tangible equity now against the first quarter of its filings."""
    grown = number(metrics, "tangible_growth")
    since = metrics["tangible_growth"].since if grown is not None else None
    if grown is None or since is None:
        return "Equity is not known over time"
    return f"Tangible equity {show(grown, '%', 0, sign=True)} since {since:%b %Y}"


def property_title(metrics: Metrics) -> str:
    """The finding of its commercial real estate."""
    now = number(metrics, "cre_to_capital")
    if now is None:
        return "Its real estate over capital is not known"
    return f"Commercial real estate: {percent(now)} of capital"


def funding_title(metrics: Metrics) -> str:
    """The finding of its deposits: the uninsured share."""
    now = number(metrics, "uninsured_share")
    return "Who is insured is not known" if now is None else f"{percent(now)} of deposits are uninsured"


def ladder_title(metrics: Metrics) -> str:
    """The finding of its maturities: the part of assets that runs or stays fixed for over five years."""
    long = number(metrics, "repriced_after_5y")
    return "Its maturities are not known" if long is None else f"{percent(long)} reprices after five years"
