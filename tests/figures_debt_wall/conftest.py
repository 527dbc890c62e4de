"""What the illustrative world measures, once for all figures drawn of it."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics import debt_wall, illustrative, issuer
from analytics.model.scenario import Scenario


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    filings, market = illustrative.filings(), illustrative.market()
    return debt_wall.measure(filings, market, Scenario(ten_year_bp=525)).tables


@pytest.fixture(scope="module")
def own() -> dict[str, pd.DataFrame]:
    filings, market = illustrative.filings(), illustrative.market()
    return issuer.measure(filings, market, Scenario(ten_year_bp=525), "EX0711").tables
