"""The faults of services, a row each."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.catalogue import members
from tests.loopback import Fault
from tests.loopback.fred import KEY

FRED = "/graph/"
YAHOO = "/v8/"


@dataclass(frozen=True)
class Row:
    """One fault: what is injected, whether the dataset is published all the same, what is said and shown.

    `says` stands in what the command prints, `shows` on the page Sources. A refresh is `whole` when the line failed
    nothing. `first` lets the filings' own copies go, so that all is asked for anew.
    """

    name: str
    dataset: str
    faults: tuple[Fault, ...]
    published: bool
    says: str = ""
    shows: str = ""
    whole: bool = True
    first: bool = False
    key: str = ""
    hangs: bool = False


def _yahoo(kind: str, where: str = YAHOO) -> tuple[Fault, ...]:
    return (Fault(kind, where),)


LATER = tuple(Fault("429", f"/chart/{entry.id}") for entry in members("prices")[8:])
YIELDS = ("/graph/", "/daily-treasury-rates.csv/", "/datadownload/", "/rates/secured/")
ROWS = (
    Row("Yahoo limits after eight tickers", "prices", LATER, True, "429", whole=False),
    Row("Yahoo is down", "prices", _yahoo("500"), False, "500", whole=False),
    Row("Yahoo refuses", "prices", _yahoo("403"), False, "no prices", whole=False),
    Row("Yahoo answers with a page", "prices", _yahoo("html"), False, whole=False),
    Row("Yahoo answers with nothing", "prices", _yahoo("empty"), False, whole=False),
    Row("Yahoo resets", "prices", _yahoo("reset"), False, "reset", whole=False),
    Row("Yahoo cuts off", "prices", _yahoo("truncate"), False, whole=False),
    Row("Yahoo hangs", "prices", _yahoo("hang"), False, whole=False, hangs=True),
    Row("Yahoo has lost a ticker", "prices", _yahoo("missing", "/SPY"), True, "SPY"),
    Row("a ticker without bars", "prices", _yahoo("no_bars", "/KRE"), True, "KRE"),
    Row("a close of zero", "prices", _yahoo("zero", "/SPY"), True),
    Row("a ticker in cents", "prices", _yahoo("hundredfold", "/SPY"), True, "held back"),
    Row("a ticker that jumps", "prices", _yahoo("jump", "/SPY"), True),
    Row("bars twice", "prices", _yahoo("duplicate", "/SPY"), True),
    Row("bars in no order", "prices", _yahoo("unsorted", "/SPY"), True),
    Row("a history cut short", "prices", _yahoo("short", "/SPY"), True),
    Row("blanks at the end", "prices", _yahoo("nan_tail", "/SPY"), True),
    Row("a body that unpacks to gigabytes", "prices", _yahoo("bomb", "/SPY"), True, "larger than", whole=False),
    Row("FRED is down", "rates", _yahoo("500", FRED), True, "Treasury", whole=False),
    Row("FRED refuses", "rates", _yahoo("403", FRED), True, "Treasury", whole=False),
    Row("FRED answers with a page", "rates", _yahoo("html", FRED), True, "Treasury", whole=False),
    Row("FRED answers with nothing", "rates", _yahoo("empty", FRED), True, whole=False),
    Row("FRED hangs", "rates", _yahoo("hang", FRED), True, "Treasury", whole=False, hangs=True),
    Row("FRED and the Treasury are down", "rates", tuple(Fault("500", where) for where in YIELDS[:2]),
        True, "H.15", whole=False),
    Row("nobody serves a yield", "rates", tuple(Fault("500", w) for w in YIELDS), False, whole=False),
    Row("FRED in hundredths", "rates", _yahoo("hundredfold", FRED), True, "held back"),
    Row("FRED in words", "rates", _yahoo("words", FRED), True, whole=False),
    Row("FRED's old table", "rates", _yahoo("old_format", FRED), True),
    Row("FRED's days twice", "rates", _yahoo("duplicate", FRED), True),
    Row("FRED refuses the key", "rates", _yahoo("bad_key", "/fred/"), True, "does not accept the key", key=KEY),
    Row("FRED's unit has changed", "rates", _yahoo("unit", "/fred/series"), True, "unit", key=KEY),
    Row("the BLS refuses", "rates", _yahoo("403", "bls.ics"), True),
    Row("the SEC throttles", "issuers", _yahoo("throttle", "/api/xbrl/"), False, whole=False, first=True),
    Row("the SEC does not know the reader", "issuers", _yahoo("agent", "/api/xbrl/"), False, "SEC_CONTACT",
        whole=False, first=True),
    Row("the SEC answers with a page", "issuers", _yahoo("html", "/api/xbrl/"), False, whole=False, first=True),
    Row("a frame of another tag", "issuers", _yahoo("other", "/Assets/"), False, whole=False, first=True),
    Row("a frame that miscounts", "issuers", _yahoo("miscounted", "/Assets/"), False, whole=False, first=True),
    Row("a frame of words", "issuers", _yahoo("words", "/Assets/"), False, whole=False, first=True),
    Row("a frame a hundredfold", "issuers", _yahoo("hundredfold", "/Assets/"), False, whole=False, first=True),
    Row("the FDIC limits once", "banks", (Fault("403", "/banks/financials", times=1),), True),
    Row("the FDIC is down", "banks", _yahoo("500", "/banks/"), False, whole=False),
    Row("the FDIC has moved", "banks", _yahoo("moved", "/banks/financials"), False, "moved", whole=False),
    Row("a charter twice", "banks", _yahoo("twice", "/banks/financials"), False, "twice", whole=False),
    Row("two thirds of a quarter", "banks", _yahoo("short", "/banks/financials"), False, whole=False),
    Row("a core field renamed", "banks", _yahoo("renamed", "/banks/financials"), False, "LNATRES", whole=False),
    Row("banks in thousands", "banks", _yahoo("rescaled", "/banks/financials"), False, whole=False),
    Row("equity that is not the ratio's", "banks", _yahoo("equity", "/banks/financials"), False, whole=False),
    Row("assets as text", "banks", _yahoo("text", "/banks/financials"), False, whole=False),
    Row("another envelope", "banks", _yahoo("envelope", "/banks/financials"), False, whole=False),
    Row("no quarter is published", "banks", _yahoo("unpublished", "/banks/financials"), False, whole=False),
    Row("rows of another quarter", "banks", _yahoo("other_quarter", "/banks/financials"), False, whole=False),
    Row("the register is down", "banks", _yahoo("500", "/banks/institutions"), True),
)  # fmt: skip
