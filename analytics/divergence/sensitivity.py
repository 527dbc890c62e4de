"""How the gap has moved with the ten-year yield: its slope, up against down, over time."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from analytics.divergence.metric_parts import daily, ended, last_day, metric
from analytics.frames.market import Market, Pair
from analytics.measures import regression
from analytics.measures.curve import LONG
from analytics.measures.distributions import NORMAL_95
from analytics.measures.regression import Fit, Wald
from analytics.model.metric import Metric, day, show

WINDOW = 252
LAG = regression.newey_west_lag(WINDOW)
UNIT = "_pct_per_pp"


@dataclass(frozen=True, eq=False)
class Moves:
    """Daily returns beside the change of the ten-year on the same sessions, both in decimals.

    `frame` has the columns `change` and one for each return; `reason` says why its newest window says
    nothing of the as-of date, empty where it does.
    """

    frame: pd.DataFrame
    reason: str

    @property
    def window(self) -> pd.DataFrame:
        """The last 252 of them."""
        return self.frame.iloc[-WINDOW:]

    @property
    def last(self) -> date | None:
        """The last session used."""
        return last_day(self.frame.index)

    @property
    def words(self) -> str:
        """How many sessions the newest window has, and which."""
        days = pd.DatetimeIndex(self.window.index)
        return f"{len(days)} sessions from {day(days[0])} to {day(days[-1])}" if len(days) else ""


def moves(returns: pd.DataFrame, market: Market, as_of: date) -> Moves:
    """Daily returns beside the change of the ten-year over the same day of trading.

    `returns` are daily, a row a session, NaN on the first. A session is left out when it or the session
    before it carries no ten-year yield, so a holiday of the bond market costs two; nothing is filled
    forward.
    """
    if LONG not in market.rates.columns:
        return Moves(returns.assign(change=math.nan).iloc[:0], "no ten-year yield is held")
    change = (market.rates[LONG].reindex(returns.index) / 100).diff()
    frame = returns.assign(change=change).dropna()
    reason = ended("session with a ten-year yield", last_day(frame.index), as_of)
    if not reason and len(frame) < WINDOW:
        reason = f"needs {WINDOW} sessions with a ten-year yield; {len(frame)} are held"
    return Moves(frame, reason)


def gap_moves(pair: Pair, market: Market) -> tuple[Moves, str]:
    """Small less large daily return beside the change of the ten-year, and the words for the returns."""
    returns, words = daily(pair)
    return moves(pd.DataFrame({"gap": returns["small"] - returns["large"]}), market, pair.last), words


def up_down(window: pd.DataFrame) -> tuple[Fit, Wald]:
    """Separate slopes on rises and falls of the yield, and the test that they are one (method M-ASY)."""
    change = window["change"].to_numpy()
    fit = regression.ols(window["gap"], np.column_stack([np.maximum(change, 0), np.minimum(change, 0)]), LAG)
    return fit, regression.wald(fit, [0, 1, -1])


def rolling(moves: Moves) -> pd.DataFrame:
    """Slope of the gap on the ten-year over the last 252 usable sessions with its 95 % band, by session.

    In percentage points for each that the yield rises: below 0 when the small side loses ground as yields rise.
    """
    found = regression.rolling(moves.frame["gap"], moves.frame["change"], WINDOW, LAG)
    slope, half = found.coefficients[:, 1], NORMAL_95 * found.errors[:, 1]
    frame = pd.DataFrame(
        {f"duration{UNIT}": slope, f"low{UNIT}": slope - half, f"high{UNIT}": slope + half},
        index=moves.frame.index,
    )
    return frame.iloc[WINDOW - 1 :].rename_axis("date").reset_index()


def estimates(moves: Moves) -> pd.DataFrame:
    """The newest window's slope over all sessions, on rises and on falls of the yield: three rows.

    Columns `moves`, then `duration`, `low`, `high` and `se` each ending in `_pct_per_pp`, and `sessions`;
    no rows where there is none.
    """
    columns = ("moves", *(f"{name}{UNIT}" for name in ("duration", "low", "high", "se")), "sessions")
    if moves.reason:
        return pd.DataFrame({name: [] for name in columns})
    window = moves.window
    whole, (parts, _) = regression.ols(window["gap"], window["change"], LAG), up_down(window)
    change = window["change"]
    rows = [
        ("all", *_slope(whole, 1), len(window)),
        ("up", *_slope(parts, 1), int((change > 0).sum())),
        ("down", *_slope(parts, 2), int((change < 0).sum())),
    ]
    return pd.DataFrame(rows, columns=pd.Index(columns))


def metrics(pair: Pair, moves: Moves, words: str, estimates: pd.DataFrame) -> Iterator[Metric]:
    """The newest window's slopes, and whether rises and falls of the yield differ."""
    as_of = moves.last or pair.last
    sources = (pair.small, pair.large, LONG)
    note = f"{words}, {moves.words}"
    missing = moves.reason or "the ten-year did not move enough to tell"
    names = {"all": ("rate_duration_gap", "the gap"), "up": ("rate_duration_up", "the gap when yields rise")}
    names["down"] = ("rate_duration_down", "the gap when yields fall")
    rows = estimates.set_index("moves").reindex(list(names)).to_dict("index")
    for kind, (name, label) in names.items():
        row = rows[kind]
        method = "M-EDUR" if kind == "all" else "M-ASY"
        said = note if kind == "all" else f"{words}, {row['sessions']:.0f} such moves in the window"
        label = f"Rate sensitivity of {label}"
        value, error = float(row[f"duration{UNIT}"]), float(row[f"se{UNIT}"])
        yield metric(name, label, value, "pp per pp", method, sources, as_of, said, missing)
        said = f"Newey-West, lag {LAG}"
        yield metric(
            f"{name}_se", f"{label}, standard error", error, "pp per pp", "M-NW", sources, as_of, said, missing
        )
        for end, bound in (("low", "lower"), ("high", "upper")):
            value = float(row[f"{end}{UNIT}"])
            text = f"{label}, {bound} 95 % bound"
            yield metric(f"{name}_{end}", text, value, "pp per pp", "M-NW", sources, as_of, said, missing)
    test = up_down(moves.window)[1] if not moves.reason else Wald(math.nan, 1, math.nan)
    for name, label, value, unit in (
        ("rate_duration_wald", "Rises against falls, Wald statistic", test.statistic, "statistic"),
        ("rate_duration_wald_p", "Rises against falls, probability if equal", test.p, "probability"),
    ):
        said = f"chi-square with one degree of freedom; statistic {show(test.statistic, 'statistic')}"
        yield metric(name, label, value, unit, "M-ASY", sources, as_of, said, missing)


def _slope(fit: Fit, place: int) -> tuple[float, float, float, float]:
    """A slope, its 95 % bounds and its standard error."""
    low, high = fit.interval(place)
    return float(fit.coefficients[place]), low, high, float(fit.errors[place])
