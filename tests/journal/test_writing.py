"""What an entry holds: commitments instead of values, contents that can be erased, facts without floats."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from linli.kernel.crypto.lookup import commitment, new_salt
from linli.kernel.db.guard import writing
from linli.kernel.ids import new
from linli.kernel.journal.models import Content, JournalEntry, Pending
from linli.kernel.journal.reading import changes_since, history, object_of
from linli.kernel.journal.verifying import verify
from linli.people.commands import create_unit
from tests.journal.writing_entries import COUNTY, TYPE, entered, sealed

pytestmark = pytest.mark.django_db
PHONE, NAME = "13800138000", "李小明"


def contents(entry: JournalEntry) -> dict[str, Content]:
    """The stored contents by field."""
    return {row.field: row for row in Content.objects.filter(county=COUNTY, entry=entry.id)}


def test_a_commitment_verifies_with_its_salt_and_not_without() -> None:
    entry = entered(personal={"phone": PHONE, "name": NAME})
    kept = contents(entry)
    assert set(entry.commitments) == set(kept) == {"phone", "name"}
    for field, value in (("phone", PHONE), ("name", NAME)):
        salt = bytes(kept[field].salt)
        assert entry.commitments[field] == commitment(salt, field, value)
        assert entry.commitments[field] != commitment(salt, field, value + "0")
        assert entry.commitments[field] != commitment(salt, "other", value)
        assert entry.commitments[field] != commitment(new_salt(), field, value)
        assert entry.commitments[field] != commitment(b"", field, value)


def test_the_same_value_is_committed_to_differently_each_time() -> None:
    first, second = (entered(personal={"phone": PHONE}) for _ in range(2))
    assert first.commitments["phone"] != second.commitments["phone"]


def test_no_personal_value_stands_in_the_journal_or_in_plain() -> None:
    entry = entered(personal={"phone": PHONE, "name": NAME}, changed=("phone", "name"))
    text = " ".join(str(value) for value in vars(entry).values())
    assert PHONE not in text and NAME not in text
    stored = b"".join(bytes(row.box) + bytes(row.salt) for row in contents(entry).values())
    assert PHONE.encode() not in stored and NAME.encode() not in stored
    assert entry.changed == ["name", "phone"]


def test_contents_open_and_erased_ones_are_none() -> None:
    thing = new(COUNTY)
    first = entered(thing, personal={"phone": PHONE, "name": NAME})
    entered(thing, version=2, personal={"phone": "10086"})
    read = [entry.personal for entry in history(COUNTY, TYPE, thing, contents=True)]
    assert read == [{"phone": PHONE, "name": NAME}, {"phone": "10086"}]
    with writing("command"):
        Content.objects.filter(county=COUNTY, entry=first.id, field="phone").delete()
    read = [entry.personal for entry in history(COUNTY, TYPE, thing, contents=True)]
    assert read == [{"phone": None, "name": NAME}, {"phone": "10086"}]
    with writing("command"):
        Content.objects.filter(county=COUNTY, object_id=thing).delete()
    read = [entry.personal for entry in history(COUNTY, TYPE, thing, contents=True)]
    assert read == [{"phone": None, "name": None}, {"phone": None}]


def test_erasing_leaves_the_journal_true() -> None:
    entry = entered(personal={"phone": PHONE})
    sealed(1)
    with writing("command"):
        Content.objects.filter(county=COUNTY, entry=entry.id).delete()
    assert list(verify(COUNTY)) == []


def test_contents_are_opened_only_when_asked_for() -> None:
    thing = new(COUNTY)
    entered(thing, personal={"phone": PHONE})
    assert [entry.personal for entry in history(COUNTY, TYPE, thing)] == [{"phone": None}]


def test_history_is_of_one_object_oldest_first(django_assert_num_queries: Any) -> None:
    thing = new(COUNTY)
    entered()
    for version in (3, 1, 2):
        entered(thing, version=version, personal={"name": NAME}, facts={"n": version}, changed=("name",))
    with django_assert_num_queries(2):
        rows = history(COUNTY, TYPE, thing, contents=True)
    assert [(row.version, row.facts, row.changed) for row in rows] == [(n, {"n": n}, ("name",)) for n in (1, 2, 3)]
    assert history("329922", TYPE, thing) == [] and history(COUNTY, "test.other", thing) == []


def test_changes_since_gives_later_versions_only() -> None:
    thing = new(COUNTY)
    for version in (1, 2, 3):
        entered(thing, version=version)
    entered(thing, version=4, outcome="refused")
    entered(version=5)
    assert [[row.version for row in changes_since(COUNTY, TYPE, thing, seen)] for seen in range(5)] == [
        [1, 2, 3], [2, 3], [3], [], [],
    ]  # fmt: skip
    assert changes_since("329922", TYPE, thing, 0) == []


@pytest.mark.parametrize(
    "facts",
    [{"share": 0.5}, {"shares": [1, 0.5]}, {"deep": {"er": [{"share": 1.0}]}}, {"pair": (1, 2.0)}],
    ids=["plain", "in a list", "deep down", "in a pair"],
)
def test_facts_refuse_floats(facts: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="no floats"):
        entered(facts=facts)
    assert not JournalEntry.objects.filter(object_type=TYPE).exists()


@pytest.mark.parametrize("value", [UUID(int=1), date(2026, 1, 1), {1, 2}, b"x"], ids=["id", "day", "set", "bytes"])
def test_facts_are_plain_data(value: object) -> None:
    with pytest.raises(TypeError):
        entered(facts={"value": value})


def test_an_entry_and_its_outbox_row_are_one_act() -> None:
    entry = entered()
    pending = Pending.objects.get(pk=entry.id)
    assert (pending.county, pending.recorded_at) == (COUNTY, entry.recorded_at)


def test_the_object_of_an_entry() -> None:
    thing = new(COUNTY)
    assert object_of(entered(thing).id) == (COUNTY, thing)
    with pytest.raises(LookupError):
        object_of(new(COUNTY))


def test_a_command_names_its_object_by_table(system: Any) -> None:
    unit = create_unit(system("people.create_unit"), area=COUNTY, name="民政局", kind="department").id
    assert [row.command for row in history(COUNTY, "people.unit", unit)] == ["people.create_unit"]
