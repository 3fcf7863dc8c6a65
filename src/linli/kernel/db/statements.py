"""What a SQL statement does, found by reading its words and not by its first one (settled.md, machinery 1)."""

import re
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(
    r"""
    --[^\n]* | /\*.*?\*/                # comments
  | '(?:[^']|'')*'                      # literals
  | (?P<quoted>"(?:[^"]|"")*")
  | (?P<word>[A-Za-z_][A-Za-z0-9_$.]*)
  | (?P<mark>[(),;])
    """,
    re.VERBOSE | re.DOTALL,
)
_HARMLESS_FIRST = {
    "savepoint",
    "release",
    "rollback",
    "begin",
    "commit",
    "pragma",
    "set",
    "show",
    "explain",
    "analyze",
}
_SCHEMA_FIRST = {"create", "alter", "drop", "revoke", "grant", "reindex", "vacuum", "comment", "lock"}
_SEQUENCE_CALLS = {"nextval", "setval", "lo_create", "lo_unlink"}
_BETWEEN = {"only", "or", "ignore", "abort", "rollback", "replace", "if", "exists"}
_AFTER_WRITE = {
    "insert": {"into"},
    "delete": {"from"},
    "merge": {"into"},
    "truncate": {"table"},
    "replace": {"into"},
}


@dataclass(frozen=True)
class Statement:
    """``writes`` names the tables written; ``schema`` is set for statements that change the schema or its rights."""

    writes: frozenset[str]
    schema: bool = False

    @property
    def is_read(self) -> bool:
        """True when nothing is changed."""
        return not self.writes and not self.schema


def _tokens(sql: str) -> list[str]:
    found: list[str] = []
    for match in _TOKEN.finditer(sql):
        if match["quoted"]:
            found.append('"' + match["quoted"][1:-1])
        elif match["word"]:
            found.append(match["word"].lower())
        elif match["mark"]:
            found.append(match["mark"])
    return found


def _table(tokens: list[str], index: int, skip: frozenset[str] | set[str]) -> str:
    while index < len(tokens) and tokens[index] in skip | _BETWEEN:
        index += 1
    return tokens[index].lstrip('"') if index < len(tokens) else "?"


def _is_update_statement(tokens: list[str], index: int) -> bool:
    before = tokens[index - 1] if index else ""
    return before not in ("for", "key", "do", "on", "before", "after")


def _written(tokens: list[str]) -> set[str]:
    tables: set[str] = set()
    for index, token in enumerate(tokens):
        if token == "update" and _is_update_statement(tokens, index):
            tables.add(_table(tokens, index + 1, set()))
        elif token in _AFTER_WRITE and _starts_write(tokens, index):
            tables.add(_table(tokens, index + 1, _AFTER_WRITE[token]))
        elif token == "copy" and index == 0:
            tables.add(_table(tokens, 1, set()))
        elif token in _SEQUENCE_CALLS:
            tables.add(token)
    return tables


def _starts_write(tokens: list[str], index: int) -> bool:
    following = tokens[index + 1 : index + 5]
    if tokens[index] == "truncate":
        return index == 0
    if tokens[index] == "replace" and tokens[index - 1] == "or":
        return False  # INSERT OR REPLACE is found at its INSERT
    return bool(_AFTER_WRITE[tokens[index]] & set(following)) and "(" not in following[:1]


@lru_cache(maxsize=4096)
def read_statement(sql: str) -> Statement:
    """Classify ``sql``. WITH … INSERT, MERGE and SELECT nextval() count as writes; SELECT … FOR UPDATE does not."""
    tokens = _tokens(sql)
    first = tokens[0] if tokens else ""
    if first in _SCHEMA_FIRST:
        return Statement(frozenset(), schema=True)
    if first in _HARMLESS_FIRST and first != "explain":
        return Statement(frozenset())
    return Statement(frozenset(_written(tokens)))
