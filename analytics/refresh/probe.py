"""Meeting the services: every question of the contract once, side by side, and what differs; nothing is published."""

from __future__ import annotations

import json
import time
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from analytics.errors import BadInput, DashboardError, redact
from analytics.settings import Settings
from analytics.sources import contract
from analytics.sources.answers import LIMITED, UPDATE
from analytics.sources.contract import Question, Reply
from analytics.sources.http import AGENT, Retryable
from analytics.store import Store
from analytics.store.contract import FILE, read

AT_ONCE = 8
CONTACT = "Set SEC_CONTACT to an e-mail address of yours."


@dataclass(frozen=True)
class Answer:
    """What became of one question: `differs` is empty where the contract is met; `http_status` 0 without an answer."""

    service: str
    question: str
    http_status: int
    bytes_count: int
    answer_seconds: float
    differs: str = ""
    remedy: str = ""


def meet(settings: Settings, services: Collection[str] = (), now: datetime | None = None) -> list[Answer]:
    """Ask every question, or those of some services, and keep the answers, each with its date, in the store.

    What other services answered before stays as it was.

    Raises `BadInput` for a service that is not known, `StoreUnusable` where the answers cannot be kept.
    """
    moment = now or datetime.now(UTC)
    asked = contract.questions(moment.date(), settings.fred_key)
    known = list(dict.fromkeys(question.service for question in asked))
    wanted = [name for name in known if not services or any(word.lower() in name.lower() for word in services)]
    if not wanted:
        raise BadInput("There is no service of that name.", remedy=f"Known are: {', '.join(known)}.")
    asked = tuple(question for question in asked if question.service in wanted)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(lambda question: _ask(question, settings, moment), asked))
    store = Store(settings.store)
    before = read(store)
    others = [one for one in before.answers if one["service"] not in wanted] if before else []
    stamp = moment.isoformat(timespec="seconds")
    new = [asdict(answer) | {"met_at": stamp} for answer in answers]
    store.files.write(FILE, json.dumps({"services": known, "answers": [*others, *new]}).encode())
    return answers


def _ask(question: Question, settings: Settings, now: datetime) -> Answer:
    began = time.monotonic()
    is_sec = question.setting == "sec_url" and settings.sec_contact
    own = f"small-cap-dashboard {settings.sec_contact}" if is_sec else AGENT
    reply = contract.ask(question, getattr(settings, question.setting), own)
    seconds = round(time.monotonic() - began, 1)
    difference, remedy = _difference(question, reply, now, settings)
    return Answer(question.service, question.words, reply.status, len(reply.body), seconds, redact(difference), remedy)


def _difference(question: Question, reply: Reply, now: datetime, settings: Settings) -> tuple[str, str]:
    """What differs, all of it in one line, and the first remedy."""
    status, body = reply.status, reply.body
    if reply.has_moved:
        return reply.fault, UPDATE
    if reply.fault:
        return reply.fault, "Check the network, a proxy or a firewall; the figures held stand."
    if question.setting == "sec_url" and status == 403:
        return "it refuses this reader (403)", LIMITED if settings.sec_contact else CONTACT
    if status in (403, 429):
        return f"it refuses or limits this reader ({status})", LIMITED
    if question.headers and status == 200:
        return "it sends whole files in place of ranges", UPDATE
    if status == 404:
        return "it has nothing at this address (404)", UPDATE
    if status not in (200, 206) and not (question.setting == "fred_url" and status == 400):
        return f"it answered with status {status}", "Ask again in an hour."
    if not body.strip() and question.setting != "treasury_url":
        return "the answer is empty", "Ask again in an hour."
    if body.lstrip()[:1] == b"<" and question.setting != "fred_url":
        return "a web page in place of data", LIMITED
    try:
        found = list(question.differs(body, now.date()))
    except DashboardError as error:
        return error.failed.rstrip("."), UPDATE
    except Retryable as error:
        return error.reason, "Ask again in an hour."
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        return "another form than the one recorded", UPDATE
    return "; ".join(words for words, _ in found), found[0][1] if found else ""
