"""Debt wall as numbers that a script reprices: of each issuer what `analytics.refinancing` multiplies."""

from __future__ import annotations

import numpy as np

from analytics import debt_wall, refinancing
from analytics.errors import BadInput
from analytics.output.explorable.model import Model, Phrase
from analytics.output.views import Answer

FIGURES = (
    "extra_interest",
    "extra_interest_share",
    "icr_median_after",
    "icr_aggregate_after",
    "wiped_out",
    "wiped_out_share",
    "wiped_out_debt_share",
    "wiped_out_earnings_share",
    "wiped_out_float_share",
    "earnings_lost",
    "break_even_median",
    "above_15_share",
    "wiped_out_at_450",
    "wiped_out_at_482",
)
CARDS = ("wiped_out_share", "wiped_out", "extra_interest", "break_even_median", "earnings_lost", "icr_median_after")

SENTENCE = (
    "With the ten-year at {ten} and the three-month at {short}, refinancing {wiped_out_share}, and {extra_interest}."
)
NO_PROFIT = "takes no profit"
PHRASES = {
    "wiped_out_share": Phrase("takes the profit of # of the profitable issuers", NO_PROFIT, NO_PROFIT, NO_PROFIT),
    "extra_interest": Phrase(
        "it costs # more interest a year",
        "it costs # less interest a year",
        "it costs no more interest",
        "what interest it costs is not known",
    ),
}


def model(answer: Answer) -> Model:
    """The issuers that can be repriced. Raises `BadInput` while coverage re-rates them: a file does not."""
    scenario = answer.scenario
    if scenario.rerating == "On":
        raise BadInput("An explorable does not re-rate issuers.", remedy="Write it with rerating=Off.")
    _, exposure = debt_wall.under(answer.world.filings, answer.world.market, scenario)
    terms, curve = exposure.terms, exposure.curve
    n = len(terms)
    renewed, reach = terms.fraction * terms.fixed, terms.on_ten_year
    floats = np.nan_to_num(exposure.table["float_usd"].to_numpy(dtype=float)[exposure.repriceable])
    columns = {
        "base": terms.base,
        "interest": terms.interest,
        "long_leg": renewed * reach,
        "short_leg": renewed * (1.0 - reach),
        "exposed": terms.exposed,
        "ebit": terms.ebit,
        "earned": terms.earned,
        "always": np.maximum(terms.earned - terms.limit, 0.0),
        "tax": terms.tax_rate,
        "target": refinancing.profit_target(terms),
        "profit": exposure.profit,
        "debt": np.nan_to_num(exposure.debt),
        "float": floats,
    }
    numbers = {
        "n": n,
        "long": curve.ten_year_bp,
        "short": curve.short_rate_bp,
        "opened": curve.under(scenario),
        "floor": terms.floor,
        "highest": refinancing.HIGHEST,
        "marks": [[name, level] for name, level in debt_wall.MARKED],
        "drawn": "Share of profitable issuers whose profit is gone, %, by the ten-year, both yields moved in parallel",
    }
    return Model("debt_wall", columns, numbers, FIGURES, CARDS, SENTENCE, PHRASES)
