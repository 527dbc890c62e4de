"""The cards of each page: six figures in pairs, each with what it is to be held against."""

from __future__ import annotations

from collections.abc import Mapping

from analytics.credit import words as credit_words
from analytics.debt_wall.words import CLAIMED, judges
from analytics.divergence.metric_parts import shown_basis
from analytics.model.language import more, number, percent, span
from analytics.model.metric import NBSP, Metric, by_id, day, show
from analytics.output.views import Answer
from ui.show import Card, short

Metrics = Mapping[str, Metric]


def divergence(answer: Answer) -> list[Card]:
    """Gaps, ratio and drawdown on the shown basis, and what the yields have to do with it."""
    metrics = by_id(answer.result.metrics)
    end = "_total" if shown_basis(answer.scenario) == "Total return" else ""
    both = " v ".join(short(metrics[f"{side}_ytd{end}"], 1, sign=True) for side in ("small", "large"))
    fall = metrics[f"relative_drawdown{end}"]
    return [
        Card("Gap this year", metrics[f"ytd_gap{end}"], 1, True, both),
        Card("Gap, three years", metrics[f"gap_3y{end}"], 1, True, _rank(metrics[f"gap_3y_percentile{end}"])),
        Card("Small to large", metrics[f"ratio{end}"], None, False, _rank(metrics[f"ratio_percentile{end}"])),
        Card("Relative drawdown", fall, 1, False, f"high {day(fall.since)}" if fall.since else ""),
        Card("Rate sensitivity", metrics["rate_duration_gap"], 2, False, *_spread(metrics, "rate_duration_gap")),
        Card("Gap at that yield", metrics["gap_effect"], 1, True, _level(metrics)),
    ]


def _rank(metric: Metric) -> str:
    return "" if metric.value is None else f"percentile {show(metric.value, 'percentile', 0)}"


def _spread(metrics: Metrics, name: str) -> tuple[str, str]:
    """The half-width of a 95 % interval, and the value in few letters."""
    value, low, high = (metrics[name + part].value for part in ("", "_low", "_high"))
    if not (isinstance(value, float) and isinstance(low, float) and isinstance(high, float)):
        return "", ""
    return f"per +1{NBSP}pp, ± {(high - low) / 2:.1f}", show(value, "pp", 2, sign=True)


def followed(metric: Metric, words: str, decimals: int | None = None) -> str:
    """A figure with the words after it, for the second line of a card; nothing where it is n/a."""
    return "" if metric.value is None else f"{short(metric, decimals)} {words}"


def _level(metrics: Metrics) -> str:
    change, level = metrics["ten_year_change"], metrics["ten_year_scenario"]
    if change.value is None or level.value is None:
        return ""
    if not change.value and level.as_of:
        return f"{short(level)}, {day(level.as_of)}"
    return f"ten-year {short(level)}"


def regional_banks(answer: Answer) -> list[Card]:
    """Losses, real estate, deposits and the fund; of the fund and lending alone where no bank has filed."""
    metrics = by_id(answer.result.metrics)
    if "unrealised_loss" not in metrics:
        return _fund(metrics)
    beyond, run, loss = metrics["banks_beyond_50"], metrics["uncovered_banks"], metrics["unrealised_loss"]
    to_equity, filed = metrics["unrealised_loss_to_equity"], metrics["unrealised_loss_to_equity_filed"]
    count = f"{beyond.value:,} bank{'s' * (beyond.value != 1)}" if isinstance(beyond.value, int) else ""
    return [
        Card("Unrealised loss", loss, 0, False, followed(metrics["unrealised_loss_filed"], "filed", 0)),
        Card("Loss to equity", to_equity, 1, False, followed(filed, "filed", 1)),
        Card("Lose half", beyond, 0, False, followed(metrics["banks_beyond_100"], "lose all"), count),
        Card(
            "Real-estate loss", metrics["cre_loss"], 0, False, followed(metrics["cre_loss_to_equity"], "of equity", 1)
        ),
        Card("Uninsured", metrics["uninsured_share"], 0, False, followed(run, "uncovered")),
        *_fund(metrics)[:1],
    ]


def _fund(metrics: Metrics) -> list[Card]:
    rows = [
        ("KRE this year", "kre_ytd", 1, True, "SPY", "spy_ytd"),
        ("KRE drawdown", "kre_drawdown", 1, False, "", ""),
        ("KRE beta", "kre_beta_1y", 2, False, "", ""),
        ("Standards, net", "standards_small", 1, True, "larger", "standards_large"),
        ("Late property", "cre_delinquency", 2, False, "", ""),
        ("Business loans", "business_loans_growth", 1, True, "", ""),
    ]
    return [
        Card(label, metrics[name], places, sign, f"{who} {short(metrics[other], places, sign=sign)}" if who else "")
        for label, name, places, sign, who, other in rows
        if name in metrics
    ]


