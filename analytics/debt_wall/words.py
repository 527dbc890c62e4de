"""The debt wall in words: its answer, the sentences under it, and the finding of each figure."""

from __future__ import annotations

from analytics.model.choices import ESTIMATES, QUARTERS
from analytics.model.language import (
    INVENTED,
    LONGEST,
    Metrics,
    capitalised,
    counted,
    dollars,
    fitting,
    in_hundred,
    moved,
    number,
    percent,
    quarter,
    yields_in_brief,
)
from analytics.model.metric import NBSP, show
from analytics.model.scenario import SPECS, Scenario

CLAIMED = 300.0
"""USD bn that the commentary has due in the first quarter of 2026."""
HIGHEST = 15.0

SUBJECTS = dict(
    zip(
        ESTIMATES,
        (
            "due_q1_2026",
            "due_2026",
            "due_2027",
            "due_through_2029",
            "due_within_5y",
            "total_debt",
            "floating_share",
            "unprofitable_share",
        ),
        strict=True,
    )
)
"""What the reader calls a published estimate, and its name in the table of them."""


def answer(metrics: Metrics, invented: bool = False) -> str:
    """How many profitable small caps lose their profit at the reader's yields, in at most 85 characters.

    Where the market is `invented` it says so.
    """
    share = number(metrics, "wiped_out_share")
    if share is None:
        return "Nothing can be repriced: no profitable issuer of the band tags its debt."
    many = in_hundred(share) if share > 0 else "none of the"
    few, at = f"under 1{NBSP}%" if 0 < share < 0.5 else in_hundred(share), yields_in_brief(metrics)
    if not invented:
        lost = (f"refinancing wipes out {many} profitable small caps", f"{many} profitable small caps make a loss")
        return fitting((f"{at} {told}." for told in (*lost, f"{few} profitable small caps make a loss")), LONGEST)
    if not moved(metrics):
        return f"{capitalised(INVENTED)}, refinancing wipes out {many} profitable small caps."
    brief = (
        f"{many} profitable small caps make a loss",
        f"{many} turn to loss",
        f"{few} turn to loss",
        f"{few} make a loss",
    )
    return fitting((f"{at} {told} {INVENTED}." for told in brief), LONGEST)


def prose(metrics: Metrics, scenario: Scenario, invented: bool = False) -> str:
    """What falls due, the claimed quarter, whose profit is meant, 4.50 %, and the yield at which half have lost it."""
    return " ".join(sentences(metrics, scenario, invented))


def sentences(metrics: Metrics, scenario: Scenario, invented: bool = False) -> tuple[str, ...]:
    """The same, a sentence each."""
    due, share = number(metrics, "due_window"), number(metrics, "due_share")
    parts = []
    if due is not None and share is not None:
        amount = f"About {dollars(due)} falls due" if due > 0 else "No debt falls due"
        parts.append(f"{amount} {window(scenario)}{f', {percent(share)} of the debt' if due > 0 else ''}.")
    low, high = (number(metrics, f"due_q1_2026_{end}") for end in ("low", "high"))
    if low is not None and high is not None and judges(scenario, invented):
        fell = f"at most {dollars(high)}" if high < CLAIMED else f"{dollars(low)} to {dollars(high)}"
        parts.append(f"In Q1 2026 {fell} fell due; the commentary said {CLAIMED:.0f}.")
    if scenario.spread_bp:
        wider = "wider" if scenario.spread_bp > 0 else "narrower"
        parts.append(f"Credit spreads on new debt are taken {show(abs(scenario.spread_bp), 'bp')} {wider}.")
    profitable, other = number(metrics, "profitable"), number(metrics, "other_sign")
    if profitable is not None and other is not None and profitable > 0:
        signs = f"; {counted(other, 'issuer')} reported a net income of the other sign" if other else ""
        told = f"{counted(profitable, 'issuer')} {'earns' if profitable == 1 else 'earn'} one before refinancing"
        parts.append(f"Profit is operating profit less interest and tax: {told}{signs}.")
    least, most = (number(metrics, f"wiped_out_share_{end}") for end in ("low", "high"))
    if least is not None and most is not None and round(most) > round(least):
        parts.append(f"By how much of the untagged debt floats, {least:.0f} to {most:.0f} in 100 lose their profit.")
    at, median, above = (number(metrics, name) for name in ("wiped_out_at_450", "break_even_median", "above_15_share"))
    if at is not None:
        many = in_hundred(at) if at > 0 else "none of them"
        parts.append(f"At a ten-year of 4.50{NBSP}%, the three-month moved by as much, {many} would lose their profit.")
    if median is not None:
        parts.append(f"Half of them keep a profit until the ten-year reaches {show(median, '%', 1)}.")
    elif above is not None and above >= 50:
        parts.append(f"More than half stay profitable at any ten-year up to {show(HIGHEST, '%', 0)}.")
    return tuple(parts)


