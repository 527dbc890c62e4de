"""What is believed of prices, before they are published. Imported by the refresher only."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.catalogue import Entry
from analytics.errors import SourceChanged
from analytics.model.language import counted
from analytics.model.metric import day
from analytics.refresh import corporate_actions, trading_days

JUMP = 0.40
"""No broad fund or index has moved so much in a day (S&P 500, October 1987: 20 %); a share may, and is waited for."""
CONFIRMED_BY = 3
"""A share's jump that is a false bar is mended by the service within a few sessions."""
RECENT = 5
"""On a first fetch only jumps of the last week can still be false bars that the service has not mended."""
RESCALED = 0.005
"""Closes are served to the cent, so a median off by half a per cent over all sessions is a change of basis."""
RESTATED = 0.05
"""Venues differ by a few per cent at the most on one close; more is another number."""
ADJUSTED_SLACK = 0.02
"""Adjusted closes are rounded, which shows most at the lowest prices of long histories."""
ALONE, CENT = 0.001, 0.006
"""How far one close may leave its adjusted close on a single day: by a thousandth, and by the rounding of either."""
LARGEST_DIVIDEND = 0.5
"""A distribution of over half the price is a break-up or an error, and neither is a dividend."""
NEWEST = 3
"""The fewest bars of which one can be told from its neighbours."""
LATE_START = timedelta(days=30)
"""A history may begin later by a month of bars that the service has dropped; more is a cut history."""
LONGEST_SERVED = timedelta(days=36_000)
"""A history this long starts where the service's own window does, so an earlier start that is held stays."""


def prices(entry: Entry, fresh: pd.DataFrame, held: pd.DataFrame | None, today: date) -> tuple[pd.DataFrame, list[str]]:
    """Clean one ticker's bars and compare them with those held; return them with remarks.

    Bars without a positive close, on days without a session or dated in the future are left out and
    counted; a session that is held and did not come keeps its bar, and a session of the exchange that
    neither has is named. Columns of the answer are set against each other (`corporate_actions`): where
    dividends and adjusted closes disagree, the adjusted closes before it are left out of a first fetch.
    Raises `SourceChanged` when the ticker should be held back: a close outside the catalogue's range, a
    history cut at either end or whose days are shifted, rescaled without a split or a close that is not the one
    held (the newest alone may have been taken before it was final, and yields with a remark), a split that is not
    applied, adjusted closes that no dividend explains, a fund or index that moved over 40 % in a day, or a share that
    did so in a session not yet confirmed by three later ones. No name of the sample is held back for its moves: a
    median without the widest of them would be biased, and one false bar does not move it.
    """
    remarks: list[str] = []
    frame = fresh[~fresh.index.duplicated(keep="last")].sort_index(kind="stable")
    frame[["dividend", "split"]] = frame[["dividend", "split"]].fillna(0.0).clip(lower=0.0)
    good = (np.isfinite(frame["close"]) & (frame["close"] > 0)).to_numpy()
    days = pd.DatetimeIndex(frame.index)
    trading_days.check(days)
    open_ = trading_days.is_open(days) & (days <= pd.Timestamp(today))
    if not (good & open_).all():
        if not good.all():
            remarks.append(f"{counted(int((~good).sum()), 'bar')} without a usable close left out")
        if (good & ~open_).any():
            closed = days[good & ~open_]
            remarks.append(
                f"{counted(len(closed), 'bar')} of days without a session left out, the last {day(closed[-1])}"
            )
        frame = _carried(frame, good & open_)
    if frame.empty:
        raise SourceChanged("No usable bar was served.")
    frame = frame.assign(adj_close=frame["adj_close"].where(np.isfinite(frame["adj_close"]) & (frame["adj_close"] > 0)))
    _within_bounds(entry, frame)
    _adjusted(frame)
    remarks += _contradictions(frame, held)
    frame, words = _against_dividends(frame, held)
    remarks += words
    if held is not None and not held.empty:
        frame, words = _compare(frame, held)
        remarks += words
    if entry.kind in ("stock", "sample"):
        corporate_actions.check_splits(frame)
    remarks += trading_days.holes(frame)
    remarks += _jumps(entry, frame, _settled(frame, held))
    return frame, remarks


