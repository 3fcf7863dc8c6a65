"""Which column means what: by its name, its neighbours and its content."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from linli.kernel.sheets import Cell, GridRow, has_value, letter
from linli.kernel.sheets.heads import Head
from linli.kernel.sheets.words import plain
from linli.people.rules.ledgers.lexicon import Lexicon, Match, without_brackets
from linli.people.rules.ledgers.mapping import head_digest, with_choice
from linli.people.rules.ledgers.shapes import LedgerColumn
from linli.people.rules.ledgers.values.dates import DateReader
from linli.people.rules.ledgers.values.numbers import identity_reader, read_phone
from linli.people.rules.ledgers.values.quantities import MEASURES, QuantityReader
from linli.people.rules.ledgers.values.reads import NOTHING_WORDS, Reader, narrow, text_of, ticked
from linli.people.rules.ledgers.values.words import RELATION_WORDS, is_mark, read_sex

_UNITS: Final = frozenset({name for measure in MEASURES for name in measure} | {"人", "股", "户", "间", "月", "岁"})
_UNIT: Final = re.compile(r"[(（\[]\s*(?:单位[:：])?([^()（）\[\]/]{1,4})(?:/[^()（）]*)?[)）\]]$|[/／]([^/]{1,3})$")
_PERSON: Final = re.compile(
    r"(成员|人员|家属|人口|家庭成员|共同生活.*|子女|股东|同住人|共同居住人)?[(（]?([0-9一二三四五六七八九十]{1,2})[)）]?$"
)
_NUMBER_AT_END: Final = re.compile(
    r"^(.{2,}?)[(（]?([0-9一二三四五六七八九十]{1,2})[)）]?$|^(?:成员|人员|家属)([0-9一二三四五六七八九十]{1,2})(.+)$"
)
_HEAD_GROUP: Final = re.compile(r"户主|申请人|本人")
_TWO_WORDS: Final = re.compile(r"是否|有无|能否")
_SEPARATED: Final = re.compile(r"[、,，;；/|]")
_LISTED_NAME: Final = re.compile(r"原因")
_DATE_NAME: Final = re.compile(r"(时间|日期|年月|年月日|之日)$")
_IDENTITY_LEAST: Final = 60
_NOT_SUSPECTED: Final = frozenset(("name", "identity", "identity_other", "phone", "account", "birth"))


@dataclass(frozen=True)
class Column:
    """A column with what its values were seen to be: of ``seen`` rows ``filled`` in a hundred have a value."""

    place: int
    shown: LedgerColumn
    level: str = "person"
    filled: int = 0
    seen: int = 0


def guess_columns(head: Head, sample: Sequence[GridRow], lexicon: Lexicon, today: date) -> tuple[Column, ...]:
    """The columns of a table. ``sample`` are its first data rows."""
    width = max([head.width, *(len(row.cells) for row in sample)], default=0)
    paths = [*head.paths, *[()] * (width - head.width)]
    keys = _keys(paths)
    chosen = _chosen_for(paths, keys, lexicon)
    columns = []
    taken: Counter[str] = Counter()
    for place, path in enumerate(paths):
        cells = [row.cells[place] for row in sample if place < len(row.cells) and has_value(row.cells[place])]
        if path or cells:
            shown = _shown(
                place, path, keys[place], cells, lexicon, today, twice=place > 0 and path == paths[place - 1]
            )
            if letter(place) in chosen:
                shown = with_choice(shown, chosen[letter(place)], cells, lexicon)
            filled = 100 * len(cells) // max(len(sample), 1)
            level = lexicon.meanings[shown.meaning].level if shown.meaning else "person"
            columns.append(Column(place, shown, level, filled, len(sample)))
            taken[shown.meaning] += 1
    return _with_persons(tuple(columns))


def _chosen_for(paths: Sequence[tuple[str, ...]], keys: Sequence[str], lexicon: Lexicon) -> Mapping[str, str]:
    """What a person chose for a table with these names; nothing where there are none."""
    named = [(letter(place), keys[place]) for place, path in enumerate(paths) if path]
    return lexicon.chosen.get(head_digest(named), {}) if lexicon.chosen and named else {}


def _keys(paths: Sequence[tuple[str, ...]]) -> list[str]:
    joined = ["/".join(path) for path in paths]
    counts = Counter(joined)
    return [key if key and counts[key] == 1 else f"{key} {letter(place)}".strip() for place, key in enumerate(joined)]


def _shown(
    place: int, path: tuple[str, ...], key: str, cells: Sequence[Cell], lexicon: Lexicon, today: date, *, twice: bool
) -> LedgerColumn:
    found = None if twice else _by_name(path, lexicon)
    by_content = _by_content(cells, today)
    if found is None or (twice and by_content):
        named = _by_brackets(path, lexicon) if twice else None
        found = named or _of_kind(by_content, lexicon, path)
    column = LedgerColumn(letter(place), key, path, kind=_kind_without_meaning(path, cells, by_content))
    if found is None:
        return replace(column, unit=_unit(path))
    kind = _checked_kind(found.meaning.kind, path, cells, by_content, today)
    why = (found.why, "content") if by_content == kind else (found.why,)
    confidence = min(99, found.confidence + 3 * ("content" in why)) if kind == found.meaning.kind else 40
    return replace(
        column,
        meaning=found.meaning.code,
        kind=kind,
        destination=found.meaning.destination,
        register_field=found.meaning.register_field,
        unit=_unit(path),
        confidence=confidence,
        why=why,
    )


def _by_name(path: tuple[str, ...], lexicon: Lexicon) -> Match | None:
    """The meaning of a path: of its last two names together, else of the last, else of a group standing alone."""
    if not path:
        return None
    leaf = _NUMBER_AT_END.sub(lambda found: found[1] or found[4], path[-1])
    if len(path) > 1:
        group = _PERSON.sub("", without_brackets(path[-2]))
        for name in (group + leaf, path[-2] + path[-1]):
            found = lexicon.match(name)
            if found and found.confidence >= 90:
                return found
    return lexicon.match(path[-1]) or lexicon.match(leaf)


def _by_brackets(path: tuple[str, ...], lexicon: Lexicon) -> Match | None:
    inside = re.search(r"[(（](.+?)[)）]", path[-1]) if path else None
    return lexicon.match(inside[1]) if inside else None


def _of_kind(kind: str, lexicon: Lexicon, path: tuple[str, ...]) -> Match | None:
    code = {
        "identity": "person.identity",
        "phone": "person.phone",
        "sex": "person.sex",
        "relation": "person.relation",
    }.get(kind, "")
    if code not in lexicon.meanings or (path and kind == "phone"):
        return None
    return Match(lexicon.meanings[code], _IDENTITY_LEAST, "content")


def _kind_without_meaning(path: tuple[str, ...], cells: Sequence[Cell], by_content: str) -> str:
    name = path[-1] if path else ""
    if not path:
        return "outside"
    if _TWO_WORDS.match(name) and by_content in ("", "flag", "number"):
        return "flag"
    if _LISTED_NAME.search(name) and not by_content:
        return "list"
    if by_content in ("identity", "phone", "sex", "relation", "flag", "number", "list", "date"):
        return by_content if by_content != "number" or not _DATE_NAME.search(name) else "date"
    return "date" if _DATE_NAME.search(name) and not cells else "text"


def _checked_kind(kind: str, path: tuple[str, ...], cells: Sequence[Cell], by_content: str, today: date) -> str:
    """The meaning's kind if most values can be read so, else what the content says."""
    if kind in _NOT_SUSPECTED or not cells:
        return kind
    if kind in ("text", "address", "remark"):
        return _list_or_text(kind, path, by_content)
    reader = _TRIED.get(kind)
    if kind in ("date", "end_date"):
        reader = DateReader(today)
    if reader is None or _share(reader, cells) >= 50:
        return kind
    return by_content if by_content in ("flag", "list") else "text"


