"""Which unit of the register a paper means: by its whole name, or without the words for its place."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from linli.kernel.text import search_key

_PLACE: Final = re.compile(r"^(?:我|本|全|各|省|自治区|市|州|盟|地区|县|区|旗|市县|县区)?(?:级)?(?=.{2,})")
_TOWNS: Final = re.compile(r"(?:各|所有|有关|相关)(?:.*[、和及])?(?:街道|乡镇|镇|乡|街镇|镇街)")
_BARE: Final = {"街道": "town", "乡镇": "town", "镇": "town", "乡": "town", "社区": "community", "村": "community"}
_COMMUNITIES: Final = re.compile(r"(?:各|所有|有关|相关)(?:.*[、和及])?(?:社区|村|居委会|村委会|村（居）|村居)")


@dataclass(frozen=True)
class Known:
    """A unit of the register, with the name of its place: what stands before the rest of its own name."""

    id: UUID
    name: str
    place: str


def below(name: str) -> str:
    """The level whose every area a collective name means ("各街道": town, "各社区": community); "" for one body."""
    if name in _BARE:
        return _BARE[name]  # what is left of 各街道、乡镇 behind its first word
    if _COMMUNITIES.search(name):
        return "community"
    return "town" if _TOWNS.search(name) else ""


class Directory:
    """Finds units by the names that papers print."""

    def __init__(self, units: Iterable[Known]) -> None:
        self._whole: dict[str, UUID] = {}
        self._short: dict[str, list[UUID]] = {}
        for unit in units:
            self._whole[search_key(unit.name)] = unit.id
            short = unit.name.removeprefix(unit.place).partition("（")[0]
            self._short.setdefault(search_key(short), []).append(unit.id)

    def find(self, name: str) -> UUID | None:
        """The unit, or None where none or several could be meant."""
        key = search_key(name)
        if key in self._whole:
            return self._whole[key]
        for short in (key, _PLACE.sub("", key, count=1)):
            found = self._short.get(short, [])
            if len(found) == 1:
                return found[0]
        return None

    def placed(self, data: Mapping[str, list[str]]) -> dict[str, list[UUID]]:
        """The units of each role; the first that leads, every other leader helps; each once."""
        seen: set[UUID] = set()
        found: dict[str, list[UUID]] = {"lead": [], "helping": [], "responsible": []}
        leads = [unit for name in data.get("lead", []) if (unit := self.find(name))]
        others = [unit for name in data.get("helping", []) if (unit := self.find(name))]
        answering = [unit for name in data.get("responsible", []) if (unit := self.find(name))]
        for role, units in (("lead", leads[:1]), ("helping", leads[1:] + others), ("responsible", answering)):
            for unit in units:
                if unit not in seen:
                    seen.add(unit)
                    found[role].append(unit)
        return found
