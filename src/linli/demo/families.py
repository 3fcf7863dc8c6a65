"""Invented families: who lives together, how old, registered where. Pure, the same at every load."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from linli.demo.names import FEMALE, MALE, Numbers, given_name, some_day, surname, words
from linli.people.rules.person_batches import NewContact, NewPerson, NewResidence
from linli.people.rules.residences import AWAY, HEAD, LIVING, REGISTERED

ADULT, OLDEST = 18, 96
# (weight, members as (relation, sex or 0 for either, years older than the head)); sexes of couples differ.
SHAPES = (
    (16, ((HEAD, 0, 0),)),
    (24, ((HEAD, MALE, 0), ("spouse", FEMALE, -2))),
    (30, ((HEAD, MALE, 0), ("spouse", FEMALE, -2), ("child", 0, -27))),
    (14, ((HEAD, MALE, 0), ("spouse", FEMALE, -1), ("child", 0, -25), ("child", 0, -29))),
    (10, ((HEAD, MALE, 0), ("spouse", FEMALE, -2), ("child", 0, -26), ("parent", FEMALE, 25))),
    (6, ((HEAD, FEMALE, 0), ("child", 0, -28))),
)
QUIET = (22 * 60, 7 * 60)


@dataclass(frozen=True)
class Member:
    """A person before anyone knows where the family lives."""

    name: str
    sex: int
    birth: date
    relation: str


@dataclass(frozen=True)
class Home:
    """Where a family lives."""

    area: str
    dwelling: object
    address: str
    urban: bool


def families(dice: random.Random, count: int, today: date) -> Iterator[list[Member]]:
    """Families of ``count`` persons together."""
    left = count
    while left > 0:
        family = _family(dice, today)[:left]
        yield family
        left -= len(family)


def _family(dice: random.Random, today: date) -> list[Member]:
    shape = dice.choices(SHAPES, [weight for weight, _ in SHAPES])[0][1]
    head_age = dice.randint(62, 92) if len(shape) == 1 and dice.random() < 0.6 else dice.randint(26, 74)
    name = surname(dice)
    found = []
    for relation, sex, older in shape:
        age = min(head_age + older + dice.randint(-2, 2), OLDEST)
        if age < 0:
            continue  # the child is not born yet
        found.append(_member(dice, name, relation, sex or dice.choice((MALE, FEMALE)), today.year - age, today))
    return found


def _member(dice: random.Random, family: str, relation: str, sex: int, year: int, today: date) -> Member:
    birth = some_day(dice, date(year, 1, 1), min(date(year, 12, 31), today))
    own = family if relation in (HEAD, "child") else surname(dice)
    return Member(own + given_name(dice, sex, year), sex, birth, relation)


@dataclass(frozen=True)
class Circumstances:
    """What is true of a whole family: tenants are registered elsewhere."""

    household: str
    since: date
    tenants: bool


def circumstances(dice: random.Random, key: str, urban: bool, today: date) -> Circumstances:
    """How long a family has been there, and whether as tenants."""
    tenants = urban and dice.random() < 0.18
    first = today.replace(year=today.year - (4 if tenants else 20), day=1)
    return Circumstances(key, some_day(dice, first, today.replace(year=today.year - 1, day=1)), tenants)


def persons(
    dice: random.Random, numbers: Numbers, family: list[Member], home: Home, facts: Circumstances, today: date
) -> list[NewPerson]:
    """The family as rows of a batch."""
    return [_person(dice, numbers, member, home, facts, today) for member in family]


def _person(
    dice: random.Random, numbers: Numbers, member: Member, home: Home, facts: Circumstances, today: date
) -> NewPerson:
    address = dice.choice(words()["elsewhere"]) + f"{dice.randint(1, 90)}号" if facts.tenants else home.address
    values = {"name": member.name, "identity": numbers.identity(member.birth, member.sex), "hukou_address": address}
    age = today.year - member.birth.year
    residences = _residences(dice, member, home, facts, age)
    return NewPerson(values, residences, _contacts(dice, numbers, age))


def _residences(
    dice: random.Random, member: Member, home: Home, facts: Circumstances, age: int
) -> tuple[NewResidence, ...]:
    since = max(facts.since, member.birth)
    living = NewResidence(LIVING, home.area, since, home.dwelling)
    if facts.tenants:
        return (living,)
    registered = NewResidence(REGISTERED, home.area, since, home.dwelling, facts.household, member.relation)
    works_away = 20 <= age <= 50 and member.relation != HEAD and dice.random() < (0.06 if home.urban else 0.28)
    if works_away:
        return registered, NewResidence(AWAY, home.area, since, home.dwelling)
    return registered, living


def _contacts(dice: random.Random, numbers: Numbers, age: int) -> tuple[NewContact, ...]:
    if age < 14 or dice.random() < (0.35 if age > 80 else 0.06):
        return ()
    return (_phone(dice, numbers), *(_mail(dice, numbers) if 20 < age < 60 and dice.random() < 0.04 else ()))


def _phone(dice: random.Random, numbers: Numbers) -> NewContact:
    phone, chance = numbers.phone(), dice.random()
    if chance < 0.004:
        return NewContact("phone", phone, (), setting="never")
    if chance < 0.010:
        return NewContact("phone", phone, setting="hours", safe=(9 * 60, 11 * 60))
    if chance < 0.09:
        return NewContact("phone", phone, quiet=QUIET)
    return NewContact("phone", phone, ("sms",) if chance < 0.12 else None)


def _mail(dice: random.Random, numbers: Numbers) -> tuple[NewContact, ...]:
    return (NewContact("mail", f"u{numbers.phone()[3:]}@{dice.choice(words()['mails'])}"),)
