"""How closely the small side follows the large one: rolling beta and correlation of daily returns."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pandas as pd

from analytics.divergence.metric_parts import daily, ended, last_day, metric
from analytics.frames.market import Pair
from analytics.measures import regression
from analytics.measures.distributions import NORMAL_95
from analytics.model.metric import Metric, day

WINDOW = 252
LAG = regression.newey_west_lag(WINDOW)


def table(pair: Pair) -> pd.DataFrame:
    """Beta and correlation over 252 daily returns with their 95 % bands, by the last session of each window.

    A session without a close costs its own return and the next one's; neither is filled.
    `beta_low_x` and `beta_high_x` are Newey-West's (lag 4), those of the correlation Fisher's. Columns are
    NaN where one side did not move; no rows before the first whole window.
    """
    moves = daily(pair)[0].dropna()
    small, large = moves["small"], moves["large"]
    found = regression.rolling(small, large, WINDOW, LAG)
    beta = found.coefficients[:, 1]
    half = NORMAL_95 * found.errors[:, 1]
    spread = (large.rolling(WINDOW).std(ddof=1) / small.rolling(WINDOW).std(ddof=1)).to_numpy()
    correlation = np.clip(beta * spread, -1.0, 1.0)
    low, high = fisher(correlation, WINDOW)
    frame = pd.DataFrame(
        {
            "beta_x": beta,
            "beta_low_x": beta - half,
            "beta_high_x": beta + half,
            "correlation": correlation,
            "correlation_low": low,
            "correlation_high": high,
        },
        index=moves.index,
    )
    return frame.iloc[WINDOW - 1 :].rename_axis("date").reset_index()


def fisher(correlation: np.ndarray, observations: int) -> tuple[np.ndarray, np.ndarray]:
    """The 95 % interval of a correlation: tanh(atanh(r) ± 1.96/√(n - 3)). NaN in, NaN out; 1 stays 1."""
    with np.errstate(divide="ignore"):
        centre = np.arctanh(correlation)
    half = NORMAL_95 / math.sqrt(observations - 3)
    return np.tanh(centre - half), np.tanh(centre + half)


def metrics(pair: Pair, table: pd.DataFrame) -> Iterator[Metric]:
    """Beta and correlation of the newest window of `table`, with their intervals."""
    moves, words = daily(pair)
    moves = moves.dropna()
    last = last_day(moves.index)
    missing = ended("session with returns of both", last, pair.last)
    if not missing and table.empty:
        missing = f"needs {WINDOW} daily returns; {len(moves)} are held"
    row = table.iloc[-1] if not missing else pd.Series(math.nan, index=table.columns[1:])
    missing = missing or f"a side did not move over {WINDOW} sessions"
    note = f"{words}, last {WINDOW} sessions with a return of both"
    if last and len(moves) >= WINDOW:
        note += f" from {day(pd.DatetimeIndex(moves.index)[-WINDOW])}"
    error = (row["beta_high_x"] - row["beta_x"]) / NORMAL_95
    for name, label, value, unit, method, said in (
        ("beta_1y", "Beta over one year", row["beta_x"], "x", "M-BETA", note),
        ("beta_1y_se", "Beta, standard error", error, "x", "M-NW", f"Newey-West, lag {LAG}"),
        ("beta_1y_low", "Beta, lower 95 % bound", row["beta_low_x"], "x", "M-NW", ""),
        ("beta_1y_high", "Beta, upper 95 % bound", row["beta_high_x"], "x", "M-NW", ""),
        ("correlation_1y", "Correlation over one year", row["correlation"], "correlation", "M-COR", note),
        ("correlation_1y_low", "Correlation, lower 95 % bound", row["correlation_low"], "correlation", "M-COR", ""),
        ("correlation_1y_high", "Correlation, upper 95 % bound", row["correlation_high"], "correlation", "M-COR", ""),
    ):
        yield metric(
            name, label, float(value), unit, method, (pair.small, pair.large), last or pair.last, said, missing
        )
