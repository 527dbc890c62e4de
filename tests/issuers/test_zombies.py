"""Shares by definition on the invented issuers and on the recorded statements."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from analytics import debt_wall, illustrative, issuers
from analytics.frames.issuers import Filings, fit
from analytics.issuers import classify, zombies
from analytics.issuers.definitions import DEFINITIONS
from analytics.issuers.sample import Sample, sample
from analytics.model.choices import WEIGHTINGS
from analytics.model.metric import by_id
from analytics.model.scenario import Scenario
from tests.loopback import REAL

STATEMENTS = REAL / "sec" / "wide" / "statements_by_symbol_2015_2017.parquet"
MARKET = illustrative.market()
FILINGS = illustrative.filings()
LEVELS = zombies.prices(MARKET)[1]


@pytest.fixture(scope="module")
def every() -> Sample:
    return sample(debt_wall.prepare(FILINGS), FILINGS, 1001, 3000)


def static(**changes: object) -> dict:
    return by_id(issuers.static(FILINGS, MARKET, Scenario(**changes)).metrics)  # type: ignore[arg-type]


@pytest.mark.real
def test_the_loss_making_share_of_the_recorded_statements() -> None:
    rows = pd.read_parquet(STATEMENTS)
    rows = rows[(rows["period_focus"] == "FY") & (rows["fiscal_year"] == 2016) & rows["net_income"].notna()]
    rows = rows.drop_duplicates("symbol", keep="last").reset_index(drop=True)
    cik = np.arange(1, len(rows) + 1)
    whole = FILINGS.members.iloc[[0] * len(rows)].reset_index(drop=True)
    members = whole.assign(cik=cik, ticker=rows["symbol"], rank=cik, sic=3559, financial=False)
    table = pa.table({"cik": pa.array(cik, pa.int32()), "kind": ["year"] * len(rows), "period": ["CY2016"] * len(rows),
                      "start": pa.array([16801] * len(rows), pa.int32()).cast(pa.date32()),
                      "end": pa.array([17166] * len(rows), pa.int32()).cast(pa.date32()),
                      "net_income": rows["net_income"].to_numpy()})  # fmt: skip
    filings = Filings(members, fit(table))
    recorded = sample(debt_wall.prepare(filings), filings, 1, 4500)
    inside = np.ones(len(recorded.table), bool)
    classes = zombies.in_year(recorded, zombies.LOSS, inside, 2016, {})
    found = zombies.share(classes, np.ones(len(inside)))
    assert (found.known, round(found.value, 1)) == (3152, 34.6)


def test_every_definition_stands_with_its_bucket() -> None:
    metrics = static()
    for definition in DEFINITIONS.values():
        share, low, high = (metrics[f"{definition.key}_{end}"].value for end in ("share", "low", "high"))
        classified, unknown = (metrics[f"{definition.key}_{end}"].value for end in ("classified", "unclassifiable"))
        assert classified + unknown == 2000
        if share is None:
            assert (classified, low, high) == (0, None, None)
            assert metrics[f"{definition.key}_count"].value is None, "unknown is not zero"
        else:
            assert low <= share <= high
            assert share == pytest.approx(100 * metrics[f"{definition.key}_count"].value / classified)
    assert metrics["unprofitable_share"].value == pytest.approx(41.0)
    assert metrics["zombie_bis_2022_share"].value is not None


def test_definition_weight_and_universe_move_the_headline() -> None:
    shares = {
        static(definition=name, weighting=weighting)["zombie_headline_share"].value
        for name in ("Unprofitable", "OECD", "BIS narrow", "Fed 2021")
        for weighting in WEIGHTINGS
    }
    assert len(shares) == 12
    at_rest = static()["zombie_headline_share"].value
    assert static(biotech="Off")["zombie_headline_share"].value < at_rest


def test_debt_weights_are_debt(every: Sample) -> None:
    inside = np.ones(len(every.table), bool)
    classes = zombies.now(every, zombies.LOSS, inside, LEVELS)
    debt = np.nan_to_num(every.table["debt"].to_numpy(dtype=float))
    expected = 100 * debt[every.table["net_income"] < 0].sum() / debt.sum()
    assert zombies.share(classes, every.weights("Debt")).value == pytest.approx(expected)


def test_financials_cannot_be_classified_by_their_coverage(every: Sample) -> None:
    inside = np.ones(len(every.table), bool)
    bank = Sample(**{**{name: getattr(every, name) for name in (
        "table", "annual", "place", "icr", "leverage", "q", "biotech", "property")},
        "financial": np.arange(len(inside)) < 10})  # fmt: skip
    for name in DEFINITIONS:
        reasons = zombies.now(bank, name, inside, LEVELS).reason[:10]
        assert (set(reasons.tolist()) == {classify.FINANCIAL}) == (name != zombies.LOSS)


def test_published_shares_stand_beside_ours() -> None:
    real = Filings(FILINGS.members, FILINGS.issuers)
    for filings, judged in ((FILINGS, False), (real, True)):
        rows = issuers.static(filings, MARKET, Scenario()).tables["zombie_published"]
        assert {"Unprofitable", "OECD", "BIS broad", "BIS 2022", "Fed 2021"} == set(rows["definition"])
        losses = rows.loc[rows["definition"] == "Unprofitable", "value"]
        assert (losses.min(), losses.max()) == (36, 43)
        assert rows["difference"].notna().all() == judged
        if judged:
            assert (rows["measured"] - rows["value"]).tolist() == pytest.approx(rows["difference"].tolist())


def test_sales_are_deflated(every: Sample) -> None:
    nominal = zombies._sales_growth(every, dict.fromkeys(every.annual.years, 1.0))
    real = zombies._sales_growth(every, LEVELS)
    known = np.isfinite(real)
    assert known.any()
    assert (real[known] < nominal[known]).all()
    assert np.isnan(zombies._sales_growth(every, {})).all()


def test_past_years_say_why_they_lack_a_definition() -> None:
    rows = issuers.static(FILINGS, MARKET, Scenario()).tables["zombie_years"]
    assert set(rows["year"]) == set(range(2019, 2026))
    oecd = rows[rows["definition"] == "OECD"].set_index("year")
    assert oecd.loc[[2019, 2020], "share_pct"].isna().all(), "three fiscal years end with the third"
    assert oecd.loc[2025, "share_pct"] > 0
    values = rows[rows["definition"] == "BIS 2022"].set_index("year")["share_pct"]
    assert values.notna().any(), "floats of past years are stored"
    fed = rows[rows["definition"] == "Fed 2021"]
    assert fed["share_pct"].between(1, 20).all(), "known of every year"
    missing = rows[rows["share_pct"].isna()]
    assert (missing["why"] != "").all()
    assert (missing["classified_count"] < 200).all(), "a tenth of the 2,000"


def test_without_past_floats_two_years_are_not_classifiable() -> None:
    kinds = FILINGS.issuers["kind"].cast(pa.string())
    older = Filings(FILINGS.members, FILINGS.issuers.filter(pc.invert(pc.is_in(kinds, pa.array(["float", "past"])))))
    metrics = by_id(issuers.static(older, MARKET, Scenario()).metrics)
    assert metrics["zombie_bis_2022_share"].value is None
    assert metrics["zombie_bis_2022_share"].note == "market values of two years are needed"
    assert metrics["zombie_bis_narrow_share"].value == static()["zombie_bis_narrow_share"].value


def test_tobins_q_is_float_and_liabilities_over_assets(every: Sample) -> None:
    years = every.annual
    row, column = next(zip(*np.nonzero(np.isfinite(years.q)), strict=True))
    cik, year = int(years.cik[row]), years.years[column]
    floats = FILINGS.rows("float", "market_float", cik=cik).set_index("period")["market_float"]
    sheets = pd.concat([FILINGS.rows(kind, "assets", "liabilities", cik=cik) for kind in ("past", "instant")])
    sheet = sheets.set_index("period").loc[f"CY{year}Q4I"]
    expected = (floats[f"CY{year}Q2I"] + sheet["liabilities"]) / sheet["assets"]
    assert years.q[row, column] == pytest.approx(expected)


def test_age_counts_from_the_first_facts(every: Sample) -> None:
    years = every.annual
    known = np.isfinite(years.first_year)
    assert 0 < known.sum() < len(known)
    assert (years.first_year[known] <= 2015).all()
    assert np.isnan(years.age(2025)[~known]).all()
    assert np.isnan(years.age(2020)[years.first_year == 2013]).all(), "seven years are not known to be ten"


def test_every_specification_is_there_once_and_in_order() -> None:
    rows = issuers.static(FILINGS, MARKET, Scenario()).tables["specification"]
    assert len(rows) == 7 * 3 * 8
    assert not rows.duplicated(["definition", "weighting", "universe"]).any()
    known = rows["share_pct"].dropna()
    assert known.is_monotonic_increasing
    assert rows["share_pct"].iloc[: len(known)].notna().all()
    assert (rows["claim_holds"] == rows["share_pct"].between(37.0, 43.0)).all()
    assert rows["shown"].sum() == 1
    metrics = static()
    assert metrics["specification_holds"].value == rows["claim_holds"].sum()
    assert metrics["specification_count"].value == len(known)


@pytest.mark.parametrize("rerating", ["Off", "On"])
def test_coverage_at_the_filed_yields_is_debt_walls(rerating: str) -> None:
    scenario = Scenario(ten_year_bp=600, rerating=rerating)
    result = issuers.live(FILINGS, MARKET, scenario)
    metrics = by_id(result.metrics)
    _, exposure = debt_wall.under(FILINGS, MARKET, scenario)
    outcome = debt_wall.reprice(exposure, scenario)
    pays = np.isfinite(exposure.covered)
    for name, covered in (("filed", exposure.covered), ("scenario", outcome.covered)):
        expected = 100 * (covered[pays] < 1.0).mean()
        assert metrics[f"zombie_icr_below_one_{name}"].value == pytest.approx(expected)
    line = result.tables["zombie_by_yield"].set_index("ten_year_pct")["icr_below_one_pct"]
    assert line[6.0] == pytest.approx(metrics["zombie_icr_below_one_scenario"].value)
    assert line.is_monotonic_increasing
