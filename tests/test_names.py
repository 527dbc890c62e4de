"""Names are nouns of the field: no module, class or public function is named by a bare participle."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from analytics.settings import ROOT

FORBIDDEN = {"held", "found", "told", "asked", "chosen", "kept", "made", "drawn", "named", "placed", "still", "owed"}
"""Words that say nothing of what a thing is; CONTRIBUTING has the rule."""
FOLDERS = ("analytics", "ui", "pages")


def words(name: str) -> list[str]:
    """The words of a name, at underscores and at capitals: HeldBack and held_back are held, back."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().split("_")


def names(path: Path) -> Iterator[str]:
    """A module's own name, and those of its classes, its public functions and their public methods."""
    yield path.parent.name if path.stem == "__init__" else path.stem
    bodies: list[list[ast.stmt]] = [ast.parse(path.read_text()).body]
    while bodies:
        for node in bodies.pop():
            if isinstance(node, ast.ClassDef):
                yield node.name
                bodies.append(node.body)
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
                yield node.name


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_name_is_a_bare_participle(folder: str) -> None:
    bad = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in sorted((ROOT / folder).rglob("*.py"))
        for name in names(path)
        if FORBIDDEN & set(words(name))
    ]
    assert bad == []


@pytest.mark.parametrize("name", ["held", "is_held", "_held_since", "HeldBack", "n_found", "Asked"])
def test_a_word_is_seen_wherever_it_stands_alone(name: str) -> None:
    assert FORBIDDEN & set(words(name))


@pytest.mark.parametrize("name", ["household", "foundation", "remade", "shelled", "distilled", "upheld"])
def test_a_word_that_only_contains_one_is_let_be(name: str) -> None:
    assert not FORBIDDEN & set(words(name))
