"""Sentences of Issuers, made from its figures."""

from __future__ import annotations

import math

from analytics.frames.market import Result
from analytics.issuers import breadth_words, cash_words, warehouse_words
from analytics.issuers.definitions import DEFINITIONS
from analytics.model.language import (
    INVENTED,
    LONGEST,
    Metrics,
    capitalised,
    counted,
    fitting,
    in_hundred,
    lowered,
    moved,
    number,
    percent,
    yields,
)
from analytics.model.metric import NBSP, show
from analytics.model.scenario import Scenario

BASES = {"Count": "are {} of small caps", "Float": "have {} of public float", "Debt": "owe {} of debt"}
"""What a part of the firms is, has or owes, by weight."""
VERBS = {
    "unprofitable": ("lose money", "is of firms that lose money"),
    "icr_below_one": ("earn less than their interest", "is of firms that earn less than their interest"),
    "zombie_oecd": ("are zombies by the OECD", "is of zombies by the OECD"),
    "zombie_bis_broad": ("are zombies by the BIS", "is of zombies by the BIS"),
    "zombie_bis_narrow": ("are narrow BIS zombies", "is of narrow BIS zombies"),
    "zombie_bis_2022": ("are zombies by the BIS of 2022", "is of zombies by the BIS of 2022"),
    "zombie_fed": ("are zombies by the Fed", "is of zombies by the Fed"),
}
"""What falls under a definition is said to do or to be: of firms, and of an amount."""


def answer(metrics: Metrics, scenario: Scenario, invented: bool) -> str:
    """The share under the reader's definition and who is left out of it, in at most 85 characters."""
    definition = DEFINITIONS[scenario.definition]
    share = number(metrics, "zombie_headline_share")
    unknown, known = (number(metrics, f"zombie_headline_{end}") or 0.0 for end in ("unclassifiable", "classified"))
    if share is None:
        reason = metrics["zombie_headline_share"].note
        told = f"By {_rule(scenario)} no share can be said"
        return fitting((f"{told}: {reason}.", f"{told}, as too little is stored."), LONGEST)
    of_firms, of_amount = VERBS[definition.key]
    if scenario.weighting == "Count":
        told = f"{in_hundred(share) if share > 0 else 'none of the'} small caps {of_firms}"
    else:
        told = f"{percent(share)} of {scenario.weighting.lower()} {of_amount}"
    tail = f"; {unknown:,.0f} of {unknown + known:,.0f} cannot be classified" if unknown else ""
    short = f"; {unknown:,.0f} not classifiable" if unknown else ""
    if not invented:
        return fitting((f"{capitalised(told)}{end}." for end in (tail, short)), LONGEST)
    lead, few = capitalised(INVENTED), f"; {unknown:,.0f} not classed" if unknown else ""
    brief = f"{percent(share)} {of_firms if scenario.weighting == 'Count' else of_amount}"
    many = (f"{lead}, {told}{tail}.", f"{lead}, {told}{short}.", f"{lead}, {told}{few}.", f"{lead}, {brief}{few}.")
    return fitting(many, LONGEST)


def sentences(metrics: Metrics, scenario: Scenario, invented: bool) -> tuple[str, ...]:
    """Losses beside zombies, what the claim rests on, debt at risk, and what the reader's yields do to coverage."""
    parts = []
    loss, zombie = number(metrics, "unprofitable_share"), number(metrics, "zombie_oecd_share")
    if loss is not None:
        beside = (
            f", zombies by the OECD's rule {percent(zombie)}: a loss-maker is not a zombie"
            if zombie is not None
            else "; how many are zombies by the OECD's rule cannot be said, as "
            + metrics["zombie_oecd_share"].note.rstrip(".")
        )
        parts.append(f"Loss-makers {BASES[scenario.weighting].format(percent(loss))}{beside}.")
    holds, count = (number(metrics, f"specification_unprofitable_{end}") for end in ("holds", "count"))
    if holds is not None and count and not invented:
        parts.append(f"That nearly 40{NBSP}% lose money holds in {holds:.0f} of {count:.0f} ways to count losses.")
    whole, risk = number(metrics, "zombie_aggregate_icr"), number(metrics, "zombie_debt_at_risk")
    if whole is not None and risk is not None:
        parts.append(
            f"Added up, they earn {show(whole, 'x', 1)} their interest; {percent(risk)} of debt is of firms that do "
            "not earn theirs."
        )
    parts += cash_words.sentences(metrics)
    before, after = number(metrics, "zombie_icr_below_one_filed"), number(metrics, "zombie_icr_below_one_scenario")
    if before is not None and after is not None:
        told = f"{percent(after)} of borrowers would not earn their interest once refinanced"
        told += f", {percent(before)} do not as filed"
        parts.append(f"{yields(metrics)}, {told}.")
    return tuple(parts)


