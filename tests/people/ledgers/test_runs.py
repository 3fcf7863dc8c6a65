"""A ledger goes into the register: every row has a verdict, nothing is half seen, everything can be taken back."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from linli.kernel.db.listing import Asked, fetch
from linli.kernel.errors import Conflict, Invalid, NotFound, TooLate
from linli.kernel.ids import new
from linli.kernel.journal.models import JournalEntry
from linli.people.commands import (
    apply_ledger_chunk,
    begin_ledger,
    correct_person,
    decide_ledger_line,
    drop_ledger,
    undo_ledger,
)
from linli.people.jobs.ledgers import _machine, clear_run, read_run, write_run
from linli.people.models import (
    ContactPoint,
    Household,
    LedgerLine,
    LedgerPart,
    LedgerRun,
    NameToken,
    Person,
    Residence,
)
from linli.people.queries.ledger_returned import returned_sheets
from linli.people.queries.ledger_runs import LEDGERS, doubles_of, run_detail
from linli.people.queries.person_values import values_of
from linli.people.queries.persons import PERSONS, person_detail
from linli.people.rules.ledgers.run_reasons import RunCode
from tests.actors import actor_with
from tests.people.ledgers.runs import COUNTY, POWERS, as_csv, begun, clerk, confirmed, counts, lines, taken_in
from tests.people.persons.records import HERE, THERE, chief, make_person, number, phone, registrar

pytestmark = [pytest.mark.django_db, pytest.mark.serves("S-281")]
HEAD = ("姓名", "性别", "身份证号", "联系电话", "民族", "与户主关系", "户编号")
CHEN, LI, BABY = (
    ("陈国强", "男", number(1), phone(1), "汉族", "户主", "1"),
    ("李秀英", "女", number(2, male=False), phone(2), "满族", "配偶", "1"),
    ("陈小雨", "", number(3), "", "汉族", "子", "1"),
)
FILE = as_csv((HEAD, CHEN, LI, BABY))


def seen() -> list[str]:
    """The masked names that the community's registrar sees."""
    return sorted(row.name for row in fetch(PERSONS, registrar(), Asked()).rows)


def version(run: UUID) -> int:
    return LedgerRun.objects.get(pk=run).version


def test_rows_become_persons_with_household_and_phone() -> None:
    run = taken_in(FILE)
    assert counts(run) == {"new": 3}
    assert len(seen()) == 3
    rows = {row.name: row for row in Person.objects.filter(county=COUNTY)}
    assert values_of(rows["陈国强"]).identity == number(1)
    assert rows["陈国强"].sources["name"]["run"] == str(run)
    homes = Residence.objects.filter(person=rows["李秀英"]).order_by("kind")
    assert [(home.kind, home.relation, home.area) for home in homes] == [
        ("living", "", HERE),
        ("registered", "spouse", HERE),
    ]
    assert Household.objects.count() == 1
    assert len(person_detail(registrar(), rows["李秀英"].id).contacts) == 1


def test_nothing_is_seen_before_the_run_is_finished() -> None:
    run = begun(FILE)
    assert seen() == []
    assert Person.everything.count() == 0
    confirmed(run)
    apply_ledger_chunk(_machine(COUNTY), run=run, number=1)
    assert Person.everything.count() == 3
    assert seen() == []
    for model in (Person, Residence, Household, ContactPoint):
        assert model.objects.count() == 0
    with pytest.raises(Conflict):
        make_person("陈国强", 1)
    write_run(COUNTY, run)
    assert len(seen()) == 3


def test_a_step_that_was_done_is_not_done_again() -> None:
    run = begun(FILE)
    read_run(COUNTY, run)
    confirmed(run)
    assert not apply_ledger_chunk(_machine(COUNTY), run=run, number=1).unchanged
    assert apply_ledger_chunk(_machine(COUNTY), run=run, number=1).unchanged
    write_run(COUNTY, run)
    write_run(COUNTY, run)
    assert Person.everything.count() == 3


