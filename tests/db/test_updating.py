"""Many rows are brought up to date at once, each with its own values, on both engines."""

from datetime import date

import pytest

from linli.kernel.db import updating
from linli.kernel.db.guard import WriteOutsideCommand, writing
from linli.kernel.db.updating import update_rows
from linli.people.models import Person
from tests.people.persons.records import make_person

pytestmark = pytest.mark.django_db
COLUMNS = ("name", "birth", "identity", "sources", "version")


def test_each_row_gets_its_own_values_and_others_keep_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(updating, "BATCH", 2)
    for index in range(1, 6):
        make_person("张伟", index)
    rows = list(Person.objects.order_by("id"))
    for place, row in enumerate(rows[:4]):
        row.name, row.birth = f"名{place}\\N\t'{{}}", date(1990, 1, 1 + place) if place else None
        row.identity, row.sources, row.version = bytes([place, 0, 92, 255]), {"name": {"on": str(place)}}, 40 + place
    with writing("command"):
        assert update_rows(iter(rows[:4]), COLUMNS) == 4
    for row in rows[:4]:
        there = Person.objects.get(pk=row.pk)
        assert [getattr(there, name) for name in COLUMNS[:2]] == [row.name, row.birth]
        assert (bytes(there.identity or b""), there.sources, there.version) == (row.identity, row.sources, row.version)
    assert Person.objects.get(pk=rows[4].pk).name == "张伟"


def test_rows_that_are_gone_are_not_written_anew() -> None:
    make_person("张伟", 1)
    row = Person.objects.get()
    with writing("command"):
        assert update_rows([], ("name",)) == 0
        row.county = "000000"
        assert update_rows([row], ("name",)) == 0
    assert Person.objects.count() == 1


def test_the_guard_sees_the_statement(settings: object) -> None:
    make_person("张伟", 1)
    with writing("none"), pytest.raises(WriteOutsideCommand):
        update_rows([Person.objects.get()], ("name",))