def credit(answer: Answer) -> list[Card]:
    """Standards, spread, business loans, cards late, inventories, and what a new bond would pay."""
    metrics = by_id(answer.result.metrics)
    rank = metrics["spread_hy_percentile"]
    place = "window short" if rank.value is None else _rank(rank)
    high = credit_words.ten_year_high(metrics, "card_delinquency")
    return [
        Card("Standards, net", metrics["standards_small"], 1, True, f"larger {short(metrics['standards_large'], 1)}"),
        Card("High-yield spread", metrics["spread_hy"], 0, False, place if metrics["spread_hy"].value else ""),
        Card("Business loans", metrics["lending_business"], 1, True, "over a year"),
        Card("Cards late", metrics["card_delinquency"], 2, False, high),
        Card("Retail inventories", metrics["inventories_to_sales"], 2, False, "months of sales"),
        Card("New high yield", metrics["spread_hy_yield"], 2, False, "five-year plus spread"),
    ]


def bank(answer: Answer) -> list[Card]:
    """Size, losses over capital, real estate, deposits and the Texas ratio of one bank."""
    metrics = by_id(answer.result.metrics)
    burden, regulatory = metrics["burden"], metrics["cet1_burden"]
    return [
        Card("Assets", metrics["assets"], 0),
        Card("Loss to equity", burden, 1, False, followed(metrics["burden_filed"], "filed", 1)),
        Card("Loss to CET1", regulatory, 1, False, followed(metrics["cet1_burden_filed"], "filed", 1)),
        Card("Property loans", metrics["cre_to_capital"], 0, False, "of capital"),
        Card("Uninsured", metrics["uninsured_share"], 0, False, f"coverage {short(metrics['coverage'], 0)}"),
        Card("Texas ratio", metrics["texas"], 1, False, "100 % is a warning"),
    ]


def debt_wall(answer: Answer) -> list[Card]:
    """What falls due, what refinancing adds, and whose profit it takes."""
    metrics = by_id(answer.result.metrics)
    low, high = number(metrics, "due_q1_2026_low"), number(metrics, "due_q1_2026_high")
    ends = ""
    if low is not None and high is not None:
        ends = span(low, high)
    claimed = f"claimed: over {CLAIMED:.0f}" if judges(answer.scenario, answer.result.illustrative) else ""
    published = followed(metrics["wiped_out_at_today"], "published", 1)
    extra, earnings = metrics["extra_interest"], metrics["wiped_out_earnings_share"]
    added = number(metrics, "extra_interest_share")
    share = "" if added is None else more(added, percent)
    places = 1 if isinstance(extra.value, float) and abs(extra.value) < 10 else 0
    coverage = followed(metrics["icr_median_before"], "before", 2)
    return [
        Card("Due in the window", metrics["due_window"], 0, False, followed(metrics["due_share"], "of all debt", 0)),
        Card("Due in Q1 2026", metrics["due_q1_2026"], 0, False, claimed, ends),
        Card("Extra interest", extra, places, True, share),
        Card("Median coverage", metrics["icr_median_after"], 2, False, coverage),
        Card("Profit wiped out", metrics["wiped_out_share"], 1, False, published),
        Card("Their debt", metrics["wiped_out_debt_share"], 1, False, followed(earnings, "of profit", 1)),
    ]


def issuers(answer: Answer) -> list[Card]:
    """Losses, zombies, coverage, debt at risk, and how often the claim holds."""
    metrics = by_id(answer.result.metrics)

    def unknown(name: str) -> str:
        count = metrics[f"{name}_unclassifiable"].value
        return f"{count:,} not classed" if isinstance(count, int) and count else "all classed"

    holds, ways = metrics["specification_unprofitable_holds"], metrics["specification_unprofitable_count"]
    return [
        Card("Unprofitable", metrics["unprofitable_share"], 1, False, unknown("unprofitable")),
        Card("Coverage below 1", metrics["icr_below_one_share"], 1, False, unknown("icr_below_one")),
        Card("OECD zombies", metrics["zombie_oecd_share"], 1, False, unknown("zombie_oecd")),
        Card("Fed zombies", metrics["zombie_fed_share"], 1, False, unknown("zombie_fed")),
        Card(
            "Debt at risk",
            metrics["zombie_debt_at_risk"],
            1,
            False,
            f"coverage {short(metrics['zombie_aggregate_icr'], 1)}",
        ),
        Card("Ways to count", ways, 0, False, "of losses")
        if answer.result.illustrative
        else Card("Nearly 40 % holds", holds, 0, False, f"of {short(ways)} ways"),
    ]


def issuer(answer: Answer) -> list[Card]:
    """Debt, what falls due, what refinancing adds, and the break-even of one issuer."""
    metrics = by_id(answer.result.metrics)
    due, even = metrics["due_window"], metrics["break_even"]
    return [
        Card("Debt", metrics["debt"], 0),
        Card("Due in the window", due, 0, False, due.note),
        Card("Extra interest", metrics["extra_interest"], 1, True, "a year"),
        Card("Coverage after", metrics["icr_after"], 2, False, followed(metrics["icr_before"], "before", 2)),
        Card("Profit after", metrics["profit_after"], 1, False, "modelled, a year"),
        Card("Break-even", even, 2, False, even.note),
    ]