def findings(result: Result, metrics: Metrics, scenario: Scenario) -> dict[str, str]:
    """The finding of each chart."""
    return {
        "zombies": _definitions(metrics),
        "zombie_by_yield": _by_yield(metrics),
        "specification": _specification(result, metrics),
        "zombie_years": _years(result, scenario),
        "zombie_aggregate": _aggregate(metrics),
        "zombie_reasons": _unclassifiable(metrics, scenario),
        "zombie_published": _published(result),
        "zombie_firms": "The firms themselves",
        **cash_words.findings(result, metrics),
        **warehouse_words.findings(metrics),
        **breadth_words.findings(metrics),
    }


def _specification(result: Result, metrics: Metrics) -> str:
    """In how many specifications the claim holds; how far they lie apart in an invented market, which is not judged."""
    shares = result.tables["specification"]["share_pct"].dropna()
    if shares.empty:
        return "Nothing can be measured by any specification"
    if result.illustrative:
        return f"{len(shares)} specifications, from {percent(shares.min())} to {percent(shares.max())}"
    every, known = (number(metrics, f"specification_{end}") or 0.0 for end in ("holds", "count"))
    holds, losses = (number(metrics, f"specification_unprofitable_{end}") or 0.0 for end in ("holds", "count"))
    told = f"Nearly 40{NBSP}% holds in {every:.0f} of {known:.0f} specifications"
    return f"{told}, {holds:.0f} of {losses:.0f} that count losses"


def _unclassifiable(metrics: Metrics, scenario: Scenario) -> str:
    count = number(metrics, "zombie_headline_unclassifiable") or 0.0
    if not count:
        return f"Every firm is classifiable by {_rule(scenario)}"
    told = capitalised(counted(count, "firm"))
    return f"{told} {'are' if count > 1 else 'is'} not classifiable by {_rule(scenario)}"


def _rule(scenario: Scenario) -> str:
    """The reader's definition within a sentence."""
    name = scenario.definition
    return f"the rule of {name}" if name[:3] in ("OEC", "BIS", "Fed") else f"“{lowered(name)}”"


def _definitions(metrics: Metrics) -> str:
    shares = {name: number(metrics, f"{one.key}_share") for name, one in DEFINITIONS.items()}
    stated = {name: share for name, share in shares.items() if share is not None}
    if len(stated) < 2:
        return "Too little is stored for most definitions"
    low, high = min(stated, key=lambda name: stated[name]), max(stated, key=lambda name: stated[name])
    return f"From {percent(stated[low])} ({low}) to {percent(stated[high])} ({high})"


def _by_yield(metrics: Metrics) -> str:
    at, rest = number(metrics, "zombie_icr_below_one_scenario"), number(metrics, "zombie_icr_below_one_published")
    if at is None or rest is None:
        return "No borrower can be repriced"
    if not moved(metrics):
        return f"{percent(at)} do not earn their interest at published yields"
    return f"{percent(at)} do not earn their interest, {percent(rest)} at published yields"


def _years(result: Result, scenario: Scenario) -> str:
    rows = result.tables["zombie_years"]
    mine = rows[(rows["definition"] == scenario.definition) & rows["share_pct"].notna()]
    if len(mine) < 2:
        return "Too few fiscal years are stored to compare"
    first, last = mine.iloc[0], mine.iloc[-1]
    return (
        f"{scenario.definition}: {percent(first.share_pct)} in {first.year}, {percent(last.share_pct)} in {last.year}"
    )


def _published(result: Result) -> str:
    """Between which shares the published ones lie, of losses and of zombies."""
    rows = result.tables["zombie_published"]
    is_loss = rows["definition"] == "Unprofitable"
    spans = [rows.loc[mask, "value"] for mask in (is_loss, ~is_loss)]
    if any(values.empty for values in spans):
        return "What others have published"
    losses, zombies = (f"{values.min():.0f} to {percent(float(values.max()))}" for values in spans)
    return f"Published: {losses} lose money, {zombies} are zombies"


def _aggregate(metrics: Metrics) -> str:
    whole = number(metrics, "zombie_aggregate_icr")
    if whole is None or math.isnan(whole):
        return "No firm tags both profit and interest"
    return f"Small caps together earn {show(whole, 'x', 1)} their interest"
