"""What the source itself must be like: lengths, imports, names, gates on writing."""

import ast
import statistics
from pathlib import Path

import pytest

from tests.guards.source import PROJECT, ROOT, functions, length, modules

pytestmark = pytest.mark.pure
NOUNS = (
    "places", "people", "things", "documents", "schedule", "money", "cases", "decisions", "indicators", "programmes",
)  # fmt: skip
BANNED_NAMES = {"utils", "helpers", "manager", "misc", "common", "base"}


def too_long(lines_by_file: dict[str, int]) -> list[str]:
    return sorted(name for name, lines in lines_by_file.items() if lines > 400)


def test_no_file_is_over_400_lines() -> None:
    folders = [ROOT, PROJECT / "tests", PROJECT / "scripts", PROJECT / "bench"]
    counted = {
        str(path.relative_to(PROJECT)): len(path.read_text(encoding="utf-8").splitlines())
        for folder in folders
        for path in folder.rglob("*.py")
        if "migrations" not in path.parts
    }
    assert too_long(counted) == []
    assert too_long({"a.py": 400, "b.py": 401}) == ["b.py"]


def spread(lengths: list[int]) -> tuple[float, int]:
    ordered = sorted(lengths)
    return statistics.median(ordered), ordered[int(len(ordered) * 0.9)]


def test_functions_stay_short() -> None:
    lengths = [length(node) for _, _, tree in modules() for node in functions(tree)]
    median, ninth = spread(lengths)
    assert median <= 8 and ninth <= 25
    assert spread([9, 9, 9])[0] > 8


def hidden_imports(tree: ast.Module) -> list[int]:
    return [
        inner.lineno
        for node in functions(tree)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]


def test_imports_stand_on_top() -> None:
    found = {
        str(path.relative_to(ROOT)): lines
        for path, _, tree in modules()
        if path.name != "apps.py" and (lines := hidden_imports(tree))
    }
    assert found == {}
    assert hidden_imports(ast.parse("def f():\n    import os\n")) == [2]


def foreign_models(path: Path, tree: ast.Module) -> list[str]:
    own = path.relative_to(ROOT).parts[0]
    found = []
    for node in ast.walk(tree):
        name = node.module if isinstance(node, ast.ImportFrom) else ""
        parts = (name or "").split(".")
        if len(parts) >= 3 and parts[1] in NOUNS and parts[2] == "models" and parts[1] != own:
            found.append(name or "")
    return found


def test_no_package_imports_anothers_models() -> None:
    found = {str(path): names for path, _, tree in modules() if (names := foreign_models(path, tree))}
    assert found == {}
    bad = ast.parse("from linli.people.models import Unit")
    assert foreign_models(ROOT / "cases" / "x.py", bad) == ["linli.people.models"]
    assert foreign_models(ROOT / "people" / "x.py", bad) == []


def unbacked_faces(path: Path, tree: ast.Module) -> list[str]:
    return [
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django.db")
        for alias in node.names
        if alias.name in ("models", "transaction", "Q", "F")
    ]


def test_faces_never_touch_the_orm() -> None:
    found = {
        str(path): names
        for path, _, tree in modules()
        if "faces" in path.relative_to(ROOT).parts and (names := unbacked_faces(path, tree))
    }
    assert found == {}
    assert unbacked_faces(Path("x"), ast.parse("from django.db import models")) == ["models"]


def test_no_module_has_an_empty_name() -> None:
    found = [str(path) for path, _, _ in modules() if path.stem in BANNED_NAMES or path.parent.name in BANNED_NAMES]
    assert found == []


def _commands_asking_the_time(tree: ast.Module) -> list[str]:
    return [
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("now", "today")
    ]


def test_no_command_asks_the_clock() -> None:
    found = {
        str(path): calls
        for path, _, tree in modules()
        if "commands" in path.relative_to(ROOT).parts and path.relative_to(ROOT).parts[0] in NOUNS
        and (calls := _commands_asking_the_time(tree))
    }  # fmt: skip
    assert found == {}
    assert _commands_asking_the_time(ast.parse("x = now()")) == ["now"]


def undocumented(tree: ast.Module) -> list[str]:
    public = [n for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef) and not n.name.startswith("_")]
    return [n.name for n in public if ast.get_docstring(n) is None]


def test_public_names_are_documented() -> None:
    found = {str(path): names for path, _, tree in modules() if (names := undocumented(tree))}
    assert found == {}
    assert undocumented(ast.parse("def f(): ...")) == ["f"]


def unused_settings(names: list[str], source: str) -> list[str]:
    return [name for name in names if f".{name}" not in source]


def test_every_setting_does_something() -> None:
    from dataclasses import fields

    from linli.kernel.installation import Installation

    source = "\n".join(text for path, text, _ in modules() if path.name != "installation.py")
    assert unused_settings([item.name for item in fields(Installation)], source) == []
    assert unused_settings(["color"], "settings.LINLI.colour") == ["color"]
