"""How much of a whole its largest parts make up."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

TOLERANCE = 1e-6


def herfindahl(weights: ArrayLike) -> float:
    """Herfindahl-Hirschman index in points: 10,000 times the sum of squared weights.

    `weights` are decimals that add up to 1, cash removed. Raises `ValueError` when they do not, to a
    millionth, or when one is negative or missing.
    """
    shares = np.asarray(weights, dtype=np.float64)
    if not (shares >= 0).all() or abs(shares.sum() - 1.0) > TOLERANCE:
        raise ValueError(f"weights add up to {shares.sum():.6f}, not to one")
    return float(10_000 * (shares**2).sum())


def effective_number(weights: ArrayLike) -> float:
    """How many equal parts would be as concentrated: 10,000 over the index. Raises as `herfindahl` does."""
    return 10_000 / herfindahl(weights)
