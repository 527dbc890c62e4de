"""The versions of clients whose private members are replaced, as far as that was tried."""

from __future__ import annotations

import logging
import re
from importlib import metadata

from analytics.errors import SourceUnavailable

TRIED = {"yfinance": ("1.7", "1.8"), "fredapi": ("0.5.2", "0.6")}
"""Client: the first version tried, and the first that was not. requirements.txt has the same bounds."""


def check_version(client: str, owner: object, *members: str) -> None:
    """Say in the log when a client's version is not one tried; refuse it when it lacks a member that is replaced.

    To set a member that a client no longer reads would do nothing and report nothing. Raises `SourceUnavailable`
    where `owner` lacks one of `members`.
    """
    first, end = TRIED[client]
    installed = metadata.version(client)
    words = f"{client} {installed} is installed; {first} and later, before {end}, were tried"
    missing = [member for member in members if not hasattr(owner, member)]
    if missing:
        raise SourceUnavailable(
            f"{words}, and it lacks {', '.join(missing)}.", remedy="Install the versions in requirements.txt."
        )
    if not _numbers(first) <= _numbers(installed) < _numbers(end):
        logging.getLogger(__name__).warning("%s.", words)


def _numbers(version: str) -> tuple[int, ...]:
    """The numbers a version begins with: (1, 7, 0) for "1.7.0rc1"."""
    return tuple(int(part) for part in re.findall(r"\d+", re.split(r"[^\d.]", version)[0]))
