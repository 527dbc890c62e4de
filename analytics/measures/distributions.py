"""Tail probabilities of the tests used here, by closed forms: normal, Student, chi-square, binomial."""

from __future__ import annotations

import math

NORMAL_95 = 1.959963984540054
"""The two-sided 95 % quantile of the standard normal."""


def normal_p(z: float) -> float:
    """Two-sided probability of a standard normal at least as far from zero as `z`. NaN in, NaN out."""
    return math.erfc(abs(z) / math.sqrt(2.0))


def student_p(t: float, degrees_of_freedom: int) -> float:
    """Two-sided probability of Student's t with a whole number of degrees of freedom.

    The finite series of Abramowitz and Stegun 26.7.3 and 26.7.4. NaN for NaN or for no degree of freedom.
    """
    if degrees_of_freedom < 1 or math.isnan(t):
        return math.nan
    angle = math.atan(abs(t) / math.sqrt(degrees_of_freedom))
    odd = degrees_of_freedom % 2
    term = math.cos(angle) if odd else 1.0
    series = 0.0 if degrees_of_freedom == 1 else term
    for n in range(2 + odd, degrees_of_freedom - 1, 2):
        term *= math.cos(angle) ** 2 * (n - 1) / n
        series += term
    within = math.sin(angle) * series
    if odd:
        within = (angle + within) * 2.0 / math.pi
    return max(0.0, 1.0 - within)


def student_95(degrees_of_freedom: int) -> float:
    """The two-sided 95 % quantile of Student's t, by bisection of `student_p`. NaN for no degree of freedom."""
    if degrees_of_freedom < 1:
        return math.nan
    low, high = 1.9, 13.0
    while high - low > 1e-12:
        middle = (low + high) / 2.0
        low, high = (middle, high) if student_p(middle, degrees_of_freedom) > 0.05 else (low, middle)
    return (low + high) / 2.0


def chi_square_p(statistic: float, degrees_of_freedom: int) -> float:
    """Probability of a chi-square at or above `statistic`, by the recurrence of the incomplete gamma function.

    NaN for NaN or for no degree of freedom; 1 at zero and below.
    """
    if degrees_of_freedom < 1 or math.isnan(statistic):
        return math.nan
    if statistic <= 0.0:
        return 1.0
    half = statistic / 2.0
    shape = 0.5 if degrees_of_freedom % 2 else 1.0
    above = math.erfc(math.sqrt(half)) if degrees_of_freedom % 2 else math.exp(-half)
    while shape < degrees_of_freedom / 2.0:
        above += math.exp(shape * math.log(half) - half - math.lgamma(shape + 1.0))
        shape += 1.0
    return min(1.0, above)


def sign_p(above: int, below: int) -> float:
    """Two-sided sign test: how likely a fair coin is to fall at least this unevenly. NaN without a toss."""
    tosses = above + below
    if tosses == 0:
        return math.nan
    tail = sum(math.comb(tosses, heads) for heads in range(min(above, below) + 1))
    return min(1.0, math.ldexp(tail, 1 - tosses))


def holm(probabilities: tuple[float, ...]) -> tuple[float, ...]:
    """Probabilities adjusted for testing several hypotheses at once (Holm 1979), in the order given.

    NaN stays NaN and counts as no test.
    """
    tested = sorted((p, place) for place, p in enumerate(probabilities) if not math.isnan(p))
    adjusted, floor = [math.nan] * len(probabilities), 0.0
    for rank, (p, place) in enumerate(tested):
        floor = max(floor, min(1.0, (len(tested) - rank) * p))
        adjusted[place] = floor
    return tuple(adjusted)
