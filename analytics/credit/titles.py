"""The finding over each chart of Credit."""

from __future__ import annotations

from datetime import date

from analytics.credit import words
from analytics.credit.indicators import QUALITY
from analytics.model.language import Metrics, capitalised, counted, dollars, more, moved, number
from analytics.model.metric import day, show

NOTHING = {
    "standards": "Standards: the survey is not held",
    "spread": "Spreads are not held",
    "lending": "Growth of loans is not held",
    "inventories": "Retail inventories are not held",
    "liquidity": "Net liquidity is not known",
    "cpi": "Consumer prices are not held",
}
LATE = tuple(one.name for one in QUALITY if one.kind == "Delinquency")
WRITTEN_OFF = tuple(one.name for one in QUALITY if one.kind == "Charge-offs")


def titles(metrics: Metrics) -> dict[str, str]:
    """The finding of each chart, by key; one whose figures are n/a says so."""
    return {
        "signs": _signs(metrics),
        "standards": _standards(metrics),
        "demand": _demand(metrics),
        "standards_now": "Every survey series, and since when none was tighter",
        "spread": _spread(metrics),
        "spread_ratings": _ratings(metrics),
        "spread_now": "Each rating's spread, and how wide it is for its history",
        "spread_yield": _yield(metrics),
        "lending": _growth(metrics),
        "credit_growth": _consumer_growth(metrics),
        "lending_now": "Growth of each kind of loan, and since when none was faster",
        "inventories": _inventories(metrics),
        "delinquency": _quality(metrics, LATE, "Delinquency", "late"),
        "charge_offs": _quality(metrics, WRITTEN_OFF, "Charge-offs", "charged off"),
        "cre_quality": _cre(metrics),
        "cre_charge_offs": _cre_gone(metrics),
        "quality_now": "Late and written off are two things: each series, and since when it was higher",
        "facilities": words.facilities(metrics),
        "liquidity": _liquidity(metrics),
        "facilities_now": "What the Fed lends and holds, and since when it was more",
        "cpi": _prices(metrics),
        "calendar": _calendar(metrics),
    }


def _signs(metrics: Metrics) -> str:
    known, met = number(metrics, "lending_freeze_known"), number(metrics, "lending_freeze_signs")
    if not known or met is None:
        return "None of the signs of a freeze is known"
    return f"{capitalised(counted(met, 'sign'))} of a freeze {'is' if met < 2 else 'are'} met of {known:.0f} known"


def _standards(metrics: Metrics) -> str:
    small = number(metrics, "standards_small")
    if small is None:
        return NOTHING["standards"]
    if small == 0:
        return f"As many banks ease as tighten for small firms, {words.period(metrics, 'standards_small')}"
    way = "tighten" if small > 0 else "ease"
    return (
        f"A net {show(abs(small), '%', 1)} of banks {way} for small firms, {words.period(metrics, 'standards_small')}"
    )


def _demand(metrics: Metrics) -> str:
    large = number(metrics, "standards_demand_large")
    if large is None:
        return NOTHING["standards"]
    way = "stronger" if large >= 0 else "weaker"
    on = words.period(metrics, "standards_demand_large")
    return f"A net {show(abs(large), '%', 1)} of banks see {way} demand of larger firms, {on}"


def _spread(metrics: Metrics) -> str:
    value, rank = number(metrics, "spread_hy"), number(metrics, "spread_hy_percentile")
    if value is None:
        return NOTHING["spread"]
    place = "window short" if rank is None else f"percentile {show(rank, 'percentile', 0)} since 1997"
    return f"High yield paid {show(value, 'bp')} on {words.period(metrics, 'spread_hy')}, {place}"


def _yield(metrics: Metrics) -> str:
    value = number(metrics, "spread_hy_yield")
    if value is None:
        return "What a new bond would pay is not known"
    at = "At the reader's yields" if moved(metrics) else "At the published yields"
    return f"{at} a new high-yield bond would pay {show(value, '%')}"


def _growth(metrics: Metrics) -> str:
    value = number(metrics, "lending_business")
    if value is None:
        return NOTHING["lending"]
    way = "grew" if value >= 0 else "shrank"
    on = words.period(metrics, "lending_business")
    return f"Business loans {way} {show(abs(value), '%', 1)} over the year to {on}"


