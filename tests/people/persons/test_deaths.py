"""A death is noted: what ends with it, what is refused afterwards, and how a mistake is taken back."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from linli.kernel.actor import Actor
from linli.kernel.errors import Conflict, Invalid, NotFound
from linli.kernel.journal.models import JournalEntry
from linli.people.commands import (
    add_contact,
    bind_account,
    create_account,
    issue_binding_code,
    move_person,
    note_death,
    retract_death,
    set_household,
)
from linli.people.models import Account, BindingCode, ContactPoint, Person, Residence
from linli.people.queries.persons import person_detail
from linli.people.rules.person_reasons import PersonCode
from tests.actors import actor_with
from tests.conftest import NOON
from tests.people.persons.records import COUNTY, HERE, REGISTRAR, THERE, make_person, phone, registrar, version_of

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 5)
DEEDS = (*REGISTRAR, "people.note_death", "people.retract_death", "people.issue_binding_code")


def clerk(area: str = HERE) -> Actor:
    return actor_with(*DEEDS, area=area)


def noted(person: UUID, on: date = DAY, area: str = HERE) -> None:
    note_death(clerk(area), person=person, on=on, source="document", expected_version=version_of(person))


def homes(person: UUID) -> list[tuple[date, date | None, str]]:
    rows = Residence.objects.filter(person=person).order_by("since", "id")
    return [(row.since, row.until, row.relation) for row in rows]


def test_what_ends_with_a_death() -> None:
    person = make_person("张伟", 1, phones=(phone(1),))
    issue_binding_code(clerk(), person=person)
    noted(person)
    row = Person.objects.get(pk=person)
    assert (row.died, row.account) == (DAY, None)
    assert row.sources["died"]["source"] == "document"
    assert homes(person) == [(date(2020, 1, 1), DAY, "")]
    assert ContactPoint.objects.get(person=person).until is not None
    assert not BindingCode.objects.filter(person=person, expires_at__gt=NOON).exists()
    assert person_detail(clerk(COUNTY), person).died == "2026"


def test_the_journal_says_it_without_the_day() -> None:
    person = make_person("张伟", 1)
    noted(person)
    entry = JournalEntry.objects.get(command="people.note_death")
    assert entry.event == "people.person_died" and "2026-01-05" not in str(entry.facts)


def test_a_bound_account_is_closed() -> None:
    person = make_person("张伟", 1)
    code = str(issue_binding_code(clerk(), person=person).values["code"])
    office = actor_with("people.create_account")
    account = create_account(office, login_name="zhangwei", display_name="zhangwei").id
    bind_account(actor_with("people.bind_account", account=account), code=code)
    noted(person)
    assert not Account.objects.get(pk=account).is_active and Person.objects.get(pk=person).account is None


def test_days_that_cannot_be() -> None:
    person = make_person("张伟", 1, since=date(2025, 6, 1))
    for day in (NOON.date() + timedelta(days=1), date(1979, 1, 1), date(2025, 5, 31)):
        with pytest.raises(Invalid) as caught:
            noted(person, day)
        assert caught.value.code is PersonCode.DEATH_DATE
    assert Person.objects.get(pk=person).died is None


def test_nothing_begins_after_a_death() -> None:
    person = make_person("张伟", 1)
    noted(person)
    with pytest.raises(Conflict):
        noted(person, area=COUNTY)
    with pytest.raises(Conflict):
        issue_binding_code(clerk(COUNTY), person=person)
    with pytest.raises(Conflict):
        add_contact(clerk(COUNTY), person=person, kind="phone", value=phone(2), source="visit")
    with pytest.raises(Conflict) as caught:
        move_person(clerk(COUNTY), person=person, kind="living", area=HERE, since=NOON.date(), source="visit",
                    expected_version=version_of(person))  # fmt: skip
    assert caught.value.code is PersonCode.DIED


def test_the_community_no_longer_sees_who_died() -> None:
    person = make_person("张伟", 1)
    noted(person)
    with pytest.raises(NotFound):
        person_detail(clerk(), person)


def test_a_person_of_elsewhere_is_not_found() -> None:
    person = make_person("张伟", 1)
    with pytest.raises(NotFound):
        noted(person, area=THERE)


def test_a_mistake_is_taken_back_with_the_household() -> None:
    head, child = (make_person(name, n, kind="registered") for n, name in ((1, "张伟"), (2, "张小宝")))
    start = date(2020, 1, 1)
    set_household(registrar(), members=((head, "head"), (child, "child")), since=start)
    noted(child)
    retract_death(clerk(COUNTY), person=child, expected_version=version_of(child))
    assert homes(child) == [(start, None, "child")] and Person.objects.get(pk=child).died is None
    assert "died" not in Person.objects.get(pk=child).sources
    with pytest.raises(Conflict):
        retract_death(clerk(COUNTY), person=child, expected_version=version_of(child))


def test_a_householder_who_was_followed_comes_back_without_the_household() -> None:
    head, child = (make_person(name, n, kind="registered") for n, name in ((1, "张伟"), (2, "张小宝")))
    made = set_household(registrar(), members=((head, "head"), (child, "child")), since=date(2020, 1, 1))
    noted(head)
    set_household(registrar(), members=((child, "head"),), since=date(2026, 2, 1), household=made.id,
                  expected_version=1)  # fmt: skip
    retract_death(clerk(COUNTY), person=head, expected_version=version_of(head))
    assert homes(head) == [(date(2020, 1, 1), None, "")]
