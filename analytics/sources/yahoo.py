"""Yahoo Finance: daily closes, adjusted closes, dividends and splits through yfinance."""

from __future__ import annotations

import importlib
import logging
import threading
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pandas as pd
import requests
import yfinance as yf
import yfinance.cache as yf_cache
from yfinance.exceptions import YFException, YFPricesMissingError, YFRateLimitError

from analytics.catalogue import Entry
from analytics.errors import SourceUnavailable
from analytics.sources.http import (
    Body,
    Missing,
    NotServed,
    Patience,
    Retryable,
    ServiceClient,
    connection_failure,
    onward,
    refusal,
    rehost,
)
from analytics.sources.last_bar import unfinished_session, without_last
from analytics.sources.versions import check_version

SERVICE = "Yahoo Finance"
CHART = "https://query2.finance.yahoo.com/v8/finance/chart/"
AT_ONCE = 2
LARGEST = 64 * 2**20
"""Bytes of an unpacked answer beyond which it is none: a ticker's whole history has three million."""
COOKIE_HOST = "fc.yahoo.com"
SITE, HOPS = "yahoo.com", 10
"""Its hosts send readers to one another where they hand out cookies, so often at the most, and to nobody else's."""
COLUMNS = {
    "Close": "close",
    "Adj Close": "adj_close",
    "Dividends": "dividend",
    "Stock Splits": "split",
}
GAINS = "Capital Gains"
"""What a fund distributes beside its dividends: it lowers the adjusted closes as they do."""

try:
    _Session: Any = importlib.import_module("curl_cffi.requests").Session
    _LOOKS: dict[str, Any] = {"impersonate": "chrome"}
except ImportError:
    _Session, _LOOKS = requests.Session, {}


class _Direct(_Session):  # type: ignore[misc]
    """The kind of session yfinance itself would use, which follows redirections within Yahoo's own hosts alone."""

    def request(self, method: str, url: str, **options: Any) -> Any:
        for _ in range(HOPS):
            answer = self._hop(method, url, options | {"allow_redirects": False})
            location = answer.headers.get("Location")
            if location is None or not 300 <= answer.status_code < 400:
                return answer
            url = onward(url, location, SITE)
            method, options = "GET", {name: value for name, value in options.items() if name not in ("params", "data")}
        raise Retryable("it redirects without end")

    def _hop(self, method: str, url: str, options: dict[str, Any]) -> Any:
        return super().request(method, url, **options)


class _Host(_Direct):
    """The same, told where Yahoo's hosts are and how long to wait.

    Its cookie lies in it, so the host that hands it out is asked once, where yfinance would ask before every ticker.
    """

    def __init__(self, base: str, patience: Patience) -> None:
        super().__init__(**_LOOKS)
        self.base, self.patience = base, patience
        self._welcome: Any = None
        self._guard = threading.Lock()

    def request(self, method: str, url: str, **options: Any) -> Any:
        there = rehost(url, self.base)
        if urlsplit(url).hostname != COOKIE_HOST:
            return super().request(method, there, **options)
        with self._guard:
            if self._welcome is None:
                self._welcome = super().request(method, there, **options)
            return self._welcome

    def _hop(self, method: str, url: str, options: dict[str, Any]) -> Any:
        options["timeout"] = (self.patience.connect, self.patience.read)
        body = Body(self.patience, LARGEST)
        if _LOOKS:
            answer = super()._hop(method, url, options | {"content_callback": body.take})
            answer.content = body.whole()
        else:
            answer = super()._hop(method, url, options)
        if (again := refusal(answer.status_code, answer.headers)) is not None:
            raise again
        return answer


def session() -> Any:
    """A session of the kind yfinance itself would use."""
    return _Direct(**_LOOKS)


