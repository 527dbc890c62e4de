"""Regional banks in words: the answer, the sentences under it, the finding of each chart."""

from __future__ import annotations

from analytics.banks import findings, titles, words
from analytics.frames.market import Result
from analytics.model.metric import by_id
from analytics.model.scenario import Scenario
from analytics.model.text import Text
from analytics.model.thresholds import FREEZE_PCT


def text(result: Result, scenario: Scenario) -> Text:
    """What Regional banks says at a scenario; without the banks' filings it speaks of the fund and of lending."""
    metrics = by_id(result.metrics)
    named = {
        "fund_year": findings.fund_title(metrics),
        "fund_ratio": findings.ratio_title(metrics),
        "fund_drawdown": findings.drawdown_title(metrics),
        "fund_beta": findings.beta_title(metrics),
        "fund_rates": findings.rates_title(metrics),
        "growth": findings.growth_title(metrics),
        "growth_banks": findings.listed_growth_title(metrics),
        "standards": findings.freeze_title(metrics),
        "deposit_cost": findings.cost_title(metrics),
        "channel": titles.channel_title(metrics),
        "funding": titles.nonbank_title(metrics),
        "quality": findings.quality_title(metrics),
        "cre_maturities": findings.maturities_title(metrics),
        "losses": titles.losses_title(metrics),
        "distribution": titles.loss_title(metrics),
        "run": titles.run_title(metrics),
        "defaults": titles.defaults_title(metrics),
        "scatter": titles.property_title(metrics),
        "beyond": titles.beyond_title(metrics),
        "listed": titles.listed_title(metrics),
        "bank_list": "The banks",
        "limits": "What cannot be rebuilt, and what is assumed",
        "basis": "How losses and maturities are known",
        "profile": "What is assumed of banks that file no maturities",
    }
    small = "small_deposits_growth" in metrics or "small_loans_growth" in metrics
    captions = {
        "tests": words.tests_line(metrics),
        "growth_of": "Small domestic banks" if small else "All banks",
        "freeze": f"{FREEZE_PCT:.0f}",
    }
    if "unrealised_loss" not in metrics:
        prose = (f"{named['fund_year']}.", f"{named['growth']}.")
        return Text(words.answer(metrics, scenario, result.illustrative), prose, named, captions)
    sentences = words.sentences(metrics, scenario)
    return Text(words.answer(metrics, scenario, result.illustrative), sentences, named, captions, words.LIMITS)