def judges(scenario: Scenario, invented: bool) -> bool:
    """Whether the commentary's claims can be judged: in a live world, on the ranks they speak of."""
    ranks = ("band_low", "band_high", "real_estate")
    return not invented and all(getattr(scenario, name) == SPECS[name].default for name in ranks)


def window(scenario: Scenario) -> str:
    """The maturity window as the sentences say it: "from Q3 2026 to Q2 2028", "in Q1 2026"."""
    first, last = scenario.due_from, scenario.due_to
    if first is None or last is None:
        return "in the window"
    first, last = sorted((first, last), key=QUARTERS.index)
    return f"in {quarter(first)}" if first == last else f"from {quarter(first)} to {quarter(last)}"


def titles(metrics: Metrics, scenario: Scenario, invented: bool = False) -> dict[str, str]:
    """The finding of each figure, by figure; what judges a claim only where it can be judged."""
    return {
        "wall": _wall(metrics, judges(scenario, invented)),
        "by_yield": _by_yield(metrics, not invented),
        "break_evens": _break_evens(metrics),
        "coverage": _coverage(metrics),
        "heat": _heat(metrics),
        "sectors": _sectors(metrics),
        "fan": "Where the ten-year may go by the end of the window",
        "share_fan": _ahead(metrics),
        "by_end": _middle(metrics),
        "estimates": "Our totals beside published ones",
    }


def _wall(metrics: Metrics, judged: bool) -> str:
    largest = number(metrics, "due_quarter_largest")
    if not largest:
        return "No debt of this band falls due"
    if judged and largest < CLAIMED / 2:
        return f"No single quarter comes near {dollars(CLAIMED)}"
    return f"The largest quarter is {quarter(metrics['due_quarter_largest'].subject)}: {dollars(largest)}"


def _by_yield(metrics: Metrics, judged: bool) -> str:
    """The share at the reader's ten-year and at the higher of the marks that is not it."""
    here, level = number(metrics, "wiped_out_share"), number(metrics, "ten_year_scenario")
    mark, name = (4.82, "wiped_out_at_482") if level is None or round(level, 2) != 4.82 else (4.5, "wiped_out_at_450")
    other = number(metrics, name)
    if here is None or other is None or level is None:
        return "What each yield would do cannot be said"
    ends = sorted(((level, here), (mark, other)))
    if not here and not other:
        return f"Nobody loses a profit up to a ten-year of {show(ends[1][0], '%')}"
    (low, first), (high, last) = ends
    how = "a slope, not a cliff" if last - first < 10 else "a steep step"
    if judged:
        return f"{percent(first)} at {show(low, '%')}, {percent(last)} at {show(high, '%')}: {how}"
    return f"{percent(first)} lose their profit at {show(low, '%')}, {percent(last)} at {show(high, '%')}"


def _break_evens(metrics: Metrics) -> str:
    median, above = number(metrics, "break_even_median"), number(metrics, "above_15_share")
    if median is not None:
        return f"Half of the profitable issuers lose it by {show(median, '%', 1)}"
    if above is not None and above >= 50:
        return f"More than half stay profitable at any ten-year up to {show(HIGHEST, '%', 0)}"
    return "No break-even can be computed"


def _coverage(metrics: Metrics) -> str:
    before, after = number(metrics, "icr_median_before"), number(metrics, "icr_median_after")
    if before is None or after is None:
        return "Interest coverage is not tagged"
    verb = "falls" if after < before - 0.005 else "rises" if after > before + 0.005 else "stays"
    return f"Median coverage {verb} from {before:.2f} to {after:.2f}" if verb != "stays" else "Median coverage holds"


def _heat(metrics: Metrics) -> str:
    yields, spreads = number(metrics, "wiped_out_yield_point"), number(metrics, "wiped_out_spread_point")
    if yields is None or spreads is None:
        return "Yield and spread together"
    more = "Yield matters more than spread" if yields > spreads else "Spread matters more than yield"
    return more if abs(yields - spreads) >= 0.5 else "A point of yield weighs like a point of spread"


def _sectors(metrics: Metrics) -> str:
    share = number(metrics, "sector_wiped_out_highest")
    if not share:
        return "No sector of ten issuers or more loses a profit"
    return f"Hit hardest: {metrics['sector_wiped_out_highest'].subject}, {percent(share)}"


def _ahead(metrics: Metrics) -> str:
    low, high = number(metrics, "wiped_out_p05"), number(metrics, "wiped_out_p95")
    if low is None or high is None:
        return "Too few daily changes to draw paths"
    return f"In {show(90, '%', 0)} of simulated paths, {low:.0f} to {percent(high)} lose their profit"


def _middle(metrics: Metrics) -> str:
    middle = number(metrics, "wiped_out_p50")
    if middle is None:
        return "Too few daily changes to draw paths"
    return f"On half of the paths {percent(middle)} or more lose their profit"