def _list_or_text(kind: str, path: tuple[str, ...], by_content: str) -> str:
    if kind == "text" and by_content in ("list", "flag"):
        is_asked = by_content == "list" or bool(_TWO_WORDS.search(path[-1]))
        return by_content if is_asked else kind
    return kind


def _mark_reader(cell: Cell) -> tuple[object, tuple[()]]:
    return (cell if is_mark(cell) else None), ()


_QUANTITY: Final = QuantityReader()
_TRIED: Final[dict[str, Reader]] = {
    **dict.fromkeys(("count", "number", "money", "area", "age"), _QUANTITY),
    "flag": _mark_reader,
    "sex": read_sex,
}


def _chosen(cell: Cell) -> Cell:
    return ticked(cell) if isinstance(cell, str) else cell


def _share(reader: Reader, cells: Sequence[Cell]) -> int:
    """For how many of a hundred cells the reader finds a value."""
    said = [cell for cell in map(_chosen, cells) if text_of(cell).strip() not in NOTHING_WORDS]
    return 100 * sum(reader(cell)[0] is not None for cell in said) // len(said) if said else 100


def _by_content(cells: Sequence[Cell], today: date) -> str:
    """The kind that nearly all values have; empty for plain texts."""
    said = [cell for cell in cells if text_of(cell).strip() not in NOTHING_WORDS][:200]
    if not said:
        return "flag" if cells and all(map(is_mark, cells)) and any(text_of(c) != "无" for c in cells) else ""
    checks: tuple[tuple[str, Reader, int], ...] = (
        ("identity", identity_reader(today), 70),
        ("phone", read_phone, 80),
        ("sex", _sex_word, 95),
        ("relation", _relation_word, 90),
        ("flag", _flag_word, 95),
    )
    for kind, reader, least in checks:
        if _share(reader, said) >= least:
            return kind
    if _share(_QUANTITY, said) >= 85:
        return "number"
    if _share(DateReader(today), said) >= 90:
        return "date"
    return "list" if _is_listed([text_of(cell) for cell in said]) else ""


