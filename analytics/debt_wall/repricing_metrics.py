"""Figures of the repricing: extra interest, coverage, profit wiped out, break-evens, and paths of the yields."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from analytics import refinancing as refi
from analytics.debt_wall.exposure import Exposure
from analytics.debt_wall.fundamentals import NOT_TAGGED
from analytics.debt_wall.outcome import Outcome
from analytics.debt_wall.repricing import MARKED, REPRICED, RepricingParts, share
from analytics.model.metric import Metric
from analytics.model.thresholds import QUANTILES

Array = NDArray[np.float64]
Headlines = dict[str, float]
"""The figures that have bounds, by name; NaN where there is nothing to measure."""

_NOBODY = "no issuer of the band can be repriced"
_NOTHING = "no issuer of the band earns anything before repricing"


def metrics(m: RepricingParts) -> Iterator[Metric]:
    """Every figure of the repricing."""
    own = _headlines(m.exposure, m.outcome)
    yield from _repriced(m, own)
    yield from _bounds(m, own)
    yield from _break_evens(m, own)
    yield from _outlook(m)


def _repriced(m: RepricingParts, own: Headlines) -> Iterator[Metric]:
    e, o = m.exposure, m.outcome
    day = e.curve.as_of

    def metric(
        name: str, label: str, value: float, unit: str, method: str, note: str = "", missing: str = ""
    ) -> Metric:
        return m.metric(name, label, value, unit, method, REPRICED, note, missing or _NOBODY, day)

    nobody = not len(e.repriceable)
    extra = own["extra_interest"]
    rest = math.nan if nobody else o.at_current_yields.sum() / 1e9
    yield metric(
        "priced", "Issuers repriced", len(e.repriceable), "count", "M-REFI", f"of {len(e.table):,} in the band"
    )
    yield metric("extra_interest", "Extra interest a year", extra, "USD bn", "M-REFI")
    yield metric("extra_interest_at_rest", "of which at the published yields", rest, "USD bn", "M-REFI")
    before = e.terms.interest.sum() / 1e9
    grown = 100 * extra / before if before > 0 else math.nan
    yield metric("extra_interest_share", "Extra interest, of interest paid", grown, "%", "M-REFI")
    pays = np.isfinite(e.covered)
    for name, label, covered in (("before", "before", e.covered), ("after", "after", o.covered)):
        middle = float(np.median(covered[pays])) if pays.any() else math.nan
        yield metric(f"icr_median_{name}", f"Median interest coverage {label}", middle, "x", "M-ICR",
                     "loss-makers included")  # fmt: skip
    ebit = e.terms.ebit[pays].sum()
    for name, paid in (("before", e.terms.interest), ("after", o.interest)):
        total = paid[pays].sum()
        whole = ebit / total if total > 0 else math.nan
        yield metric(f"icr_aggregate_{name}", f"Aggregate interest coverage {name}", whole, "x", "M-ICR")
    mine = e.profitable
    wiped_out = o.wiped_out[mine]
    yield metric("profitable", "Profitable before repricing", int(mine.sum()), "count", "M-REFI",
                 "by operating profit less interest")  # fmt: skip
    reported = e.table["net_income"].to_numpy(dtype=float)[e.repriceable]
    other = int(((reported > 0.0) != mine)[np.isfinite(reported)].sum())
    yield metric("other_sign", "Issuers whose reported net income has the other sign", other, "count", "M-NEG",
                 f"of {len(e.repriceable):,} repriced")  # fmt: skip
    yield metric("wiped_out", "Profit wiped out", int(wiped_out.sum()), "count", "M-REFI", f"of {int(mine.sum()):,}")
    label = "Wiped out, of profitable issuers"
    yield metric("wiped_out_share", label, own["wiped_out_share"], "%", "M-REFI", missing=_NOTHING)
    for name, label, weights in (
        ("wiped_out_debt_share", "Wiped out, of their debt", np.nan_to_num(e.debt[mine])),
        ("wiped_out_earnings_share", "Wiped out, of their earnings", e.profit[mine]),
        ("wiped_out_float_share", "Wiped out, of their public float", _floats(e)[mine]),
    ):
        yield metric(name, label, share(wiped_out, weights), "%", "M-REFI", missing=_NOTHING)
    label = "Earnings lost, of profitable issuers"
    yield metric("earnings_lost", label, own["earnings_lost"], "%", "M-REFI", missing=_NOTHING)
    untagged = e.table["status"].to_numpy() == NOT_TAGGED
    more = int((e.table["net_income"].to_numpy(dtype=float)[untagged] > 0.0).sum())
    wider = 100 * wiped_out.sum() / (mine.sum() + more) if mine.sum() + more else math.nan
    yield metric("wiped_out_share_all", "The same, with those that tag no debt", wider, "%", "M-REFI",
                 f"{more:,} more are profitable and tag no debt", _NOTHING)  # fmt: skip
    repaying = share(o.wiped_out_repaying[mine], np.ones(int(mine.sum())))
    yield metric("wiped_out_share_repaying", "The same, if those with the cash repay", repaying, "%", "M-REFI",
                 f"{int(e.can_repay.sum()):,} issuers hold more cash than falls due", _NOTHING)  # fmt: skip


def _bounds(m: RepricingParts, own: Headlines) -> Iterator[Metric]:
    """The headlines that rest on the floating share, with none and with all of the untagged debt floating.

    The figure itself is among those compared: one issuer loses its profit where its debt floats, another where it
    does not, so that both ends may lie on one side of what the share set between them gives.
    """
    day = m.exposure.curve.as_of
    sides = [own, *(_headlines(exposure, outcome) for exposure, outcome in m.ends)]
    labels = {
        "wiped_out_share": ("Wiped out, of profitable issuers", "%", "M-REFI"),
        "extra_interest": ("Extra interest a year", "USD bn", "M-REFI"),
        "earnings_lost": ("Earnings lost, of profitable issuers", "%", "M-REFI"),
        "past_break_even_share": ("Already past break-even", "%", "M-BE"),
        **{f"wiped_out_at_{mark}": (f"Wiped out at {100 * level:.2f} %", "%", "M-BE") for mark, level in MARKED},
    }
    note = "with none, all or the share set of the debt floating whose rate is not tagged, whichever gives it"
    for name, (label, unit, method) in labels.items():
        values = [side[name] for side in sides]
        known = bool(m.ends) and all(math.isfinite(value) for value in values)
        for end, words, pick in (("low", "at least", min), ("high", "at most", max)):
            value = pick(values) if known else math.nan
            yield m.metric(f"{name}_{end}", f"{label}, {words}", value, unit, method, REPRICED, note, _NOTHING, day)


def _headlines(e: Exposure, o: Outcome) -> Headlines:
    """The headlines of one exposure at the reader's yields: what a figure and its bounds are both taken from."""
    mine = e.profitable
    count = np.ones(int(mine.sum()))
    found = {
        "wiped_out_share": share(o.wiped_out[mine], count),
        "extra_interest": float(o.extra.sum()) / 1e9 if len(e.repriceable) else math.nan,
        "earnings_lost": share(count > 0.0, e.profit[mine] - o.profit[mine], float(e.profit[mine].sum())),
        "past_break_even_share": share(o.wiped_out_published[mine], count),
    }
    for mark, level in MARKED:
        found[f"wiped_out_at_{mark}"] = float(refi.share_by_yield(o.break_evens[mine], [level])[0]) * 100
    return found


