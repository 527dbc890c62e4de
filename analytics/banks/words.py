"""The banks in words: the page's answer, the sentences under it, and the finding of each figure a slider moves."""

from __future__ import annotations

from analytics.banks.coverage import ENOUGH_PCT
from analytics.model.language import (
    INVENTED,
    LONGEST,
    Metrics,
    capitalised,
    counted,
    dollars,
    fitting,
    is_nothing,
    lowered,
    more,
    moved,
    number,
    percent,
    some,
    yields_in_brief,
)
from analytics.model.metric import NBSP, day, show
from analytics.model.scenario import Scenario

NOT_REBUILT = (
    "Tables 1 and 2 of Jiang, Matvos, Piskorski and Seru (2024) rest on the Call Reports of March 2022 and on prices "
    "of funds; neither is here. Their case of Silicon Valley Bank is reproduced.",
    "A listed bank is the sum of its charters. What its parent owns and owes beside them is in no bank's filing.",
    "Which banks keep losses on securities for sale out of regulatory capital is not in BankFind: all but the charters "
    "of category I and II groups are taken to.",
    "Small banks file maturities twice a year; between, those of up to two quarters before serve.",
)
"""What the page cannot show, for lack of data."""
LIMITS = (
    "No hedges are counted, and no value of the deposits themselves: a bank that pays little for them gains as "
    "yields rise.",
    "Loans have no filed fair value. They are marked from the report date on: what yields cost them before is in no "
    "filing.",
)
"""What every figure of the banks leaves out."""


def answer(metrics: Metrics, scenario: Scenario, invented: bool = False) -> str:
    """What the reader's yields do to the banks, in at most 85 characters. An `invented` market says so."""
    loss, ten = number(metrics, "unrealised_loss"), number(metrics, "ten_year_scenario")
    if loss is None or ten is None:
        return "No quarter of the banks is held yet."
    covered, count = number(metrics, "coverage_assets"), number(metrics, "banks")
    if covered is not None and covered < ENOUGH_PCT:
        return f"The banks held have {percent(covered)} of all banks' assets: too few to speak for all."
    who = "banks" if count is None else counted(count, "bank")
    kind = "gains" if loss < 0 else "losses"
    amount, at, loans = show(abs(loss), "USD bn", 0), yields_in_brief(metrics), scenario.marks_loans
    sit, come = ("would sit", "would come") if moved(metrics) else ("sit", "come")
    whole = "unrealised losses" if loss >= 0 else "unrealised gains"
    included = ", loans included," if loans else ""
    if invented and not moved(metrics):
        part = f"{kind}, loans included" if loans else whole
        return f"{capitalised(INVENTED)}, banks sit on {amount} of {part}."
    if invented:
        lose, lost = ("lose", "lost") if loss >= 0 else ("gain", "gained")
        lines = (f"banks would {lose} {amount}{included}", f"banks {lose} {amount}", f"{amount} {lost}")
        return fitting((f"{at} {one} {INVENTED}." for one in lines), LONGEST)
    if loans:
        told = f"{who} {sit} on {amount} of {kind}, loans included", f"{kind} of {who} with loans {come} to {amount}"
        last = f"{kind} with loans {come} to {amount}"
    else:
        told = f"{who} {sit} on {amount} of {whole}", f"{whole} of {who} {come} to {amount}"
        last = f"{whole} {come} to {amount}"
    return fitting((f"{at} {one}." for one in (*told, f"{who} {sit} on {amount} of {kind}", last)), LONGEST)


def prose(metrics: Metrics, scenario: Scenario) -> str:
    """Whose books they are, what equity does not count yet, who would lose half, who is insured; what is not known
    is left out."""
    return " ".join(sentences(metrics, scenario))


def sentences(metrics: Metrics, scenario: Scenario) -> tuple[str, ...]:
    """The same, a sentence each; none where the banks held are too few to speak for all."""
    covered = number(metrics, "coverage_assets")
    if covered is not None and covered < ENOUGH_PCT:
        return ()
    loans = "Loans are counted as well as securities." if scenario.marks_loans and "unrealised_loss" in metrics else ""
    parts = (_books(metrics), _burden(metrics), loans, _insured(metrics, scenario), _channel(metrics))
    return tuple(part for part in parts if part)


def _channel(metrics: Metrics) -> str:
    """What the move of yields takes of lending room at small and regional banks, beside what small caps need."""
    room, capital, earnings, due = (
        number(metrics, name) for name in ("channel_room", "channel_capital", "channel_earnings", "small_caps_due")
    )
    if room is None or capital is None or earnings is None or not moved(metrics):
        return ""
    need = "" if due is None else f", while small caps must refinance {dollars(due)} in the window"
    lending = "the same room for loans" if is_nothing(dollars(abs(room))) else f"room for {more(room)} of loans"
    return (
        f"Banks under USD{NBSP}250{NBSP}bn would have {more(capital)} of capital and {more(earnings)} of earnings in a "
        f"year: at the capital ratios of the report {lending}{need}; that is an association, no forecast."
    )


