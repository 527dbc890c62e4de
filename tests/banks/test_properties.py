"""What must hold whatever is taken out: a bank, a field; and higher yields never lower a loss on fixed-rate assets."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import banks
from analytics.model.metric import by_id
from analytics.model.scenario import Scenario
from tests.banks.made import END, bank, market, panel

ROWS = [
    bank(1), bank(2, SCHF=80), bank(3, EQ=5), bank(4, LNRSOV15=300, LNNDEPD=30, CHBAL=40, SCPLEDGE=50),
    bank(639, SCAF=140),
    bank(6, ASSET=20e3, SC=None), bank(7, SCHA=None, SCHF=None), bank(8, DEPUNINS=900), bank(9, LNATRES=None),
]  # fmt: skip
CERTS = [int(row["cert"]) for row in ROWS]
MARKET = market(4.0, 4.5)


def measured(rows, **chosen):
    return banks.scenario_figures(panel({END: rows}), MARKET, Scenario(**chosen))


WHOLE = measured(ROWS)
KINDS = ["Securities", "Securities and loans"]


@pytest.mark.parametrize("gone", CERTS)
def test_a_bank_that_is_taken_out_changes_no_other(gone: int) -> None:
    rest = measured([row for row in ROWS if row["cert"] != gone]).tables["banks"].set_index("cert")
    pd.testing.assert_frame_equal(rest, WHOLE.tables["banks"].set_index("cert").drop(gone).loc[rest.index])


RESTS_ON = {
    "LNNDEPD": ("nonbank",),
    "OTHBFHLB": ("advances",),
    "RT": ("rate_contracts",),
    "EQCCOMPI": ("aoci",),
    "ELNATR": ("provisions",),
    "NTLNLS": ("charge_offs", "provisions_to"),
    "NETINC": (),
    "LNRECONS": ("cre_", "construction", "banks_short"),
    "DEPUNINS": ("uninsured", "uncovered", "liquidity", "median_coverage"),
    "ORE": ("texas",),
    "RBCT1C": ("unrealised_loss_to_cet1", "banks_beyond"),
}


@pytest.mark.parametrize("name", RESTS_ON)
def test_a_field_that_is_taken_out_changes_only_what_rests_on_it(name: str) -> None:
    whole = by_id(WHOLE.metrics)
    less = by_id(measured([{**row, name: np.nan} for row in ROWS]).metrics)
    changed = {id for id in whole if whole[id].value != less[id].value}
    assert all(id.startswith(RESTS_ON[name]) for id in changed), changed
    assert all(less[id].note for id in changed)


@settings(max_examples=25, deadline=None)
@given(
    st.integers(0, 900),
    st.integers(5, 100),
    st.integers(50, 400),
    st.sampled_from(["Securities", "Securities and loans"]),
)
def test_higher_yields_never_lower_a_loss(ten: int, rise: int, spread: int, marked: str) -> None:
    chosen = {"mortgage_spread_bp": spread, "marked": marked}
    before, after = (
        measured(ROWS, ten_year_bp=level, short_rate_bp=level, **chosen).tables["banks"]["loss_scenario_usd_mn"]
        for level in (ten, ten + rise)
    )
    assert ((after >= before - 1e-9) | before.isna()).all()


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(CERTS), min_size=1, max_size=6, unique=True))
def test_sunk_banks_only_ever_add_to_the_worst(sunk: list[int]) -> None:
    rows = [{**row, "EQ": 1e6} if row["cert"] in sunk else row for row in ROWS]
    before, after = by_id(WHOLE.metrics), by_id(measured(rows).metrics)
    for name in ("banks_beyond_100", "banks_beyond_50", "banks_beyond_100_filed", "texas_over_100", "banks_short"):
        assert after[name].value >= before[name].value, name
    middle = after["median_burden"].value
    assert middle is None or middle >= before["median_burden"].value - 1e-9
