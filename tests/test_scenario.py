"""What the reader chose survives a link; what a link should not say is dropped and named."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import BadInput
from analytics.model.control import Spec, write
from analytics.model.scenario import SPECS, Scenario, link, read


def values(spec: Spec) -> st.SearchStrategy[object]:
    """Every value a control can take, its data-dependent default included."""
    if spec.kind == "date":
        taken = st.dates()
    elif spec.kind == "choice":
        taken = st.sampled_from(spec.choices)
    elif spec.kind == "ticker":
        taken = st.from_regex(r"[A-Z0-9.^=-]{1,12}", fullmatch=True).filter(lambda text: text != ".")
    elif spec.kind == "tickers":
        own = st.from_regex(r"[A-Z0-9-]{1,12}", fullmatch=True)
        taken = st.lists(own, min_size=1, max_size=12, unique=True).map(",".join)
    elif spec.kind == "packed":
        taken = st.from_regex(r"[A-Za-z0-9_-]{1,200}", fullmatch=True)
    else:
        taken = st.integers(spec.low, spec.high)
    return taken if spec.default is not None else st.none() | taken


SCENARIOS = st.fixed_dictionaries({name: values(spec) for name, spec in SPECS.items()}).map(
    lambda chosen: Scenario(**chosen)
)
TEXT = st.text(max_size=60)


@given(SCENARIOS)
def test_a_link_opens_the_same_view(scenario: Scenario) -> None:
    query = urlencode(link(scenario))
    assert read(parse_qsl(query, keep_blank_values=True)) == (scenario, [])


@given(SCENARIOS)
def test_a_link_is_short(scenario: Scenario) -> None:
    assert len(urlencode(link(scenario))) < 1500


def test_a_link_writes_defaults_out() -> None:
    written = link(Scenario(as_of=date(2025, 10, 14), ten_year_bp=450, short_rate_bp=400))
    assert {name: written[name] for name in ("as_of", "basis", "window", "ten_year_bp")} == {
        "as_of": "2025-10-14",
        "basis": "Price",
        "window": "3Y",
        "ten_year_bp": "450",
    }
    assert {name for name, spec in SPECS.items() if spec.default is not None} <= set(link(Scenario()))


@given(st.lists(st.tuples(st.sampled_from([*SPECS, "data", "v", "", "__class__"]) | TEXT, TEXT), max_size=12))
def test_no_link_is_fatal(pairs: list[tuple[str, str]]) -> None:
    scenario, problems = read(pairs)
    assert len(problems) <= 6
    assert not any("<" in problem or "`" in problem or "\n" in problem for problem in problems)
    assert read(link(scenario).items()) == (scenario, [])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ten_year_bp", text)
        for text in (
            "nan",
            "inf",
            "1e308",
            "-1",
            "1001",
            "",
            "1e2",
            "0x10",
            "4_5_0",
            " 450",
            "450\n",
            "9" * 5000,
        )
    ]
    + [
        ("as_of", text)
        for text in ("2025-13-01", "2025-02-30", "20251014", "2025-W42-2", "14/10/2025", "tomorrow", "", "0000-01-01")
    ]
    + [("basis", text) for text in ("", "x", "Price; DROP TABLE", "<script>alert(1)</script>", "../../etc/passwd")]
    + [("span", "1")],
)
def test_what_cannot_be_read_keeps_its_default_and_is_named(name: str, text: str) -> None:
    scenario, problems = read([(name, text)])
    assert scenario == Scenario()
    assert len(problems) == 1
    assert problems[0].startswith(name)
    assert "<" not in problems[0]
    assert len(problems[0]) < 200
    with pytest.raises(BadInput):
        SPECS[name].parse(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4.82", 482),
        ("482.", 482),
        ("4.5", 450),
        ("4.", 400),
        ("0.", 0),
        ("4.82.", None),
        ("482).", 482),
        ("4.63%", 463),
    ],
)
def test_a_yield_below_twenty_with_a_point_is_per_cent(text: str, value: int | None) -> None:
    scenario, problems = read([("ten_year_bp", text)])
    assert scenario.ten_year_bp == value
    assert bool(problems) is (value is None)


@pytest.mark.parametrize("text", ["482.7", "4.825", "25.0", "15.5", "1e2"])
def test_what_is_no_whole_basis_point_of_the_range_is_refused(text: str) -> None:
    scenario, (problem,) = read([("ten_year_bp", text)])
    assert scenario.ten_year_bp is None
    assert problem.endswith("The default is shown.")


def test_names_of_others_pass_in_silence_and_misspelt_ones_are_named() -> None:
    others = ("utm_source", "utm_medium", "fbclid", "gclid", "mc_cid", "mc_eid", "ref", "igshid", "si", "_ga", "embed")
    assert read([(name, "x") for name in others]) == (Scenario(), [])
    assert read([("ten_yaer_bp", "500")])[1] == ["ten_yaer_bp is not a control, and is ignored. Is it ten_year_bp?"]


@pytest.mark.parametrize("text", ["BRK.B", "brk-b", "BRK/B", "BRK.B."])
def test_a_class_of_shares_has_one_spelling_inside(text: str) -> None:
    assert read([("issuer", text)]) == (Scenario(issuer="BRK-B"), [])
    assert Scenario(issuer="BRK.B") == Scenario(issuer="BRK-B")


def test_a_choice_may_be_shortened_while_only_one_fits() -> None:
    assert SPECS["basis"].parse("total") == "Total return"
    assert SPECS["span"].parse("10y") == "10Y"
    with pytest.raises(BadInput, match="not one of 1Y, 3Y"):
        SPECS["span"].parse("1")


def test_a_parameter_given_twice_counts_as_none() -> None:
    scenario, problems = read([("ten_year_bp", "450"), ("ten_year_bp", "500"), ("ten_year_bp", "500")])
    assert scenario.ten_year_bp is None
    assert all("more than once" in problem for problem in problems)


def test_a_thousand_parameters_are_six_sentences() -> None:
    problems = read([(f"spread_bp{n}", "1") for n in range(1000)])[1]
    assert len(problems) == 6
    assert problems[-1] == "995 more were ignored."


@pytest.mark.parametrize("edge", ["low", "high"])
def test_bounds_are_allowed(edge: str) -> None:
    for spec in SPECS.values():
        if spec.kind in ("yield", "integer"):
            assert spec.parse(str(getattr(spec, edge))) == getattr(spec, edge)


def test_controls_declare_themselves_whole() -> None:
    for name, spec in SPECS.items():
        assert spec.name == name
        assert spec.label
        assert spec.place in ("section", "sidebar", "page", "figure", "assumptions")
        if spec.default is not None:
            assert spec.parse(write(spec.default)) == spec.default


def test_defaults_fill_only_what_was_left_open() -> None:
    filled = Scenario(ten_year_bp=450).with_defaults({"ten_year_bp": 463, "short_rate_bp": 389})
    assert (filled.ten_year_bp, filled.short_rate_bp) == (450, 389)
    assert Scenario(ten_year_bp=0).with_defaults({"ten_year_bp": 463}).ten_year_bp == 0


def test_as_json_holds_plain_values() -> None:
    assert Scenario(as_of=date(2025, 10, 14)).as_json() | {"as_of": None} == Scenario().as_json()
    assert Scenario(as_of=date(2025, 10, 14)).as_json()["as_of"] == "2025-10-14"
