"""The last bar of an answer: whether its session still trades, and what is left without it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

EXCHANGE_OPEN, EXCHANGE_CLOSE = time(9, 30), time(16, 0)
SLACK = timedelta(minutes=15)
"""How long after the close a bar may still change, where the answer names no trade after it."""


def unfinished_session(meta: Mapping[str, Any], last: date, now: datetime) -> bool:
    """Whether the bar of the session `last` is still being traded, by the answer's own account.

    It is when the newest trade (`regularMarketTime`) lies inside that session, before its close, and
    it is not once the answer speaks of a later session; where it names neither, or a trade before the open alone, the
    clock decides: before the close nothing is final.
    """
    zone = ZoneInfo(str(meta.get("exchangeTimezoneName") or "America/New_York"))
    traded = _moment(meta.get("regularMarketTime"), zone)
    regular = (meta.get("currentTradingPeriod") or {}).get("regular") or {}
    opens, closes = _moment(regular.get("start"), zone), _moment(regular.get("end"), zone)
    if any(moment is not None and moment.date() > last for moment in (opens, traded)):
        return False
    if opens is None or closes is None or opens.date() != last:
        opens, closes = datetime.combine(last, EXCHANGE_OPEN, zone), datetime.combine(last, EXCHANGE_CLOSE, zone)
    if traded is not None and traded.date() == last and traded > opens:
        return traded < closes
    return now < closes + SLACK


def _moment(value: Any, zone: ZoneInfo) -> datetime | None:
    if value is None:
        return None
    if isinstance(value, int | float):
        return datetime.fromtimestamp(value, zone)
    return pd.Timestamp(value).to_pydatetime().astimezone(zone)


def without_last(frame: pd.DataFrame) -> pd.DataFrame:
    """The bars before the last one as they stood before its dividend and its split.

    The service applies both to every earlier bar from the morning on, while the bar that names them is left out: what
    is left would contradict itself and what is held. A dividend D lowers the adjusted closes by D over the close
    before it, a split of n divides every price by n. Each is undone only where it is seen to be there.
    """
    rest, last = frame.iloc[:-1].copy(), frame.iloc[-1]
    closes = rest["close"].dropna()
    closes = closes[closes > 0]
    if closes.empty:
        return rest
    day, before = closes.index[-1], float(closes.iloc[-1])
    left = 1 - float(last["dividend"]) / before
    share = float(rest["adj_close"].loc[[day]].iloc[-1]) / before
    if 0 < left < 1 and abs(share - left) < abs(share - 1):
        rest["adj_close"] /= left
    split, now = float(last["split"]), float(last["close"])
    if split > 0 and split != 1 and now > 0 and abs(np.log(before / now)) < abs(np.log(before / now / split)):
        rest[["close", "adj_close", "dividend"]] *= split
    return rest