def _settled(frame: pd.DataFrame, held: pd.DataFrame | None) -> pd.DataFrame | None:
    """What is held, without its newest bar where the service now has another close for it: that bar is new again."""
    if held is None or held.empty or held.index[-1] not in frame.index:
        return held
    both = frame.index.intersection(held.index)
    ratios = frame["close"].loc[both] / held["close"].loc[both]
    return held.iloc[:-1] if abs(ratios.iloc[-1] / ratios.median() - 1) > RESTATED else held


def _within_bounds(entry: Entry, frame: pd.DataFrame) -> None:
    """Raise `SourceChanged` for a close outside the catalogue's range, on the basis of before a split or of after it.

    The service divides every earlier close by a split: the lowest of a long history would leave the range by the
    arithmetic alone, and after a reverse one the newest would. Whether a split was applied `corporate_actions` judges.
    """
    sofar = np.append(1.0, frame["split"].where(frame["split"] > 0, 1.0).cumprod().to_numpy(dtype="float64"))
    later = sofar[-1] / sofar
    low, high = frame["close"] * later.min(), frame["close"] * later.max()
    odd = frame["close"][(high < entry.low) | (low > entry.high)]
    if not odd.empty:
        raise SourceChanged(
            f"The close of {day(odd.index[-1])}, {odd.iloc[-1]:,.2f}, is outside {entry.low:g} to {entry.high:g} "
            f"{entry.unit}."
        )


def _carried(frame: pd.DataFrame, good: NDArray[np.bool_]) -> pd.DataFrame:
    """The good bars, with the dividends and splits of a bar that is left out on the next one that is not."""
    block = np.concatenate([[0], np.cumsum(good)[:-1]])
    dividends = frame["dividend"].groupby(block).transform("sum")
    splits = frame["split"].where(frame["split"] > 0, 1.0).groupby(block).transform("prod")
    moved = frame.assign(dividend=dividends, split=splits.where(splits != 1.0, 0.0))
    whole: pd.DataFrame = moved[good]
    return whole


def _against_dividends(frame: pd.DataFrame, held: pd.DataFrame | None) -> tuple[pd.DataFrame, list[str]]:
    """The frame without the adjusted closes that its dividends contradict; raised where good ones are held."""
    since, words = corporate_actions.unadjusted(frame)
    if since is None:
        return frame, []
    if held is not None and held["adj_close"].notna().any():
        raise SourceChanged(f"{words[0].upper()}{words[1:]}.")
    kept = frame.assign(adj_close=frame["adj_close"].where(frame.index >= since))
    return kept, [f"{words}: those before {day(since)} are left out, and total returns that need them"]


def _adjusted(frame: pd.DataFrame) -> None:
    """A dividend lowers the adjusted closes before it: their share of the close only ever grows, and ends at 1."""
    share = (frame["adj_close"] / frame["close"]).dropna()
    if share.empty:
        return
    growth = share.pct_change().fillna(0.0)
    odd = growth[(growth < -ADJUSTED_SLACK) | (growth > 1 / (1 - LARGEST_DIVIDEND) - 1)]
    if not odd.empty:
        raise SourceChanged(f"The adjusted closes before {day(odd.index[-1])} are not explained by a dividend.")
    if abs(share.iloc[-1] - 1) > ADJUSTED_SLACK:
        raise SourceChanged(f"The last adjusted close is {share.iloc[-1]:.3g} times its close.")


def _contradictions(frame: pd.DataFrame, held: pd.DataFrame | None) -> list[str]:
    """The days on which a close and its adjusted close contradict each other, in words; raised where one is new.

    Their share of one another moves at dividends only, and stays moved: one that leaves it for a day alone, or does
    not end at 1, is of a close or an adjusted close that was changed by itself.
    """
    both = frame[["close", "adj_close"]].dropna()
    if len(both) < NEWEST:
        return []
    close, adjusted = both["close"].to_numpy(), both["adj_close"].to_numpy()
    share, slack = np.log(adjusted / close), ALONE + CENT / close + CENT / adjusted
    before, after = np.append(share[0], share[:-1]), np.append(share[1:], 0.0)
    above, below = np.minimum(share - before, share - after), np.minimum(before - share, after - share)
    odd = np.maximum(above, below) > slack
    odd[0], odd[-1] = False, abs(share[-1]) > slack[-1]
    days = pd.DatetimeIndex(both.index)[odd]
    if days.empty:
        return []
    last = both.loc[days[-1]]
    words = f"{last['close']:,.2f} is contradicted by its adjusted close, {last['adj_close']:,.2f}"
    since = frame.index[-min(RECENT, len(frame))] if held is None or held.empty else held.index[-1]
    if days[-1] > since:
        raise SourceChanged(f"The close of {day(days[-1])}, {words}.")
    return [f"{counted(len(days), 'close')} against the adjusted close; that of {day(days[-1])}, {words}"]