def test_the_same_file_again_changes_nothing() -> None:
    taken_in(FILE)
    before = {row.id: (row.version, row.sources) for row in Person.objects.order_by("id")}
    again = taken_in(FILE)
    assert counts(again) == {"same": 3}
    assert {row.id: (row.version, row.sources) for row in Person.objects.order_by("id")} == before


def test_rows_without_number_are_known_again_too() -> None:
    file = as_csv((("姓名", "联系电话", "家庭住址"), ("王芳", phone(8), "一号院"), ("王芳", "", ""), ("王芳", "", "")))
    assert counts(taken_in(file)) == {"new": 3}
    assert counts(taken_in(file)) == {"same": 3}


def test_a_change_tells_its_fields_and_is_written_at_the_end() -> None:
    person = make_person("陈国强", 1)
    run = begun(as_csv((HEAD, ("陈国庆", "男", number(1), phone(1), "", "", ""))))
    assert [(line.verdict, line.changes, line.target) for line in lines(run)] == [
        ("changed", ["name", "contact"], person)
    ]
    confirmed(run)
    assert Person.objects.get(pk=person).name == "陈国强"
    write_run(COUNTY, run)
    row = Person.objects.get(pk=person)
    assert (row.name, row.sources["name"]["run"]) == ("陈国庆", str(run))
    assert set(NameToken.objects.filter(person=person).values_list("token", flat=True)) >= {"国庆"}
    assert ContactPoint.objects.filter(person=person).count() == 1


def test_refused_rows_say_why_and_the_others_are_taken() -> None:
    wrong = number(5)[:-1] + ("1" if number(5)[-1] != "1" else "2")
    others = (("赵一", "男", wrong, "", "", "", ""), ("", "女", number(6, male=False), "", "", "", ""))
    run = taken_in(as_csv((HEAD, CHEN, *others)))
    assert counts(run) == {"new": 1, "refused": 2}
    assert [line.reason for line in lines(run)][1:] == ["ledger_id_check", "ledger_name_missing"]


def test_someone_of_another_community_is_not_taken_over() -> None:
    make_person("陈国强", 1, area=THERE)
    run = begun(FILE)
    assert [line.reason for line in lines(run)] == [RunCode.ELSEWHERE.code, "", ""]


def test_who_looks_alike_is_decided_once_by_a_person() -> None:
    known = make_person("周小燕", 7, identity="", birth="1980-01-01")
    file = as_csv((("姓名", "性别", "出生日期"), ("周小燕", "女", "1980-01-01")))
    run = begun(file)
    (line,) = lines(run)
    assert (line.verdict, line.likes[0]["person"], line.likes[0]["why"]) == ("double", str(known), ["name", "birth"])
    with pytest.raises(Conflict) as refused:
        confirmed(run)
    assert refused.value.code is RunCode.UNDECIDED
    with pytest.raises(Invalid):
        decide_ledger_line(clerk(), run=run, line=line.id, choice="same", person=run)
    decide_ledger_line(clerk(), run=run, line=line.id, choice="same", person=known)
    confirmed(run)
    write_run(COUNTY, run)
    assert counts(run) == {"changed": 1}
    assert Person.objects.get(pk=known).sex == 2
    assert counts(begun(file)) == {"same": 1}


def test_a_line_that_was_left_out_is_not_asked_about_again() -> None:
    make_person("周小燕", 7, identity="", birth="1980-01-01")
    file = as_csv((("姓名", "性别", "出生日期"), ("周小燕", "女", "1980-01-01")))
    run = begun(file)
    decide_ledger_line(clerk(), run=run, line=lines(run)[0].id, choice="left")
    confirmed(run)
    write_run(COUNTY, run)
    assert counts(begun(file)) == {"left": 1}


