"""Targets from a table of figures: metric, unit, the years' columns, whether binding."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from linli.documents.rules.policies.numerals import amount_of
from linli.documents.rules.policies.rows import Cell, Table
from linli.documents.rules.policies.targets import Target

_SIGNED: Final = re.compile(
    r"(?P<sign>≥|≤|>=|<=|>|<|不低于|不少于|不超过|不高于|达到|超过|约|力争|控制在)?\s*(?P<first>\d[\d,]*(?:\.\d+)?)(?:\s*(?:-|—|~|–|至)+\s*(?P<last>\d[\d,]*(?:\.\d+)?))?\s*(?P<unit>[^\d\s<>≥≤()]{0,6}?)?(?P<after>以上|以下|以内|左右)?(?:\[.*\]|\(.*\))?"
)
_SIGNS: Final = {
    ">=": "≥ >= 不低于 不少于 达到 力争 以上", "<=": "≤ <= 不超过 不高于 控制在 以下 以内",
    ">": "> 超过", "<": "<", "~=": "约 左右",
}  # fmt: skip
_OPERATORS: Final = {sign: operator for operator, signs in _SIGNS.items() for sign in signs.split()}
_UNIT_IN_NAME: Final = re.compile(r"\(([^()]{1,10})\)\s*$")
_BARE_YEAR: Final = re.compile(r"((?:19|20)\d{2})\s*年?(?:\((?:实际|完成|基期)[^()]*\))?")
_YEAR: Final = re.compile(r"((?:19|20)\d{2})")


def targets_of_table(table: Table, issued: date | None, place: str) -> Iterator[Target]:
    """One target for each figure in a column of targets."""
    before = _heads_before(table, issued)
    for row in table.rows:
        if len(row) != len(table.roles):
            continue
        named = dict(reversed(tuple(zip(table.roles, row, strict=True))))
        metric = named["metric"].text
        for role, head, cell in zip(table.roles, table.heads, row, strict=True):
            if role == "target" and metric and head not in before:
                yield from _target(table, named, head, cell, place, row)


def _heads_before(table: Table, issued: date | None) -> set[str]:
    """Columns of bare years that say how it was: before the paper's own, or the first of two when it has no date."""
    years = {head: int(found[1]) for head, role in zip(table.heads, table.roles, strict=True)
             if role == "target" and (found := _BARE_YEAR.fullmatch(head.strip()))}  # fmt: skip
    if issued is not None and any(year >= issued.year for year in years.values()):
        return {head for head, year in years.items() if year < issued.year}
    return {min(years, key=lambda head: years[head])} if len(years) == 2 else set()


def _target(
    table: Table, named: dict[str, Cell], head: str, cell: Cell, place: str, row: tuple[Cell, ...]
) -> Iterator[Target]:
    found = _SIGNED.fullmatch(cell.text.replace(" ", ""))
    if found is None:
        return
    metric, unit = _unit(named["metric"].text, named["unit"].text if "unit" in named else "", found["unit"] or "")
    first, last = amount_of(found["first"]), amount_of(found["last"]) if found["last"] else None
    value = (first, last) if last is not None and first is not None else first
    if value is None:
        return
    operator = "between" if last is not None else _OPERATORS.get(found["sign"] or found["after"] or "", "=")
    year = _YEAR.search(head) or _YEAR.search(table.caption) or next(filter(None, map(_YEAR.search, table.heads)), None)
    scope = named["scope"].text if "scope" in named else place
    baseline = named["baseline"].text if "baseline" in named else ""
    yield Target(
        metric, operator, value, unit, scope, f"{year[1]}-12-31" if year else "", "", row[0].start, row[-1].end, 0.9,
        "target", baseline,
    )  # fmt: skip


def _unit(metric: str, printed: str, own: str) -> tuple[str, str]:
    """The unit of a row: of its own column, in brackets behind the metric, or behind the figure."""
    if printed.strip(" -—/"):
        return metric, printed
    if inside := _UNIT_IN_NAME.search(metric):
        return metric[: inside.start()].strip(), own or inside[1]
    return metric, own
