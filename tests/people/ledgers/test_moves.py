"""Where known persons live, changed by a ledger: dated, shown beforehand, given back by undoing."""

from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.kernel.clock import local_day
from linli.kernel.clock_port import now
from linli.people.commands import decide_ledger_line, move_person, note_death, register_person, undo_ledger
from linli.people.jobs.ledgers import clear_run, write_run
from linli.people.models import LedgerRun, Person, Residence
from linli.people.queries.ledger_homes import written_address
from linli.people.queries.ledger_lines import changes_in
from linli.people.queries.ledger_touched import touched_rows
from tests.actors import actor_with
from tests.people.ledgers.runs import COUNTY, as_csv, begun, clerk, confirmed, counts, lines, taken_in
from tests.people.persons.records import HERE, number, registrar, version_of
from tests.places.places import make_area, make_building, make_doors

pytestmark = [pytest.mark.django_db, pytest.mark.serves("S-281")]
HEAD = ("姓名", "身份证号", "现住址", "入住日期")
START = date(2020, 1, 1)


@pytest.fixture
def doors() -> list[UUID]:
    make_area(COUNTY, "清和县")
    make_area(HERE, "幸福社区")
    return list(make_doors(make_building(address="和平路8号"), "301", "302", "303"))


def living(person: UUID) -> list[tuple[UUID | None, str, date, date | None]]:
    rows = Residence.objects.filter(person=person, kind="living").order_by("since", "id")
    return [(row.dwelling, written_address(row), row.since, row.until) for row in rows]


def resident(door: UUID | None, index: int = 1) -> UUID:
    values = {"name": "张伟", "identity": number(index)}
    return register_person(registrar(), area=HERE, values=values, source="document", since=START, dwelling=door).id


def ledger(room: str = "302", since: str = "2024-05-01", *indexes: int, name: str = "张伟") -> bytes:
    rows = [(name, number(n), f"和平路8号1单元{room}室", since) for n in (indexes or (1,))]
    return as_csv((HEAD, *rows))


def undo(run: UUID) -> None:
    undo_ledger(clerk(), run=run, expected_version=LedgerRun.objects.get(pk=run).version)
    clear_run(COUNTY, run)


def test_a_move_is_dated_shown_beforehand_and_taken_back(doors: list[UUID]) -> None:
    person = resident(doors[0])
    before = living(person)
    run = begun(ledger())
    (change,) = changes_in(clerk(), run)[0].changes
    assert change.field == "residence" and change.before and change.after and "302" not in change.after
    confirmed(run)
    assert living(person) == before
    write_run(COUNTY, run)
    moved = date(2024, 5, 1)
    assert living(person) == [
        (doors[0], "", START, date(2024, 4, 30)), (doors[1], "和平路8号1单元302室", moved, None),
    ]  # fmt: skip
    assert changes_in(clerk(), run)[0].changes == (change,)
    assert counts(begun(ledger())) == {"same": 1}
    assert counts(begun(ledger("302", "2024-06-01"))) == {"same": 1}
    undo(run)
    assert living(person) == before and not touched_rows(clerk(), run)


def test_without_a_date_it_holds_from_the_day_of_the_import(doors: list[UUID]) -> None:
    person = resident(doors[0])
    taken_in(ledger(since=""))
    assert [home[2] for home in living(person)] == [START, local_day(now())]


def test_a_ledger_older_than_the_register_moves_nobody(doors: list[UUID]) -> None:
    person = resident(doors[0])
    before = living(person)
    assert counts(taken_in(ledger(since="2019-03-01"))) == {"same": 1}
    assert living(person) == before


def test_a_residence_without_a_place_gets_one_and_loses_it_again(doors: list[UUID]) -> None:
    person = resident(None)
    run = taken_in(ledger(since=""))
    assert living(person) == [(doors[1], "和平路8号1单元302室", START, None)]
    undo(run)
    assert living(person) == [(None, "", START, None)]
    assert Residence.objects.get(person=person).source == "document"


