"""What a zombie is, by whom: the published definitions, in the order in which the page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.model.choices import ZOMBIE_DEFINITIONS

CLAIMED_PCT = 40.0
"""The commentary: nearly 40 % of small caps lose money."""
NEAR_PP = 3.0
"""How near a share must lie to a claimed one for the claim to hold."""
LEAST_CLASSIFIED = 0.10
"""Part of the firms that must be classified for a share of them to be said: a tenth stands for nobody else."""
MINIMUM_AGE = 10.0
"""Years from which a firm is old enough to be a zombie (OECD, BIS)."""


@dataclass(frozen=True)
class Definition:
    """One definition: `key` begins its figures' ids, `name` is what the reader chooses, `rule` the rule in
    words."""

    key: str
    name: str
    method: str
    rule: str


DEFINITIONS: dict[str, Definition] = {
    name: Definition(key, name, method, rule)
    for name, (key, method, rule) in zip(
        ZOMBIE_DEFINITIONS,
        (
            ("unprofitable", "M-NEG", "net income of twelve months below 0"),
            ("icr_below_one", "M-ICR", "coverage of twelve months below 1"),
            ("zombie_oecd", "M-ZOECD",
             "at least 10 years old, coverage below 1 in three fiscal years"),
            ("zombie_bis_broad", "M-ZBISB", "as the OECD, of listed firms"),
            ("zombie_bis_narrow", "M-ZBISN",
             "as broad, and Tobin's q below the sector's median"),
            ("zombie_bis_2022", "M-ZBIS22",
             "coverage below 1 and Tobin's q below the sector's median, both for two years"),
            ("zombie_fed", "M-ZFED",
             "leverage above the median, coverage below 1, real sales lower than three years before"),
        ),
        strict=True,
    )
}  # fmt: skip
"""By the reader's name for it."""
