"""The specification curve: the share under every definition, weight and universe, and in how many a claim holds."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd

from analytics.issuers import zombies
from analytics.issuers.definitions import CLAIMED_PCT, DEFINITIONS, NEAR_PP
from analytics.issuers.sample import Sample
from analytics.issuers.zombies import Prices
from analytics.model.choices import WEIGHTINGS
from analytics.model.scenario import Scenario


def universe(biotech: bool, property: bool, financials: bool) -> str:
    """A universe in words: "without biotech, with financials"."""
    parts = [] if biotech else ["without biotech"]
    parts += [] if property else ["without property"]
    parts += ["with financials"] if financials else []
    return ", ".join(parts) or "all but financials"


def holds(share: float) -> bool:
    """Whether a share is "nearly 40 %": within three points of it."""
    return abs(share - CLAIMED_PCT) <= NEAR_PP


def curve(sample: Sample, deflator: Prices, scenario: Scenario) -> pd.DataFrame:
    """A row a specification, the lowest share first, those without one last.

    All definitions x weights x universes with and without biotech, property and financials. `claim_holds` is whether
    the share is within three points of the claimed 40 %, `shown` which row is the reader's own.
    """
    rows = []
    for biotech, property, financials in itertools.product((True, False), (True, False), (False, True)):
        inside = sample.within(biotech, property, financials)
        weights = {name: sample.weights(name)[inside] for name in WEIGHTINGS}
        own = (biotech, property, financials) == tuple(
            value == "On" for value in (scenario.biotech, scenario.real_estate, scenario.financials)
        )
        for name, definition in DEFINITIONS.items():
            classes = zombies.now(sample, name, inside, deflator)
            for weighting in WEIGHTINGS:
                found = zombies.share(classes, weights[weighting])
                rows.append(
                    {
                        "definition": definition.name,
                        "weighting": weighting,
                        "universe": universe(biotech, property, financials),
                        "share_pct": found.value,
                        "low_pct": found.low,
                        "high_pct": found.high,
                        "firms_count": found.known + found.unknown,
                        "unclassifiable_count": found.unknown,
                        "claim_holds": holds(found.value),
                        "shown": own and (name, weighting) == (scenario.definition, scenario.weighting),
                        "why": found.why,
                    }
                )
    table = pd.DataFrame(rows).sort_values("share_pct", kind="stable", na_position="last", ignore_index=True)
    return table.assign(place=np.arange(1, len(table) + 1))