def test_words_that_are_no_dwelling_say_nothing_against_one_but_follow_other_words(doors: list[UUID]) -> None:
    person = resident(doors[0])
    unknown = as_csv((HEAD, ("张伟", number(1), "和平路99号", "")))
    assert counts(begun(unknown)) == {"same": 1}
    other = resident(None, 2)
    taken_in(as_csv((HEAD, ("张伟", number(2), "光明里旧楼东头", ""))))
    taken_in(as_csv((HEAD, ("张伟", number(2), "光明里 旧楼西头", "2025-02-01"))))
    assert [home[1] for home in living(other)] == ["光明里旧楼东头", "光明里 旧楼西头"]
    assert living(person)[0][0] == doors[0]


def test_whoever_was_moved_since_stays_and_is_listed(doors: list[UUID]) -> None:
    first, second = resident(doors[0], 1), resident(doors[0], 2)
    run = taken_in(ledger("302", "2024-05-01", 1, 2))
    move_person(registrar(), person=first, kind="living", area=HERE, since=date(2026, 1, 1), source="visit",
                expected_version=version_of(first), dwelling=doors[2])  # fmt: skip
    assert [(row.person, row.fields) for row in touched_rows(clerk(), run)] == [(first, ("residence",))]
    undo(run)
    assert [home[0] for home in living(first)] == doors
    assert living(second) == [(doors[0], "", START, None)]
    assert LedgerRun.objects.get(pk=run).counts["kept"] == 1
    assert not Residence.everything.filter(run=run).exists()


def test_a_person_moved_between_confirming_and_writing_is_not_moved_back(doors: list[UUID]) -> None:
    person = resident(doors[0])
    run = begun(ledger())
    confirmed(run)
    move_person(registrar(), person=person, kind="living", area=HERE, since=date(2026, 1, 1), source="visit",
                expected_version=version_of(person), dwelling=doors[2])  # fmt: skip
    write_run(COUNTY, run)
    assert [home[0] for home in living(person)] == [doors[0], doors[2]]


def test_name_and_home_change_together_and_the_same_person_twice_moves_once(doors: list[UUID]) -> None:
    person = resident(doors[0])
    run = taken_in(ledger("302", "2024-05-01", 1, 1, name="张卫"))
    assert Person.objects.get(pk=person).name == "张卫" and len(living(person)) == 2
    undo(run)
    assert Person.objects.get(pk=person).name == "张伟" and living(person) == [(doors[0], "", START, None)]


def test_a_person_said_to_be_the_same_moves_too(doors: list[UUID]) -> None:
    values = {"name": "周小燕", "birth": "1980-01-01"}
    known = register_person(registrar(), area=HERE, values=values, source="visit", since=START, dwelling=doors[0])
    head = ("姓名", "出生日期", "现住址", "入住日期")
    run = begun(as_csv((head, ("周小燕", "1980-01-01", "和平路8号1单元303室", "2024-05-01"))))
    (line,) = lines(run)
    decide_ledger_line(clerk(), run=run, line=line.id, choice="same", person=known.id)
    confirmed(run)
    write_run(COUNTY, run)
    assert [home[0] for home in living(known.id)] == [doors[0], doors[2]]


def test_rows_about_the_dead_are_refused_and_change_nothing(doors: list[UUID]) -> None:
    person = resident(doors[0])
    note_death(actor_with("people.note_death", area=HERE), person=person, on=date(2026, 1, 5), source="document",
               expected_version=1)  # fmt: skip
    run = taken_in(ledger(since="2026-02-01", name="张卫"))
    (line,) = lines(run)
    assert (line.verdict, line.reason) == ("refused", "people_ledger_died")
    assert Person.objects.get(pk=person).name == "张伟" and len(living(person)) == 1


def reads_of_writing(doors: list[UUID], indexes: range) -> int:
    """How many questions writing a ledger asks that moves so many."""
    for index in indexes:
        resident(doors[0], index)
    run = begun(ledger("302", "2024-05-01", *indexes))
    confirmed(run)
    with CaptureQueriesContext(connection) as asked:
        write_run(COUNTY, run)
    # A key made in a transaction that is still open, as the test's is, is looked up for each box; else it is kept.
    texts = [one["sql"] for one in asked.captured_queries if "kernel_datakey" not in one["sql"]]
    return sum(text.startswith("SELECT") for text in texts)


def test_questions_do_not_grow_with_the_persons_moved(doors: list[UUID]) -> None:
    few, many = reads_of_writing(doors, range(1, 4)), reads_of_writing(doors, range(11, 41))
    assert many <= few
    assert Residence.objects.filter(dwelling=doors[1], until__isnull=True).count() == 33
