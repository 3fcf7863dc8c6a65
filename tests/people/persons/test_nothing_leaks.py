"""After a day's work no number and no phone stands in clear in any table, log or refusal; names where they must."""

import logging
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings

from linli.kernel.errors import Refusal
from linli.kernel.jobs.worker import work_until_idle
from linli.kernel.journal.verifying import verify
from linli.people.commands import (
    correct_person,
    export_persons,
    merge_persons,
    reveal,
    set_household,
)
from linli.people.models import Person
from tests.people.persons.records import chief, make_person, number, phone, registrar

pytestmark = pytest.mark.django_db
ADDRESS = "柳巷社区七号楼"
NAME = "欧阳震华"


def _day() -> None:
    persons = [
        make_person(
            NAME, index, kind="registered", phones=(phone(index),), hukou_address=ADDRESS
        )
        for index in range(1, 6)
    ]  # fmt: skip
    double = make_person(NAME, identity="", phones=(phone(9),))
    correct_person(
        registrar(), person=persons[0], changes={"identity": number(77)}, source="document", expected_version=1
    )  # fmt: skip
    reveal(registrar(), subject=persons[0], fields=("identity", "name"), purpose="identify")
    export_persons(chief(), persons=tuple(persons), fields=("name", "phone"), purpose="contact")
    set_household(registrar(), members=((persons[0], "head"), (persons[1], "other")), since=date(2021, 1, 1))
    merge_persons(chief(), keep=persons[2], double=double, keep_version=1, double_version=1)
    for text in (number(77), number(1)[:-1] + "a"):
        with pytest.raises(Refusal) as caught:
            make_person("他", identity=text)
        said = str([caught.value, caught.value.data, [p.data for p in caught.value.problems]])
        assert number(77) not in said and number(1)[:-1] not in said
    work_until_idle(settings.LINLI.county)


def _cells() -> list[tuple[str, str]]:
    """Every cell of every table as (table.column, text); bytes as they are and as hex."""
    found: list[tuple[str, str]] = []
    for model in apps.get_models():
        for row in model._default_manager.order_by("pk").values():
            found.extend((f"{model._meta.db_table}.{name}", _text(value)) for name, value in row.items())
    return found


def _text(value: Any) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "replace") + bytes(value).hex()
    return str(value)


def test_no_number_no_phone_no_address_anywhere(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        _day()
    secrets = [number(index) for index in (1, 2, 3, 4, 5, 77)] + [phone(index) for index in range(1, 10)] + [ADDRESS]
    cells = _cells()
    assert len(cells) > 1000 and any(name == "people_person.name" and NAME in text for name, text in cells)
    leaks = [(name, secret) for name, text in cells for secret in secrets if secret in text]
    assert leaks == []
    assert {name for name, text in cells if NAME in text} <= {"people_person.name", "people_person.sort_key"}
    written = [record.getMessage() for record in caplog.records if record.name != "django.db.backends"]
    assert [line for line in written for secret in [*secrets, NAME] if secret in line] == []


def test_the_journal_of_the_day_is_true() -> None:
    _day()
    assert list(verify(settings.LINLI.county)) == []


def test_a_record_prints_as_its_id() -> None:
    row = Person.objects.get(pk=make_person(NAME))
    assert NAME not in f"{row} {row!r}"
