"""What the illustrative world measures, once for all figures drawn of it: at today's yields and at the reader's."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics import bank, banks, illustrative
from analytics.model.scenario import Scenario

Tables = dict[str, pd.DataFrame]
MOVED = Scenario(ten_year_bp=525, short_rate_bp=450)


@pytest.fixture(scope="module")
def tables() -> Tables:
    return banks.measure(illustrative.panel(), illustrative.market(), MOVED).tables


@pytest.fixture(scope="module")
def own() -> Tables:
    return bank.measure(illustrative.panel(), illustrative.market(), MOVED, "IB016").tables
