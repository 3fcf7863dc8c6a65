"""The names that columns carry, as a pack gives them, and which meaning a name points to."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from linli.kernel.text import fold
from linli.people.rules.ledgers.shapes import Destination

_KINDS: Final = """name identity identity_other phone account long_number birth date end_date age sex nation politics
relation flag count number money area list text address serial remark household_no"""
KINDS: Final = tuple(_KINDS.split())
_MOST_REMEMBERED: Final = 5_000
LEVELS: Final = ("person", "household", "area")
# What may never be kept whatever a pack says (mission.md section 3): these meanings must go nowhere.
_NEVER: Final = """nation politics belief party_joined party_unit health illness disability disability_grade care_grade
vaccine vaccine_day blood pregnancy label poverty_cause note"""
NEVER_KEPT: Final = tuple(f"person.{name}" for name in _NEVER.split())
_BRACKETS: Final = re.compile(r"[(\[【〔{<《].*?[)\]】〕}>》]")
_MARKS: Final = re.compile(r"[*★☆:?!\"'“”‘’#_·.,;/\\\-\s]+|^[0-9]+[、.]")
# Words before a name that say nothing about whose it is.
_OWN_WORDS: Final = "是否 本人 居民 人员 对象 填写 现 家庭 申请人 户籍 受助人 实际 有无 救助对象 村民 成员"
_OWN: Final = tuple(_OWN_WORDS.split())
_OTHER_WORDS: Final = """监护人 联系人 代领人 委托人 房东 出租人 房主 配偶 父亲 母亲 子女 紧急 责任人 负责人
帮扶 包保 网格 楼长 楼栋长 法人 开户人 收款人 干部 介绍人 产权人 照料 照护 赡养 抚养 经办"""
_OTHERS: Final = tuple(_OTHER_WORDS.split())


@dataclass(frozen=True)
class Meaning:
    """What a column may mean, how its values are read and where they go."""

    code: str
    kind: str
    destination: Destination
    level: str = "person"
    register_field: str = ""
    title: Mapping[str, str] = field(default_factory=dict)


class Match(NamedTuple):
    """A meaning for a name, how sure in percent, and why."""

    meaning: Meaning
    confidence: int
    why: str


def key_of(name: str) -> str:
    """A name for comparing: folded, without marks."""
    return _MARKS.sub("", fold(name))


def without_brackets(name: str) -> str:
    """A name without what stands in brackets (units, examples)."""
    return _BRACKETS.sub("", fold(name).replace("（", "(").replace("）", ")"))


class Lexicon:
    """Finds the meaning of a column's name: exactly, without brackets, or by what it ends in."""

    def __init__(self, entries: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
        self.meanings: dict[str, Meaning] = {}
        self._names: dict[str, Meaning] = {}
        for code, data in entries:
            meaning = Meaning(
                code,
                data["kind"],
                Destination(data["destination"]),
                data["level"],
                data.get("field", ""),
                data["title"],
            )
            self.meanings[code] = meaning
            for name in (data["title"]["zh-Hans"], *data.get("names", ())):
                self._names.setdefault(key_of(name), meaning)
        self._longest = max(map(len, self._names), default=0)
        self._known: dict[str, Match | None] = {}
        # What people chose: meanings by letter, under the digest of a head (rules/ledgers/mapping.py).
        self.chosen: Mapping[str, Mapping[str, str]] = {}

    def knows(self, text: str) -> bool:
        """Whether a text reads like the name of a column."""
        found = self.match(text) if len(text) <= 40 else None
        return found is not None and found.confidence >= 80

    def match(self, text: str) -> Match | None:
        """The best meaning of a name."""
        if text in self._known:
            return self._known[text]
        found = self._match(text)
        if len(self._known) < _MOST_REMEMBERED:
            self._known[text] = found
        return found

    def _match(self, text: str) -> Match | None:
        whole = key_of(text)
        bare = key_of(without_brackets(text))
        if not whole:
            return None
        for name, confidence, why in ((whole, 97, "name"), (bare, 94, "name")):
            if name in self._names:
                return Match(self._names[name], confidence, why)
        for prefix in _OWN:
            if bare.startswith(prefix) and (found := self._names.get(bare.removeprefix(prefix))):
                return Match(found, 90, "synonym")
        return self._by_end(bare)

    def _by_end(self, name: str) -> Match | None:
        """The longest known name that ``name`` ends in; of another person's it is another's."""
        for start in range(max(1, len(name) - self._longest), len(name) - 1):
            found = self._names.get(name[start:])
            if found is not None:
                before = name[:start]
                if any(word in before for word in _OTHERS):
                    return self._of_another(found)
                return Match(found, 85 if len(name) - start >= 3 else 70, "part")
        return None

    def _of_another(self, meaning: Meaning) -> Match | None:
        code = {"name": "helper.name", "phone": "helper.phone", "identity": "helper.identity"}.get(meaning.kind, "")
        return Match(self.meanings[code], 75, "part") if code in self.meanings else None


def faults_of(code: str, data: Mapping[str, Any]) -> list[str]:
    """What is wrong with a meaning as a pack gives it, in words for the pack's author."""
    faults = []
    if code in NEVER_KEPT and data["destination"] != Destination.NOWHERE:
        faults.append("values of this meaning may be kept nowhere: its destination must be nowhere")
    if (data["destination"] == Destination.REGISTER) != bool(data.get("field")) and data["destination"] != "dwelling":
        faults.append("a column that goes to the register names its field there, others name none")
    return faults
