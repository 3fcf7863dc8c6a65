"""Columns whose meaning a person chose: for one head of a table, and never against what may not be kept. Pure."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from linli.kernel.sheets import Cell
from linli.people.rules.ledgers.lexicon import NEVER_KEPT, Lexicon
from linli.people.rules.ledgers.shapes import Destination, LedgerColumn
from linli.people.rules.ledgers.values.reads import text_of
from linli.people.rules.ledgers.values.words import NATIONS

KEY_LENGTH: Final = 80
CHOSEN: Final = "chosen"
_LEAST: Final = 60
_POLITICS: Final = frozenset(("群众", "中共党员", "党员", "预备党员", "共青团员", "团员", "民主党派", "无党派人士"))
# Languages and nations as people write them, with and without the word for nation.
_FORBIDDEN: Final = _POLITICS | NATIONS | {f"{name}族" for name in NATIONS}


def head_digest(columns: Sequence[tuple[str, str]]) -> str:
    """What knows a head again: letters and keys of its columns, those without a name left out."""
    named = [[letter, key[:KEY_LENGTH]] for letter, key in columns if key != letter]
    return hashlib.sha256(json.dumps(named, ensure_ascii=False).encode()).hexdigest()


def with_choice(column: LedgerColumn, code: str, cells: Sequence[Cell], lexicon: Lexicon) -> LedgerColumn:
    """The column with the meaning that was chosen; as it was where the choice would keep what may not be kept."""
    meaning = lexicon.meanings.get(code)
    if meaning is None:
        plain = replace(column, meaning="", destination=Destination.NOWHERE, register_field="")
        return replace(plain, confidence=100, why=(CHOSEN,)) if not code else column
    if meaning.destination is not Destination.NOWHERE and holds_forbidden(column, cells):
        return column
    return replace(
        column, meaning=code, kind=meaning.kind, destination=meaning.destination,
        register_field=meaning.register_field, confidence=100, why=(CHOSEN,),
    )  # fmt: skip


def holds_forbidden(column: LedgerColumn, cells: Sequence[Cell]) -> bool:
    """Whether the name, or most of what stands in a column, is of a kind that may not be kept."""
    said = [text_of(cell).strip() for cell in cells]
    found = sum(text in _FORBIDDEN for text in said)
    return column.meaning in NEVER_KEPT or (bool(said) and found * 100 >= _LEAST * len(said))


def may_choose(found: Sequence[Any], code: str, lexicon: Lexicon) -> bool:
    """Whether a column as a run keeps it (letter, key, meaning, …) may be taken to mean ``code``; "" is nothing."""
    meaning = lexicon.meanings.get(code)
    if meaning is None or meaning.destination is Destination.NOWHERE:
        return True
    named = lexicon.match(str(found[1]).split("/")[-1])
    return str(found[2]) not in NEVER_KEPT and (named is None or named.meaning.code not in NEVER_KEPT)


def changed_only(columns: Sequence[Sequence[Any]], chosen: Mapping[str, str]) -> dict[str, str]:
    """What was chosen otherwise than it stands."""
    now = {str(found[0]): str(found[2]) for found in columns}
    return {letter: code for letter, code in chosen.items() if letter in now and now[letter] != code}
