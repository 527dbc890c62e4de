"""The classes of corruption: one field of one row of a payload, changed as hands, parsers and lines change it."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]
Spoil = Callable[[list[Row], int, random.Random], list[Row]]


def spoils(value: str, when: str, days: Sequence[int]) -> Mapping[str, Spoil]:
    """Every class by its name, for rows whose figure is in the field `value` and whose date in `when`.

    `days` are those a shifted date may move by. A figure may be a text, as in a table, or a number. What changes
    nothing (a pair of equal values) raises `Unchanged`.
    """

    def changed(change: Callable[[list[Row], int, random.Random], Any]) -> Spoil:
        def spoil(rows: list[Row], at: int, chance: random.Random) -> list[Row]:
            after = change(rows, at, chance)
            if after == rows[at][value]:
                raise Unchanged
            return [*rows[:at], rows[at] | {value: after}, *rows[at + 1 :]]

        return spoil

    def pair(rows: list[Row], at: int, chance: random.Random) -> list[Row]:
        here, there = rows[at][value], rows[at - 1][value]
        if here == there:
            raise Unchanged
        return [*rows[: at - 1], rows[at - 1] | {value: here}, rows[at] | {value: there}, *rows[at + 1 :]]

    def shifted(rows: list[Row], at: int, chance: random.Random) -> list[Row]:
        moved = _moved(rows[at][when], chance.choice(days))
        return [*rows[:at], rows[at] | {when: moved}, *rows[at + 1 :]]

    return {
        "a digit dropped": changed(lambda rows, at, chance: _shorter(rows[at][value], chance)),
        "a scale of 1,000": changed(lambda rows, at, chance: _scaled(rows[at][value], chance)),
        "the sign": changed(lambda rows, at, _: _number(rows[at][value], -float(rows[at][value]))),
        "a swapped pair": pair,
        "a shifted date": shifted,
        "a duplicated row": lambda rows, at, _: [*rows[: at + 1], dict(rows[at]), *rows[at + 1 :]],
        "a blank": changed(lambda rows, at, _: "" if isinstance(rows[at][value], str) else None),
        "a neighbour's value": changed(lambda rows, at, _: rows[at - 1][value]),
    }


class Unchanged(Exception):
    """The change would change nothing: another row is to be taken."""


def _number(like: Any, value: float) -> Any:
    """A figure written as `like` is: a text, a whole number or another."""
    if isinstance(like, str):
        return f"{value:.10g}"
    return int(value) if isinstance(like, int) and float(value).is_integer() else value


def _shorter(figure: Any, chance: random.Random) -> Any:
    """The figure without one of its digits."""
    text = figure if isinstance(figure, str) else repr(figure)
    if "e" in text:
        raise Unchanged
    places = [place for place, sign in enumerate(text) if sign.isdigit()]
    if len(places) < 2:
        raise Unchanged
    place = chance.choice(places)
    short = text[:place] + text[place + 1 :]
    if float(short) == float(text):
        raise Unchanged
    return short if isinstance(figure, str) else _number(figure, float(short))


def _scaled(figure: Any, chance: random.Random) -> Any:
    if not float(figure):
        raise Unchanged
    return _number(figure, float(figure) * chance.choice((1000.0, 0.001)))


def _moved(when: Any, days: int) -> Any:
    """A date moved by some days; a number is a moment in seconds, eight digits a day without strokes."""
    if isinstance(when, int):
        return when + 86_400 * days
    if len(when) == 8:
        day = date(int(when[:4]), int(when[4:6]), int(when[6:])) + timedelta(days=days)
        return f"{day:%Y%m%d}"
    return (date.fromisoformat(when) + timedelta(days=days)).isoformat()
