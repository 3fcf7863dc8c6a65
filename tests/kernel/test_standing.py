"""Answers kept for areas and units hold until one of their tables is written, by whatever way."""

from datetime import date
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from linli.kernel.db.bulk import load_rows
from linli.kernel.db.guard import writing
from linli.kernel.db.standing import kept_while_standing, standing
from linli.kernel.ids import new
from linli.kernel.models import TableStamp
from linli.people.models import Unit
from linli.people.queries.answering import units_at
from linli.places.models import Area
from linli.places.queries.areas import area_by_code
from tests.cases.town import COMMUNITY, COUNTY, make_town
from tests.faces.test_api_notes import Program
from tests.people.people import make_colleague

DAY = date(2026, 11, 2)


def rename(unit: UUID, name: str) -> None:
    with writing("test"):
        Unit.objects.filter(pk=unit).update(name=name)


def stamp() -> str:
    return TableStamp.objects.values_list("value", flat=True).get(county=settings.LINLI.county)


@pytest.mark.django_db
def test_under_one_stamp_a_question_is_asked_once() -> None:
    make_town()
    with standing(stamp()):
        first = area_by_code(COMMUNITY, DAY), units_at(COUNTY, COMMUNITY[:9], ["street_office"], DAY)
        with CaptureQueriesContext(connection) as asked:
            assert (area_by_code(COMMUNITY, DAY), units_at(COUNTY, COMMUNITY[:9], ["street_office"], DAY)) == first
    assert not asked.captured_queries
    assert first[0][0].code == COMMUNITY
    assert first[1]


@pytest.mark.django_db
def test_without_a_stamp_every_question_goes_to_the_tables() -> None:
    make_town()
    area_by_code(COMMUNITY, DAY)
    with CaptureQueriesContext(connection) as asked:
        area_by_code(COMMUNITY, DAY)
    assert len(asked.captured_queries) == 1


@pytest.mark.django_db
def test_a_write_stamps_anew_and_its_writer_sees_it_at_once() -> None:
    make_town()
    before = stamp()
    with standing(before):
        (unit,) = units_at(COUNTY, COMMUNITY[:9], ["street_office"], DAY)
        rename(unit.id, "改名的街道办")
        assert units_at(COUNTY, COMMUNITY[:9], ["street_office"], DAY)[0].name == "改名的街道办"
    assert stamp() != before
    with standing(stamp()):
        assert units_at(COUNTY, COMMUNITY[:9], ["street_office"], DAY)[0].name == "改名的街道办"


@pytest.mark.django_db
def test_a_write_taken_back_leaves_what_was_kept() -> None:
    make_town()
    before = stamp()
    with standing(before):
        kept = units_at(COUNTY, COMMUNITY[:9], ["street_office"], DAY)
    with pytest.raises(ZeroDivisionError), transaction.atomic(), standing(before):
        rename(kept[0].id, "没有成的名字")
        raise ZeroDivisionError
    assert stamp() == before
    with standing(before):
        assert units_at(COUNTY, COMMUNITY[:9], ["street_office"], DAY) == kept


@pytest.mark.django_db
def test_rows_in_bulk_stamp_anew_too() -> None:
    make_town()
    before = stamp()
    names = [field.attname for field in Area._meta.concrete_fields]
    like = Area.objects.get(code=COMMUNITY)
    other = {"id": new(COUNTY), **dict.fromkeys(("code", "area"), f"{COMMUNITY[:9]}988")}
    with writing("test"):
        load_rows(Area, names, [[other.get(name, getattr(like, name)) for name in names]])
    assert stamp() != before


@pytest.mark.django_db
def test_other_tables_leave_the_stamp() -> None:
    town = make_town()
    before = stamp()
    make_colleague("one", town.units["street"], "clerk")
    assert stamp() == before


@pytest.mark.django_db
def test_a_program_brings_the_stamp_of_its_request() -> None:
    from linli.kernel.clock_port import now
    from linli.people.queries.actors import actor_of_token

    town = make_town()
    one = make_colleague("one", town.units["street"], "clerk")
    token = Program(one, ("cases.send_note",)).headers["Authorization"].removeprefix("Bearer ")
    actor = actor_of_token(token, now())
    assert actor is not None
    assert actor.standing == stamp()


def test_arguments_tell_answers_apart() -> None:
    asked: list[int] = []

    @kept_while_standing
    def question(number: int) -> int:
        asked.append(number)
        return number

    with standing("a stamp of this test"):
        assert [question(1), question(2), question(1)] == [1, 2, 1]
    with standing("another stamp of this test"):
        assert question(1) == 1
    assert asked == [1, 2, 1]
