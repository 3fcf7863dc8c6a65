"""What a ledger changes about known persons: prepared out of sight, shown at once, given back piece by piece."""

from uuid import UUID

import pytest

from linli.people.commands import (
    apply_ledger_chunk,
    clear_ledger_chunk,
    correct_person,
    decide_ledger_line,
    ledger_changes,
    undo_ledger,
)
from linli.people.jobs.ledgers import _machine, clear_run, write_run
from linli.people.models import ContactPoint, LedgerLine, LedgerRun, NameToken, Person
from linli.people.queries.person_values import values_of
from tests.people.ledgers.runs import COUNTY, as_csv, begun, clerk, confirmed, counts, lines, taken_in
from tests.people.persons.records import make_person, number, phone, registrar

pytestmark = [pytest.mark.django_db, pytest.mark.serves("S-281")]
HEAD = ("姓名", "身份证号", "联系电话", "户籍地址")
KNOWN = range(1, 8)


def ledger() -> bytes:
    rows = [(f"新名{chr(0x4E00 + n)}", number(n), phone(n), f"清河路{n}号") for n in KNOWN]
    return as_csv((HEAD, *rows))


def known() -> dict[UUID, dict[str, str]]:
    return {row.id: values_of(row).as_texts() for row in Person.objects.order_by("id")}


@pytest.fixture
def people() -> dict[UUID, dict[str, str]]:
    for n in KNOWN:
        make_person("张伟", n)
    return known()


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_changes, "PIECE", 2)


def test_changes_are_prepared_out_of_sight_and_shown_at_once(people: dict[UUID, dict[str, str]]) -> None:
    run = begun(ledger())
    confirmed(run)
    apply_ledger_chunk(_machine(COUNTY), run=run, number=1)
    assert known() == people and not ContactPoint.objects.exists()
    assert all(line.before for line in lines(run))
    write_run(COUNTY, run)
    assert counts(run) == {"changed": len(KNOWN)}
    assert {values["name"][:2] for values in known().values()} == {"新名"}
    assert {values["hukou_address"] for values in known().values()} == {f"清河路{n}号" for n in KNOWN}
    assert ContactPoint.objects.count() == len(KNOWN)
    assert NameToken.objects.filter(token="新名").count() == len(KNOWN)
    assert counts(begun(ledger())) == {"same": len(KNOWN)}


def test_a_record_changed_between_is_brought_up_to_the_line_anew(people: dict[UUID, dict[str, str]]) -> None:
    run = begun(ledger())
    confirmed(run)
    apply_ledger_chunk(_machine(COUNTY), run=run, number=1)
    first = Person.objects.order_by("id")[0]
    correct_person(registrar(), person=first.id, changes={"name": "张卫"}, source="document",
                   expected_version=first.version)  # fmt: skip
    write_run(COUNTY, run)
    assert {values["name"][:2] for values in known().values()} == {"新名"}
    undo_ledger(clerk(), run=run, expected_version=LedgerRun.objects.get(pk=run).version)
    clear_run(COUNTY, run)
    assert known() == {**people, first.id: {**people[first.id], "name": "张卫"}}


def test_giving_back_goes_on_piece_by_piece(people: dict[UUID, dict[str, str]]) -> None:
    run = taken_in(ledger())
    undo_ledger(clerk(), run=run, expected_version=LedgerRun.objects.get(pk=run).version)
    assert not ContactPoint.objects.exists()
    left = LedgerLine.objects.filter(run=run, before__isnull=False)
    assert left.count() == len(KNOWN) - 2
    clear_ledger_chunk(_machine(COUNTY), run=run)
    assert left.count() == len(KNOWN) - 4
    clear_run(COUNTY, run)
    assert known() == people
    assert LedgerRun.objects.get(pk=run).state == "undone"
    assert LedgerRun.objects.get(pk=run).counts["kept"] == 0
    assert NameToken.objects.filter(token="张伟").count() == len(KNOWN)


def test_a_number_that_came_into_the_register_since_is_not_given_twice() -> None:
    person = make_person("周小燕", 7, identity="", birth="1980-01-01")
    run = begun(as_csv((("姓名", "出生日期", "身份证号"), ("周小燕", "1980-01-01", number(9)))))
    (line,) = lines(run)
    assert line.verdict == "double"
    decide_ledger_line(clerk(), run=run, line=line.id, choice="same", person=person)
    confirmed(run)
    apply_ledger_chunk(_machine(COUNTY), run=run, number=1)
    make_person("王强", 9)
    write_run(COUNTY, run)
    assert values_of(Person.objects.get(pk=person)).identity == ""
    assert LedgerRun.objects.get(pk=run).state == "finished"
