"""A publication: what one generation of the store holds, as its pointer and its snapshot say it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from analytics.errors import StoreUnusable

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Publication:
    """What one generation of the store holds: `versions` maps a dataset to its version."""

    id: str
    generation: int
    published_at: datetime
    versions: Mapping[str, str]

    def as_bytes(self) -> bytes:
        content = {
            "format": FORMAT,
            "id": self.id,
            "generation": self.generation,
            "published_at": self.published_at.isoformat(timespec="seconds"),
            "versions": dict(self.versions),
        }
        return json.dumps(content, indent=1).encode()

    @classmethod
    def parse(cls, data: bytes, where: str) -> Publication:
        """Read a pointer or a snapshot.

        Raises `StoreUnusable` when another format wrote it, `ValueError` when it is not one at all, or its
        versions are not those its id was made of.
        """
        try:
            content = json.loads(data)
        except RecursionError:
            raise ValueError("not a publication") from None
        if not isinstance(content, dict) or "format" not in content:
            raise ValueError("not a publication")
        if content["format"] != FORMAT:
            raise StoreUnusable(
                f"The store at {where} was written by another version of this program "
                f"(format {content['format']}; this one reads {FORMAT}).",
                instead="Nothing in it was changed.",
                remedy="Use the version that wrote it, or set SMALLCAP_STORE to another folder.",
            )
        try:
            published = datetime.fromisoformat(content["published_at"])
            held = cls(content["id"], int(content["generation"]), published, dict(content["versions"]))
        except (KeyError, TypeError, OverflowError) as error:
            raise ValueError("not a publication") from error
        if held.id != identity(held.versions):
            raise ValueError("a damaged publication")
        return held


def identity(versions: Mapping[str, str]) -> str:
    """The id of a publication: ten hexadecimal digits made of the versions in it."""
    return hashlib.sha256(json.dumps(dict(versions), sort_keys=True).encode()).hexdigest()[:10]
