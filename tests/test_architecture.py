"""Who may import whom, held by the syntax tree of every file. Change it only together with the design."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from analytics.settings import ROOT

FILES = sorted(
    path.relative_to(ROOT)
    for pattern in ("analytics/**/*.py", "ui/**/*.py", "pages/**/*.py", "*.py")
    for path in ROOT.glob(pattern)
)
NETWORK = ("requests", "yfinance", "fredapi", "curl_cffi", "urllib.request", "urllib3", "http.client", "socket")
NETWORK += ("httpx", "aiohttp", "websockets")
OUTPUT = ("os", "pathlib", "io", "tempfile", "shutil", "sqlite3", "subprocess", "filelock", "pyarrow.parquet")
IO = ("store", "load", "settings")
EDGES = (*IO, "refresh", "sources", "illustrative", "output", "coverage", "freshness", "commands", "__main__")
EDGES += ("catalogue/debt_tags",)
LAYERS: tuple[tuple[str, ...], ...] = (
    ("errors", "memo"),
    ("settings", "model"),
    ("catalogue", "sessions"),
    ("frames", "sources"),
    ("measures", "store"),
    ("refinancing", "divergence", "credit", "quotes", "illustrative", "freshness"),
    ("debt_wall", "banks", "load"),
    ("issuer", "issuers", "bank", "coverage", "reconciliation", "claims"),
    ("output", "refresh"),
    ("commands",),
    ("__main__",),
)
"""The rooms of `analytics` from the ground up: a room imports those below it, never one beside or above it."""
TABLE: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    # files under      may never import                                                        except these folders
    ("analytics", ("streamlit", "plotly", "ui", "pages", "app", "asgi"), ()),
    ("analytics", NETWORK, ("analytics/sources",)),
    ("analytics", ("analytics.sources",), ("analytics/sources", "analytics/refresh")),
    ("analytics", ("analytics.refresh",), ("analytics/refresh", "analytics/commands")),
    ("analytics", ("pandera",), ("analytics/refresh",)),
    ("analytics", (*OUTPUT, *(f"analytics.{name}" for name in IO)), tuple(f"analytics/{name}" for name in EDGES)),
    ("pages", ("plotly", "numpy", "pages", "app", "analytics.refresh", "analytics.sources", *NETWORK), ()),
    ("ui", ("pages", "app", "analytics.refresh", "analytics.sources", *NETWORK), ()),
    ("ui/figures", ("streamlit", *(f"analytics.{name}" for name in IO)), ()),
    ("app.py", ("pages", "analytics.refresh", "analytics.sources", *NETWORK), ()),
    ("asgi.py", ("pages", "analytics.refresh", "analytics.sources", *NETWORK), ()),
    ("", ("statsmodels", "scipy", "arch", "tests"), ()),
)
HARMLESS = {"urllib.request.url2pathname", "urllib.request.pathname2url"}


def imports(tree: ast.AST) -> Iterator[str]:
    """Every name imported at run time, dotted and whole; what only a type checker reads is left out."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            yield from (name for branch in node.orelse for name in imports(branch))
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__")):
            yield from (str(a.value) for a in node.args if isinstance(a, ast.Constant))
        else:
            yield from imports(node)


def under(path: Path, place: str) -> bool:
    """Whether a file lies in a folder of the table, is the file itself or the module of that name."""
    text = path.as_posix()
    return not place or text in (place, f"{place}.py") or text.startswith(f"{place}/")


def broken(path: Path, source: str) -> list[str]:
    """What a file imports and may not."""
    names = [name for name in imports(ast.parse(source)) if name not in HARMLESS]
    return [
        f"{path.as_posix()} imports {name}"
        for place, banned, exempt in TABLE
        if under(path, place) and not any(under(path, place) for place in exempt)
        for name in names
        if any(name == ban or name.startswith(f"{ban}.") for ban in banned)
    ]


