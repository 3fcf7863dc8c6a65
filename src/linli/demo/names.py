"""Invented names, identity numbers and phone numbers: believable, valid by check digit, nobody's."""

import random
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from linli.kernel.codes import citizen_check, credit_check, organisation_check

NAMES = Path(__file__).with_name("names.yaml")
AREA_PART = "329921"  # "99" = fictional: no real number begins with it
MALE, FEMALE = 1, 2


@cache
def words() -> Mapping[str, Any]:
    """The lists that names are made of."""
    read: dict[str, Any] = yaml.safe_load(NAMES.read_text(encoding="utf-8"))
    return read


def surname(dice: random.Random) -> str:
    """A surname, common ones more often."""
    known: dict[str, int] = words()["surnames"]
    return dice.choices(list(known), list(known.values()))[0]


def given_name(dice: random.Random, sex: int, year: int) -> str:
    """One or two characters as parents chose them in that year."""
    time = next(item for item in words()["given"] if year < item["before"])
    chars = time["male" if sex == MALE else "female"]
    if dice.randrange(100) < time["single"]:
        return str(dice.choice(chars))
    return "".join(dice.sample(chars, 2))


class Numbers:
    """Gives numbers out, each once: the same ones in the same order."""

    def __init__(self) -> None:
        self._serials: Counter[tuple[date, int]] = Counter()
        self._phones = 0

    def identity(self, birth: date, sex: int) -> str:
        """A citizen number; the last digit of its serial tells the sex."""
        serial = self._serials[birth, sex] + 1
        self._serials[birth, sex] = serial
        body = f"{AREA_PART}{birth:%Y%m%d}{serial * 2 - (sex == MALE):03d}"
        return body + citizen_check(body)

    def phone(self) -> str:
        """A mobile number of eleven digits."""
        self._phones += 1
        prefixes = words()["phones"]
        prefix = prefixes[self._phones % len(prefixes)]
        return f"{prefix}{(self._phones * 61_803_399 + 20_261_126) % 100_000_000:08d}"


def some_day(dice: random.Random, first: date, last: date) -> date:
    """A day from ``first`` through ``last``."""
    return first + timedelta(days=dice.randint(0, max((last - first).days, 0)))


def credit_code(category: str, serial: int) -> str:
    """A unified social credit code of the county, valid in both checks."""
    body = f"{serial:08d}"
    code = f"{category}{AREA_PART}{body}{organisation_check(body)}"
    return code + credit_check(code)
