"""A figure keeps its unit, its reason and its glossary entry, or is refused."""

from __future__ import annotations

import json
import math
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.model.methods import METHODS
from analytics.model.metric import DECIMALS, DOLLARS, MINUS, NBSP, Metric, by_id, day, show


def figure(value: object = 12.19, unit: str = "%", method: str = "M-RET", note: str = "") -> Metric:
    return Metric("divergence.small_ytd", "IWM this year", value, unit, date(2025, 10, 14), method, ("IWM",), note)


def test_a_figure_says_itself() -> None:
    assert figure().text == f"12.19{NBSP}%"
    assert figure(None, note="not held").text == "n/a"
    assert figure(date(2025, 10, 4), "date").text == "4 Oct 2025"


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": None},
        {"value": math.nan},
        {"value": math.inf},
        {"value": -math.inf},
        {"value": np.float64("nan")},
        {"value": np.float32("nan")},
        {"value": pd.NaT},
        {"unit": "percent"},
        {"unit": ""},
        {"method": "M-NONE"},
    ],
    ids=str,
)
def test_what_is_no_figure_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"divergence\.small_ytd"):
        figure(**wrong)


def test_zero_is_a_figure() -> None:
    assert figure(0.0).text == f"0.00{NBSP}%"
    assert figure(0, "count").as_json()["value"] == 0


def test_as_json_is_plain() -> None:
    written = json.loads(json.dumps(figure().as_json()))
    assert written == {
        "id": "divergence.small_ytd",
        "label": "IWM this year",
        "value": 12.19,
        "unit": "%",
        "as_of": "2025-10-14",
        "method": "M-RET",
        "sources": ["IWM"],
        "note": "",
    }
    assert figure(date(2025, 1, 2), "date").as_json()["value"] == "2025-01-02"


@pytest.mark.parametrize(
    ("value", "unit", "more", "text"),
    [
        (-0.796, "pp", {}, f"{MINUS}0.80{NBSP}pp"),
        (-0.004, "pp", {}, f"0.00{NBSP}pp"),
        (-0.004, "pp", {"sign": True}, f"0.00{NBSP}pp"),
        (0.8, "pp", {"sign": True}, f"+0.80{NBSP}pp"),
        (-0.8, "pp", {"sign": True}, f"{MINUS}0.80{NBSP}pp"),
        (1234567.891, "USD bn", {}, f"USD{NBSP}1,234,567.9{NBSP}bn"),
        (0.37434, "x", {}, f"0.3743{NBSP}x"),
        (5.814, "percentile", {}, "5.81"),
        (463, "bp", {}, f"463{NBSP}bp"),
        (12.19, "%", {"decimals": 0}, f"12{NBSP}%"),
        (1000, "count", {}, "1,000"),
    ],
)
def test_numbers_are_written_as_the_pages_write_them(value: float, unit: str, more: dict, text: str) -> None:
    assert show(value, unit, **more) == text


@given(st.floats(-1e8, 1e8), st.sampled_from([unit for unit in DECIMALS if unit != "date"]), st.booleans())
def test_what_is_written_can_be_read_back(value: float, unit: str, sign: bool) -> None:
    parts = show(value, unit, sign=sign).split(NBSP)
    text = parts[0] if not unit.startswith("USD") else parts[0].removesuffix("USD") + parts[1]
    assert "-" not in text
    read = float(text.replace(MINUS, "-").replace(",", ""))
    if unit in DOLLARS:
        read *= DOLLARS[" ".join(["USD", *parts[2:]])] / DOLLARS[unit]
    assert read == pytest.approx(value, abs=0.51 * 10.0 ** -DECIMALS[unit])
    assert text.startswith(MINUS) == (read < 0)


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "text"),
    [
        (0.3, "USD bn", 0, "USD 300 m"),
        (0.0193, "USD bn", None, "USD 19 m"),
        (-0.0031, "USD bn", None, f"{MINUS}USD 3.1 m"),
        (0.00002, "USD bn", None, "USD 20,000"),
        (0.04, "USD m", None, "USD 40,000"),
        (0.6, "USD bn", 0, "USD 1 bn"),
        (0.0, "USD bn", None, "USD 0.0 bn"),
        (1e-12, "USD bn", None, "USD 0.0 bn"),
    ],
)
def test_an_amount_never_reads_as_nothing(value: float, unit: str, decimals: int | None, text: str) -> None:
    assert show(value, unit, decimals).replace(NBSP, " ") == text


@given(st.floats(-1e13, 1e13), st.sampled_from(["USD bn", "USD m"]), st.integers(0, 2))
def test_money_has_a_digit_where_there_is_half_a_dollar(dollars: float, unit: str, decimals: int) -> None:
    text = show(dollars / DOLLARS[unit], unit, decimals)
    assert any(sign in "123456789" for sign in text) or abs(dollars) <= 0.5
    metric = figure(value=dollars / DOLLARS[unit], unit=unit)
    assert any(sign in "123456789" for sign in metric.text) or abs(dollars) <= 0.5
    assert (metric.value, metric.unit) == (dollars / DOLLARS[unit], unit), "what is exported stays in its unit"


def test_a_figure_repeated_elsewhere_keeps_all_but_its_name() -> None:
    again = figure().renamed("overview.small_ytd")
    assert again.id == "overview.small_ytd"
    assert (again.label, again.value, again.method) == ("IWM this year", 12.19, "M-RET")
    assert by_id((again,)) == {"small_ytd": again}


def test_days_carry_no_leading_zero() -> None:
    assert day(date(2026, 7, 3)) == "3 Jul 2026"


@pytest.mark.parametrize("method", METHODS.values(), ids=lambda method: method.id)
def test_the_glossary_is_whole(method: object) -> None:
    assert all((method.title, method.formula, method.source, method.limits))
    assert METHODS[method.id] is method
