"""Net income of proxy statements: filed rounded, and told from the annual report's by its accession."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from analytics.refresh.resolve import Resolved

REBUILT_WITHIN = 0.05
"""A net income rebuilt from pre-tax income is believed when it lies this close to the proxy's."""
LEAST = 1e6
"""USD by which a rebuilt figure may differ whatever its size: proxies are rounded."""
PROFIT_LOSS, REBUILT, PROXY = (
    "ProfitLoss less minority interest",
    "pre-tax income less tax",
    "NetIncomeLoss (proxy statement, rounded)",
)
"""What stands in for a tag where a proxy statement's figure was replaced, or kept and marked."""


def net_income(
    income: Resolved, anchors: Mapping[str, Resolved]
) -> tuple[NDArray[np.float64], NDArray[np.int64], list[str]]:
    """Yearly net income with the figures of proxy statements replaced, or marked.

    A figure is a proxy's when its accession is none of those behind operating income, pre-tax income, tax and
    profit or loss of the same period. It is rebuilt as profit or loss less minorities; else as pre-tax income
    less tax. A rebuilt figure serves if the minorities are tagged, or if it lies close to the proxy's, or if the
    two differ by a thousand or a million; else (a discontinued business, say) the proxy's is kept and marked.
    Returns values, accessions and, for each, what stands in for its tag (empty where the tag itself stands).
    `anchors` holds operating_income, pretax_income, tax, profit_loss and minority.
    """
    count = len(income.key)
    found = {name: part.at(income.key) for name, part in anchors.items()}

    def column(name: str) -> NDArray[np.float64]:
        place, part = found[name], anchors[name]
        return np.where(place >= 0, part.value[place], np.nan) if len(part.value) else np.full(count, np.nan)

    def accn(name: str) -> NDArray[np.int64]:
        place, part = found[name], anchors[name]
        return np.where(place >= 0, part.accn[place], 0) if len(part.accn) else np.zeros(count, np.int64)

    annual = np.stack([accn(name) for name in ("operating_income", "pretax_income", "tax", "profit_loss")])
    proxy = (income.tag == 0) & (annual > 0).any(axis=0) & ~(annual == income.accn).any(axis=0)
    minority = column("minority")
    whole = column("profit_loss") - np.nan_to_num(minority)
    before_tax = column("pretax_income") - column("tax") - np.nan_to_num(minority)
    before_tax[(accn("pretax_income") != accn("tax")) | (accn("tax") == 0)] = np.nan
    by_whole = proxy & np.isfinite(whole) & (np.isfinite(minority) | _agrees(whole, income.value))
    by_tax = proxy & ~by_whole & _agrees(before_tax, income.value)
    values = np.where(by_whole, whole, np.where(by_tax, before_tax, income.value))
    filed = np.where(by_whole, accn("profit_loss"), np.where(by_tax, accn("tax"), income.accn))
    words = np.select([by_whole, by_tax, proxy], [PROFIT_LOSS, REBUILT, PROXY], "")
    return values, filed, [str(word) for word in words]


def _agrees(rebuilt: NDArray[np.float64], proxy: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether a rebuilt figure confirms the proxy's, or the proxy's is off by its scale alone."""
    close = np.abs(rebuilt - proxy) <= np.maximum(REBUILT_WITHIN * np.abs(proxy), LEAST)
    with np.errstate(divide="ignore", invalid="ignore"):
        digits = np.abs(np.log10(np.abs(rebuilt / proxy)))
    return np.asarray(close | (np.abs(digits - 3.0) < 0.05) | (np.abs(digits - 6.0) < 0.05))
