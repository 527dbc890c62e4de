"""Sectors: a dozen groups of the standard industrial classification, and what is a financial."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

UNKNOWN = "Not classified"
FINANCIALS = "Financials"
REAL_ESTATE = "Real estate"
BIOTECH = "Biotech and pharmaceuticals"

_RANGES: tuple[tuple[int, int, str], ...] = (
    (6099, 6099, "Services"),
    (6163, 6163, "Services"),
    (6199, 6199, "Services"),
    (6500, 6599, REAL_ESTATE),
    (6792, 6792, "Energy"),
    (6794, 6794, "Services"),
    (6795, 6795, "Materials and mining"),
    (6798, 6798, REAL_ESTATE),
    (2833, 2836, BIOTECH),
    (8731, 8731, BIOTECH),
    (100, 999, "Materials and mining"),
    (1000, 1299, "Materials and mining"),
    (1300, 1399, "Energy"),
    (1400, 1499, "Materials and mining"),
    (1500, 1799, "Construction and homebuilding"),
    (2000, 2199, "Consumer goods"),
    (2200, 2399, "Consumer goods"),
    (2400, 2499, "Materials and mining"),
    (2500, 2599, "Consumer goods"),
    (2600, 2699, "Materials and mining"),
    (2700, 2799, "Media and communication"),
    (2800, 2832, "Materials and mining"),
    (2837, 2899, "Materials and mining"),
    (2900, 2999, "Energy"),
    (3000, 3399, "Materials and mining"),
    (3400, 3569, "Industrials"),
    (3570, 3579, "Technology hardware"),
    (3580, 3659, "Industrials"),
    (3660, 3699, "Technology hardware"),
    (3700, 3799, "Industrials"),
    (3800, 3840, "Technology hardware"),
    (3841, 3851, "Health care"),
    (3852, 3999, "Consumer goods"),
    (4000, 4799, "Transport"),
    (4800, 4899, "Media and communication"),
    (4900, 4999, "Utilities"),
    (5000, 5199, "Wholesale and retail"),
    (5200, 5799, "Wholesale and retail"),
    (5800, 5899, "Restaurants, hotels and leisure"),
    (5900, 5999, "Wholesale and retail"),
    (6000, 6999, FINANCIALS),
    (7000, 7299, "Restaurants, hotels and leisure"),
    (7300, 7369, "Services"),
    (7370, 7379, "Software"),
    (7380, 7799, "Services"),
    (7800, 7999, "Restaurants, hotels and leisure"),
    (8000, 8099, "Health care"),
    (8100, 8730, "Services"),
    (8732, 8999, "Services"),
)
NAMES = tuple(dict.fromkeys(name for *_, name in _RANGES))
"""The sectors, financials among them."""
PLATFORMS = (6099, 6163, 6199)
"""Codes of companies that call themselves finance and need not lend: miners of coins, platforms, payments."""
FUNDS = (6221, 6722, 6726, 6732, 6733, 6799)
BLANK_CHEQUE = 6770
LENDING_PART = 1.0 / 3.0
"""Loans receivable above this part of assets make a lender."""
EXCEPTED = (4911, 4941)
"""Regulated utilities, which section 163(j) excepts."""


def sector(sic: NDArray[np.int64]) -> NDArray[np.str_]:
    """The sector of each industry code; code 0 (funds and business development companies) is not classified."""
    found = np.full(sic.shape, UNKNOWN, dtype="U40")
    for low, high, name in _RANGES[::-1]:
        found[(sic >= low) & (sic <= high)] = name
    return found


def excepted(sic: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether the limit on deductible interest leaves an industry out (regulated utilities)."""
    return np.asarray((sic >= EXCEPTED[0]) & (sic <= EXCEPTED[1]))


def lends(sic: NDArray[np.int64], assets: Array, deposits: Array, loans: Array) -> NDArray[np.bool_]:
    """Which of the companies with a finance code that need not lend do: they take deposits, or loans receivable are
    above a third of assets (USD; NaN is none)."""
    return np.asarray(np.isin(sic, PLATFORMS) & funds_loans(assets, deposits, loans))


def funds_loans(assets: Array, deposits: Array, loans: Array) -> NDArray[np.bool_]:
    """Whether a filer takes deposits or holds loans above a third of its assets: its debt funds its lending."""
    held = np.nan_to_num(loans) > LENDING_PART * np.where(np.isnan(assets), np.inf, assets)
    return np.asarray((np.nan_to_num(deposits) > 0.0) | held)