def _restated(close: pd.Series[float], held: pd.Series[float]) -> list[str]:
    """The closes that are not those held on the same basis, by more than rounding, in words."""
    gone = (close - held).abs() > ALONE * held + 2 * CENT
    if not gone.any():
        return []
    last = close.index[gone][-1]
    words = f"that of {day(last)} is {close.loc[last]:,.2f}, where {held.loc[last]:,.2f} was held"
    return [f"{counted(int(gone.sum()), 'close')} restated; {words}"]


def _compare(frame: pd.DataFrame, held: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """The frame with the bars that are held and did not come, on its own basis, and what there is to say of them."""
    if frame.index[-1] < held.index[-1]:
        raise SourceChanged(f"The history ends on {day(frame.index[-1])}, before what is held.")
    rolling = frame.index[-1] - frame.index[0] >= LONGEST_SERVED
    if frame.index[0] > held.index[0] + LATE_START and not rolling:
        raise SourceChanged(f"The history starts on {day(frame.index[0])}; {day(held.index[0])} is held.")
    both = frame.index.intersection(held.index)
    if both.empty:
        raise SourceChanged("The history has no session in common with what is held.")
    ratios = frame["close"].loc[both] / held["close"].loc[both]
    ratio = float(ratios.median())
    splits = frame["split"][frame.index > held.index[-1]]
    factor = float(splits[splits > 0].prod())
    if abs(ratio * factor - 1) > RESCALED:
        asked = f": the one announced asks for {1 / factor:.4g}" if factor != 1 else ""
        raise SourceChanged(f"The whole history was multiplied by {ratio:.4g} without a split to explain it{asked}.")
    restated = ratios[(ratios / ratio - 1).abs() > RESTATED]
    if not restated.empty and list(restated.index) != [held.index[-1]]:
        worst = restated.index[-1]
        now, before = frame["close"].loc[worst], held["close"].loc[worst] * ratio
        raise SourceChanged(f"The close of {day(worst)} is {now:,.2f}, where {before:,.2f} is held.")
    remarks = _restated(frame["close"].loc[both], held["close"].loc[both] * ratio)
    gone = held.index.difference(frame.index)
    gone = gone[trading_days.is_open(pd.DatetimeIndex(gone))] if len(gone) else gone
    if not len(gone):
        return frame, remarks
    adjusted = frame["adj_close"].loc[both] / held["adj_close"].loc[both]
    places = pd.DatetimeIndex(both).get_indexer(pd.DatetimeIndex(gone), method="nearest")
    bars = held.loc[gone].assign(
        close=held["close"].loc[gone] * ratio,
        adj_close=held["adj_close"].loc[gone].to_numpy() * adjusted.to_numpy()[places],
        dividend=held["dividend"].loc[gone] * ratio,
    )
    whole = pd.concat([frame, bars]).sort_index(kind="stable")
    words = f"{len(gone)} sessions that were held are missing, the last {day(gone[-1])}: their bars are as held"
    if len(gone) == 1:
        words = f"one session that was held is missing, {day(gone[-1])}: its bar is as held"
    return whole, [*remarks, words]


def _jumps(entry: Entry, frame: pd.DataFrame, held: pd.DataFrame | None) -> list[str]:
    if entry.kind in ("volatility", "sample"):
        return []
    moves = frame["close"].pct_change()
    jumps = moves[moves.abs() > JUMP]
    if jumps.empty:
        return []
    worst = f"{jumps.iloc[-1]:+.0%} on {day(jumps.index[-1])}"
    if entry.kind in ("fund", "index"):
        raise SourceChanged(f"It moved {worst}, which a {entry.kind} does not do.")
    since = held.index[-1] if held is not None and not held.empty else frame.index[-min(RECENT, len(frame))]
    later = int((frame.index > jumps.index[-1]).sum())
    if jumps.index[-1] > since and later < CONFIRMED_BY:
        raise SourceChanged(f"It moved {worst}, not yet confirmed by {CONFIRMED_BY} later sessions.")
    return [f"{len(jumps)} daily moves over 40 %, the last {worst}"]
