"""The banks in words: the page's answer, the sentences under it, and the finding of each figure a slider moves."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.banks.metric_parts import number
from analytics.banks.tables import NO_TANGIBLE, by_burden
from analytics.model.metric import NBSP, Metric, day, show

Metrics = Mapping[str, Metric]

NOT_REBUILT = (
    "Tables 1 and 2 of Jiang, Matvos, Piskorski and Seru (2024) rest on the Call Reports of March 2022 and on prices "
    "of funds; neither is here. Their case of Silicon Valley Bank is reproduced.",
    "A listed bank is the sum of its charters. What its parent owns and owes beside them is in no bank's filing.",
    "Which banks keep losses on securities for sale out of regulatory capital is not in BankFind: all but charters of "
    "700 USD bn and more are taken to.",
    "Small banks file maturities twice a year; between, those of up to two quarters before serve.",
)
"""What the page cannot show, for lack of data."""


def answer(metrics: Metrics) -> str:
    """What the reader's yields do to the banks, in at most 85 characters."""
    loss, ten = number(metrics, "unrealised_loss"), number(metrics, "ten_year_scenario")
    if loss is None or ten is None:
        return "No quarter of the banks is held yet."
    kind = "gains" if loss < 0 else "losses"
    amount = f"{abs(loss):,.0f}{NBSP}USD{NBSP}bn"
    loans = ", loans included" if "loans" in metrics["unrealised_loss"].label else ""
    if moved(metrics):
        told = f"{kind}{loans}" if loans else f"unrealised {kind}"
        return f"At a ten-year of {ten:.2f}{NBSP}%, banks would sit on {amount} of {told}."
    return f"At today's yields banks sit on {amount} of unrealised {kind}{loans}."


def moved(metrics: Metrics) -> bool:
    """Whether the reader's yields differ from the day's."""
    pairs = (("ten_year", "ten_year_scenario"), ("short_rate", "short_rate_scenario"))
    return any(round(100 * (number(metrics, a) or 0)) != round(100 * (number(metrics, b) or 0)) for a, b in pairs)


def prose(metrics: Metrics) -> str:
    """Whose books they are, what equity does not count yet, who would lose half, who is insured; what is not known
    is left out."""
    return " ".join(part for part in (_books(metrics), _burden(metrics), _insured(metrics)) if part)


def _books(metrics: Metrics) -> str:
    count, assets, lost = (number(metrics, name) for name in ("banks", "assets", "unrealised_loss_filed"))
    if count is None or assets is None or lost is None:
        return ""
    end = metrics["unrealised_loss_filed"].as_of
    when = f" of {day(end)}" if end else ""
    kind = "had lost" if lost >= 0 else "had gained"
    return (
        f"On the books{when}, {_counted(count)} with {_dollars(assets)} of assets {kind} {_dollars(abs(lost))} "
        "on securities."
    )


def _burden(metrics: Metrics) -> str:
    burden, filed = (number(metrics, f"unrealised_loss_to_equity{end}") for end in ("", "_filed"))
    half, whole = (number(metrics, f"banks_beyond_{part}") for part in (50, 100))
    if burden is None or filed is None or half is None or whole is None:
        return ""
    would = "would be" if moved(metrics) else "is"
    now, was = _percent(abs(burden)), _percent(abs(filed))
    turned = (burden < 0) != (filed < 0)
    if turned or burden < 0:
        now = f"a {'gain' if burden < 0 else 'loss'} of {now}"
    if turned:
        was = f"a {'gain' if filed < 0 else 'loss'} of {was}"
    return f"What equity does not count yet {would} {now} of tangible equity, {was} as filed: {_half(half, whole)}."


def _half(half: float, whole: float) -> str:
    """How many banks would lose half of their equity, and how many of them all."""
    if half <= 1:
        return f"{_counted(half)} would lose half of its own{', and all of it' if whole else ''}"
    return f"{_counted(half)} would lose half of theirs, {_counted(whole, 'of them')} all"


def _insured(metrics: Metrics) -> str:
    share, short = number(metrics, "uninsured_share"), number(metrics, "uncovered_banks")
    if share is None or short is None:
        return ""
    run = metrics["uncovered_banks"].label.partition(" when ")[2].partition(" of ")[0]
    end = "every bank could still pay the insured" if short == 0 else f"{_counted(short)} could not pay the insured"
    return f"Of deposits {_percent(share)} are uninsured; if {run} of those ran, {end}."


def loss_title(metrics: Metrics) -> str:
    """The finding of the distribution: how many banks the reader's yields bring beyond half of their equity."""
    now, then = (number(metrics, name) for name in ("banks_beyond_50", "banks_beyond_50_filed"))
    if now is None or then is None:
        return "What banks would lose is not known"
    if now == then == 0:
        return "No bank would lose half of its equity"
    start = f"{_many(now)} would lose half of {'its' if now <= 1 else 'their'} equity"
    if now == then:
        return f"{start}, as by the filings"
    return f"{start}, {abs(now - then):,.0f} {'more' if now > then else 'fewer'} than by the filings"


