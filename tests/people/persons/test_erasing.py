"""A person's contents are erased by two hands: gone from tables, indexes and files; the journal stays true."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.models import BinaryField

from linli.cases.commands.filing import OWNER
from linli.cases.models import Case, CaseFile, CaseParty
from linli.cases.queries.case_detail import case_detail
from linli.kernel.actor import Actor, system_actor
from linli.kernel.crypto.boxes import open_box
from linli.kernel.crypto.keyring import KeyProblem
from linli.kernel.erasing.commands import confirm_erasure, drop_erasure, lift_hold, propose_erasure, set_hold
from linli.kernel.erasing.jobs import propose_due
from linli.kernel.erasing.models import Erasure, Hold
from linli.kernel.errors import Refusal
from linli.kernel.files.store import own, path_of, take_in
from linli.kernel.ids import new
from linli.kernel.journal.models import Content, JournalEntry
from linli.kernel.journal.reading import history
from linli.kernel.journal.verifying import verify
from linli.people.commands import add_contact, correct_person, create_account, end_residence, merge_persons
from linli.people.models import Account, ContactPoint, NameToken, Person, Residence
from linli.people.queries.persons import person_detail
from tests.actors import actor_with
from tests.cases.town import COMMUNITY, Town, lamp, make_town
from tests.conftest import NOON
from tests.journal.writing_entries import sealed
from tests.people.ledgers.searching import database, dump, files, holding
from tests.people.people import make_colleague, make_unit
from tests.people.persons.records import HERE, THERE, chief, make_person, number, phone, registrar

pytestmark = pytest.mark.django_db
COUNTY = "329921"
NAME, OTHER_NAME, WORDS = "欧阳朝霞", "欧阳夕照", "三楼欧阳家窗外的灯灭了"
POWERS = (
    "kernel.propose_erasure", "kernel.confirm_erasure", "kernel.drop_erasure", "kernel.set_hold", "kernel.lift_hold",
    "people.see_persons", "cases.see_cases",
)  # fmt: skip
Propose = Callable[..., UUID]


def hand(place: int = 1, area: str = COUNTY) -> Actor:
    """One of several people who may erase."""
    return actor_with(*POWERS, area=area, account=UUID(int=100 + place))


def proposed(person: UUID, cause: str = "request", who: Actor | None = None) -> UUID:
    """A proposal."""
    return propose_erasure(who or hand(), kind="people.person", thing=person, cause=cause).id


def erased(person: UUID, cause: str = "request") -> dict[str, int]:
    """Erase, by two people."""
    confirm_erasure(hand(2), erasure=proposed(person, cause), expected_version=1)
    return dict(Erasure.objects.get(subject_id=person).gone)


def refusal(act: Callable[[], object]) -> str:
    """The code of a refusal."""
    with pytest.raises(Refusal) as caught:
        act()
    return str(caught.value.code)


def boxes() -> str:
    """Every encrypted value of every table, opened: what somebody with the keys could still read."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        fields = [field for field in model._meta.concrete_fields if isinstance(field, BinaryField)]
        if fields and not model._meta.db_table.startswith("kernel_datakey"):
            found += [text for row in model._base_manager.order_by("pk") for text in _texts(model, row, fields)]
    return "\n".join(found)


def _texts(model: type[models.Model], row: Any, fields: list[Any]) -> list[str]:
    found = []
    for field in fields:
        box = getattr(row, field.attname)
        names = (field.attname, getattr(row, "field", field.attname))
        for name in dict.fromkeys(names):
            try:
                found.append(open_box(bytes(box or b""), table=model._meta.db_table, field=name, row=row.pk))
            except (KeyProblem, ValueError, AttributeError):
                continue
    return found


@pytest.fixture
def town() -> Town:
    return make_town()


@pytest.fixture
def someone(town: Town) -> UUID:
    """A person with everything: a merged double, a phone, a corrected name, an ended case with words and a paper."""
    person = make_person(NAME, 31, phones=(phone(31),), hukou_address="清和县柳岸路88号欧阳宅")
    add_contact(registrar(), person=person, kind="phone", value=phone(32), source="document")
    correct_person(
        registrar(), person=person, changes={"name": OTHER_NAME}, source="document",
        expected_version=Person.objects.get(pk=person).version,
    )  # fmt: skip
    return person


def with_case(town: Town, person: UUID, *, ended: bool = True) -> UUID:
    """A case that the person reported."""
    party = {"role": "reporter", "name": NAME, "phone": phone(31), "person": person}
    who = town.who("station", "case_intake")
    case = lamp(who, text=WORDS, parties=(party,), address="欧阳宅门口")
    if ended:
        Case.objects.filter(pk=case).update(ended_at=NOON, closed_at=NOON)
    return case


