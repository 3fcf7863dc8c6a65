"""Rules of a person's record: what is read, what must agree, what may be known (R2, R10.5)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from linli.kernel.codes import IdentityFacts, check_identity
from linli.kernel.errors import Invalid, KernelCode, Problem
from linli.kernel.text import pinyin_of_name, tidy
from linli.people.rules.person_reasons import PersonCode

NAME_LENGTH = 60
ADDRESS_LENGTH = 200
SOURCES = ("document", "register", "self", "visit", "import")
SEXES = (0, 1, 2, 9)
EARLIEST_YEAR = 1800
_SEX_TEXTS = frozenset(map(str, SEXES))
_YEAR = re.compile(r"[0-9]{4}")


@dataclass(frozen=True)
class Values:
    """The values of a record; empty texts and None where nothing is known."""

    name: str
    sex: int = 0
    birth: date | None = None
    birth_year: int | None = None
    identity: str = ""
    identity_kind: str = ""
    hukou_address: str = ""

    def as_texts(self) -> dict[str, str]:
        """The five fields that one may give, as ``read_values`` takes them."""
        birth = self.birth.isoformat() if self.birth else str(self.birth_year or "")
        return dict(zip(GIVEN, (self.name, str(self.sex), birth, self.identity, self.hukou_address), strict=True))

    def as_row(self) -> list[Any]:
        """For a sealed box."""
        birth = self.birth.isoformat() if self.birth else ""
        return [self.name, self.sex, birth, self.birth_year, self.identity, self.identity_kind, self.hukou_address]

    @classmethod
    def of_row(cls, row: Sequence[Any]) -> "Values":
        """What ``as_row`` gave: values that were read by ``read_values`` before."""
        name, sex, birth, year, *others = row
        return cls(name, sex, date.fromisoformat(birth) if birth else None, year, *others)


GIVEN = ("name", "sex", "birth", "identity", "hukou_address")


class _Reading:
    """Reads texts one by one and remembers what was wrong with each."""

    def __init__(self, given: Mapping[str, str], today: date) -> None:
        self.given = given
        self.today = today
        self.problems = [
            Problem(name, PersonCode.UNKNOWN_FIELD, {"field": name}) for name in given if name not in GIVEN
        ]

    def text(self, name: str, limit: int) -> str:
        """A tidy text; a problem when it is too long."""
        plain = tidy(self.given.get(name, "").replace("\0", ""))
        if len(plain) > limit:
            self.problems.append(Problem(name, KernelCode.TOO_LONG, {"length": len(plain), "limit": limit}))
        return plain

    def sex(self) -> int:
        """The code of GB/T 2261.1."""
        text = self.given.get("sex", "") or "0"
        if text not in _SEX_TEXTS:
            self.problems.append(Problem("sex", PersonCode.SEX))
            return 0
        return int(text)

    def birth(self) -> tuple[date | None, int | None]:
        """(day, year): the day is None where only the year is known."""
        found = parse_birth(self.given.get("birth", ""), self.today)
        if found is None:
            self.problems.append(Problem("birth", PersonCode.BIRTH))
        return found or (None, None)

    def identity(self) -> tuple[str, IdentityFacts | None]:
        """The normal number and its facts; nothing when none is given."""
        text = self.given.get("identity", "").strip()
        if not text:
            return "", None
        finding = check_identity(text, self.today)
        if finding.error is not None:
            self.problems.append(Problem("identity", finding.error, finding.data))
        return finding.normal, finding.facts


def parse_birth(text: str, today: date) -> tuple[date | None, int | None] | None:
    """(day, year) of "1957-03-04" or "1957"; (None, None) of ""; None when it is neither or lies outside 1800–today."""
    plain = text.strip()
    if not plain:
        return None, None
    if _YEAR.fullmatch(plain):
        return (None, int(plain)) if EARLIEST_YEAR <= int(plain) <= today.year else None
    try:
        day = date.fromisoformat(plain)
    except ValueError:
        return None
    return (day, day.year) if day.year >= EARLIEST_YEAR and day <= today else None


def read_values(given: Mapping[str, str], today: date) -> Values:
    """Read a record; Invalid names every field at fault. What the number tells fills what is not given."""
    reading = _Reading(given, today)
    name = reading.text("name", NAME_LENGTH)
    if not name:
        reading.problems.append(Problem("name", KernelCode.REQUIRED))
    address = reading.text("hukou_address", ADDRESS_LENGTH)
    sex, (birth, year), (number, facts) = reading.sex(), reading.birth(), reading.identity()
    values = Values(name, sex, birth, year, number, facts.kind.value if facts else "", address)
    values, differing = _agreed(values, facts)
    problems = (*reading.problems, *(Problem(field, PersonCode.DIFFERS_FROM_NUMBER) for field in differing))
    if problems:
        raise Invalid(KernelCode.INVALID, problems=problems)
    return values


def _agreed(values: Values, facts: IdentityFacts | None) -> tuple[Values, list[str]]:
    """The values completed by what the number tells, and the fields that contradict it (R2.1)."""
    if facts is None:
        return values, []
    birth = facts.birth or values.birth
    year = birth.year if birth else values.birth_year
    sex = int(facts.sex) or values.sex
    differing = []
    if (values.birth and values.birth != birth) or (values.birth_year and values.birth_year != year):
        differing.append("birth")
    if values.sex in (1, 2) and values.sex != sex:
        differing.append("sex")
    completed = Values(values.name, sex, birth, year, values.identity, values.identity_kind, values.hukou_address)
    return completed, differing


def changed_fields(before: Values, after: Values) -> tuple[str, ...]:
    """The given fields whose values differ."""
    old, new = before.as_texts(), after.as_texts()
    return tuple(name for name in GIVEN if old[name] != new[name])


def personal_texts(values: Values, names: tuple[str, ...]) -> dict[str, str]:
    """The named fields as texts, for the journal's contents."""
    texts = values.as_texts()
    return {name: texts[name] for name in names}


def search_columns(name: str) -> dict[str, str]:
    """How a name sounds: full pinyin, initials, and the key that lists are sorted by."""
    read = pinyin_of_name(name)
    return {"pinyin": read.full, "initials": read.initials, "sort_key": read.sort_key}


def empty_fields(values: Values) -> tuple[str, ...]:
    """The names of fields about which nothing is known."""
    return tuple(name for name, text in values.as_texts().items() if text in ("", "0"))


assert {field.name for field in fields(Values)} == {*GIVEN, "birth_year", "identity_kind"}
