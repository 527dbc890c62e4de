"""Credit in words: the page's answer and the sentences under it, made from its figures."""

from __future__ import annotations

import pandas as pd

from analytics.credit.indicators import INVENTORIES, LENDING, QUALITY, SPREADS, STANDARDS
from analytics.model.language import INVENTED, Metrics, capitalised, dollars, moved, number, yields
from analytics.model.metric import day, show

SIGNS = 3
INDICATORS = {one.name: one for one in (*STANDARDS, *SPREADS, *QUALITY, *LENDING, *INVENTORIES)}
COUNTS = {1: "one", 2: "two", 3: "three"}


def answer(metrics: Metrics, invented: bool = False) -> str:
    """Whether credit is freezing, by the signs that are known, in at most 85 characters.

    An `invented` market says so, and is not judged.
    """
    known, met = number(metrics, "lending_freeze_known"), number(metrics, "lending_freeze_signs")
    if not known or met is None:
        return "Too little is held to say whether credit is freezing."
    known, met = int(known), int(met)
    which = "none" if not met else COUNTS[met]
    whole = "three signs" if known == SIGNS else f"{COUNTS[known]} known {'sign' if known == 1 else 'signs'}"
    part = "both known signs" if met == known == 2 else f"{which} of the {whole}"
    count = f"{part} of a credit freeze {'are' if met > 1 else 'is'} met"
    if invented:
        return f"{capitalised(INVENTED)}, {count}."
    if known < SIGNS:
        return f"{capitalised(count)}; {'a third is' if known == 2 else 'two are'} unknown."
    if met == SIGNS:
        return "Credit is freezing: all three signs are met."
    return "Credit is not freezing: none of the three signs is met." if not met else f"{capitalised(count)}."


def sentences(metrics: Metrics) -> tuple[str, ...]:
    """Standards, spread, loans, card delinquency and retail inventories, a sentence each; what is n/a is left out."""
    parts = (
        _standards(metrics), _spread(metrics), _loans(metrics), _cards(metrics), _inventories(metrics),
        borrowing(metrics),
    )  # fmt: skip
    return tuple(part for part in parts if part)


def since(metrics: Metrics, name: str) -> str:
    """Since when a series was not higher: "the highest since Q1 2013"; "the highest of its series" where never.

    Empty where the series has no value.
    """
    value, over = metrics.get(name), metrics.get(f"{name}_highest_over")
    if value is None or over is None or value.value is None:
        return ""
    if over.since is None:
        return "the highest of its series"
    if number(metrics, f"{name}_highest_over") == 1:
        return f"below the {INDICATORS[name].every} before"
    return f"the highest since {INDICATORS[name].period(pd.Timestamp(over.since))}"


def ten_year_high(metrics: Metrics, name: str) -> str:
    """Whether a series is at a ten-year high, in words; that its window is short where nobody knows. Empty without."""
    flag = metrics.get(f"{name}_ten_year_high")
    if flag is None:
        return ""
    if flag.value is None:
        return "window short"
    return "a ten-year high" if flag.value else "no ten-year high"


def period(metrics: Metrics, name: str) -> str:
    """The period of the newest value of a series: a quarter stays a quarter. Empty where there is no value."""
    as_of = metrics[name].as_of
    return "" if as_of is None else INDICATORS[name].period(pd.Timestamp(as_of))


def _standards(metrics: Metrics) -> str:
    small, large = number(metrics, "standards_small"), number(metrics, "standards_large")
    if small is None:
        return ""
    beside = "" if large is None else f" and {show(large, '%', 1)} for larger ones"
    return (
        f"A net {show(small, '%', 1)} of banks tightened standards for small firms{beside} in the survey of "
        f"{period(metrics, 'standards_small')}; over {show(40.0, '%', 0)} has gone with a freeze."
    )


def _spread(metrics: Metrics) -> str:
    value, rank = number(metrics, "spread_hy"), number(metrics, "spread_hy_percentile")
    if value is None:
        return ""
    on = period(metrics, "spread_hy")
    if rank is None:
        within = number(metrics, "spread_hy_percentile_kept")
        return (
            f"High-yield bonds paid {show(value, 'bp')} over Treasuries on {on}, percentile "
            f"{show(within, 'percentile', 0)} of a window too short to reach back to 1997."
        )
    return (
        f"High-yield bonds paid {show(value, 'bp')} over Treasuries on {on}, percentile "
        f"{show(rank, 'percentile', 0)} of all days since 1997."
    )


def _loans(metrics: Metrics) -> str:
    growth, nonbanks = number(metrics, "lending_business"), number(metrics, "lending_nonbanks")
    parts = []
    if growth is not None:
        parts.append(f"business loans {_moved(growth)} over the year to {period(metrics, 'lending_business')}")
    if nonbanks is not None:
        parts.append(f"loans to non-banks {_moved(nonbanks)} over the year to {period(metrics, 'lending_nonbanks')}")
    return f"{capitalised(', and '.join(parts))}." if parts else ""


def _moved(growth: float) -> str:
    return f"{'grew' if growth >= 0 else 'shrank'} {show(abs(growth), '%', 1)}"


def _cards(metrics: Metrics) -> str:
    late, gone = number(metrics, "card_delinquency"), number(metrics, "card_charge_offs")
    if late is None:
        return ""
    text = (
        f"Of credit-card loans {show(late, '%')} were late in {period(metrics, 'card_delinquency')}, "
        f"{since(metrics, 'card_delinquency')}, {ten_year_high(metrics, 'card_delinquency')}"
    )
    return f"{text}; {show(gone, '%')} a year were charged off." if gone is not None else f"{text}."


def _inventories(metrics: Metrics) -> str:
    ratio = number(metrics, "inventories_to_sales")
    if ratio is None:
        return ""
    return (
        f"Retailers held {ratio:.2f} months of sales in {period(metrics, 'inventories_to_sales')}, "
        f"{since(metrics, 'inventories_to_sales')}{decade(metrics)}."
    )


def decade(metrics: Metrics) -> str:
    """Where retail inventories stand against 2010 to 2019, to follow a comma; empty where that is not known."""
    ratio, low, high = (number(metrics, f"inventories_{name}") for name in ("to_sales", "decade_low", "decade_high"))
    if ratio is None or low is None or high is None:
        return ""
    side = "below" if ratio < low else "above" if ratio > high else "within"
    return f", {side} the range of 2010 to 2019 ({low:.2f} to {high:.2f})"


def borrowing(metrics: Metrics) -> str:
    """What a new high-yield bond would pay at the reader's yields."""
    value = number(metrics, "spread_hy_yield")
    if value is None:
        return ""
    return f"{yields(metrics)}, a new high-yield bond would pay {show(value, '%')}{_assumed(metrics)}."


def _assumed(metrics: Metrics) -> str:
    return " if spreads stood still" if moved(metrics) else ""


def facilities(metrics: Metrics) -> str:
    """What banks borrow from the Fed in an emergency."""
    window, term = (number(metrics, f"facilities_{name}") for name in ("discount_window", "term_funding"))
    if window is None and term is None:
        return "What the Fed lends to banks is not held"
    parts = [f"{dollars(window)} at the discount window"] if window is not None else []
    parts += [f"{dollars(term) if term else 'nothing'} under the Term Funding Program"] if term is not None else []
    on = metrics["facilities_discount_window" if window is not None else "facilities_term_funding"].as_of
    return f"Banks owed the Fed {' and '.join(parts)}{f', {day(on)}' if on else ''}"