def fetch(
    entries: tuple[Entry, ...],
    base: str,
    report: Callable[[int], None],
    patience: Patience | None = None,
    span: str = "max",
) -> tuple[dict[str, pd.DataFrame], Missing]:
    """Fetch each ticker's daily history, the whole or a `span` of years ("5y"), in the order given, two at a time.

    Returns the frames by ticker (index: sessions as `datetime64[us]`; columns close, adj_close,
    dividend with distributed gains, split) and, for every ticker that did not come, the reason.
    `report` is told how many are done. An unfinished last bar is left out. Raises `SourceUnavailable` when no
    ticker came, `NotServed` where the service said so of each.
    """
    line = ServiceClient(SERVICE, patience)
    _prepare()
    host = _Host(base, line.patience)
    frames: dict[str, pd.DataFrame] = {}
    missing = Missing()

    def one(entry: Entry) -> pd.DataFrame | SourceUnavailable:
        if line.circuit_open:
            return SourceUnavailable(f"not asked, because {line.last_error}")
        try:
            return line.ask(entry.id, partial(_history, entry.id, host, span))
        except SourceUnavailable as error:
            return error

    with warnings.catch_warnings(), ThreadPoolExecutor(AT_ONCE) as pool:
        warnings.simplefilter("ignore")
        for done, (entry, came) in enumerate(zip(entries, pool.map(one, entries), strict=True), start=1):
            if isinstance(came, SourceUnavailable):
                missing.note(entry.id, came.failed.rstrip("."), answered=isinstance(came, NotServed))
            else:
                frames[entry.id] = came
            report(done)
    if not frames and entries and not missing.unanswered and not line.last_error:
        raise NotServed(f"{SERVICE} could not be reached: it served no ticker.")
    if not frames:
        raise SourceUnavailable(f"{SERVICE} could not be reached: {line.last_error or 'it served no ticker'}.")
    return frames, missing


class _Zones:
    """Stands in for yfinance's time-zone cache: every ticker of the catalogue trades in New York."""

    def lookup(self, ticker: str) -> str:
        return "America/New_York"

    def store(self, ticker: str, zone: str) -> None:
        pass


def _prepare() -> None:
    """Set yfinance up: failures raise, nothing is cached on disk, its chatter is off.

    It keeps time zones and cookies in SQLite files and fails every ticker when one of them is locked,
    damaged or gone; nothing in them is worth that.
    """
    logging.getLogger("yfinance").setLevel(logging.CRITICAL)
    yf.config.debug.hide_exceptions = False
    check_version("yfinance", yf_cache, "_TzCacheManager", "_CookieCacheManager", "_CookieCacheDummy")
    check_version("yfinance", yf_cache._TzCacheManager, "_tz_cache")
    check_version("yfinance", yf_cache._CookieCacheManager, "_Cookie_cache")
    yf_cache._TzCacheManager._tz_cache = _Zones()
    yf_cache._CookieCacheManager._Cookie_cache = yf_cache._CookieCacheDummy()


def _history(ticker: str, session: _Host, span: str) -> pd.DataFrame:
    """One ticker's bars. Raises `Retryable` for what may pass, `SourceUnavailable` for what will not."""
    quote = yf.Ticker(ticker, session=session)
    try:
        bars = quote.history(period=span, interval="1d", auto_adjust=False, actions=True)
        meta = quote.get_history_metadata()
    except YFRateLimitError:
        raise Retryable("it is limiting requests (429)") from None
    except Retryable:
        raise
    except YFPricesMissingError as error:
        raise NotServed(f"Yahoo says: {getattr(error, 'yahoo_reason', None) or 'no prices for this ticker'}") from None
    except ValueError:
        raise SourceUnavailable("It answered with a page that holds no prices.") from None
    except OSError as error:
        raise Retryable(connection_failure(error)) from None
    except (YFException, KeyError, TypeError, IndexError, AttributeError) as error:
        raise SourceUnavailable(f"Its answer could not be read ({type(error).__name__}).") from None
    if bars.empty or not set(COLUMNS) <= set(bars.columns):
        raise NotServed("Yahoo served no bars")
    frame: pd.DataFrame = bars[list(COLUMNS)].rename(columns=COLUMNS).astype("float64")
    if GAINS in bars.columns:
        frame["dividend"] += bars[GAINS].fillna(0.0).astype("float64")
    frame.index = pd.DatetimeIndex(pd.DatetimeIndex(frame.index).date, name="date").as_unit("us")
    unfinished = unfinished_session(meta, frame.index[-1].date(), datetime.now(ZoneInfo("UTC")))
    return without_last(frame) if unfinished else frame
