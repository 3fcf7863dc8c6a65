"""Who leads, who helps and who is responsible: from columns, from words behind names, from where areas stand."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from linli.documents.rules.policies.units import Unit, UnitList, UnitReader

_FIRST_LEADS: Final = re.compile(
    r"(?:列|排|位列|排列|名列|居|排名|列在|排在)?(?:在)?(?:第一位|首位|第一|前面|最前)(?:的|者)?(?:单位|部门)?(?:的)?(?:,)?(?:均|即)?(?:为|是|系)(?:该项任务|该项工作|本项|该项)?(?:的)?(?:总?牵头|主办|主要责任|负责)"
)
_FIRST_NAMED: Final = re.compile(r"第一(?:个)?(?:责任)?(?:单位|部门)(?:为|是)(?:牵头|主办)")
_MARKED: Final = re.compile(r"\((牵头|主办|牵头单位|牵头部门|主办单位|配合|协办|配合单位)\)$")
_SURE_LEVEL: Final = 0.8


@dataclass
class Parties:
    """The units of one task by role, as printed; ``sure`` is the least sure of them."""

    lead: list[str] = field(default_factory=list)
    helping: list[str] = field(default_factory=list)
    responsible: list[str] = field(default_factory=list)
    is_open: bool = False
    sure: float = 0.95

    def take(self, role: str, read: UnitList) -> None:
        """Add a list of units under a role; one marked (牵头) in the list leads whatever the list is."""
        for unit in read.units:
            name, own = marked(unit.name)
            names = getattr(self, own or role)
            if name not in names:
                names.append(name)
        self.is_open = self.is_open or read.is_open
        self.sure = min(self.sure, read.sure)

    def __bool__(self) -> bool:
        return bool(self.lead or self.helping or self.responsible)


def marked(name: str) -> tuple[str, str]:
    """县民政局(牵头): the name and the role that its bracket gives, or ``""``."""
    found = _MARKED.search(name)
    if found is None:
        return name, ""
    return name[: found.start()], "helping" if found[1].startswith(("配合", "协办")) else "lead"


def first_leads(plain: str) -> bool:
    """Whether the paper states once that the unit named first leads (下同)."""
    return bool(_FIRST_LEADS.search(plain) or _FIRST_NAMED.search(plain))


def by_columns(cells: Iterable[tuple[str, str]], reader: UnitReader) -> Parties:
    """Parties from cells with the role of their column; a cell that is no list of known units is kept as printed."""
    parties = Parties()
    for role, text in cells:
        if role not in ("lead", "helping", "responsible") or not text.strip(" \t\u3000/—-"):
            continue
        read = reader.read(text.strip())
        if read is None:
            names = [name.strip() for name in re.split(r"[、,;\s]+", text) if name.strip()]
            getattr(parties, role).extend(names)
            parties.sure = min(parties.sure, 0.6)
        else:
            parties.take(role, read)
    return parties


def by_level(read: UnitList) -> Parties:
    """Parties of glued columns: the first group leads; then units of its level help, those below are responsible."""
    groups = _groups(read.units)
    lead = _until_deeper(groups[0])
    depth = _depth(lead)
    rest = [unit for unit in read.units if unit not in lead]
    return _shared_out(lead, rest, depth, read)


def one_column(read: UnitList, *, leads: bool) -> Parties:
    """Parties of a single list of responsible units: with the rule "the first leads" the first leads."""
    if leads and read.units:
        return _shared_out(list(read.units[:1]), list(read.units[1:]), read.units[0].depth, read)
    parties = Parties(sure=read.sure)
    parties.take("responsible", read)
    return parties


def by_groups(read: UnitList, roles: Sequence[str]) -> Parties:
    """Parties of glued columns whose heads are known, or by level where a column was left empty."""
    groups = _groups(read.units)
    if roles == ["responsible"] or len(roles) == 1:
        parties = Parties(is_open=read.is_open, sure=read.sure)
        getattr(parties, roles[0] if roles else "responsible").extend(unit.name for unit in read.units)
        return parties
    if len(groups) != len(roles):
        return by_level(read)
    parties = Parties(is_open=read.is_open, sure=read.sure)
    for role, group in zip(roles, groups, strict=True):
        getattr(parties, role).extend(unit.name for unit in group)
    return parties


def _shared_out(lead: Sequence[Unit], rest: Sequence[Unit], depth: int | None, read: UnitList) -> Parties:
    is_below = [depth is not None and unit.depth is not None and unit.depth > depth for unit in rest]
    helping = [unit.name for unit, below in zip(rest, is_below, strict=True) if not below]
    responsible = [unit.name for unit, below in zip(rest, is_below, strict=True) if below]
    return Parties([unit.name for unit in lead], helping, responsible, read.is_open, min(read.sure, _SURE_LEVEL))


def _groups(units: Sequence[Unit]) -> list[list[Unit]]:
    """Columns: a unit that follows without a sign begins the next one."""
    groups: list[list[Unit]] = []
    for unit in units:
        if unit.is_glued or not groups:
            groups.append([])
        groups[-1].append(unit)
    return groups


def _until_deeper(group: Sequence[Unit]) -> list[Unit]:
    """Of the first column the units that stand as high as its first: 市文明办,各市(县)、区政府 is two columns."""
    first = group[0].depth
    return [unit for unit in group if first is None or unit.depth is None or unit.depth <= first]


def _depth(units: Sequence[Unit]) -> int | None:
    return max((unit.depth for unit in units if unit.depth is not None), default=None)