def _consumer_growth(metrics: Metrics) -> str:
    parts = []
    for name, what in (("card", "credit cards"), ("auto", "auto loans")):
        if (value := number(metrics, f"lending_{name}")) is not None:
            on = words.period(metrics, f"lending_{name}")
            parts.append(f"{what} {show(value, '%', 1, sign=True)} over the year to {on}")
    return capitalised("; ".join(parts)) if parts else NOTHING["lending"]


def _inventories(metrics: Metrics) -> str:
    ratio = number(metrics, "inventories_to_sales")
    if ratio is None:
        return NOTHING["inventories"]
    since = words.since(metrics, "inventories_to_sales")
    return f"Retailers held {ratio:.2f} months of sales in {words.period(metrics, 'inventories_to_sales')}, {since}"


def _quality(metrics: Metrics, names: tuple[str, ...], what: str, verb: str) -> str:
    """How many of the series are at a ten-year high, the cards' value first."""
    card = next(name for name in names if name.startswith("card"))
    value = number(metrics, card)
    flags = [number(metrics, f"{name}_ten_year_high") for name in names]
    known = [flag for flag in flags if flag is not None]
    if value is None and not known:
        return f"{what}: nothing is held"
    high = f"{capitalised(counted(sum(known), 'series', 'series'))} of {len(known)} at a ten-year high"
    if value is None:
        return high
    return f"{show(value, '%')} of card loans {verb} in {words.period(metrics, card)}, {words.since(metrics, card)}"


def _cre(metrics: Metrics) -> str:
    return _of_property(metrics, "cre_delinquency", "Delinquency", "is", "of commercial real estate late")


def _cre_gone(metrics: Metrics) -> str:
    return _of_property(metrics, "cre_charge_offs", "Charge-offs", "are", "a year of such loans charged off")


def _of_property(metrics: Metrics, name: str, noun: str, verb: str, what: str) -> str:
    """A rate of commercial real estate, its quarter, and since when it was higher."""
    value = number(metrics, name)
    if value is None:
        return f"{noun} of commercial real estate {verb} not held"
    return f"{show(value, '%')} {what} in {words.period(metrics, name)}, {words.since(metrics, name)}"


def _ratings(metrics: Metrics) -> str:
    ccc, bb = number(metrics, "spread_ccc"), number(metrics, "spread_bb")
    if ccc is None or bb is None:
        return "The spreads of every high-yield rating are not held"
    on, apart = words.period(metrics, "spread_ccc"), more(ccc - bb, lambda value: show(value, "bp"))
    return f"CCC paid {show(ccc, 'bp')} over Treasuries on {on}, {apart} than BB"


def _calendar(metrics: Metrics) -> str:
    """When the Committee decides next, and what the ten-year did the last time."""
    coming, last = metrics["calendar_fomc_next"].value, metrics["calendar_fomc_ten_year"]
    parts = [f"next FOMC decision {day(coming)}"] if isinstance(coming, date) else []
    if isinstance(last.value, float) and last.since is not None:
        parts.append(f"ten-year {show(last.value, 'bp', sign=True)} at that of {day(last.since)}")
    return capitalised("; ".join(parts)) if parts else "What moved on each FOMC, minutes and CPI day"


def _liquidity(metrics: Metrics) -> str:
    value = number(metrics, "facilities_net_liquidity")
    return NOTHING["liquidity"] if value is None else f"Net liquidity stood at {dollars(value)}{_on(metrics)}"


def _on(metrics: Metrics) -> str:
    on = metrics["facilities_net_liquidity"].as_of
    return "" if on is None else f" on {day(on)}"


def _prices(metrics: Metrics) -> str:
    year, month = number(metrics, "calendar_cpi_year"), metrics["calendar_cpi_year"].as_of
    if year is None or month is None:
        return NOTHING["cpi"]
    moved_by = f"{'rose' if year >= 0 else 'fell'} {show(abs(year), '%', 1)}"
    return f"Consumer prices {moved_by} over the year to {month:%b %Y}"
