"""What can go wrong, as the reader is told it: one root, five branches."""

from __future__ import annotations

import re

_SECRET = re.compile(r"(api_key|apikey|crumb|token)=[^&\s\"']+", re.IGNORECASE)
_LOGIN = re.compile(r"://[^/@\s]+@")


class DashboardError(Exception):
    """A failure with a message for the reader.

    `failed` says what failed, `instead` what is shown or kept instead, `remedy` what the reader can
    do. All three are plain sentences; none may hold a key (see `redact`).
    """

    def __init__(self, failed: str, *, instead: str = "", remedy: str = "") -> None:
        self.failed, self.instead, self.remedy = redact(failed), redact(instead), redact(remedy)
        super().__init__(" ".join(part for part in (self.failed, self.instead, self.remedy) if part))


class SourceUnavailable(DashboardError):
    """A service could not be reached, refused, or answered with nothing usable."""


class SourceChanged(DashboardError):
    """A service answered, but not with what the catalogue says it serves."""


class NoData(DashboardError):
    """The store, or the history, does not reach what was asked for."""


class StoreUnusable(DashboardError):
    """The store cannot be read or written: another format, a full disk, a read-only folder."""


class BadInput(DashboardError):
    """What the reader asked for is not something that can be asked for."""


def redact(text: str) -> str:
    """Return `text` without the values of keys, crumbs and tokens in addresses, and without their logins.

    The pattern `name=value` becomes `name=…`, `://user:password@` becomes `://…@`. Other text, the empty
    string included, is unchanged.
    """
    return _LOGIN.sub("://…@", _SECRET.sub(r"\1=…", text))
