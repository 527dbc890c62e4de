"""Every column of every table: what a page and a terminal call it, its unit, and with how many decimals it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from analytics.catalogue.labels import LABELS
from analytics.catalogue.prices import PRICES
from analytics.catalogue.rates import RATES

SUFFIXES = {
    "_pct_per_pp": ("% per pp", 2),
    "_net_pct": ("net %", 1),
    "_usd_bn": ("USD bn", 1),
    "_usd_mn": ("USD m", 1),
    "_usd_m": ("USD m", 1),
    "_usd": ("USD", 0),
    "_pct": ("%", 1),
    "_pp": ("pp", 2),
    "_bp": ("bp", 0),
    "_sd": ("sd", 2),
    "_x": ("x", 2),
    "_count": ("", 0),
    "_days": ("days", 0),
    "_years": ("years", 2),
    "_quarters": ("quarters", 1),
}
"""How a column's name ends, its unit and its decimals; the first that fits counts."""
DECIMALS = {"ratio_x": 4, "concentration_x": 4, "correlation": 3, "correlation_low": 3, "correlation_high": 3,
            "percentile": 1, "value": 4, "spread_high_pct": 2,
            "spread_low_pct": 2, "spread_before_pct": 2, "measured": 2, "difference": 2, "years": 2,
            "rate_pct": 2, "higher_pct": 2, "percentile_kept": 1}  # fmt: skip
"""Decimals of columns whose name does not say them."""
NAMES = {"regional_banks": "Bank", "bank": "Bank", "debt_wall": "Issuer", "issuer": "Issuer", "issuers": "Firm"}
"""What the column `name` is called, by view."""


@dataclass(frozen=True)
class Column:
    """A column: its `label` without its unit, the `unit`, and the `decimals` it is shown with."""

    name: str
    label: str
    unit: str
    decimals: int

    @property
    def head(self) -> str:
        """Label and unit, as it stands over the column: "Loss to equity as filed, %"."""
        return f"{self.label}, {self.unit}" if self.unit else self.label


@cache
def column(name: str, view: str = "") -> Column:
    """What is known of a column by its name; `view` is the one whose table it stands in.

    A unit ends the name (`burden_filed_pct`); the id of a series that begins it is called by its title.
    """
    end = next((suffix for suffix in SUFFIXES if name.endswith(suffix)), "")
    unit, decimals = SUFFIXES.get(end, ("", 2))
    base = name.removesuffix(end)
    if base == "name" and view in NAMES:
        label = NAMES[view]
    elif name in LABELS:
        label = LABELS[name]
    elif base in LABELS:
        label = LABELS[base]
    elif base in _TITLES:
        label = _TITLES[base]
    else:
        words = base.replace("_", " ")
        label = words[:1].upper() + words[1:]
    return Column(name, label, unit, DECIMALS.get(name, decimals))


_TITLES = {entry.id: entry.title for entry in (*PRICES, *RATES)}
