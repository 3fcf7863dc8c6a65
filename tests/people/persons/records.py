"""Makes persons for tests, with numbers and phones that no one has."""

from datetime import date, datetime
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.codes import citizen_check
from linli.people.commands import register_person
from linli.people.models import Person
from tests.actors import actor_with
from tests.conftest import NOON

HERE, THERE, TOWN, COUNTY = "329921001001", "329921001002", "329921001", "329921"
REGISTRAR = (
    "people.see_persons", "people.register_person", "people.correct_person", "people.move_person",
    "people.end_residence", "people.set_household", "people.add_contact", "people.set_contact_wishes",
    "people.end_contact", "people.give_consent", "people.withdraw_consent", "people.reveal",
)  # fmt: skip
CHIEF = (*REGISTRAR, "people.merge_persons", "people.unmerge_persons", "people.export_persons")
AUDITOR = ("people.see_looks",)


def number(index: int, born: str = "19800101", male: bool = True) -> str:
    """A valid citizen number."""
    body = f"110105{born}{index * 2 + male:03d}"
    return body + citizen_check(body)


def phone(index: int) -> str:
    """A mobile number."""
    return f"1390000{index:04d}"


def registrar(area: str = HERE, *, at: datetime = NOON, account: UUID | None = None) -> Actor:
    """A registrar of one community."""
    return actor_with(*REGISTRAR, area=area, at=at, account=account)


def chief(at: datetime = NOON) -> Actor:
    """The county's registrar."""
    return actor_with(*CHIEF, area=COUNTY, at=at)


def auditor(area: str = COUNTY) -> Actor:
    """Who may see the log of looks."""
    return actor_with(*AUDITOR, area=area)


def make_person(
    name: str = "张伟", index: int = 1, *, area: str = HERE, kind: str = "living", since: date = date(2020, 1, 1),
    phones: tuple[str, ...] = (), **values: str,
) -> UUID:  # fmt: skip
    """A registered person with a number, unless ``identity=""`` is given."""
    given = {"name": name, "identity": number(index), **values}
    who = registrar(area)
    made = register_person(
        who, area=area, values=given, source="document", residence=kind, since=since, phones=phones
    )  # fmt: skip
    return made.id


def version_of(person: UUID) -> int:
    """The version of a record as stored."""
    return Person.objects.get(pk=person).version
