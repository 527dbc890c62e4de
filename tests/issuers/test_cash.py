"""Runway and dilution to their worked cases, retailers' inventories on made filings."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import debt_wall, illustrative, issuers
from analytics.catalogue.fintechs import FINTECHS
from analytics.frames.issuers import Filings
from analytics.issuers import retail, runway
from analytics.issuers.sample import sample
from analytics.model.metric import by_id
from analytics.model.scenario import Scenario

NAN = float("nan")


def lasts(liquid: float, operating: float, spending: float, over: float = 4.0) -> float:
    return float(runway.quarters(np.array([liquid]), np.array([operating]), np.array([spending]), over)[0])


def test_the_worked_runway_is_eighteen_months() -> None:
    assert 3 * lasts(120.0, -70.0, 10.0) == pytest.approx(18.0)


def test_ginkgo_at_30_september_2025_has_about_eleven_quarters() -> None:
    assert lasts(462.0, -123.0, NAN, over=3.0) == pytest.approx(11.27, abs=0.01)


def test_who_funds_itself_is_a_class_and_not_a_number() -> None:
    flows = ((100.0, 50.0, 20.0), (100.0, 20.0, 20.0), (100.0, NAN, 5.0), (0.0, -4.0, 0.0))
    found = np.array([lasts(*one) for one in flows])
    assert np.isinf(found[:2]).all()
    assert np.isnan(found[2])
    assert runway.classes(found).tolist() == ["self-funding", "self-funding", "not known", "under 4 quarters"]
    assert runway.classes(np.array([3.99, 4.0, 8.0, 12.0])).tolist() == list(runway.CLASSES[:4])


def test_the_worked_dilution() -> None:
    grown, split = runway.share_growth(np.array([150.0]), np.array([100.0]))
    assert (100 * grown[0], 100 * np.log1p(grown[0])) == pytest.approx((50.0, 40.55), abs=0.005)
    assert not split[0]


@pytest.mark.parametrize(
    ("now", "before", "grown", "is_split"),
    [
        (200.0, 100.0, 0.0, True),
        (5.05, 100.0, 0.01, True),
        (120.0, 100.0, 0.2, False),
        (57.0, 100.0, NAN, False),
        (777.0, 100.0, NAN, False),
        (NAN, 100.0, NAN, False),
        (100.0, 0.0, NAN, False),
    ],
)
def test_splits_are_taken_out_and_leaps_refused(now: float, before: float, grown: float, is_split: bool) -> None:
    found, split = runway.share_growth(np.array([now]), np.array([before]))
    assert found[0] == pytest.approx(grown, nan_ok=True)
    assert split[0] == is_split


@given(st.floats(1e-3, 1e6), st.floats(-1e6, 1e6), st.floats(0, 1e6))
def test_more_cash_lasts_longer_and_burn_is_paid_for(liquid: float, operating: float, spending: float) -> None:
    own = lasts(liquid, operating, spending)
    assert lasts(2 * liquid, operating, spending) >= own
    if np.isfinite(own) and own < 1e9:
        assert own * (spending - operating) / 4.0 == pytest.approx(liquid)
    elif np.isinf(own):
        assert operating >= spending


def test_the_invented_firms_have_the_runway_that_their_figures_give() -> None:
    filings = illustrative.filings()
    every = sample(debt_wall.prepare(filings), filings, 1001, 3000)
    firms = runway.firms(every, filings)
    burning = firms["runway_quarters"].notna()
    assert burning.any()
    product = firms["runway_quarters"] * firms["burn_usd_m"]
    assert product[burning].to_numpy() == pytest.approx(firms["liquid_usd_m"][burning].to_numpy())
    assert (firms.loc[firms["class"] == runway.SELF_FUNDING, "runway_quarters"].isna()).all()


def test_eating_places_are_no_retailers() -> None:
    codes = np.array([5199, 5200, 5311, 5812, 5990, 5991])
    assert retail.is_retailer(codes).tolist() == [False, True, True, False, True, False]


def test_inventories_are_set_against_the_sales_of_the_same_period() -> None:
    filings = illustrative.filings()
    every = sample(debt_wall.prepare(filings), filings, 1001, 3000)
    rows = retail.firms(every, filings)
    assert len(rows) == int(retail.is_retailer(every.table["sic"].to_numpy()).sum())
    one = rows[rows["period"] == "quarter"].iloc[0]
    quarters = filings.rows("quarter", "revenue", "cost_of_sales", cik=int(one["cik"])).set_index("end").sort_index()
    end = pd.Timestamp(one["balance_sheet"])
    before = quarters.index[np.abs((quarters.index - end).days + 365) < 12][0]
    sales = 100 * (quarters.loc[end, "revenue"] / quarters.loc[before, "revenue"] - 1.0)
    assert one["sales_growth_pct"] == pytest.approx(sales)
    cost = quarters.loc[end, "cost_of_sales"]
    assert one["inventory_days"] == pytest.approx(one["inventory_usd_m"] * 1e6 / cost * 91.25)
    assert (rows["glut"] == (rows["inventory_growth_pct"] > rows["sales_growth_pct"] + 5.0)).all()


def test_growth_from_nothing_is_not_known() -> None:
    assert np.isnan(retail.growth(np.array([5.0]), np.array([0.0]))[0])
    assert not retail.is_glut(np.array([NAN]), np.array([-50.0]))[0]


def test_lenders_stand_beside_biotech_where_they_are_stored() -> None:
    filings = illustrative.filings()
    ciks = filings.members["cik"].to_numpy().copy()
    places = [40, 900]
    old = {int(ciks[place]): firm.cik for place, firm in zip(places, FINTECHS, strict=False)}
    members = filings.members.assign(cik=filings.members["cik"].replace(old))
    column = pa.array(filings.issuers["cik"].to_pandas().replace(old), filings.issuers.schema.field("cik").type)
    table = filings.issuers.set_column(filings.issuers.schema.get_field_index("cik"), "cik", column)
    own = Filings(members, table, illustrative=True)
    found = by_id(issuers.static(own, illustrative.market(), Scenario(band_low=1, band_high=4500)).metrics)
    assert found["runway_fintech_unknown"].value is not None
    assert found["dilution_fintech"].note.endswith("of 2 firms")
    none = by_id(issuers.static(filings, illustrative.market(), Scenario()).metrics)
    assert none["runway_fintech_median"].note == "none of them is in the universe"
