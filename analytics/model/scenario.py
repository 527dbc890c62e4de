"""Scenario: what the reader chose. One field is one control and one query parameter."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

from analytics.errors import BadInput
from analytics.model.choices import (
    BANK_LISTS,
    ESTIMATES,
    LISTINGS,
    QUARTERS,
    SUBJECTS,
    VERDICTS,
    WEIGHTINGS,
    ZOMBIE_DEFINITIONS,
)
from analytics.model.control import PRINTABLE, Choice, Spec, one_spelling, write
from analytics.model.sections import CHOICES, SECTIONS


def _field(label: str, kind: str, place: str, **more: Any) -> Any:
    return dataclasses.field(
        default=more.get("default"), metadata={"label": label, "kind": kind, "place": place, **more}
    )


_DIVERGENCE = ("divergence",)
_ISSUERS = ("debt_wall", "issuer", "issuers")
_BANKS = ("regional_banks", "bank")
_UNMOVED = ("sources", "checks", "quotes", "claims")
"""Pages that no yield moves."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """Every control's value; a field that is None stands for its data-dependent default.

    `ten_year_bp` and `short_rate_bp` are yields in basis points (450 is 4.50 %), `spread_bp` a change of
    every new issue's credit spread. While `curve_linked` is "On" a ten-year set alone moves the three-month by as
    many basis points; two yields that are both set are taken as they are. The maturity window holds the
    quarters `due_from` to `due_to`, both included; the universe the issuers ranked `band_low` to `band_high` by
    public float. `run_off`, `cre_default` and `cre_severity` are per cent of uninsured deposits, of commercial
    real-estate loans, and of those in default. `mortgage_spread_bp` is what a new mortgage's rate stands above the
    ten-year, and `deposit_beta` the per cent of the short rate's move that deposits pass on.
    """

    section: str | None = _field("Section", "choice", "section", choices=CHOICES, pages=tuple(SECTIONS))
    as_of: date | None = _field("As of", "date", "page", pages=(*_DIVERGENCE, *_BANKS, "credit", "quotes"))
    pair: str = _field(
        "Pair",
        "choice",
        "page",
        choices=("IWM/SPY", "^RUT/^GSPC", "IJR/SPY", "MDY/SPY", "KRE/SPY", "XBI/SPY"),
        default="IWM/SPY",
        pages=_DIVERGENCE,
    )
    span: str = _field(
        "Range", "choice", "page", choices=("1Y", "3Y", "5Y", "10Y", "Max"), default="Max", pages=_DIVERGENCE
    )
    basis: str = _field(
        "Basis", "choice", "page", choices=("Price", "Total return"), default="Price", pages=_DIVERGENCE
    )
    window: str = _field(
        "Gap over", "choice", "figure", choices=("YTD", "1Y", "3Y", "5Y"), default="3Y", pages=_DIVERGENCE
    )
    ten_year_bp: int | None = _field(
        "Ten-year", "yield", "sidebar", unit="bp", low=0, high=1000, step=5, series="DGS10"
    )
    short_rate_bp: int | None = _field(
        "3-month", "yield", "sidebar", unit="bp", low=0, high=1000, step=5, series="DGS3MO"
    )
    curve_linked: str = _field(
        "Both yields move together",
        "choice",
        "sidebar",
        choices=("On", "Off"),
        default="On",
        help="moving one yield moves the other by as much",
    )
    spread_bp: int = _field(
        "Credit spread",
        "integer",
        "sidebar",
        unit="bp",
        low=-300,
        high=1000,
        step=25,
        default=0,
        pages=_ISSUERS,
        help="change, all issuers",
    )
    floating_share: int = _field(
        "Floating debt", "integer", "assumptions", unit="%", low=30, high=51, step=1, default=45, pages=_ISSUERS
    )
    hedged_share: int = _field(
        "Floating debt hedged", "integer", "assumptions", unit="%", low=0, high=100, step=5, default=0, pages=_ISSUERS
    )
    due_from: str | None = _field("Due from", "choice", "assumptions", choices=QUARTERS, pages=_ISSUERS)
    due_to: str | None = _field("Due to", "choice", "assumptions", choices=QUARTERS, pages=_ISSUERS)
    band_low: int = _field(
        "Ranks from", "integer", "assumptions", unit="rank", low=1, high=4500, step=1, default=1001, pages=_ISSUERS
    )
    band_high: int = _field(
        "Ranks to", "integer", "assumptions", unit="rank", low=1, high=4500, step=1, default=3000, pages=_ISSUERS
    )
    real_estate: str = _field(
        "With real estate", "choice", "assumptions", choices=("On", "Off"), default="On", pages=_ISSUERS
    )
    limit_163j: str = _field(
        "Section 163(j) limit", "choice", "assumptions", choices=("On", "Off"), default="On", pages=_ISSUERS
    )
    quarter: str | None = _field(
        "Issuers due in", "choice", "figure", choices=(*QUARTERS, "later"), pages=("debt_wall",)
    )
    listing: str = _field(
        "Issuers shown", "choice", "figure", choices=LISTINGS, default=LISTINGS[0], pages=("debt_wall",)
    )
    estimate: str = _field(
        "Published estimate", "choice", "figure", choices=ESTIMATES, default=ESTIMATES[0], pages=("debt_wall",)
    )
    issuer: str | None = _field("Issuer", "ticker", "page", pages=("issuer",), help="Ticker or CIK")
    rerating: str = _field("Re-rating", "choice", "assumptions", choices=("Off", "On"), default="Off", pages=_ISSUERS)
    definition: str = _field(
        "Definition", "choice", "page", choices=ZOMBIE_DEFINITIONS, default=ZOMBIE_DEFINITIONS[0], pages=("issuers",)
    )
    weighting: str = _field("Share of", "choice", "page", choices=WEIGHTINGS, default=WEIGHTINGS[0], pages=("issuers",))
    watch: str | None = _field(
        "Your own tickers", "tickers", "figure", pages=("issuers",), help="As AMC,MARA; up to 12"
    )
    biotech: str = _field(
        "With biotech", "choice", "assumptions", choices=("On", "Off"), default="On", pages=("issuers",)
    )
    financials: str = _field(
        "With financials", "choice", "assumptions", choices=("On", "Off"), default="Off", pages=("issuers",)
    )
    marked: str = _field(
        "Mark to market",
        "choice",
        "assumptions",
        choices=("Securities", "Securities and loans"),
        default="Securities",
        pages=_BANKS,
    )
    tax: str = _field("Tax on losses", "choice", "assumptions", choices=("Off", "On"), default="Off", pages=_BANKS)
    run_off: int = _field(
        "Uninsured deposits that run",
        "integer",
        "assumptions",
        unit="%",
        low=0,
        high=100,
        step=5,
        default=50,
        pages=_BANKS,
    )
    cre_default: int = _field(
        "Real estate in default",
        "integer",
        "assumptions",
        unit="%",
        low=0,
        high=50,
        step=1,
        default=10,
        pages=_BANKS,
    )
    cre_severity: int = _field(
        "Loss given default", "integer", "assumptions", unit="%", low=0, high=100, step=5, default=30, pages=_BANKS
    )
    mortgage_spread_bp: int = _field(
        "Mortgage rate above the ten-year",
        "integer",
        "assumptions",
        unit="bp",
        low=50,
        high=400,
        step=5,
        default=175,
        pages=_BANKS,
    )
    deposit_beta: int = _field(
        "Deposit beta",
        "integer",
        "assumptions",
        unit="%",
        low=0,
        high=100,
        step=5,
        default=45,
        pages=("regional_banks",),
        help="of the short rate's move",
    )
    bank: str | None = _field("Bank", "ticker", "page", pages=("bank",), help="Ticker or certificate")
    claim: str | None = _field("Claim", "ticker", "page", pages=("claims",), help="Its number, as C15")
    ledger: str | None = _field("Ledger", "packed", "page", pages=("claims",), help="A reader's own claims")
    verdict: str = _field("Verdict", "choice", "page", choices=VERDICTS, default=VERDICTS[0], pages=("claims",))
    subject: str = _field("Subject", "choice", "page", choices=SUBJECTS, default=SUBJECTS[0], pages=("claims",))
    bank_list: str = _field(
        "Banks shown", "choice", "figure", choices=BANK_LISTS, default=BANK_LISTS[0], pages=("regional_banks",)
    )

    def __post_init__(self) -> None:
        """Give tickers their one spelling, wherever the scenario comes from."""
        for name in ("issuer", "bank", "claim"):
            if value := getattr(self, name):
                object.__setattr__(self, name, one_spelling(value))

    @property
    def is_linked(self) -> bool:
        """Whether a yield that is moved takes the other along."""
        return self.curve_linked == "On"

    @property
    def marks_loans(self) -> bool:
        """Whether banks' loans are marked to the curve beside their securities."""
        return self.marked != "Securities"

    def with_defaults(self, defaults: Mapping[str, Choice]) -> Scenario:
        """The scenario with every field that is None taken from `defaults`."""
        return self.changes(**{name: value for name, value in defaults.items() if getattr(self, name) is None})

    def changes(self, **values: Choice) -> Scenario:
        """The scenario with some fields set."""
        return dataclasses.replace(self, **values)  # type: ignore[arg-type]

    def as_json(self) -> dict[str, object]:
        """The scenario as plain JSON values, dates in ISO form."""
        values = ((name, getattr(self, name)) for name in SPECS)
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in values}