def beyond_title(table: pd.DataFrame) -> str:
    """The finding of the thresholds: the share of assets in banks beyond half of tangible equity."""
    chosen = table[(table["state"] == "scenario") & (table["threshold_pct"] == 50)].set_index("base")
    share = float(chosen["assets_share_pct"].get("tangible equity", float("nan")))
    if share != share:
        return "What lies beyond half of equity is not known"
    if share == 0:
        return "No assets lie with banks beyond half of equity"
    told = f"under 0.1{NBSP}%" if share < 0.1 else show(share, "%", 1)
    return f"Banks beyond half of equity hold {told} of assets"


def listed_title(table: pd.DataFrame) -> str:
    """The finding of the listed banks: the one that would lose most of its equity."""
    known = by_burden(table)
    if known.empty:
        return "What the listed banks would lose is not known"
    first, share = known["ticker"].tolist()[0], float(known["burden_scenario_pct"].to_numpy()[0])
    if "flag" in known and NO_TANGIBLE in known["flag"].tolist()[0]:
        return f"{first} has no tangible equity left"
    if share <= 0:
        return "No listed bank would lose any of its equity"
    return f"{first} would lose most: {_percent(share)} of its equity"


def run_title(metrics: Metrics) -> str:
    """The finding of the run: how many banks could not pay the insured."""
    short = number(metrics, "uncovered_banks")
    if short is None:
        return "Who is insured is not known"
    return (
        "Every bank could pay its insured depositors"
        if short == 0
        else "One bank could not pay its insured depositors"
        if short == 1
        else f"{_many(short)} could not pay their insured depositors"
    )


def defaults_title(metrics: Metrics) -> str:
    """The finding of the defaults: what they would cost, and how much of tangible equity that is."""
    lost, share = (number(metrics, name) for name in ("cre_loss", "cre_loss_to_equity"))
    if lost is None:
        return "What real estate would cost is not known"
    if lost == 0:
        return "Defaults on real estate would cost nothing"
    part = "" if share is None else f", {show(share, '%', 1)} of equity"
    return f"Defaults on real estate would cost {_dollars(lost)}{part}"


def property_title(metrics: Metrics) -> str:
    """The finding of the scatter of commercial real estate."""
    over, both = (number(metrics, name) for name in ("cre_over_300", "cre_both_parts"))
    if over is None:
        return "Concentration in commercial real estate is not known"
    if both is None:
        held, own = ("holds", "its") if over <= 1 else ("hold", "their")
        return f"{_many(over)} {held} commercial real estate of three times {own} capital"
    first = "none" if over == 0 else "one" if over == 1 else f"{over:,.0f}"
    return f"{_many(both)} {'meets' if both <= 1 else 'meet'} both parts of the supervisors' test, {first} the first"


def losses_title(metrics: Metrics) -> str:
    """The finding of the published losses: ours as filed beside the FDIC's."""
    filed = number(metrics, "unrealised_loss_filed")
    if filed is None:
        return "What others have published"
    return f"As filed {'a gain of ' if filed < 0 else ''}{_dollars(abs(filed))}; what others published"


def own_losses(metrics: Metrics, invented: bool) -> list[tuple[str, str, float, str]]:
    """Our own losses, to stand over published ones: name, scope, USD bn (NaN where n/a) and the state they are at."""
    who = "In this illustrative world" if invented else "Measured here"
    rows = []
    for state, words in (("filed", "as filed"), ("today", "at today's yields"), ("scenario", "at the slider")):
        if state == "scenario" and not moved(metrics):
            continue
        metric = metrics[f"unrealised_loss{'' if state == 'scenario' else f'_{state}'}"]
        lost = number(metrics, metric.id.rpartition(".")[2])
        kind = "securities and loans" if "loans" in metric.label else "securities"
        count = metric.note.partition(", books")[0]
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
            f"{_percent(share)} of banks, with {_dollars(assets)} of assets, hold 300{NBSP}% of capital and more."
        )
    for name, words in (
        ("construction_over_100", f"construction loans of 100{NBSP}% of capital"),
        ("cre_over_300_equity", f"300{NBSP}% over book equity instead"),
    ):
        count = number(metrics, name)
        if count is not None:
            parts.append(f"{words[0].upper()}{words[1:]}: {_counted(count)}.")
    return " ".join(parts)


def _many(count: float) -> str:
    return "One bank" if count == 1 else "No bank" if count == 0 else f"{count:,.0f} banks"


def _counted(count: float, of: str = "") -> str:
    """How many banks, within a sentence; `of` in place of the noun: "none of them", "two of them"."""
    if of:
        return f"{'none' if count == 0 else 'one' if count == 1 else f'{count:,.0f}'} {of}"
    return "no bank" if count == 0 else "one bank" if count == 1 else f"{count:,.0f} banks"


def _percent(value: float) -> str:
    """A share without decimals; a small one keeps one, so that it does not read as nothing."""
    if 0 < abs(value) < 0.05:
        return f"under 0.1{NBSP}%"
    return show(value, "%", 0 if abs(value) >= 1 or value == 0 else 1)


def _dollars(billions: float) -> str:
    return show(billions, "USD bn", 0 if abs(billions) >= 10 else 1).replace(" ", NBSP)
