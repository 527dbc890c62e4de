"""Every column of every table has a head that stands alone, a unit and its decimals."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from analytics.catalogue.columns import LABELS, SUFFIXES, column
from analytics.load import choose, open_world
from analytics.model.scenario import Scenario
from analytics.output import views
from analytics.store import Store

NOW = datetime(2026, 11, 27, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "head", "decimals"),
    [
        ("burden_filed_pct", "Loss to equity as filed, %", 1),
        ("debt_usd_m", "Debt, USD m", 1),
        ("debt_usd_bn", "Debt, USD bn", 1),
        ("duration_pct_per_pp", "For +1 pp of yield, % per pp", 2),
        ("spread_bp", "Spread, bp", 0),
        ("ticker", "Ticker", 2),
        ("ratio_x", "Ratio, x", 4),
    ],
)
def test_a_column_is_known_by_its_name(name: str, head: str, decimals: int) -> None:
    assert (column(name).head, column(name).decimals) == (head, decimals)


def test_a_name_is_whose_it_is() -> None:
    assert column("name", "bank").head == "Bank"
    assert column("name", "debt_wall").head == "Issuer"


def test_a_series_is_called_by_its_title() -> None:
    assert column("DRTSCIS_net_pct").label not in ("DRTSCIS", "Drtscis")
    assert column("DRTSCIS_net_pct").unit == "net %"


def test_no_head_of_a_view_is_bare(tmp_path: Path) -> None:
    """A head holds no underscore; one that is the unit alone says nothing."""
    store = Store(str(tmp_path))
    world = open_world(store, *choose(store, "illustrative"))
    scenario = Scenario(issuer="EX0019", bank="IB001")
    bare = []
    for name in views.VIEWS:
        for table, frame in views.answer(name, world, scenario, store, NOW).result.tables.items():
            heads = [column(str(each), name) for each in frame.columns]
            bare += [(name, table, c.name) for c in heads if "_" in c.head or not c.label]
    assert bare == []


def test_labels_carry_no_unit() -> None:
    units = tuple(f", {unit}" for unit, _ in SUFFIXES.values() if unit)
    assert not [label for label in LABELS.values() if label.endswith(units)]
