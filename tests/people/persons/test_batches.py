"""Many persons in one command: the same rules, refused rows told, once a key, one entry without values."""

import json
from dataclasses import replace
from datetime import date

import pytest

from linli.kernel.actor import Actor
from linli.kernel.command import RefusedRow
from linli.kernel.db.listing import Asked, fetch
from linli.kernel.errors import Conflict, Invalid, KernelCode, NotAllowed
from linli.kernel.journal.models import JournalEntry
from linli.people.commands import load_persons_batch, reveal
from linli.people.models import ContactPoint, Household, NameToken, Person, Residence
from linli.people.queries.persons import PERSONS, person_detail
from linli.people.queries.residences import household_detail
from linli.people.rules.person_batches import NewContact, NewPerson, NewResidence
from linli.people.rules.person_reasons import PersonCode
from tests.actors import actor_with
from tests.people.persons.records import HERE, THERE, chief, make_person, number, phone, registrar

pytestmark = pytest.mark.django_db
LOAD = "people.load_persons_batch"
SINCE = date(2020, 5, 1)


def importer(area: str = "329921") -> Actor:
    return actor_with(LOAD, area=area)


def row(
    index: int = 1, name: str = "周小燕", *, kind: str = "registered", area: str = HERE, **more: object
) -> NewPerson:
    household, relation = str(more.get("household", "")), str(more.get("relation", ""))
    home = NewResidence(kind, area, SINCE, None, household, relation)
    contacts = more.get("contacts", ())
    assert isinstance(contacts, tuple)
    return NewPerson({"name": name, "identity": number(index)}, (home,), contacts)


def load(*rows: NewPerson, who: Actor | None = None) -> tuple[dict[int, object], tuple[RefusedRow, ...]]:
    receipt = load_persons_batch(who or importer(), persons=rows, source="import", run="r1")
    return receipt.values["ids"], receipt.values["refused"]


def codes(refused: tuple[RefusedRow, ...]) -> dict[int, object]:
    return {item.row: item.problems[0].code for item in refused}


def test_what_is_loaded_is_what_single_commands_write() -> None:
    single = make_person("周小燕", 1, kind="registered", since=SINCE, phones=(phone(1),))
    ids, refused = load(row(2, contacts=(NewContact("phone", phone(2), quiet=(1320, 420)),)))
    assert refused == ()
    one, other = (person_detail(chief(), person) for person in (single, ids[0]))  # type: ignore[arg-type]  # the import gave a key for each row
    assert (one.name, one.sex, one.birth, one.identity_kind) == (
        other.name,
        other.sex,
        other.birth,
        other.identity_kind,
    )
    assert other.sources["name"] == {"source": "import", "on": "2026-11-20", "run": "r1"}
    assert other.contacts[0].wishes.quiet_from == 1320 and other.residences[0].kind == "registered"
    found = {item.id for item in fetch(PERSONS, registrar(), Asked(search="小燕")).rows}
    assert found == {single, ids[0]} == {item.id for item in fetch(PERSONS, registrar(), Asked(search="zxy")).rows}
    assert [item.id for item in fetch(PERSONS, registrar(), Asked(search=number(2))).rows] == [ids[0]]
    assert [item.id for item in fetch(PERSONS, registrar(), Asked(search=phone(2))).rows] == [ids[0]]
    shown = reveal(registrar(), subject=ids[0], fields=("identity",), purpose="identify")  # type: ignore[arg-type]  # the import gave a key for each row
    assert shown.values["identity"] == number(2)


def test_households_stand_whole() -> None:
    ids, refused = load(
        row(1, "周大", household="a", relation="head"),
        row(2, "周二", household="a", relation="child"),
        row(3, "吴大", household="b", relation="child"),
        row(4, "郑大", household="c", relation="head"),
        row(5, "郑二", household="c", relation="head"),
    )
    assert codes(refused) == {2: PersonCode.ONE_HEAD, 3: PersonCode.ONE_HEAD, 4: PersonCode.ONE_HEAD}
    household = Household.objects.get()
    members = household_detail(chief(), household.id, date(2026, 1, 1)).members
    assert {item.person: item.relation for item in members} == {ids[0]: "head", ids[1]: "child"}


def test_bad_rows_are_told_one_by_one_and_the_others_written() -> None:
    make_person("已在", 9)
    away = NewPerson({"name": "在外"}, (NewResidence("away", HERE, SINCE),))
    twice = NewPerson(
        {"name": "两处"}, (NewResidence("living", HERE, SINCE), NewResidence("living", THERE, date(2021, 1, 1)))
    )
    ids, refused = load(
        row(1),
        row(9),
        row(2)._replace(values={"name": "", "identity": "110105198001010000"}),
        row(3, area="329921001"),
        row(4, kind="visiting"),
        row(1, "重复"),
        away,
        twice,
        row(5, contacts=(NewContact("phone", "12"),)),
        row(6, contacts=(NewContact("phone", phone(6)), NewContact("phone", phone(6)))),
        row(7, contacts=(NewContact("phone", phone(7), setting="via"),)),
        NewPerson({"name": "未来"}, (NewResidence("living", HERE, date(2027, 1, 1)),)),
    )
    assert list(ids) == [0]
    assert codes(refused) == {
        1: PersonCode.NUMBER_TAKEN, 2: refused[1].problems[0].code, 3: PersonCode.NEEDS_COMMUNITY,
        4: PersonCode.RESIDENCE_KIND, 5: PersonCode.NUMBER_TAKEN, 6: PersonCode.NO_RESIDENCE,
        7: PersonCode.RESIDENCE_OVERLAPS, 8: refused[7].problems[0].code, 9: PersonCode.CONTACT_TAKEN,
        10: PersonCode.CONTACT_WISH, 11: PersonCode.RESIDENCE_DATES,
    }  # fmt: skip
    assert {problem.path for problem in refused[1].problems} == {"name", "identity"}


def test_only_inside_ones_own_area() -> None:
    ids, refused = load(row(1), row(2, area=THERE), who=importer(HERE))
    assert list(ids) == [0] and codes(refused) == {1: KernelCode.NOT_FOUND}
    with pytest.raises(NotAllowed):
        load(row(3), who=registrar())


def test_the_same_key_loads_once_and_other_rows_under_it_are_refused() -> None:
    keyed = replace(importer(), request_key="run/1")
    load(row(1), row(2), who=keyed)
    again = load_persons_batch(keyed, persons=(row(1), row(2)), source="import", run="r1")
    assert again.repeated and Person.objects.count() == 2
    with pytest.raises(Conflict):
        load(row(3), who=keyed)


@pytest.mark.parametrize("count", [0, 2_001])
def test_a_batch_has_its_size(count: int) -> None:
    with pytest.raises(Invalid):
        load(*[row(1)] * count)


def test_one_entry_a_batch_with_a_digest_and_no_value() -> None:
    load(*(row(n, contacts=(NewContact("phone", phone(n)),)) for n in range(1, 6)))
    entry = JournalEntry.objects.get(command=LOAD)
    assert (entry.facts["persons"], entry.facts["refused"], entry.facts["run"]) == (5, 0, "r1")
    assert len(entry.facts["digest"]) == 64 and entry.event == "people.persons_loaded"
    text = json.dumps([entry.facts, entry.commitments])
    assert not any(number(n) in text or phone(n) in text for n in range(1, 6))
    assert (ContactPoint.objects.count(), Residence.objects.count()) == (5, 5)
    assert NameToken.objects.count() == 5 * 5
