"""The faults of services, a row each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from analytics.catalogue import members
from tests.loopback import Fault
from tests.loopback.fred import KEY

FRED, YAHOO, SPY = "/graph/", "/v8/", "/SPY"
FRAMES, ASSETS, QUARTER = "/api/xbrl/", "/Assets/", "/banks/financials"


@dataclass(frozen=True)
class Row:
    """One fault: what is injected, whether the dataset is published all the same, what is said and shown.

    `says` stands in what the command prints, `unsaid` does not, `shows` is on the page Sources. A refresh is `whole`
    when the line failed nothing. `first` lets the filings' own copies go, so that all is asked for anew. `elsewhere`
    is where the dataset's first source is sought. `same` says that the page's answer is the one before.
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
    unsaid: str = ""
    elsewhere: str = ""
    same: bool = False


def goes_on(name: str, dataset: str, faults: Fault | tuple[Fault, ...], says: str = "", **more: Any) -> Row:
    """A fault in spite of which the dataset is published."""
    return Row(name, dataset, faults if isinstance(faults, tuple) else (faults,), True, says, **more)


def stands(name: str, dataset: str, faults: Fault | tuple[Fault, ...], says: str, **more: Any) -> Row:
    """A fault with which nothing is published, and what was stands."""
    return Row(name, dataset, faults if isinstance(faults, tuple) else (faults,), False, says, whole=False, **more)