def _books(metrics: Metrics) -> str:
    count, assets, lost = (number(metrics, name) for name in ("banks", "assets", "unrealised_loss_filed"))
    if count is None or assets is None or lost is None:
        return ""
    end = metrics["unrealised_loss_filed"].as_of
    when = f" of {day(end)}" if end else ""
    kind = "had lost" if lost >= 0 else "had gained"
    return (
        f"On the books{when}, {counted(count, 'bank')} with {dollars(assets)} of assets {kind} {dollars(abs(lost))} "
        "on securities."
    )


def _burden(metrics: Metrics) -> str:
    burden, filed = (number(metrics, f"unrealised_loss_to_equity{end}") for end in ("", "_filed"))
    half, whole = (number(metrics, f"banks_beyond_{part}") for part in (50, 100))
    lost = number(metrics, "unrealised_loss")
    if burden is None or filed is None or half is None or whole is None:
        return ""
    come = "would come" if moved(metrics) else "come"
    kind, other = ("Losses", "gains") if burden >= 0 else ("Gains", "losses")
    told = f"{kind} not yet in equity"
    if lost is not None and lost and burden and (lost < 0) != (burden < 0):
        # The headline counts from cost, this from what equity had booked by the report: the two may differ in sign.
        told = f"Equity counts larger {other} already than those at these yields: {lowered(kind)} not yet in it"
    was = f"{other} of " if (burden < 0) != (filed < 0) and filed else ""
    equity = f"{percent(abs(burden))} of tangible equity ({was}{percent(abs(filed))} at the filing date)"
    return f"{told} {come} to {equity}; {_half(half, whole)}."


def _half(half: float, whole: float) -> str:
    """How many banks would lose half of their equity, and how many of them all."""
    if half <= 1:
        return f"{counted(half, 'bank')} would lose half{' of its own, and all of it' if whole else ''}"
    return f"{counted(half, 'bank')} would lose half of theirs, {some(whole)} all"


def _insured(metrics: Metrics, scenario: Scenario) -> str:
    share, short = number(metrics, "uninsured_share"), number(metrics, "uncovered_banks")
    if share is None or short is None:
        return ""
    run = show(scenario.run_off, "%", 0)
    end = (
        "every bank could still cover its insured deposits"
        if short == 0
        else f"{counted(short, 'bank')} could not cover {'its' if short == 1 else 'their'} insured deposits"
    )
    return f"Of deposits {percent(share)} are uninsured; if {run} of those ran, {end}."


def own_losses(metrics: Metrics, scenario: Scenario, invented: bool) -> list[tuple[str, str, float, str]]:
    """Our own losses, to stand over published ones: name, scope, USD bn (NaN where n/a) and the state they are at."""
    who = "In this illustrative world" if invented else "Measured here"
    rows = []
    for state, words in (
        ("filed", "as filed"),
        ("today", "at the published yields"),
        ("scenario", "at the reader's yields"),
    ):
        if state == "scenario" and not moved(metrics):
            continue
        metric = metrics[f"unrealised_loss{'' if state == 'scenario' else f'_{state}'}"]
        lost = number(metrics, metric.id.rpartition(".")[2])
        kind = "securities and loans" if scenario.marks_loans and state != "filed" else "securities"
        count = metric.coverage
        end = metrics["unrealised_loss_filed"].as_of
        scope = f"{count}; {kind}" + (f"; books of {day(end)}" if end else "")
        rows.append((f"{who}, {words}", scope, float("nan") if lost is None else lost, state))
    return rows


def tests_line(metrics: Metrics) -> str:
    """The other counts of the supervisors' tests, in one line; what is not known is left out."""
    parts = []
    share, assets = number(metrics, "cre_over_300_share"), number(metrics, "cre_over_300_assets")
    if share == 0:
        parts.append(f"No bank holds 300{NBSP}% of capital and more.")
    elif share is not None and assets is not None:
        parts.append(
            f"{percent(share)} of banks, with {dollars(assets)} of assets, hold 300{NBSP}% of capital and more."
        )
    for name, words in (
        ("construction_over_100", f"construction loans of 100{NBSP}% of capital"),
        ("cre_over_300_equity", f"300{NBSP}% over book equity instead"),
    ):
        count = number(metrics, name)
        if count is not None:
            parts.append(f"{words[0].upper()}{words[1:]}: {counted(count, 'bank')}.")
    return " ".join(parts)
