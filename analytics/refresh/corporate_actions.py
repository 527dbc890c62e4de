"""Corporate actions: the splits and dividends of one answer, set against its own closes and adjusted closes."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.errors import SourceChanged
from analytics.model.metric import day

Floats = NDArray[np.float64]

NEAR = 3
"""Sessions before and after a split within which a jump by its factor is that split, misapplied."""
TELLING, PLAIN, CERTAIN = 0.1, 0.4, math.log(5)
"""Log of a split's ratio from which its own day is checked, the days around it, and the whole history."""
TOLERANCE, SLACK = 0.25, 0.5
"""How far a jump may lie from a split's factor: in parts of its log, and at the most for a share that moves much."""
UNHEARD_OF = math.log(10)
"""Log of a daily move that no share makes: a tenfold one."""
SEEN = 0.001
"""Part of the price from which a dividend must be seen in the adjusted closes."""
UNEXPLAINED = 0.02
"""Growth of the adjusted close's share in a session that needs a dividend."""


def check_splits(frame: pd.DataFrame) -> None:
    """Raise `SourceChanged` where the closes were not rescaled for a split of the same answer, or twice.

    `frame` has `close` and `split` (new shares for an old one, 0 where none) by session. Closes are served as if
    every split had always been: a jump by a split's factor, or by its inverse, on its day or beside it is the
    split itself. A split under 10 % is not told from an ordinary move. A tenfold move without a split is refused
    as well.
    """
    moves = np.log(frame["close"].to_numpy(dtype="float64"))
    moves = np.diff(moves, prepend=moves[0])
    days = pd.DatetimeIndex(frame.index)
    usual = 1.4826 * float(np.median(np.abs(moves[1:] - np.median(moves[1:])))) if len(moves) > 1 else 0.0
    ratios = frame["split"].to_numpy(dtype="float64")
    for place in np.flatnonzero((ratios > 0) & (ratios != 1)).tolist():
        factor = math.log(ratios[place])
        size = abs(factor)
        if size < max(TELLING, 4 * usual):
            continue
        near = 0 if size < PLAIN else len(moves) if size >= CERTAIN else NEAR
        window = np.arange(max(1, place - near), min(len(moves), place + near + 1))
        tolerance = min(max(TOLERANCE * size, 3 * usual), SLACK * size)
        odd = window[np.abs(np.abs(moves[window]) - size) < tolerance].tolist()
        if odd:
            jump = f"{math.expm1(moves[odd[0]]):+,.0%} on {day(days[odd[0]])}"
            raise SourceChanged(
                f"The split of {day(days[place])} ({ratios[place]:g} for 1) is announced and not applied to the closes "
                f"as it should be: they moved {jump}."
            )
    wild = np.flatnonzero(np.abs(moves) >= UNHEARD_OF).tolist()
    if wild:
        jump = f"{math.expm1(moves[wild[0]]):+,.0%} on {day(days[wild[0]])}"
        raise SourceChanged(f"It moved {jump}, as if a split were not applied.")


def unadjusted(frame: pd.DataFrame) -> tuple[pd.Timestamp | None, str]:
    """The last session before which adjusted closes contradict the dividends of the same answer, and how.

    A dividend D lowers the adjusted closes before it by D over the close of the session before: their share of the
    close grows by 1 / (1 - D/P). Checked both ways: a dividend that is not in the adjusted closes, and growth of
    2 % and more that no dividend explains. None where all agree, or the answer carries no dividend.
    """
    dividends, close = (frame[name].to_numpy(dtype="float64") for name in ("dividend", "close"))
    adjusted = frame["adj_close"].to_numpy(dtype="float64")
    if not (dividends > 0).any() or len(frame) < 2:
        return None, ""
    days = pd.DatetimeIndex(frame.index)
    share = pd.Series(adjusted / close).ffill().bfill().to_numpy()
    growth = np.log(share / np.concatenate([share[:1], share[:-1]]))
    paid = np.zeros(len(frame))
    known = np.flatnonzero(dividends > 0)
    known = known[known > 0]
    paid[known] = -np.log1p(-np.clip(dividends[known] / close[known - 1], 0.0, 0.99))
    around = [np.convolve(values, np.ones(3), mode="same") for values in (growth, paid)]
    lost = np.flatnonzero((paid > SEEN) & (around[0] < paid / 2))
    excess = growth - around[1]
    steps = growth > SEEN
    partial = int((steps & (around[1] <= SEEN)).sum()) > int((steps & (around[1] > SEEN)).sum())
    unexplained = np.flatnonzero(excess > UNEXPLAINED) if not partial else lost[:0]
    places = np.concatenate([lost, unexplained])
    if not len(places):
        return None, ""
    last = int(places.max())
    if last in lost:
        return days[last], f"the dividend of {day(days[last])}, {dividends[last]:g}, is not in the adjusted closes"
    return days[last], f"the adjusted closes before {day(days[last])} are lowered by no dividend of the answer"