def test_undoing_removes_what_nobody_touched_and_restores_what_nobody_changed() -> None:
    old = make_person("刘洋", 9)
    run = taken_in(as_csv((HEAD, CHEN, LI, BABY, ("刘阳", "男", number(9), phone(9), "", "", ""))))
    baby = Person.objects.get(name="陈小雨")
    correct_person(
        registrar(), person=baby.id, changes={"name": "陈晓雨"}, source="document", expected_version=baby.version
    )
    undo_ledger(clerk(), run=run, expected_version=version(run))
    assert sorted(Person.objects.values_list("name", flat=True)) == ["刘洋", "陈晓雨"]
    assert "刘洋" in {values_of(row).name for row in Person.objects.filter(pk=old)}
    assert LedgerRun.objects.get(pk=run).counts["kept"] == 1
    clear_run(COUNTY, run)
    assert Person.everything.count() == 2
    assert LedgerRun.objects.get(pk=run).state == "undone"
    assert not LedgerPart.objects.exists()
    assert not LedgerLine.objects.filter(box__isnull=False).exists()
    assert ContactPoint.everything.filter(person=old).count() == 0
    assert Person.objects.get(pk=baby.id).run is None


def test_a_field_changed_since_is_kept_and_told() -> None:
    person = make_person("刘洋", 9)
    run = taken_in(as_csv((HEAD, ("刘阳", "男", number(9), "", "", "", ""))))
    row = Person.objects.get(pk=person)
    correct_person(
        registrar(), person=person, changes={"name": "刘扬"}, source="document", expected_version=row.version
    )
    undo_ledger(clerk(), run=run, expected_version=version(run))
    assert Person.objects.get(pk=person).name == "刘扬"
    assert [line.reason for line in lines(run)] == ["kept"]


def test_after_thirty_days_there_is_no_undoing() -> None:
    run = taken_in(FILE)
    row = LedgerRun.objects.get(pk=run)
    assert row.finished_at is not None
    late = replace(clerk(), at=row.finished_at + timedelta(days=30, seconds=1))
    with pytest.raises(TooLate):
        undo_ledger(late, run=run, expected_version=row.version)


def test_a_dropped_run_leaves_nothing() -> None:
    run = begun(FILE)
    confirmed(run)
    apply_ledger_chunk(_machine(COUNTY), run=run, number=1)
    drop_ledger(clerk(), run=run, expected_version=version(run))
    clear_run(COUNTY, run)
    for model in (Person, Residence, Household, ContactPoint):
        assert model.everything.count() == 0
    assert NameToken.objects.count() == 0
    assert counts(taken_in(FILE)) == {"new": 3}


def test_another_area_does_not_exist() -> None:
    with pytest.raises(NotFound):
        begin_ledger(clerk(THERE), area=HERE, name="x.csv", data=FILE)
    run = begun(FILE)
    for step in (drop_ledger, undo_ledger):
        with pytest.raises(NotFound):
            step(clerk(THERE), run=run, expected_version=version(run))


def test_a_file_that_is_no_table_fails_with_its_reason() -> None:
    run = begun(b"%PDF-1.7 something")
    row = LedgerRun.objects.get(pk=run)
    assert row.state == "failed"
    assert row.reason


def test_the_journal_has_one_entry_a_batch_and_no_value() -> None:
    run = taken_in(FILE)
    entries = JournalEntry.objects.filter(object_id=run)
    assert {entry.command for entry in entries} == {
        "people.begin_ledger", "people.stage_ledger_chunk", "people.end_ledger_reading", "people.confirm_ledger",
        "people.apply_ledger_chunk", "people.finish_ledger",
    }  # fmt: skip
    told = " ".join(str(entry.facts) for entry in entries)
    assert not any(value in told for row in (CHEN, LI) for value in row[:5] if len(value) > 1)


