"""The debt wall in words: its answer, the sentences under it, and the finding of each figure."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.model.language import Metrics, in_hundred, moved, number, percent, quarter
from analytics.model.metric import NBSP, show
from analytics.model.scenario import ESTIMATES, QUARTERS, Scenario

CLAIMED = 300.0
"""USD bn that the commentary has due in the first quarter of 2026."""
HIGHEST = 15.0
FEWEST = 10
"""Profitable issuers a sector needs to be named."""

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


def answer(metrics: Metrics) -> str:
    """How many profitable small caps lose their profit at the reader's ten-year, in at most 85 characters."""
    share, level = number(metrics, "wiped_out_share"), metrics["ten_year_scenario"]
    if share is None:
        return "Nothing can be repriced: no profitable issuer of the band tags its debt."
    many = in_hundred(share) if share > 0 else "none of the"
    if moved(metrics):
        return f"At a ten-year of {level.text}, refinancing wipes out {many} profitable small caps."
    return f"At today's {level.text}, refinancing wipes out {many} profitable small caps."


def prose(metrics: Metrics, scenario: Scenario) -> str:
    """What falls due, the claimed quarter, 4.50 %, and the yield at which half of the profits are gone."""
    return " ".join(sentences(metrics, scenario))


def sentences(metrics: Metrics, scenario: Scenario) -> tuple[str, ...]:
    """The same, a sentence each."""
    due, share = metrics["due_window"], metrics["due_share"]
    parts = [
        f"About {show(due.value, 'USD bn', 0)} falls due {window(scenario)}, {show(share.value, '%', 0)} of the debt."
    ]
    low, high = (number(metrics, f"due_q1_2026_{end}") for end in ("low", "high"))
    if low is not None and high is not None:
        verb = "not the 300 claimed" if high < CLAIMED else "the 300 claimed lies within"
        parts.append(f"The first quarter of 2026 held {low:,.0f} to {show(high, 'USD bn', 0)}, {verb}.")
    if scenario.spread_bp:
        wider = "wider" if scenario.spread_bp > 0 else "narrower"
        parts.append(f"Credit spreads are taken {show(abs(scenario.spread_bp), 'bp')} {wider} than today's.")
    at, median = number(metrics, "wiped_out_at_450"), number(metrics, "break_even_median")
    if at is not None:
        parts.append(f"At 4.50{NBSP}% it is {in_hundred(at)}.")
    if median is not None:
        until = f"reaches {show(median, '%', 1)}" if median <= HIGHEST else f"is above {show(HIGHEST, '%', 0)}"
        parts.append(f"Half of the profitable companies keep a profit until the ten-year {until}.")
    return tuple(parts)


def window(scenario: Scenario) -> str:
    """The maturity window as the sentences say it: "from Q3 2026 to Q2 2028", "in Q1 2026"."""
    first, last = scenario.due_from, scenario.due_to
    if first is None or last is None:
        return "in the window"
    first, last = sorted((first, last), key=QUARTERS.index)
    return f"in {quarter(first)}" if first == last else f"from {quarter(first)} to {quarter(last)}"


def titles(metrics: Metrics, tables: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """The finding of each figure, by figure."""
    return {
        "wall": _wall(tables["wall"]),
        "by_yield": _by_yield(metrics),
        "break_evens": _break_evens(metrics),
        "coverage": _coverage(metrics),
        "heat": _heat(metrics, tables["heat"]),
        "sectors": _sectors(tables["sectors"]),
        "fan": "Where yields may go by the end of the window",
        "share_fan": _ahead(metrics),
        "by_end": _middle(metrics),
        "estimates": "Our totals beside published ones",
    }


def _wall(wall: pd.DataFrame) -> str:
    quarters = wall[wall["in_window"]]
    if quarters.empty or quarters["total_usd_bn"].max() <= 0:
        return "No debt of this band falls due"
    largest = float(quarters["total_usd_bn"].max())
    if largest < CLAIMED / 2:
        return f"No single quarter comes near 300{NBSP}USD bn"
    name = quarters["quarter"].tolist()[int(quarters["total_usd_bn"].to_numpy().argmax())]
    return f"The largest quarter is {quarter(name)}: {show(largest, 'USD bn', 0)}"


def _by_yield(metrics: Metrics) -> str:
    today, level = number(metrics, "wiped_out_at_today"), number(metrics, "ten_year")
    other = number(metrics, "wiped_out_at_482")
    if today is None or other is None or level is None:
        return "What each yield would do cannot be said"
    first, last = (today, other) if level <= 4.82 else (other, today)
    at = ("today", f"4.82{NBSP}%") if level <= 4.82 else (f"4.82{NBSP}%", "today")
    how = "a slope, not a cliff" if last - first < 10 else "a steep step"
    return f"{percent(first)} at {at[0]}, {percent(last)} at {at[1]}: {how}"


def _break_evens(metrics: Metrics) -> str:
    median = number(metrics, "break_even_median")
    if median is None:
        return "No break-even can be computed"
    if median > HIGHEST:
        return f"Most profits survive any yield up to {show(HIGHEST, '%', 0)}"
    return f"Half of the profits are gone at {show(median, '%', 1)}"


def _coverage(metrics: Metrics) -> str:
    before, after = number(metrics, "icr_median_before"), number(metrics, "icr_median_after")
    if before is None or after is None:
        return "Interest coverage is not tagged"
    verb = "falls" if after < before - 0.005 else "rises" if after > before + 0.005 else "stays"
    return f"Median coverage {verb} from {before:.2f} to {after:.2f}" if verb != "stays" else "Median coverage holds"


def _heat(metrics: Metrics, heat: pd.DataFrame) -> str:
    level = number(metrics, "ten_year")
    if level is None or heat.empty:
        return "Yield and spread together"
    cells = zip(*(heat[name].tolist() for name in ("ten_year_pct", "spread_bp", "share_pct")), strict=True)
    shares = {(ten_year, spread): share for ten_year, spread, share in cells}
    nearest = min((ten_year for ten_year, _ in shares), key=lambda value: abs(value - level))
    here, yields, spreads = shares.get((nearest, 0)), shares.get((nearest + 1, 0)), shares.get((nearest, 100))
    if here is None or yields is None or spreads is None:
        return "Yield and spread together"
    more = "Yield matters more than spread" if yields > spreads else "Spread matters more than yield"
    return more if abs(yields - spreads) >= 0.5 else "A point of yield weighs like a point of spread"


def _sectors(sectors: pd.DataFrame) -> str:
    rows = zip(*(sectors[name].tolist() for name in ("wiped_out_pct", "sector", "profitable_count")), strict=True)
    told = [(share, name) for share, name, count in rows if count >= FEWEST and share == share]
    share, name = max(told, key=lambda row: row[0], default=(0.0, ""))
    return f"Hit hardest: {name}, {percent(share)}" if share > 0 else "No sector loses a profit"


def _ahead(metrics: Metrics) -> str:
    low, high = number(metrics, "wiped_out_p05"), number(metrics, "wiped_out_p95")
    if low is None or high is None:
        return "Too few daily changes to draw paths"
    return f"On nine paths in ten, {low:.0f} to {percent(high)} are wiped out"


def _middle(metrics: Metrics) -> str:
    middle = number(metrics, "wiped_out_p50")
    return "Too few daily changes to draw paths" if middle is None else f"Half of the paths end above {percent(middle)}"