def test_everything_is_gone_and_the_journal_is_true(someone: UUID, town: Town, writing_as_test: None) -> None:
    case = with_case(town, someone)
    sealed(0)
    before = JournalEntry.objects.count()
    secrets = [NAME, OTHER_NAME, WORDS, number(31), phone(31), phone(32), "欧阳宅"]
    assert all(value in boxes() + dump() for value in secrets), "all of it is there before"
    gone = erased(someone)
    assert gone["contents"] and gone["contacts"] == 2 and gone["residences"] == 1 and gone["cases"] == 1
    told = boxes() + dump() + files()
    assert [value for value in secrets if value in told] == []
    assert holding([NAME, OTHER_NAME], database()) == [] or connection.vendor == "postgresql"
    assert not NameToken.objects.filter(person=someone).exists()
    sealed(0)
    assert list(verify(COUNTY)) == []
    acts = JournalEntry.objects.order_by("recorded_at", "id").values_list("object_type", flat=True)[before:]
    assert sorted(acts) == ["cases.case", "kernel.erasure", "kernel.erasure", "people.person"]
    assert case_detail(town.who("station", "case_intake"), case).text == ""


def test_the_fold_says_so(someone: UUID) -> None:
    known = history(COUNTY, "people.person", someone, contents=True)
    assert any(entry.personal.get("name") for entry in known)
    erased(someone)
    after = history(COUNTY, "people.person", someone, contents=True)
    assert [entry.command for entry in after][: len(known)] == [entry.command for entry in known]
    values = [value for entry in after for value in entry.personal.values()]
    assert values and set(values) == {None}


def test_nobody_finds_an_erased_person(someone: UUID) -> None:
    erased(someone)
    assert refusal(lambda: person_detail(replace(chief(), powers={**chief().powers}), someone)) == "not_found"
    assert refusal(lambda: proposed(someone)) == "not_found"
    row = Person.objects.get(pk=someone)
    assert (row.name, row.identity, row.identity_key, row.pinyin, row.sources) == ("", None, None, "", {})
    assert make_person(NAME, 31), "the number is free again"


def test_a_merged_double_goes_too(someone: UUID) -> None:
    double = make_person(NAME, 0, identity="")
    merge_persons(
        chief(), keep=someone, double=double, keep_version=Person.objects.get(pk=someone).version, double_version=1
    )
    erased(someone)
    assert Person.objects.get(pk=double).name == "" and not Residence.objects.filter(person=double).exists()


def test_who_was_reached_through_them_is_reached_no_more(someone: UUID, writing_as_test: None) -> None:
    other = make_person("李四", 40, phones=(phone(40),))
    ContactPoint.objects.filter(person=other).update(setting="via", via=someone)
    erased(someone)
    point = ContactPoint.objects.get(person=other)
    assert (point.setting, point.via_id) == ("never", None)


def test_one_hand_is_not_enough(someone: UUID, writing_as_test: None) -> None:
    erasure = proposed(someone)
    assert refusal(lambda: confirm_erasure(hand(1), erasure=erasure, expected_version=1)) == "erasing_same_hand"
    nobody = replace(hand(2), account=None)
    assert refusal(lambda: confirm_erasure(nobody, erasure=erasure, expected_version=1)) == "erasing_same_hand"
    assert Person.objects.get(pk=someone).name == OTHER_NAME
    with pytest.raises(IntegrityError), transaction.atomic():
        Erasure.objects.filter(pk=erasure).update(state="done", decided_by=hand(1).account)


def test_a_proposal_is_decided_once(someone: UUID) -> None:
    erasure = proposed(someone)
    assert refusal(lambda: proposed(someone)) == "erasing_proposed_already"
    assert refusal(lambda: drop_erasure(hand(2), erasure=erasure, expected_version=9)) == "stale"
    drop_erasure(hand(1), erasure=erasure, expected_version=1)
    assert refusal(lambda: confirm_erasure(hand(2), erasure=erasure, expected_version=2)) == "erasing_decided"
    assert Content.objects.filter(object_id=someone).exists()


def test_only_inside_ones_area(someone: UUID) -> None:
    foreign = hand(3, area=THERE)
    assert refusal(lambda: proposed(someone, who=foreign)) == "not_found"
    erasure = proposed(someone, who=hand(1, area=HERE))
    assert refusal(lambda: confirm_erasure(foreign, erasure=erasure, expected_version=1)) == "not_found"
    assert refusal(lambda: propose_erasure(hand(), kind="people.unit", thing=someone, cause="request")) == (
        "erasing_unknown_kind"
    )
    assert refusal(lambda: proposed(someone, cause="because")) == "erasing_unknown_cause"


def test_a_legal_hold_holds_until_it_is_lifted(someone: UUID) -> None:
    put = {"kind": "people.person", "thing": someone}
    assert refusal(lambda: set_hold(hand(), **put, cause="audit", reference=" ")) == "erasing_no_reference"
    erasure = proposed(someone)
    hold = set_hold(hand(), **put, cause="audit", reference="审计通知2026-3").id
    assert refusal(lambda: confirm_erasure(hand(2), erasure=erasure, expected_version=1)) == "erasing_held"
    assert refusal(lambda: lift_hold(hand(3, area=THERE), hold=hold)) == "not_found"
    lift_hold(hand(), hold=hold)
    assert refusal(lambda: lift_hold(hand(), hold=hold)) == "erasing_lifted"
    confirm_erasure(hand(2), erasure=erasure, expected_version=1)
    assert Hold.objects.get().lifted_at is not None


