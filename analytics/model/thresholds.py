"""Thresholds that figures, sentences and drawings share, each with its reason."""

from __future__ import annotations

import math

CRE_TO_CAPITAL_PCT, CRE_GROWTH_PCT = 300.0, 50.0
"""Commercial real estate over capital, and its growth in 36 months, from which supervisors look closer: the two parts
of the test in the interagency guidance of December 2006 (71 FR 74580), which names both figures."""
BEYOND_PCT = (50, 100)
"""Losses over capital from which banks are counted: half, a warning, and all, where none is left."""
FREEZE_PCT = 40.0
"""Net share of banks tightening standards for small firms that goes with a freeze: our own threshold, which the
survey passed in 1990, 2001, 2008, 2020 and 2023 only, years of recession or of failing banks."""
FREEZE_SPREAD_PERCENTILE = 90.0
"""Percentile of the high-yield spread since 1997 beyond which it goes with a freeze: our own threshold, the widest
tenth of its days, which lie in 2000 to 2002, 2008 and 2009, and days of 2011 and 2020."""
FEWEST_PROFITABLE = 10
"""Profitable issuers a sector needs to be named, or drawn in colour: under ten one issuer is over ten points of it."""
QUANTILES = (5, 25, 50, 75, 95)
"""Percentiles of a fan: the middle half, and what one in twenty lies beyond on either side."""
SPANS = {
    0.25: "3 months", 1.0: "1 year", 3.0: "1–3 years", 5.0: "3–5 years", 15.0: "5–15 years", math.inf: "over 15 years",
}  # fmt: skip
"""The spans of a ladder by their upper ends in years, those of the Call Report's schedules: up to three months, on to
a year, and so on."""
