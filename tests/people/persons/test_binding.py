"""An account is bound to a record by a code from the window: once, within an hour, five tries."""

from datetime import timedelta
from uuid import UUID

import pytest

from linli.kernel.actor import Actor
from linli.kernel.errors import Conflict, Invalid, NotFound, TooMany
from linli.kernel.journal.models import JournalEntry
from linli.people.commands import bind_account, create_account, issue_binding_code
from linli.people.models import BindingCode, BindingTry, Person
from linli.people.queries.own import person_of_account
from linli.people.rules.binding import ALPHABET, new_code, normal_code
from tests.actors import actor_with
from tests.conftest import NOON
from tests.people.persons.records import HERE, THERE, make_person

pytestmark = pytest.mark.django_db


def window(area: str = HERE) -> Actor:
    return actor_with("people.issue_binding_code", area=area)


def resident(name: str = "zhou", at: timedelta = timedelta(0)) -> Actor:
    office = actor_with("people.create_account")
    account = create_account(office, login_name=name, display_name=name).id
    return actor_with("people.bind_account", account=account, at=NOON + at)


def later(actor: Actor, span: timedelta) -> Actor:
    return actor_with("people.bind_account", account=actor.account, at=NOON + span)


def code_for(person: UUID) -> str:
    return str(issue_binding_code(window(), person=person).values["code"])


def test_a_code_binds_once() -> None:
    person, who = make_person(), resident()
    code = code_for(person)
    assert bind_account(who, code=f" {code.lower().replace('-', ' ')} ").status == "bound"
    assert person_of_account(who.county, who.account) == person
    with pytest.raises(Conflict):
        issue_binding_code(window(), person=person)
    with pytest.raises(Invalid):
        bind_account(resident("wu"), code=code)


def test_only_the_digest_is_kept_and_the_journal_has_no_code() -> None:
    code = code_for(make_person())
    assert code.replace("-", "") not in str(BindingCode.objects.values().get())
    assert code not in str(list(JournalEntry.objects.order_by("id").values_list("facts", flat=True)))


def test_a_new_code_ends_the_one_before_and_an_hour_ends_it_too() -> None:
    person, who = make_person(), resident()
    first, second = code_for(person), code_for(person)
    with pytest.raises(Invalid):
        bind_account(who, code=first)
    with pytest.raises(Invalid):
        bind_account(later(who, timedelta(minutes=61)), code=second)
    assert bind_account(later(who, timedelta(minutes=59)), code=second).status == "bound"


def test_five_tries_an_hour() -> None:
    code, who = code_for(make_person()), resident()
    for _ in range(5):
        with pytest.raises(Invalid):
            bind_account(who, code="AAAA-AAAA")
    assert BindingTry.objects.count() == 5
    with pytest.raises(TooMany) as caught:
        bind_account(who, code=code)
    assert 3_500 < caught.value.data["retry_after"] <= 3_601
    code = code_for(Person.objects.get().id)
    assert bind_account(resident("wu"), code=code).status == "bound"


def test_nobody_binds_two_records_or_other_peoples_areas() -> None:
    who = resident()
    bind_account(who, code=code_for(make_person("张一", 1)))
    with pytest.raises(Conflict):
        bind_account(who, code=code_for(make_person("张二", 2)))
    with pytest.raises(NotFound):
        issue_binding_code(window(THERE), person=Person.objects.order_by("id")[0].id)


def test_codes_are_easy_to_read_out() -> None:
    made = {new_code() for _ in range(200)}
    assert len(made) == 200 and all(len(normal_code(code)) == 8 for code in made)
    assert not set("01OI") & set(ALPHABET)