def _break_evens(m: RepricingParts, own: Headlines) -> Iterator[Metric]:
    e = m.exposure
    mine = e.profitable
    day = e.curve.as_of

    def metric(name: str, label: str, value: float, unit: str, note: str = "", missing: str = _NOTHING) -> Metric:
        return m.metric(name, label, value, unit, "M-BE", REPRICED, note, missing, day)

    levels = m.outcome.break_evens[mine]
    above = share(levels > refi.HIGHEST, np.ones(len(levels)))
    middle = _median(levels)
    note = "both yields moved in parallel from the reader's; a year at the run-rate"
    missing = _NOTHING
    if middle > refi.HIGHEST:
        middle, missing = math.nan, "above 15 %"
    elif middle == -math.inf:
        middle, missing = math.nan, "half of them earn nothing at any ten-year"
    yield metric("break_even_median", "Median break-even ten-year", 100 * middle, "%", note, missing)
    yield metric("above_15_share", "Still profitable at a ten-year of 15 %", above, "%", note)
    published = own["past_break_even_share"]
    yield metric("past_break_even_share", "Already past break-even at the published yields", published, "%")
    yield metric("wiped_out_at_today", "Wiped out at the published yields", published, "%")
    for mark, level in MARKED:
        label = f"Wiped out at a ten-year of {100 * level:.2f} %"
        yield metric(f"wiped_out_at_{mark}", label, own[f"wiped_out_at_{mark}"], "%", note)


def _median(levels: Array) -> float:
    """The median of break-evens of which some are infinite; the higher of the middle two where one of them is."""
    if not len(levels):
        return math.nan
    middle = np.sort(levels)[[(len(levels) - 1) // 2, len(levels) // 2]]
    return float(middle.mean()) if np.isfinite(middle).all() else float(middle[1])


def _outlook(m: RepricingParts) -> Iterator[Metric]:
    o = m.outlook
    mine = m.exposure.profitable
    for level in (QUANTILES[0], 50, QUANTILES[-1]):
        value = 100 * o.ends[level] if o.drawn and mine.any() else math.nan
        note = ""
        if o.drawn:
            note = (
                f"{len(o.shares):,} paths of {o.months} months, seed {o.drawn.seed}, from {o.drawn.changes:,} changes"
            )
        yield m.metric(f"wiped_out_p{level:02d}", f"Wiped out by the end, percentile {level}", value, "%", "M-BB",
                       REPRICED, note, o.reason or _NOBODY, m.exposure.curve.as_of)  # fmt: skip


def _floats(exposure: Exposure) -> Array:
    return np.asarray(np.nan_to_num(exposure.table["float_usd"].to_numpy(dtype=float)[exposure.repriceable]))
