"""The extracted instance of one filing: facts with the members they are of, which no frame has."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from xml.parsers import expat

from analytics.errors import SourceChanged, SourceUnavailable
from analytics.sources.http import Retryable

MOST_CONTEXTS, LONGEST = 60_000, 200
"""Contexts of the largest filing that is read, and signs of a value that are kept."""
_CUT = ("no element found", "unclosed token", "partial character", "unclosed CDATA section")
_XBRL, _MEMBERS = "http://www.xbrl.org/2003/instance", "http://xbrl.org/2006/xbrldi"
_NIL = "http://www.w3.org/2001/XMLSchema-instance nil"


@dataclass(frozen=True, slots=True)
class Context:
    """When and of what a fact is: `members` are (axis, member) by local name; an instant has no `start`."""

    start: date | None
    end: date | None
    members: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact as tagged: its tag by local name, its value as spelt."""

    tag: str
    value: str
    context: Context


@dataclass
class _Reader:
    """What is known within a document so far."""

    tags: Collection[str]
    contexts: dict[str, Context] = field(default_factory=dict)
    facts: list[tuple[str, str, str]] = field(default_factory=list)
    depth: int = 0
    id: str = ""
    axis: str = ""
    reference: str = ""
    text: list[str] | None = None
    days: dict[str, date] = field(default_factory=dict)
    members: set[tuple[str, str]] = field(default_factory=set)

    def open(self, name: str, given: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if self.depth == 0 and (space, local) != (_XBRL, "xbrl"):
            if local.lower() == "html":
                raise SourceUnavailable("It answered with a web page in place of data.")
            raise SourceChanged("The file is no XBRL instance.")
        self.depth += 1
        if space == _XBRL:
            if local == "context":
                self.id, self.days, self.members = given.get("id", ""), {}, set()
            self.text = [] if local in ("instant", "startDate", "endDate") else None
        elif space == _MEMBERS and local in ("explicitMember", "typedMember"):
            self.axis, self.text = _local(given.get("dimension", "")), []
        elif "contextRef" in given and local in self.tags and given.get(_NIL) not in ("true", "1"):
            self.reference, self.text = given["contextRef"], []

    def take(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)

    def close(self, name: str) -> None:
        space, _, local = name.rpartition(" ")
        self.depth -= 1
        if self.axis and space != _MEMBERS:
            return
        text = "".join(self.text or ())[:LONGEST].strip()
        if space == _XBRL and local in ("instant", "startDate", "endDate"):
            self.days["start" if local == "startDate" else "end"] = date.fromisoformat(text[:10])
        elif space == _XBRL and local == "context":
            if len(self.contexts) >= MOST_CONTEXTS:
                raise SourceUnavailable("Its answer is larger than anything it serves.")
            self.contexts[self.id] = Context(self.days.get("start"), self.days.get("end"), frozenset(self.members))
        elif space == _MEMBERS and self.axis:
            self.members.add((self.axis, _local(text)))
            self.axis = ""
        elif self.reference:
            self.facts.append((local, text, self.reference))
            self.reference = ""
        self.text = None


def _local(name: str) -> str:
    return name.rpartition(":")[2].strip()


def parse_instance(body: bytes, tags: Collection[str]) -> list[Fact]:
    """Read the facts under some tags, each with its context; facts that are nil or of no context are passed over.

    The document is read as it comes and no entity is ever expanded: one that declares a type is refused. Raises
    `SourceUnavailable` for a web page, an empty body or one that is too large, `Retryable` for one that is cut off,
    `SourceChanged` for what is no instance or has no contexts.
    """
    if not body.strip():
        raise SourceUnavailable("It answered with an empty page.")
    if body.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html")):
        raise SourceUnavailable("It answered with a web page in place of data.")
    reader = _Reader(tags)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.open, reader.close
    parser.CharacterDataHandler = reader.take
    parser.StartDoctypeDeclHandler = _refuse_type
    try:
        parser.Parse(body, True)
    except expat.ExpatError as error:
        words = expat.ErrorString(error.code)
        if any(words.startswith(cut) for cut in _CUT):
            raise Retryable("the answer was cut off") from None
        raise SourceChanged("The instance is no well-formed XML.") from None
    except ValueError:
        raise SourceChanged("A context of the instance has no readable date.") from None
    if not reader.contexts:
        raise SourceChanged("The instance has no contexts.")
    return [Fact(tag, value, reader.contexts[id]) for tag, value, id in reader.facts if id in reader.contexts]


def _refuse_type(*_: object) -> None:
    raise SourceChanged("The instance declares entities of its own, and is not read.")
