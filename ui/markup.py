"""Text that is not ours is never markup: names, notes, reasons and links as the reader sees them."""

from __future__ import annotations

import re

import pandas as pd
from pandas.api.types import is_object_dtype, is_string_dtype

_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|$:~@&\"'/=^])")
_LINES = re.compile(r"[\r\n\u2028\u2029]+")
_INVISIBLE = re.compile(
    r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
"""Control characters, and those that turn the direction of what follows."""
_TELLING = re.compile(f"[<>&]|{_INVISIBLE.pattern}")
"""What a figure reads, or shows, as something else than itself."""

_ADDRESS = re.compile(r"(://|\bwww\.|@)(?=\S)", re.IGNORECASE)
_JOINER = "\u2060"
"""The word joiner: no width, no break. An address with one inside is not made a link, which no escape prevents."""


def escape(text: str) -> str:
    """The text for a place that reads Markdown: every sign that could mean something stands for itself.

    A line break becomes a blank, so that nothing begins a heading or a list; control characters go; an address is
    shown and leads nowhere.
    """
    harmless = _INVISIBLE.sub("", _LINES.sub(" ", text))
    return _SIGNS.sub(r"\\\1", _ADDRESS.sub(_apart, harmless))


def _apart(match: re.Match[str]) -> str:
    return f"{match[0][0]}{_JOINER}{match[0][1:]}" if match[0] != "@" else f"@{_JOINER}"


def escape_html(text: str) -> str:
    """The text for a figure, which reads a part of HTML: no tag, no entity."""
    return _INVISIBLE.sub("", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_cells(table: pd.DataFrame) -> pd.DataFrame:
    """The table with every text in it made harmless for a figure; the same table where there is nothing to do."""
    changed = {}
    for name in table.columns:
        values = table[name]
        if not (is_string_dtype(values) or is_object_dtype(values)):
            continue
        if _TELLING.search("\n".join(value for value in values.tolist() if isinstance(value, str))):
            changed[name] = [escape_html(value) if isinstance(value, str) else value for value in values.tolist()]
    return table.assign(**changed) if changed else table
