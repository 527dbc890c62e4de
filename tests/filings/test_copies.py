"""The copies of frames on disk: a damaged one is fetched again, and that there is none is not believed for long."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import settings
from analytics.errors import SourceUnavailable
from analytics.refresh.frames import Frames
from analytics.refresh.task import Outcome, Previous, Task
from analytics.sources import sec
from analytics.store import Store
from tests.filings.conftest import NOW, Pulled, pull
from tests.loopback import Edgar, Fault

YEAR = NOW.year - 1
FRAME = f"OperatingIncomeLoss/USD/CY{YEAR}.json"
COPY = f"us-gaap-OperatingIncomeLoss-USD-CY{YEAR}.parquet"
KEY = sec.Key("OperatingIncomeLoss", f"CY{YEAR}")


@pytest.fixture(scope="module")
def small() -> Edgar:
    return Edgar(NOW.date(), 60)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, small: Edgar) -> Pulled:
    return pull(tmp_path_factory.mktemp("template"), small)


def spoil(path: Path, place: float) -> None:
    """Turn thirty bytes over, from a part of the file on; all of it gone at 1."""
    body = bytearray(path.read_bytes())
    first = int(place * len(body))
    body[first : first + 30] = bytes(byte ^ 0xFF for byte in body[first : first + 30])
    path.write_bytes(body if place < 1 else b"")


@pytest.mark.parametrize("place", [0.0, 0.1, 0.3, 0.6, 0.95, 1.0])
def test_a_damaged_copy_is_fetched_again_and_no_fact_is_lost(
    tmp_path: Path, template: Pulled, small: Edgar, place: float
) -> None:
    folder = tmp_path / "store"
    shutil.copytree(template.folder, folder)
    spoil(folder / "sec" / COPY, place)
    now = pull(folder, small, datasets=("issuers",), now=NOW + timedelta(hours=1))
    assert now.outcomes["issuers"].error == ""
    assert [path for path in now.asked if "frames" in path] == [f"/api/xbrl/frames/us-gaap/{FRAME}"]
    assert now.filings.issuers.equals(template.filings.issuers)


def test_that_there_is_no_frame_is_asked_again_within_a_day(tmp_path: Path, small: Edgar, template: Pulled) -> None:
    once = pull(tmp_path, small, [Fault("404", FRAME, times=1)])
    assert once.outcomes["issuers"].error == ""
    later = pull(tmp_path, small, datasets=("issuers",), now=NOW + timedelta(days=1))
    assert f"/api/xbrl/frames/us-gaap/{FRAME}" in later.asked
    assert later.filings.issuers["operating_income"].equals(template.filings.issuers["operating_income"])


@given(st.integers(0, 10**6), st.integers(1, 255))
def test_whatever_byte_is_damaged_a_copy_is_as_it_was_or_gone(place: int, change: int) -> None:
    with TemporaryDirectory() as folder:
        task = Task(settings.read({}), Store(folder), Previous({}, {}), (), None, lambda *_: None, Outcome("x"), NOW)
        frames = Frames(task)
        count = 40
        frame = sec.Frame(*(np.arange(count).astype(kind) for kind in ("i4", "f8", "i4", "i4", "i8")))
        frames._write(KEY, frame)
        path = frames.folder / COPY
        body = bytearray(path.read_bytes())
        body[place % len(body)] ^= change
        path.write_bytes(body)
        try:
            came = frames.read(KEY)
        except SourceUnavailable:
            assert not path.exists()
            assert frames.read(KEY) is None
        else:
            assert came is not None
            for name in ("cik", "value", "start", "end", "accn"):
                assert (getattr(came, name) == getattr(frame, name)).all()
