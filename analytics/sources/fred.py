"""FRED: its tables without a key, and with one increments, whole histories and units through fredapi."""

from __future__ import annotations

import http.client
import io
import time
import urllib.error
import urllib.request
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

import fredapi
import fredapi.fred
import pandas as pd

from analytics.catalogue import Entry
from analytics.errors import SourceChanged, SourceUnavailable, redact
from analytics.sources.fred_table import CSV, SERVICE, fetch, parse_csv, trimmed
from analytics.sources.http import (
    CHUNK,
    Body,
    NotServed,
    Patience,
    Retryable,
    ServiceClient,
    connection_failure,
    onward,
    refusal,
    rehost,
)
from analytics.sources.units import UNITS, differs
from analytics.sources.versions import check_version

__all__ = ["API", "CSV", "SERVICE", "UNITS", "Client", "KeyRefused", "check_units", "fetch", "parse_csv"]

API = "https://api.stlouisfed.org/fred"
LOOK_BACK = timedelta(days=45)
FIRST_DAY = date(1776, 7, 4)
"""The earliest day that FRED takes for a beginning."""
CPI_RELEASE = 10
"""FRED's number of the release of the Consumer Price Index."""
PAUSE = 0.5


class KeyRefused(SourceUnavailable):
    """FRED does not accept the key, or stopped answering under it; it says the first under overload as well."""


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a redirection within the host that was asked: the address holds the key."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        return super().redirect_request(req, fp, code, msg, headers, onward(req.full_url, newurl))


class Client:
    """fredapi with a time-out, bounded tries, a pause between calls and no key in any message.

    `refused` says that FRED has twice in a row not accepted a key that never worked, `stopped` that it did so
    with one that had: then the key is good, and FRED is hurried.
    """

    def __init__(self, key: str, base: str, patience: Patience | None = None) -> None:
        self.line = ServiceClient(SERVICE, patience)
        self._key = key
        self._opener = urllib.request.build_opener(_SameHost)
        self._fred = fredapi.Fred(api_key=key)
        self.refused = self.stopped = self._doubted = self._worked = False
        check_version("fredapi", fredapi.fred, "urlopen")
        check_version("fredapi", self._fred, "root_url")
        self._fred.root_url = rehost(API, base)
        fredapi.fred.urlopen = self._open

    def since(self, id: str, last: date) -> pd.Series[float]:
        """Observations from 45 days before `last` on, so that late revisions come too.

        A month is answered by its first day, which may lie before the date asked for. Ends on the last
        day with a value, and is empty where there is none. Raises `SourceUnavailable`, `KeyRefused` where
        the key is refused twice.
        """
        values = self._ask(id, lambda: self._fred.get_series(id, observation_start=(last - LOOK_BACK).isoformat()))
        series: pd.Series[float] = pd.Series(values, dtype="float64")
        series.index = pd.DatetimeIndex(series.index, name="date").as_unit("us")
        return trimmed(series[~series.index.duplicated(keep="last")].sort_index(kind="stable"))

    def whole(self, id: str) -> pd.Series[float]:
        """Every observation of a series, where the CSV cannot be had. Raises as `since`."""
        return self.since(id, FIRST_DAY + LOOK_BACK)

    def units(self, id: str) -> str:
        """The publisher's own words for a series' unit, "Percent" for a yield."""
        return str(self._ask(id, lambda: self._fred.get_series_info(id)).get("units", ""))

    def releases(self, since: date) -> list[date]:
        """The days on which the Consumer Price Index is released from a day on, those to come included, oldest first.

        fredapi has no call for them. Raises as `since`, and `SourceChanged` for an answer without a day.
        """
        days: list[date] = self._ask("its release dates", lambda: self._dates(since))
        return days

    def _dates(self, since: date) -> list[date]:
        address = (
            f"{self._fred.root_url}/release/dates?release_id={CPI_RELEASE}&realtime_start={since.isoformat()}"
            f"&include_release_dates_with_no_data=true&sort_order=asc&api_key={quote(self._key)}"
        )
        listed = [element.text or "" for element in ET.parse(self._open(address)).iter("release_date")]
        days = sorted(day for text in listed if (day := date.fromisoformat(text.strip())) >= since)
        if not days:
            raise SourceChanged("It names no release of the Consumer Price Index.")
        return days

    def _ask(self, id: str, request: Callable[[], Any]) -> Any:
        time.sleep(PAUSE)
        return self.line.ask(id, lambda: self._once(request))

    def _once(self, request: Callable[[], Any]) -> Any:
        try:
            return request()
        except ET.ParseError:
            raise SourceUnavailable("It answered with something that is not XML.") from None
        except (ValueError, TypeError, AttributeError) as error:
            words = redact(str(error)).replace(self._key, "…")
            raise SourceUnavailable(f"Its answer could not be used: {words[:120]}.") from None

    def _open(self, url: str) -> Any:
        """Stand in for fredapi's `urlopen`, which waits for ever and hides the status."""
        try:
            with self._opener.open(url, timeout=self.line.patience.read) as answer:
                body = Body(self.line.patience)
                while chunk := answer.read1(CHUNK):
                    body.take(chunk)
            self._worked, self._doubted = True, False
            return io.BytesIO(body.whole())
        except urllib.error.HTTPError as error:
            if (again := refusal(error.code, error.headers)) is not None:
                raise again from None
            told = error.read(4000).decode("utf-8", "replace")
            if "not registered" in told or "api_key" in told:
                if self._doubted:
                    self.stopped, self.refused = self._worked, not self._worked
                    words = "It stopped answering under the key." if self._worked else "It does not accept the key."
                    raise KeyRefused(words) from None
                self._doubted = True
                raise Retryable("it does not accept the key (it also says so when overloaded)") from None
            if "does not exist" in told:
                raise NotServed("FRED has no series of this id") from None
            raise SourceUnavailable(f"It answered with status {error.code}.") from None
        except Retryable:
            raise
        except (OSError, http.client.HTTPException) as error:
            raise Retryable(connection_failure(error)) from None


def check_units(entries: tuple[Entry, ...], client: Client) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The entries whose unit is not the catalogue's any more, and those whose unit is said in words that are not
    understood, each with those words.

    Only units with a known spelling are compared; a series whose unit cannot be read is left out.
    """
    changed, strange = {}, {}
    for entry in entries:
        if entry.unit in UNITS:
            try:
                units = client.units(entry.id)
            except KeyRefused:
                break
            except SourceUnavailable:
                continue
            other = differs(entry.unit, units)
            if other is None:
                strange[entry.id] = units
            elif other:
                changed[entry.id] = units
    return changed, strange