NOWHERE, CLOSED = "http://nowhere.invalid", "http://127.0.0.1:9"
HELD = "held back"
LATER = tuple(Fault("429", f"/chart/{entry.id}") for entry in members("prices")[8:])
YIELDS = ("/graph/", "/daily-treasury-rates.csv/", "/datadownload/", "/rates/secured/")
ROWS = (
    goes_on("Yahoo limits after eight tickers", "prices", LATER, "429", whole=False),
    stands("Yahoo is down", "prices", Fault("500", YAHOO), "500"),
    stands("Yahoo refuses", "prices", Fault("403", YAHOO), "no prices"),
    stands("Yahoo answers with a page", "prices", Fault("html", YAHOO), "a page that holds no prices"),
    stands("Yahoo answers with nothing", "prices", Fault("empty", YAHOO), "a page that holds no prices"),
    stands("Yahoo resets", "prices", Fault("reset", YAHOO), "reset"),
    stands("Yahoo cuts off", "prices", Fault("truncate", YAHOO), "the answer was cut off"),
    stands("Yahoo hangs", "prices", Fault("hang", YAHOO), "no answer in time", hangs=True),
    goes_on("Yahoo has lost a ticker", "prices", Fault("missing", SPY), "SPY"),
    goes_on("a ticker without bars", "prices", Fault("no_bars", "/KRE"), "KRE"),
    goes_on("a close of zero", "prices", Fault("zero", SPY), "SPY: one bar without a usable close left out"),
    goes_on("a close below zero", "prices", Fault("negative", SPY), "SPY: one bar without a usable close left out"),
    goes_on("a ticker in cents", "prices", Fault("hundredfold", SPY), "held back"),
    goes_on("a ticker that jumps", "prices", Fault("jump", SPY), "SPY: held back: It moved +60% on 17 Oct 2025"),
    goes_on("bars twice", "prices", Fault("duplicate", SPY)),
    goes_on("bars in no order", "prices", Fault("unsorted", SPY)),
    goes_on("a history from 1927", "prices", Fault("ancient", "GSPC")),
    goes_on("a history cut short", "prices", Fault("short", SPY), "SPY: held back: The history starts on"),
    goes_on("blanks at the end", "prices", Fault("nan_tail", SPY), "SPY: held back: The history ends on"),
    goes_on("a split that the closes have in them", "prices", Fault("split", "/UPST")),
    goes_on("an unfinished last bar", "prices", Fault("unfinished", SPY)),
    goes_on("a live bar beside the day's", "prices", Fault("live", SPY)),
    goes_on("a history that ends early", "prices", Fault("behind", SPY), "SPY: held back: The history ends on"),
    goes_on("a body that unpacks to gigabytes", "prices", Fault("bomb", SPY), "larger than", whole=False),
    goes_on("a body of gigabytes", "prices", Fault("large", SPY), "larger than", whole=False),
    goes_on("a body that drips", "prices", Fault("drip", SPY), "SPY", whole=False, hangs=True),
    stands("Yahoo's name does not resolve", "prices", (), "its name could not be resolved", elsewhere=NOWHERE),
    stands("Yahoo's port is closed", "prices", (), "the connection was refused", elsewhere=CLOSED),
    stands("Yahoo sends readers in a circle", "prices", Fault("circle", YAHOO), "it redirects without end"),
    stands("Yahoo asks for consent elsewhere", "prices", Fault("away", YAHOO), "has moved"),
    goes_on("a dividend restates the adjusted closes", "prices", Fault("dividend", SPY), unsaid=HELD),
    goes_on(
        "a dividend that is not in the adjusted closes",
        "prices",
        Fault("unadjusted", SPY),
        "SPY: held back: The dividend of 20 Oct 2025",
    ),
    goes_on("a day's bar in cents", "prices", Fault("later_cents", "/KRE"), "KRE: held back: The close of 20 Oct 2025"),
    goes_on("the last bars in cents", "prices", Fault("cents", SPY), "SPY: held back: The close of"),
    goes_on("stamps of summer time", "prices", Fault("summer_time", "/chart/"), unsaid="left out", same=True),
    goes_on("stamps of the day before", "prices", Fault("day_back", SPY), "its days are shifted"),
    goes_on("closes under another name", "prices", Fault("renamed", SPY), "SPY", whole=False),
    goes_on("a split applied twice", "prices", Fault("split_twice", "/UPST"), "UPST: held back"),
    goes_on("a split that never was", "prices", Fault("split_imaginary", "/UPST"), "the one announced asks for"),
    goes_on("a week without bars", "prices", Fault("gap", SPY), "3 sessions that were held are missing"),
    goes_on("FRED is down", "rates", Fault("500", FRED), "Treasury", whole=False),
    goes_on("FRED refuses", "rates", Fault("403", FRED), "Treasury", whole=False),
    goes_on("FRED answers with a page", "rates", Fault("html", FRED), "Treasury", whole=False),
    goes_on("FRED answers with nothing", "rates", Fault("empty", FRED), "an empty page", whole=False),
    goes_on("FRED's table is down and there is a key", "rates", Fault("500", FRED), "through the key", key=KEY),
    goes_on("FRED hangs", "rates", Fault("hang", FRED), "Treasury", whole=False, hangs=True),
    goes_on(
        "FRED and the Treasury are down",
        "rates",
        tuple(Fault("500", where) for where in YIELDS[:2]),
        "H.15",
        whole=False,
    ),
    stands(
        "nobody serves a yield", "rates", tuple(Fault("500", where) for where in YIELDS), "it answered with status 500"
    ),
    goes_on("FRED in hundredths", "rates", Fault("hundredfold", FRED), "held back"),
    goes_on("FRED in words", "rates", Fault("words", FRED), "not a table of dates and numbers", whole=False),
    goes_on("FRED's old table", "rates", Fault("old_format", FRED)),
    goes_on("FRED's days twice", "rates", Fault("duplicate", FRED)),
    goes_on("FRED limits", "rates", Fault("429", FRED), "Treasury", whole=False),
    goes_on("FRED resets", "rates", Fault("reset", FRED), "Treasury", whole=False),
    goes_on("FRED cuts off", "rates", Fault("truncate", FRED), "Treasury", whole=False),
    goes_on("FRED has lost a maturity", "rates", Fault("missing", "DGS20"), "DGS20"),
    goes_on("FRED refuses the key", "rates", Fault("bad_key", "/fred/"), "does not accept the key", key=KEY),
    goes_on("FRED's unit has changed", "rates", Fault("unit", "/fred/series"), "unit", key=KEY),
    goes_on(
        "FRED's name does not resolve",
        "rates",
        (),
        "its name could not be resolved",
        whole=False,
        elsewhere=NOWHERE,
        key=KEY,
    ),
    goes_on("FRED's port is closed", "rates", (), "the connection was refused", whole=False, elsewhere=CLOSED),
    goes_on("FRED sends readers in a circle", "rates", Fault("circle", FRED), "Treasury", whole=False),
    goes_on("FRED doubts a good key once", "rates", Fault("bad_key", "/fred/", times=1), unsaid="the key", key=KEY),
    goes_on(
        "FRED doubts a good key under load",
        "rates",
        Fault("bad_key", "DGS10"),
        "stopped answering under the key",
        unsaid="does not accept",
        key=KEY,
    ),
    goes_on("a yield is discontinued", "rates", Fault("discontinued", FRED), "later values kept", same=True),
    goes_on("FRED's histories are cut", "rates", Fault("short", FRED), "earlier values kept", same=True),
    goes_on("FRED has revised its newest values", "rates", Fault("revised", FRED), "from what was held"),
    goes_on("FRED's header has changed", "rates", Fault("renamed", FRED), "Treasury", whole=False),
    goes_on("the BLS refuses", "rates", Fault("403", "bls.ics")),
    goes_on("the SEC's line breaks and is there again", "issuers", Fault("reset", FRAMES, times=1), first=True),
    stands("the SEC's line breaks for long", "issuers", Fault("reset", FRAMES), "the connection was reset", first=True),
    goes_on("facts without a value", "issuers", Fault("nulls", ASSETS), "without a value skipped", first=True),
    stands("the SEC throttles", "issuers", Fault("throttle", FRAMES), "it is limiting requests (403)", first=True),
    stands("the SEC does not know the reader", "issuers", Fault("agent", FRAMES), "SEC_CONTACT", first=True),
    stands("the SEC answers with a page", "issuers", Fault("html", FRAMES), "a web page in place of data", first=True),
    stands("a frame of another tag", "issuers", Fault("other", ASSETS), "was asked for, SomethingElse", first=True),
    stands("a frame that miscounts", "issuers", Fault("miscounted", ASSETS), "says it has", first=True),
    stands(
        "a frame of words", "issuers", Fault("words", ASSETS), "not in the form the SEC serves frames in", first=True
    ),
    stands(
        "a frame a hundredfold",
        "issuers",
        Fault("hundredfold", ASSETS),
        "the facts held were multiplied by 100 as a whole",
        first=True,
    ),
    stands("rows of another period", "issuers", Fault("outside", ASSETS), "rows outside the period", first=True),
    stands("filers twice", "issuers", Fault("duplicate", ASSETS), "filers twice", first=True),
    stands("the SEC cuts off", "issuers", Fault("truncate", ASSETS), "cut off", first=True),
    stands("the SEC answers with nothing", "issuers", Fault("empty", FRAMES), "an empty page", first=True),
    stands("a frame of gigabytes", "issuers", Fault("large", ASSETS, times=1), "larger than", first=True),
    stands(
        "the year to date in place of quarters",
        "issuers",
        Fault("year_to_date", "OperatingIncomeLoss/USD/CY2025Q3.json"),
        "rows outside the period",
        first=True,
    ),
    goes_on("facts restated", "issuers", Fault("restated", FRAMES), unsaid="multiplied", first=True),
    goes_on("interest below zero", "issuers", Fault("negative", "/InterestExpense"), first=True),
    goes_on("debt under another tag", "issuers", Fault("moved_tag", "/LongTermDebt"), first=True, same=True),
    goes_on("filers that are gone", "issuers", Fault("gone", FRAMES), first=True),
    goes_on(
        "a filer of another number",
        "members",
        Fault("new_cik", "/files/"),
        "listed under a new number, without the facts of the old one: EX0001",
        shows="listed under a new number",
    ),
    stands(
        "the SEC's name does not resolve",
        "issuers",
        (),
        "its name could not be resolved",
        elsewhere=NOWHERE,
        first=True,
    ),
    stands(
        "the SEC sends readers in a circle", "issuers", Fault("circle", FRAMES), "it redirects without end", first=True
    ),
    goes_on("the FDIC limits once", "banks", Fault("403", QUARTER, times=1)),
    goes_on("the FDIC is too busy for a big page", "banks", Fault("500", "limit=10000")),
    stands("the FDIC's name does not resolve", "banks", (), "its name could not be resolved", elsewhere=NOWHERE),
    stands("the FDIC's port is closed", "banks", (), "the connection was refused", elsewhere=CLOSED),
    stands("the FDIC redirects to no host", "banks", Fault("away", QUARTER), "has moved"),
    stands("the FDIC sends readers in a circle", "banks", Fault("circle", QUARTER), "it redirects without end"),
    stands("the FDIC is down", "banks", Fault("500", "/banks/"), "it answered with status 500"),
    stands("the FDIC has moved", "banks", Fault("moved", QUARTER), "moved"),
    stands("a charter twice", "banks", Fault("twice", QUARTER), "twice"),
    stands("two thirds of a quarter", "banks", Fault("short", QUARTER), "served 61 of 92 rows"),
    stands("a core field renamed", "banks", Fault("renamed", QUARTER), "LNATRES"),
    stands("banks in thousands", "banks", Fault("rescaled", QUARTER), "another unit?"),
    stands("every amount in dollars", "banks", Fault("dollars", QUARTER), "another unit?"),
    stands("pages of forty banks", "banks", Fault("paged", QUARTER), "served 80 of 92 rows"),
    stands(
        "equity that is not the ratio's",
        "banks",
        Fault("equity", QUARTER),
        "Equity over assets is not the ratio served",
    ),
    stands("assets as text", "banks", Fault("text", QUARTER), "which is no number"),
    stands("another envelope", "banks", Fault("envelope", QUARTER), "answered in another form"),
    stands("a quarter that is not whole yet", "banks", Fault("unfinished", QUARTER), "It is not complete yet"),
    stands("a core field gone blank", "banks", Fault("blank", QUARTER), "LNATRES"),
    goes_on("quarters amended", "banks", Fault("amended", QUARTER), "amended since they were first read"),
    goes_on("a register that knows no spans of days", "banks", Fault("no_spans", "/banks/institutions")),
    stands("the FDIC answers with a page", "banks", Fault("html", QUARTER), "a web page in place of data"),
    stands("the FDIC cuts off", "banks", Fault("truncate", QUARTER), "cut off"),
    stands("no quarter is published", "banks", Fault("unpublished", QUARTER), "not served"),
    stands("rows of another quarter", "banks", Fault("other_quarter", QUARTER), "19991231"),
    goes_on("the register is down", "banks", Fault("500", "/banks/institutions"), "register"),
)
