"""The banks in words: the page's answer and the finding of each figure, computed from its figures."""

from __future__ import annotations

from collections.abc import Mapping

from analytics.metric import NBSP, Metric, show


def answer(figures: Mapping[str, Metric]) -> str:
    """The page's answer: what the reader's yields do to the banks' securities, and how many it would reach."""
    loss, burden, half = (
        _value(figures, name) for name in ("unrealised_loss", "unrealised_loss_to_equity", "banks_beyond_50")
    )
    ten = _value(figures, "ten_year_scenario")
    if loss is None or ten is None:
        return "No quarter of the banks is held yet."
    gain = loss < 0
    kind = "securities and loans" if "loans" in figures["unrealised_loss"].label else "securities"
    start = f"At a ten-year of {ten:.2f}{NBSP}%, banks' {kind} are worth {abs(loss):,.0f} USD bn "
    start += "more than they cost" if gain else "less than they cost"
    if burden is None or half is None or gain:
        return f"{start}."
    reach = "no bank" if half == 0 else "one bank" if half == 1 else f"{half:,.0f} banks"
    part = (
        f"{burden:.0f}{NBSP}% of their tangible equity not yet counted in it"
        if burden > 0.5
        else "all of it in equity already"
    )
    return (
        f"{start}, {part}: {reach} would lose half of its own."
        if half <= 1
        else f"{start}, {part}: {reach} would lose half of theirs."
    )


def loss_title(figures: Mapping[str, Metric]) -> str:
    """The finding of the distribution: how many banks the reader's yields bring beyond half of their equity."""
    now, then = (_value(figures, name) for name in ("banks_beyond_50", "banks_beyond_50_filed"))
    if now is None or then is None:
        return "What banks would lose is not known"
    if now == then == 0:
        return "No bank would lose half of its equity"
    if now == then:
        return f"{now:,.0f} banks would lose half of their equity, as by their own books"
    more = "more" if now > then else "fewer"
    return f"{now:,.0f} banks would lose half of their equity, {abs(now - then):,.0f} {more} than by their own books"


def property_title(figures: Mapping[str, Metric]) -> str:
    """The finding of the scatter of commercial real estate."""
    over, both = (_value(figures, name) for name in ("cre_over_300", "cre_both_parts"))
    if over is None:
        return "Concentration in commercial real estate is not known"
    if both is None:
        return f"{over:,.0f} banks have three times their capital in commercial real estate"
    return (
        f"{over:,.0f} banks have three times their capital in it; {both:,.0f} of them also grew by half in three years"
    )


def run_title(figures: Mapping[str, Metric]) -> str:
    """The finding of the run: how many banks could not pay the insured."""
    short = _value(figures, "uncovered_banks")
    if short is None:
        return "Who is insured is not known"
    return (
        "Every bank could pay its insured depositors"
        if short == 0
        else f"{short:,.0f} banks could not pay their insured depositors"
    )


def growth_title(figures: Mapping[str, Metric]) -> str:
    """The finding of growth: whether banks take deposits without lending them."""
    deposits, loans = (_value(figures, name) for name in ("small_deposits_growth", "small_loans_growth"))
    if deposits is None or loans is None:
        deposits, loans = (_value(figures, name) for name in ("all_deposits_growth", "all_loans_growth"))
        who = "Banks'"
    else:
        who = "Small banks'"
    if deposits is None or loans is None:
        return "Growth of deposits and loans is not known"
    both = f"deposits {_signed(deposits)}, loans {_signed(loans)} over a year"
    return f"{who} {both}"


def freeze_title(figures: Mapping[str, Metric]) -> str:
    """The finding of the survey: whether credit is frozen by the stated marks."""
    met, net = (_value(figures, name) for name in ("freeze_marks", "standards_small"))
    if met is None or net is None:
        return "Lending standards are not known"
    if met == 2:
        return "Credit is frozen by both marks"
    side = "tightened" if net > 0 else "eased" if net < 0 else "held"
    return (
        f"No freeze: standards {side} on balance"
        if met == 0
        else f"One mark of a freeze of two: standards {side} on balance"
    )


def fund_title(figures: Mapping[str, Metric]) -> str:
    """The finding of the fund: how it has done this year against the large caps."""
    own, gap = (_value(figures, name) for name in ("kre_ytd", "kre_gap_spy"))
    if own is None or gap is None:
        return "KRE has no year to date"
    return f"KRE {_signed(own)} this year, {abs(gap):.0f} points {'ahead of' if gap > 0 else 'behind'} SPY"


def _signed(value: float) -> str:
    return show(value, "%", 1, sign=True)


def _value(figures: Mapping[str, Metric], name: str) -> float | None:
    metric = figures.get(name)
    return None if metric is None or not isinstance(metric.value, int | float) else float(metric.value)
