"""A rating read off interest coverage, and the spread and tenor that go with it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.refinancing.inputs import Array, RefinancingInputs

VINTAGES = ("2025", "2024")
INVESTMENT_GRADE = ("AAA", "AA", "A+", "A", "A-", "BBB")
DOUBLE_B = ("BB+", "BB")


@dataclass(frozen=True, eq=False)
class Scale:
    """Ratings from the worst to the best: lowest coverage, spread (decimal) and new-issue tenor (years) of each."""

    above: Array
    ratings: tuple[str, ...]
    spreads: Array
    tenors: Array

    def rank(self, covered: Array) -> NDArray[np.intp]:
        """The place of each coverage on the scale; infinite coverage is the best, minus infinity the worst."""
        return np.clip(np.searchsorted(self.above, covered, side="right") - 1, 0, len(self.ratings) - 1)

    def spread(self, covered: Array) -> Array:
        """Spread over Treasuries by coverage, a decimal."""
        found: Array = self.spreads[self.rank(covered)]
        return found


def scale(table: pd.DataFrame, vintage: str = VINTAGES[0]) -> Scale:
    """The scale of a published table with columns icr_above, rating and spread_pct_<vintage>.

    A coverage equal to a threshold belongs to the better rating. New issues are for ten years down to BBB,
    seven for BB, five below.
    """
    ordered = table.sort_values("icr_above", kind="stable")
    ratings = tuple(str(rating) for rating in ordered["rating"])
    tenors = [10.0 if r in INVESTMENT_GRADE else 7.0 if r in DOUBLE_B else 5.0 for r in ratings]
    return Scale(
        ordered["icr_above"].to_numpy(dtype=float),
        ratings,
        ordered[f"spread_pct_{vintage}"].to_numpy(dtype=float) / 100.0,
        np.array(tenors),
    )


def rerated_target(terms: RefinancingInputs, before: Array, target: Array, ratings: Scale) -> Array:
    """The interest before re-rating from which on interest after it is at or above `target` (method M-BE).

    An issuer rated by the coverage EBIT/I pays (s(EBIT/I) − s(`before`))·(w·M_f + M_v) more. Within one rating that
    is a constant, so the lowest interest that reaches the target is sought rating by rating: it is the target less
    that constant, or the rating's own lowest interest. Plus infinity where no interest reaches it.
    """
    renewed = terms.fraction * terms.fixed + terms.floating_due
    extra = (ratings.spreads[None, :] - ratings.spread(before)[:, None]) * renewed[:, None]
    above = np.where(ratings.above > 0.0, ratings.above, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        most = np.where(np.isnan(above), np.inf, terms.ebit[:, None] / above)
    least = np.nextafter(np.column_stack([most[:, 1:], np.full(len(most), -np.inf)]), np.inf)
    reached = np.maximum(target[:, None] - extra, least)
    lowest: Array = np.where(reached <= most, reached, np.inf).min(axis=1)
    return lowest


def rerated(terms: RefinancingInputs, before: Array, after: Array, ratings: Scale) -> RefinancingInputs:
    """The terms once the market has rated the coverage `after` in place of `before`: one pass, no more.

    The change of spread reaches the successors of maturing fixed debt and the margin of maturing floating
    debt; the tenor stays.
    """
    moved = ratings.spread(after) - ratings.spread(before)
    return terms.changes(spread=terms.spread + moved, margin=terms.margin + moved)
