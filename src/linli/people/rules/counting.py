"""Into which category a person or household falls when the register is counted (S-093)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from linli.people.rules.residences import AWAY, LIVING, REGISTERED

HOUSEHOLDS = "households"
OF = (LIVING, REGISTERED, AWAY, HOUSEHOLDS)
SEX, AGE, SIZE = "sex", "age", "size"
UNKNOWN = "unknown"
# GB/T 2261.1; what was not said or recorded is one category.
SEXES = {1: "male", 2: "female"}
By = Literal["sex", "age", "size"]


@dataclass(frozen=True)
class Counted:
    """A count: of whom, by what; ``starts`` are the lowest values of its bands, rising."""

    key: str
    of: str
    by: By
    starts: tuple[int, ...] = ()

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories in order; a band is named by its first value and its last ("7-17", "80-")."""
        if self.by == SEX:
            return (*SEXES.values(), UNKNOWN)
        ends = [*(str(start - 1) for start in self.starts[1:]), ""]
        bands = tuple(f"{start}-{end}" for start, end in zip(self.starts, ends, strict=True))
        return bands if self.by == SIZE else (*bands, UNKNOWN)

    def category_of(self, value: int | None) -> str:
        """The category of a sex (GB/T 2261.1), an age in full years, or a number of members."""
        if self.by == SEX:
            return SEXES.get(value or 0, UNKNOWN)
        place = sum(value >= start for start in self.starts) if value is not None else 0
        return self.categories[place - 1] if place else UNKNOWN


def born_by(day: date, age: int) -> date:
    """The latest date of birth of somebody who is ``age`` full years old on ``day``.

    Who was born on 29 February is a year older on 1 March of other years.
    """
    try:
        return day.replace(year=day.year - age)
    except ValueError:
        return date(day.year - age, 2, 28)


def faults_of(by: str, of: str, starts: Sequence[int]) -> list[str]:
    """What is wrong with a count of a pack, in words for its author."""
    found = []
    if (by == SIZE) != (of == HOUSEHOLDS):
        found.append("households are counted by size, and nothing else is")
    if by != SEX and not starts:
        found.append(f"{by} needs starts")
    if by == SEX and starts:
        found.append("sex has no starts")
    if list(starts) != sorted(set(starts)):
        found.append("starts must rise")
    if by == SIZE and starts and starts[0] != 1:
        found.append("the first size is 1: smaller ones would be lost")
    if by == AGE and starts and starts[0] != 0:
        found.append("the first age is 0: younger ones would be lost")
    return found
