"""Reads our own source as a tree."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import linli

ROOT = Path(linli.__file__).parent
PROJECT = ROOT.parent.parent


@cache
def modules() -> tuple[tuple[Path, str, ast.Module], ...]:
    """(path, text, tree) of every module but migrations."""
    paths = sorted(path for path in ROOT.rglob("*.py") if "migrations" not in path.parts)
    return tuple((path, text := path.read_text(encoding="utf-8"), ast.parse(text)) for path in paths)


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a tree."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without decorators and docstring."""
    first = node.body[0]
    has_doc = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    doc = (first.end_lineno or first.lineno) - first.lineno + 1 if has_doc else 0
    return (node.end_lineno or node.lineno) - node.lineno + 1 - doc
