"""The environment, read in one place."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from analytics.errors import BadInput, redact

ROOT = Path(__file__).resolve().parent.parent

_CONTACT = re.compile(r"(?!.*(?://|www\.)).*[^@\s]@[^@\s]+\.[^@\s]+.*")
"""An e-mail address, with a name if the reader likes, and no address of a page, for which the SEC refuses an agent."""

NAMES = (
    "SMALLCAP_STORE",
    "SMALLCAP_REFRESH",
    "SMALLCAP_BREADTH",
    "FRED_API_KEY",
    "SEC_CONTACT",
    "SMALLCAP_YAHOO_URL",
    "SMALLCAP_FRED_URL",
    "SMALLCAP_FRED_CSV_URL",
    "SMALLCAP_SEC_URL",
    "SMALLCAP_FDIC_URL",
    "SMALLCAP_TREASURY_URL",
    "SMALLCAP_NYFED_URL",
    "SMALLCAP_BLS_URL",
    "SMALLCAP_FED_URL",
)


BREADTH, MOST_BREADTH = 300, 2000
"""Names in the sample of breadth by default and at the most: each is a question to Yahoo Finance a day."""


@dataclass(frozen=True)
class Settings:
    """What the environment says, with the defaults filled in.

    `store` is an address (a folder, `file://` or `s3://`); `refresh` says whether opening the app may
    fetch; the `*_url` fields replace scheme and host of a service, empty for the service itself; `breadth` is
    how many small caps are sampled for breadth, 0 for none.
    `fred_key` never appears in `repr`, nor does `sec_contact`, the address the SEC asks its readers for.
    """

    store: str
    refresh: bool
    fred_key: str
    yahoo_url: str
    fred_url: str
    fred_csv_url: str
    sec_url: str = ""
    fdic_url: str = ""
    treasury_url: str = ""
    nyfed_url: str = ""
    bls_url: str = ""
    fed_url: str = ""
    sec_contact: str = ""
    breadth: int = BREADTH

    def __repr__(self) -> str:
        key = "set" if self.fred_key else "none"
        return f"Settings(store={redact(self.store)!r}, refresh={self.refresh}, fred_key={key})"


def read(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings from `environ`.

    An unset or empty name takes its default. Raises `BadInput` when `SMALLCAP_REFRESH` is neither
    `on` nor `off`, `SMALLCAP_BREADTH` is no whole number from 0 to 2,000, `SEC_CONTACT` holds no e-mail address or
    a web address, or an
    address in place of a service's has no scheme.
    """

    def value(name: str, default: str = "") -> str:
        return environ.get(name, "").strip() or default

    refresh = value("SMALLCAP_REFRESH", "on").lower()
    if refresh not in ("on", "off"):
        raise BadInput(f"SMALLCAP_REFRESH is '{refresh}'.", remedy="Set it to 'on' or 'off'.")
    breadth = value("SMALLCAP_BREADTH", str(BREADTH))
    if not re.fullmatch("[0-9]{1,4}", breadth) or int(breadth) > MOST_BREADTH:
        raise BadInput(
            f"SMALLCAP_BREADTH is '{breadth[:20]}'.",
            remedy=f"Set it to a whole number from 0, which is off, to {MOST_BREADTH:,}.",
        )
    for name in NAMES:
        if name.endswith("_URL") and value(name) and not value(name).startswith(("http://", "https://")):
            raise BadInput(f"{name} is '{value(name)}'.", remedy="Write it with its scheme: http://127.0.0.1:8000.")
    contact = value("SEC_CONTACT")
    if contact and not _CONTACT.fullmatch(contact):
        raise BadInput(
            "SEC_CONTACT holds no e-mail address, or a web address, which the SEC refuses.",
            remedy="Set it to your e-mail address alone.",
        )
    return Settings(
        store=value("SMALLCAP_STORE", str(ROOT / "data" / "cache")),
        refresh=refresh == "on",
        fred_key=value("FRED_API_KEY"),
        yahoo_url=value("SMALLCAP_YAHOO_URL").rstrip("/"),
        fred_url=value("SMALLCAP_FRED_URL").rstrip("/"),
        fred_csv_url=value("SMALLCAP_FRED_CSV_URL").rstrip("/"),
        sec_url=value("SMALLCAP_SEC_URL").rstrip("/"),
        fdic_url=value("SMALLCAP_FDIC_URL").rstrip("/"),
        treasury_url=value("SMALLCAP_TREASURY_URL").rstrip("/"),
        nyfed_url=value("SMALLCAP_NYFED_URL").rstrip("/"),
        bls_url=value("SMALLCAP_BLS_URL").rstrip("/"),
        fed_url=value("SMALLCAP_FED_URL").rstrip("/"),
        sec_contact=contact,
        breadth=int(breadth),
    )
