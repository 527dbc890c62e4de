"""Fixtures shared by the tests of filings: a small EDGAR, pulled once."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pandas as pd
import pytest

from analytics import load, settings
from analytics.__main__ import main
from analytics.frames.issuers import Filings
from analytics.refresh import Outcome, refresh
from analytics.sources.http import Patience
from analytics.store import Store
from tests.loopback import REAL, Edgar, Fault, Loopback, Recordings

QUICK = Patience(connect=30, read=60, tries=2, wait=0.01, pause=0.0)
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@dataclass
class Pulled:
    """A store filled from a loopback EDGAR, and what was asked for."""

    edgar: Edgar
    store: Store
    folder: Path
    outcomes: dict[str, Outcome]
    asked: list[str]

    @property
    def filings(self) -> Filings:
        """The issuers and members as a page gets them."""
        found = load.open_world(self.store, *load.choose(self.store)).filings
        assert found is not None
        return found


def pull(
    folder: Path,
    edgar: Edgar,
    faults: list[Fault] | None = None,
    datasets: tuple[str, ...] = ("members", "issuers"),
    now: datetime = NOW,
    patience: Patience = QUICK,
    recordings: Recordings | None = None,
) -> Pulled:
    """Refresh some datasets from a loopback EDGAR into a store."""
    with Loopback(recordings or Recordings({}, {}), faults or [], edgar=edgar) as loopback:
        chosen = settings.read(loopback.environment() | {"SMALLCAP_STORE": str(folder)})
        outcomes = refresh(chosen, datasets, patience=patience, now=now)
    return Pulled(edgar, Store(str(folder)), folder, {one.dataset: one for one in outcomes}, loopback.asked)


@pytest.fixture(scope="session")
def edgar() -> Edgar:
    """A hundred and fifty made filers as of `NOW`, and the recorded ones where they lie."""
    return Edgar(NOW.date(), 150, REAL / "sec" if REAL.exists() else None)


@pytest.fixture(scope="session")
def pulled(tmp_path_factory: pytest.TempPathFactory, edgar: Edgar) -> Pulled:
    """One pull of everything, without a fault."""
    return pull(tmp_path_factory.mktemp("pulled"), edgar)


@pytest.fixture
def show(pulled: Pulled, monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict]:
    """`python -m analytics show … --format json`, read back: metrics by id, tables as frames."""
    monkeypatch.setenv("SMALLCAP_STORE", str(pulled.folder))

    def run(*arguments: str) -> dict:
        out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        with redirect_stdout(out):
            assert main(["show", *arguments, "--format", "json"]) == 0
        out.flush()
        content = orjson.loads(out.buffer.getvalue())  # type: ignore[attr-defined]
        content["by_id"] = {metric["id"].split(".", 1)[1]: metric for metric in content["metrics"]}
        return content

    return run


@pytest.fixture
def issuers(pulled: Pulled) -> pd.DataFrame:
    from analytics import debt_wall, illustrative
    from analytics.model.scenario import Scenario

    wide = Scenario(band_low=1, band_high=4500)
    return debt_wall.measure(pulled.filings, illustrative.market(), wide).tables["issuers"].set_index("ticker")