def _sex_word(cell: Cell) -> tuple[object, tuple[()]]:
    return (cell if text_of(cell).strip() in ("男", "女") else None), ()


def _relation_word(cell: Cell) -> tuple[object, tuple[()]]:
    return (cell if narrow(text_of(cell)) in RELATION_WORDS else None), ()


def _flag_word(cell: Cell) -> tuple[object, tuple[()]]:
    """Figures alone are no marks: ones and noughts count things too."""
    return (cell if is_mark(cell) and not isinstance(cell, int) and text_of(cell) not in ("1", "0") else None), ()


def _is_listed(texts: Sequence[str]) -> bool:
    """Whether a third of the cells hold several of a few short words."""
    several = [text for text in texts if _SEPARATED.search(text)]
    if len(several) * 3 < len(texts) or len(texts) < 6:
        return False
    pieces = Counter(piece.strip() for text in texts for piece in _SEPARATED.split(text))
    is_short = all(len(piece) <= 8 for piece in pieces)
    return is_short and len(pieces) <= 20 and all(count > 1 for count in pieces.values())


def _unit(path: tuple[str, ...]) -> str:
    """The unit that a name gives in brackets: ``月收入（元）``."""
    for name in reversed(path):
        found = _UNIT.search(name)
        unit = (found[1] or found[2] or "").strip() if found else ""
        if unit in _UNITS:
            return unit
    return ""


def _with_persons(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Count the people of a wide table: several columns that mean a person's name."""
    names = [column for column in columns if column.shown.meaning in ("person.name", "householder.name")]
    groups = {column.shown.path[:-1] for column in names}
    is_wide = len(names) > 2 or (
        len(names) == 2 and len(groups) == 2 and any(_PERSON.search(p) for g in groups for p in g)
    )
    numbered = sum(bool(_NUMBER_AT_END.match(plain(column.shown.path[-1]))) for column in names)
    if not is_wide or (len(groups) == 1 and numbered < len(names) - 1):
        return columns
    starts = [column.place for column in names]
    return tuple(_of_person(column, names, starts) for column in columns)


def _of_person(column: Column, names: Sequence[Column], starts: Sequence[int]) -> Column:
    """A column belongs to the person in whose group it stands, else to whose name stands last before it."""
    if column.shown.meaning.partition(".")[0] not in ("person", "householder") or column.shown.meaning in _OF_THE_ROW:
        return column
    group = column.shown.path[:-1]
    same = [number for number, name in enumerate(names, 1) if group and name.shown.path[:-1] == group]
    if len(same) == 1:
        return replace(column, shown=replace(column.shown, person=same[0]))
    before = sum(start <= column.place for start in starts)
    return replace(column, shown=replace(column.shown, person=max(before, 1)))


_OF_THE_ROW: Final = frozenset(("person.serial", "person.note", "person.address", "person.poverty_cause"))
