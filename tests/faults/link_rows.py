"""The faults of links, a row each: what stands in the address, and what page and command line make of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.faults.place import LINK

Values = dict[str, "str | list[str]"]
DEFAULT = "The default is shown."


@dataclass(frozen=True)
class Row:
    """One link: the page it opens with its parameters, and what the page `shows`.

    `given` is the same on the command line, behind `show PAGE`; there it ends with `status`, 2 for wrong input, and
    `says` something of it.
    """

    name: str
    query: Values
    shows: str = ""
    page: str = "divergence"
    given: tuple[str, ...] = field(default=())
    status: int = 0
    says: str = ""


def _value(
    name: str, text: str, shows: str, says: str = "", field_: str = "ten_year_bp", page: str = "divergence"
) -> Row:
    """A control's value that is none: page and command line name it, and the page shows the default."""
    return Row(name, {field_: text}, shows, page, ("--set", f"{field_}={text}"), 2, says or shows.split(". ")[0])


ARABIC_450 = "\u0664\u0665\u0660"
RIGHT_TO_LEFT, CONTROL, JOINER = "\u202e", "\x07", "\u200d"
ROWS = (
    Row("an unknown field", {"utm_source": "letter", "fbclid": "x"}),
    Row("a misspelt field", {"ten_yaer_bp": "500"}, "Is it ten_year_bp?", given=("--set", "ten_yaer_bp=500"), status=2),
    Row("a field twice", {"ten_year_bp": ["450", "500"]}, "was given more than once"),
    Row("a field a hundred times", {"ten_year_bp": [str(n) for n in range(100)]}, "was given more than once"),
    Row("a thousand fields", {f"field{n}": "1" for n in range(1000)}),
    Row("a thousand misspelt fields", {f"band_low{n}": "1" for n in range(1000)}, "more were ignored"),
    _value("NaN for a yield", "nan", "is not a whole number of bp"),
    _value("infinity for a yield", "inf", "is not a whole number of bp"),
    _value("minus infinity for a yield", "-Infinity", "is not a whole number of bp"),
    _value("1e308 for a yield", "1e308", "is not a whole number of bp"),
    _value("a negative yield", "-50", "is outside 0 to 1000 bp"),
    _value("a huge yield", "9" * 40, "is not a whole number of bp"),
    _value("ten thousand digits", "9" * 10_000, ""),
    _value("an empty yield", "", "is not a whole number of bp"),
    _value("a list for a yield", "[400, 500]", "is not a whole number of bp"),
    Row("a yield in other digits", {"ten_year_bp": ARABIC_450}, given=("--set", f"ten_year_bp={ARABIC_450}")),
    _value("markup for a yield", "<script>alert(1)</script>", "is not a whole number of bp"),
    _value("Markdown for a yield", "**450** :red[x] $x$", "is not a whole number of bp"),
    _value("right-to-left signs in a choice", f"{RIGHT_TO_LEFT}YPS", "is not one of", field_="pair"),
    _value("control characters in a choice", f"IWM{CONTROL}{JOINER}/SPY\x1b[31m", "is not one of", field_="pair"),
    _value("a choice of nobody", "GME/SPY", "is not one of", field_="pair"),
    _value("a day of no calendar", "2025-02-30", "is not a day of the calendar", field_="as_of"),
    _value("a date of another spelling", "14/10/2025", "is not a date", field_="as_of"),
    Row(
        "a date before every session",
        {"as_of": "1900-01-01"},
        DEFAULT,
        given=("--as-of", "1900-01-01"),
        status=2,
    ),
    Row("a date to come", {"as_of": "2999-01-01"}, DEFAULT, given=("--as-of", "2999-01-01"), status=2),
    _value("a path for an issuer", "../../etc/passwd", "is not a ticker", field_="issuer", page="debt_wall"),
    _value("a formula for an issuer", "=HYPERLINK(1)", "is not a ticker", field_="issuer", page="debt_wall"),
    Row("a pinned snapshot that is gone", {"data": "0123456789"}, "is not held here", given=("--pin", "0123456789"),
        status=1, says="is not held here"),
    Row("a path for a snapshot", {"data": "../current"}, "is not held here", given=("--pin", "../current"), status=1,
        says="is not held here"),
    Row("markup for a snapshot", {"data": "<img src=x onerror=alert(1)>"}, "is not held here"),
    Row("another page's fields", {"marked": "Securities and loans", "cre_default": "25", "bank_list": "Listed"}),
    Row("another page's section", {"section": "Cash"}, "section"),
    Row("an issuer that is nobody", {"issuer": "ZZZZZZ"}, "ZZZZZZ", "issuer", ("ZZZZZZ",), 1, "ZZZZZZ"),
    Row("a bank that is nobody", {"bank": "999999999"}, "999999999", "bank", ("999999999",), 2, "999999999"),
    Row("a band upside down", {"band_low": "4000", "band_high": "10"}, "", "debt_wall",
        ("--set", "band_low=4000", "--set", "band_high=10"), 0),
    Row("a window upside down", {"due_from": "2027Q4", "due_to": "2026Q1", **LINK}, "", "debt_wall",
        ("--set", "due_from=2027Q4", "--set", "due_to=2026Q1", "--set", "band_low=1")),
)  # fmt: skip
