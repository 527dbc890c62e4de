"""Sectors: a dozen groups of the standard industrial classification, and what is a financial."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

UNKNOWN = "Not classified"
FINANCIALS = "Financials"
BIOTECH = "Biotech and pharmaceuticals"

_RANGES: tuple[tuple[int, int, str], ...] = (
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