SPECS: dict[str, Spec] = {field.name: Spec(name=field.name, **field.metadata) for field in dataclasses.fields(Scenario)}


def fields(page: str) -> tuple[str, ...]:
    """The names of a page's controls, in order: its own, and the yields, which most pages have."""
    moved = page not in _UNMOVED
    return tuple(name for name, spec in SPECS.items() if page in spec.pages or (moved and not spec.pages))


IDLE = dict.fromkeys(("overview", "divergence"), ("short_rate_bp", "curve_linked"))
"""Fields that move nothing on a page: they are in its links, so that a tour keeps them, and have no control there."""


def link(scenario: Scenario, names: Iterable[str] = SPECS) -> dict[str, str]:
    """The fields among `names` that have a value, as query parameters: defaults are written out as well."""
    written = {name: write(getattr(scenario, name)) for name in names}
    return {name: text for name, text in written.items() if text}


DEFAULT_SHOWN = "The default is shown."
ALIKE = 0.75
"""How alike a name must be to a control's to be a misspelling of it, from 0 to 1."""


def read(pairs: Iterable[tuple[str, str]]) -> tuple[Scenario, list[str]]:
    """Read a scenario from (name, value) pairs; what cannot be read keeps its default and is named.

    Repeated, misspelt and malformed parameters are never fatal: the second element says of each what is wrong with it
    and what was done, at most five, then a count. Names like no control's (of newsletters, chats, trackers) pass in
    silence.
    """
    values: dict[str, Choice] = {}
    problems: list[str] = []
    seen: set[str] = set()
    for name, text in pairs:
        if name in seen:
            values.pop(name, None)
            if name in SPECS:
                problems.append(f"{name} was given more than once. {DEFAULT_SHOWN}")
        elif name not in SPECS:
            if like := get_close_matches(name[:24], SPECS, 1, ALIKE):
                problems.append(f"{PRINTABLE.sub('?', name[:24])} is not a control, and is ignored. Is it {like[0]}?")
        else:
            try:
                values[name] = SPECS[name].parse(text)
            except BadInput as error:
                problems.append(f"{error} {DEFAULT_SHOWN}")
        seen.add(name)
    if len(problems) > 5:
        problems = [*problems[:5], f"{len(problems) - 5} more were ignored."]
    return Scenario(**values), problems  # type: ignore[arg-type]