def test_a_household_without_householder_is_not_formed() -> None:
    run = taken_in(as_csv((HEAD, LI, BABY)))
    assert counts(run) == {"new": 2}
    assert Household.objects.count() == 0


@pytest.mark.parametrize("home", ["living", "registered"])
def test_a_household_whose_head_was_refused_meanwhile_is_not_formed(home: str) -> None:
    other = [
        ("王强", "男", number(21), "", "", "户主", "2"),
        ("王芳", "女", number(22, male=False), "", "", "配偶", "2"),
    ]
    run = begun(as_csv((HEAD, CHEN, LI, BABY, *other)), home=home)
    confirmed(run)
    make_person("陈国强", 1, area=THERE)
    write_run(COUNTY, run)
    assert counts(run) == {"new": 4, "refused": 1}
    (household,) = Household.objects.all()
    members = Residence.objects.filter(household=household).order_by("person__name")
    assert [member.person.name for member in members] == ["王强", "王芳"]
    homes = Residence.objects.filter(person__name__in=("李秀英", "陈小雨")).order_by("id")
    assert {(one.kind, one.household_id, one.relation) for one in homes} == {(home, None, "")}
    undo_ledger(clerk(), run=run, expected_version=version(run))
    clear_run(COUNTY, run)
    assert Person.everything.count() == 1 and not Household.everything.exists()


def test_the_county_sees_finished_runs_only() -> None:
    begun(FILE)
    assert fetch(PERSONS, chief(), Asked()).rows == ()
    taken_in(as_csv((HEAD, CHEN)))
    assert len(fetch(PERSONS, chief(), Asked()).rows) == 1


def test_what_looks_alike_is_shown_side_by_side_and_masked() -> None:
    make_person("周小燕", 7, identity="", birth="1980-01-01")
    run = begun(as_csv((("姓名", "性别", "出生日期"), ("周小燕", "女", "1980-01-01"))))
    (row,) = doubles_of(clerk(), run)
    assert (row.row, row.name, row.birth, row.likes[0].name, row.likes[0].why) == (
        2, row.likes[0].name, "1980", row.name, ("name", "birth")
    )  # fmt: skip
    assert "小燕" not in row.name
    with pytest.raises(NotFound):
        doubles_of(clerk(THERE), run)


def test_refused_rows_come_back_harmless_and_can_be_taken_in_again() -> None:
    who = actor_with(*POWERS, area=HERE, account=new(COUNTY))
    wrong = ("=1+1", "男", "12345", "", "", "", "")
    run = begin_ledger(who, area=HERE, name="x.csv", data=as_csv((HEAD, CHEN, wrong))).id
    read_run(COUNTY, run)
    (sheet,) = returned_sheets(who, run)
    head, row = sheet.rows
    assert head.cells == HEAD and row.cells[:3] == ("=1+1", "男", "12345")
    assert row.issues[0].code.code == "ledger_name_bad"
    corrected = as_csv((("原因", *HEAD), ("", "赵一", "男", number(8), *row.cells[3:])))
    assert counts(begun(corrected)) == {"new": 1}
    with pytest.raises(NotFound):
        returned_sheets(clerk(), run)


def test_the_list_shows_the_runs_of_the_community() -> None:
    run = begun(FILE)
    assert [row.id for row in fetch(LEDGERS, clerk(), Asked()).rows] == [run]
    assert fetch(LEDGERS, clerk(THERE), Asked()).rows == ()
    assert run_detail(clerk(), run).name == "居民台账.csv"


@pytest.mark.django_db
def test_staff_do_not_become_residents() -> None:
    head = ("姓名", "性别", "身份证号码", "工作单位", "职务", "任职时间")
    run = taken_in(as_csv((head, ("陈小雨", "女", number(11), "河滨街道办事处", "主任", "2021-05"))))
    assert counts(run) == {"refused": 1}
    assert not Person.everything.exists()
    assert [line.reason for line in lines(run)] == ["ledger_staff_list"]