def test_an_open_case_and_a_held_case_hold_the_person(someone: UUID, town: Town, writing_as_test: None) -> None:
    case = with_case(town, someone, ended=False)
    assert refusal(lambda: proposed(someone)) == "case_erase_at_work"
    assert refusal(lambda: propose_erasure(hand(), kind="cases.case", thing=case, cause="request")) == "case_erase_open"
    Case.objects.filter(pk=case).update(ended_at=NOON)
    hold = set_hold(hand(), kind="cases.case", thing=case, cause="petition", reference="信访2026-9").id
    assert refusal(lambda: proposed(someone)) == "case_erase_held_case"
    lift_hold(hand(), hold=hold)
    assert erased(someone)["cases"] == 1


def test_when_only_the_persons_time_is_over_the_file_keeps_its_words(
    someone: UUID, town: Town, writing_as_test: None
) -> None:
    case = with_case(town, someone)
    assert "cases" not in erased(someone, "period_over")
    assert case_detail(town.who("station", "case_intake"), case).text == WORDS
    party = CaseParty.objects.get(case=case)
    assert (party.name, party.phone, party.phone_lookup) == (None, None, None)


def test_the_papers_of_a_case_go_with_it(town: Town, someone: UUID, writing_as_test: None) -> None:
    case = with_case(town, someone)
    paper = take_in(b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")
    (file,) = own(COUNTY, [paper.as_data()], (OWNER, case), NOON)
    CaseFile.objects.create(
        id=new(COUNTY), county=COUNTY, area=COMMUNITY, case_id=case, file=file, kind="material", added_at=NOON
    )
    assert path_of(paper.sha256).exists()
    assert erased(someone)["papers"] == 1
    assert not CaseFile.objects.filter(case=case).exists()


def test_the_sweep_proposes_whose_time_is_over_and_no_one_else(someone: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    stays = make_person("王留", 50)
    end_residence(
        registrar(),
        person=someone,
        kind="living",
        until=date(2020, 6, 30),
        expected_version=Person.objects.get(pk=someone).version,
    )
    propose_due.func(job_key="x")
    row = Erasure.objects.get()
    assert (row.subject_id, row.cause, row.proposed_by, row.state) == (someone, "period_over", None, "proposed")
    propose_due.func(job_key="y")
    assert Erasure.objects.count() == 1 and stays != someone
    confirm_erasure(hand(1), erasure=row.id, expected_version=1)
    propose_due.func(job_key="z")
    assert Erasure.objects.count() == 1


def test_a_dropped_proposal_rests_for_a_year(someone: UUID, writing_as_test: None) -> None:
    end_residence(
        registrar(),
        person=someone,
        kind="living",
        until=date(2020, 6, 30),
        expected_version=Person.objects.get(pk=someone).version,
    )
    propose_due.func(job_key="x")
    drop_erasure(hand(1), erasure=Erasure.objects.get().id, expected_version=1)
    propose_due.func(job_key="y")
    assert Erasure.objects.count() == 1
    Erasure.objects.update(decided_at=NOON - timedelta(days=800))
    propose_due.func(job_key="z")
    assert Erasure.objects.count() == 2


def test_the_sweep_proposes_files_of_cases_whose_class_is_over(
    town: Town, someone: UUID, writing_as_test: None
) -> None:
    case, younger = with_case(town, someone), with_case(town, someone)
    Case.objects.filter(pk=case).update(ended_at=NOON.replace(year=2010))
    propose_due.func(job_key="x")
    assert list(Erasure.objects.filter(subject_type="cases.case").values_list("subject_id", flat=True)) == [case]
    confirm_erasure(hand(1), erasure=Erasure.objects.get().id, expected_version=1)
    assert case_detail(town.who("station", "case_intake"), case).text == "" and younger != case


@pytest.mark.parametrize("staff", [False, True], ids=["a resident's", "a colleague's"])
def test_the_log_in_of_a_resident_ends_that_of_staff_stays(someone: UUID, staff: bool, writing_as_test: None) -> None:
    unit = make_unit("社区服务站", HERE)
    who = make_colleague("hong", unit, "clerk").account if staff else None
    account = (
        who
        or create_account(
            system_actor(COUNTY, NOON, "people.create_account"), login_name="zhaoxia", display_name=NAME
        ).id
    )
    Person.objects.filter(pk=someone).update(account=account)
    gone = erased(someone)
    row = Account.objects.get(pk=account)
    assert gone["accounts"] == (0 if staff else 1) and row.is_active is staff
    if not staff:
        assert (row.login_name, row.display_name, row.phone_box) == (f"erased-{account}", "", None)
        assert NAME not in boxes() + dump() and "zhaoxia" not in dump()
