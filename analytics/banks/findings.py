"""The findings of what no slider moves: the fund, deposits and loans, the surveys, published maturities."""

from __future__ import annotations

from analytics.model.language import Metrics, dollars, number, percent, signed_percent
from analytics.model.metric import NBSP, day, show


def fund_title(metrics: Metrics) -> str:
    """The finding of the fund: how it has done this year against the large caps."""
    own, gap = (number(metrics, name) for name in ("kre_ytd", "kre_gap_spy"))
    if own is None or gap is None:
        return "KRE has no year to date"
    if abs(gap) < 0.05:
        return f"KRE {signed_percent(own)} this year, level with SPY"
    return f"KRE {signed_percent(own)} this year, {abs(gap):.1f} points {'ahead of' if gap > 0 else 'behind'} SPY"


def ratio_title(metrics: Metrics) -> str:
    """The finding of the fund's ratio to the large caps: how far below its high it stands."""
    fall = number(metrics, "kre_lost_to_spy")
    if fall is None:
        return "KRE has no ratio to SPY"
    if fall == 0:
        return "Against SPY, KRE has never stood higher"
    return f"KRE has lost {_fallen(fall, 0)} against SPY since {_high(metrics, 'kre_lost_to_spy')}"


def drawdown_title(metrics: Metrics) -> str:
    """The finding of the fund's drawdown."""
    fall = number(metrics, "kre_drawdown")
    if fall is None:
        return "KRE has no drawdown"
    if fall == 0:
        return "KRE stands at its highest close"
    return f"KRE stands {_fallen(fall, 1)} below its high of {_high(metrics, 'kre_drawdown')}"


def _fallen(fall: float, decimals: int) -> str:
    """How far something fell; a small fall keeps a decimal, so that it does not read as none."""
    if -fall < 0.05:
        return f"under 0.1{NBSP}%"
    return show(-fall, "%", decimals if -fall >= 1 else 1)


def _high(metrics: Metrics, name: str) -> str:
    """The day of the high that a fall is measured from."""
    since = metrics[name].since
    return day(since) if since else "its high"


def beta_title(metrics: Metrics) -> str:
    """The finding of the fund's beta to the large caps."""
    beta = number(metrics, "kre_beta_1y")
    return "KRE's beta needs a year of returns" if beta is None else f"KRE's beta to SPY is {beta:.2f}"


def rates_title(metrics: Metrics) -> str:
    """The finding of the fund's sensitivity to the ten-year with the market held still."""
    value, low, high = (number(metrics, f"kre_rate_duration{end}") for end in ("", "_low", "_high"))
    if value is None or low is None or high is None:
        return "KRE's response to the ten-year is not known"
    if low <= 0 <= high:
        return "KRE shows no response to the ten-year once SPY is held fixed"
    return f"KRE moved {show(value, '% per pp', 1, sign=True)}, SPY held fixed"


def growth_title(metrics: Metrics) -> str:
    """The finding of growth: whether banks take deposits without lending them."""
    growths = (number(metrics, name) for name in ("small_deposits_growth", "small_loans_growth"))
    deposits, loans, who = *growths, "Small banks'"
    if deposits is None or loans is None:
        deposits, loans = (number(metrics, name) for name in ("system_deposits_growth", "system_loans_growth"))
        who = "Banks'"
    return _both(who, deposits, loans) or "Growth of deposits and loans is not known"


def listed_growth_title(metrics: Metrics) -> str:
    """The finding of the listed banks' growth."""
    deposits, loans = (number(metrics, name) for name in ("listed_deposits_growth", "listed_loans_growth"))
    return _both("Listed banks'", deposits, loans) or "The listed banks' growth is not known"


def _both(who: str, deposits: float | None, loans: float | None) -> str:
    if deposits is None or loans is None:
        return ""
    return f"{who} deposits {signed_percent(deposits)}, loans {signed_percent(loans)} over a year"


def freeze_title(metrics: Metrics) -> str:
    """The finding of the survey: whether credit is frozen by the stated marks."""
    met, net = (number(metrics, name) for name in ("freeze_marks", "standards_small"))
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


def quality_title(metrics: Metrics) -> str:
    """The finding of loan quality: how much commercial real estate is past due."""
    late = number(metrics, "cre_delinquency")
    return "Late real-estate loans are not known" if late is None else f"{late:.1f}{NBSP}% of property loans are late"


def cost_title(metrics: Metrics) -> str:
    """The finding of deposit costs: how much of the funds rate's moves depositors were paid."""
    up, down = (number(metrics, f"deposit_beta_{way}") for way in ("up", "down"))
    told = [f"{percent(beta)} {way}" for beta, way in ((up, "up"), (down, "down")) if beta is not None]
    return f"Deposit beta: {', '.join(told)}" if told else "What deposits cost is not known"


def maturities_title(metrics: Metrics) -> str:
    """The finding of the published maturities: how far apart the sources are on the year most of them speak of."""
    low, high = number(metrics, "cre_due_low"), number(metrics, "cre_due_high")
    if low is None or high is None:
        return "Nothing was published by this day"
    year, sources = metrics["cre_due_low"].subject, metrics["cre_due_low"].coverage
    if low == high:
        return f"{sources}: {dollars(low)} due in {year}"
    return f"Due in {year}: {dollars(low)} to {dollars(high)}, by whose loans"