@pytest.mark.parametrize("path", FILES, ids=str)
def test_imports_follow_the_table(path: Path) -> None:
    source = (ROOT / path).read_text(encoding="utf-8")
    assert broken(path, source) == []
    assert not [name for name in imports(ast.parse(source)) if name.startswith(".")], "imports are absolute"


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("analytics/measures/curve.py", "import streamlit as st"),
        ("analytics/measures/curve.py", "from ui import style"),
        ("analytics/measures/returns.py", "def f():\n    from analytics import store"),
        ("analytics/measures/returns.py", "from analytics.load import World"),
        ("analytics/load.py", "import yfinance"),
        ("analytics/load.py", "from analytics.sources.http import Patience"),
        ("analytics/output/views.py", "import importlib\nimportlib.import_module('requests')"),
        ("analytics/output/views.py", "from analytics import refresh"),
        ("analytics/store/files.py", "from urllib.request import urlopen"),
        ("pages/divergence.py", "import numpy as np"),
        ("pages/divergence.py", "import plotly.graph_objects as go"),
        ("ui/data.py", "import requests"),
        ("ui/refresher.py", "from analytics.refresh import refresh"),
        ("ui/figures/curve.py", "import streamlit"),
        ("app.py", "import fredapi"),
    ],
)
def test_the_table_catches(path: str, source: str) -> None:
    assert broken(Path(path), source)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("analytics/measures/curve.py", "if TYPE_CHECKING:\n    from analytics.load import World"),
        ("analytics/store/files.py", "from urllib.request import url2pathname"),
        ("analytics/refresh/prices.py", "from analytics.sources import yahoo"),
        ("ui/show.py", "import plotly.graph_objects as go"),
        ("analytics/commands/refresh.py", "from analytics.refresh import refresh"),
    ],
)
def test_the_table_allows(path: str, source: str) -> None:
    assert broken(Path(path), source) == []


def room(name: str) -> str:
    """The room of a dotted module of `analytics`; empty for any other."""
    parts = name.split(".")
    return parts[1] if len(parts) > 1 and parts[0] == "analytics" else ""


def upward(path: Path, source: str) -> list[str]:
    """What a file of `analytics` imports from a room that is not below its own."""
    level = {name: place for place, names in enumerate(LAYERS) for name in names}
    own = room(".".join(path.with_suffix("").parts))
    return [
        f"{path.as_posix()} imports {name}"
        for name in imports(ast.parse(source))
        if own and (other := room(name)) in level and other != own and level[other] >= level[own]
    ]


@pytest.mark.parametrize("path", [path for path in FILES if path.parts[0] == "analytics"], ids=str)
def test_no_arrow_points_upward(path: Path) -> None:
    """With every room below those that import it there is no circle either."""
    assert upward(path, (ROOT / path).read_text(encoding="utf-8")) == []


def test_an_arrow_upward_is_caught() -> None:
    assert upward(Path("analytics/measures/curve.py"), "from analytics.banks import marks")
    assert upward(Path("analytics/debt_wall/tables.py"), "from analytics import banks")
    assert upward(Path("analytics/bank/quarters.py"), "from analytics import banks") == []


def test_every_room_has_a_layer() -> None:
    listed = [name for names in LAYERS for name in names]
    rooms = {path.stem if path.is_file() else path.name for path in (ROOT / "analytics").iterdir()}
    assert sorted(listed) == sorted(rooms - {"__init__", "__pycache__"})
    flat = [path for path in (ROOT / "analytics").glob("*.py") if path.stem != "__init__"]
    assert len(flat) <= 12


def test_subjects_read_no_file() -> None:
    """A subject takes frames: it neither opens files nor reads tables from them."""
    reads = []
    for path in FILES:
        if under(path, "analytics") and not any(under(path, f"analytics/{name}") for name in EDGES):
            for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    name = ast.unparse(node.func)
                    if (
                        name == "open"
                        or name.startswith(("pd.read_", "np.load"))
                        or name.endswith((".open", ".to_csv"))
                    ):
                        reads.append(f"{path}:{node.lineno} calls {name}")
    assert reads == []


def test_the_map_names_every_module() -> None:
    """`analytics/__init__.py` is the map of the package: nothing in the package may be missing from it."""
    text = (ROOT / "analytics" / "__init__.py").read_text(encoding="utf-8")
    there = {path.stem if path.is_file() else path.name for path in (ROOT / "analytics").iterdir()}
    modules = {name for name in there if name != "__init__" and name != "__pycache__"}
    assert {name for name in modules if name not in text} == set()


def test_every_order_is_the_same_on_every_machine() -> None:
    """Rows that tie keep their order: numpy's and pandas' own sort leaves it to the processor, and with it what a page
    lists first and which of two equal dates is the last. Several keys, in a list, are sorted stably anyway."""
    loose = []
    for path in FILES:
        for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            several = bool(node.args) and isinstance(node.args[0], ast.List)
            by_order = node.func.attr in ("argsort", "sort_index")
            by_key = node.func.attr == "sort_values" and bool(node.args or node.keywords) and not several
            is_stable = any(word.arg == "kind" and ast.unparse(word.value) == "'stable'" for word in node.keywords)
            if (by_order or by_key) and not is_stable:
                loose.append(f"{path}:{node.lineno} {ast.unparse(node)[:60]}")
    assert loose == []
