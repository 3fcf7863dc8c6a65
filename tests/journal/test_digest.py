"""An entry's digest: over every field, and the same whatever engine gave the entry back."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.kernel.db.guard import writing
from linli.kernel.ids import new
from linli.kernel.journal.entries import DIGESTED, _plain, digest_of
from linli.kernel.journal.models import JournalEntry
from tests.journal.writing_entries import COUNTY, entered

MOMENT = datetime(2026, 11, 20, 4, 0, 0, 123456, tzinfo=UTC)
# Taken once; a change of it means that no journal written before verifies any more.
KNOWN = "4e2e8f50bc4e251dde99eacc182924e83e67051ada3bdff27fd57264cfdcdcc7"


def example(**changes: Any) -> JournalEntry:
    """An entry whose every field is known."""
    values: dict[str, Any] = {
        "id": UUID(int=1), "county": COUNTY, "area": "329921001", "at": MOMENT, "recorded_at": MOMENT,
        "command": "people.create_unit", "outcome": "done", "account": UUID(int=2), "post": None,
        "stand_in_for": None, "channel": "desk", "purpose": "换届", "object_type": "people.unit",
        "object_id": UUID(int=3), "object_version": 4, "event": "people.unit_created", "changed": ["kind", "name"],
        "commitments": {"name": "ab", "kind": "cd"}, "facts": {"名": "甲", "n": [1, None, True, {"b": 1, "a": 2}]},
    }  # fmt: skip
    return JournalEntry(**{**values, **changes})


CHANGES: dict[str, Any] = {
    "id": UUID(int=9), "county": "329922", "area": "329921", "at": MOMENT + timedelta(microseconds=1),
    "recorded_at": MOMENT - timedelta(microseconds=1), "command": "people.end_tenure", "outcome": "refused",
    "account": None, "post": UUID(int=2), "stand_in_for": UUID(int=2), "channel": "portal", "purpose": "",
    "object_type": "people.post", "object_id": UUID(int=9), "object_version": 5, "event": "", "changed": ["name"],
    "commitments": {"name": "ab"}, "facts": {"名": "甲", "n": [1, None, True, {"b": 1, "a": 3}]},
}  # fmt: skip


@pytest.mark.pure
def test_the_digest_of_a_known_entry() -> None:
    assert digest_of(example()) == KNOWN


@pytest.mark.pure
def test_every_field_but_the_digest_is_digested() -> None:
    fields = {field.name for field in JournalEntry._meta.concrete_fields}
    assert set(DIGESTED) == fields - {"digest"} == set(CHANGES)


@pytest.mark.pure
@pytest.mark.parametrize("field", DIGESTED)
def test_a_change_of_any_field_is_seen(field: str) -> None:
    assert digest_of(example(**{field: CHANGES[field]})) != KNOWN


@pytest.mark.pure
def test_the_same_in_other_clothes_is_the_same() -> None:
    shanghai = MOMENT.astimezone(timezone(timedelta(hours=8)))
    turned = {"n": [1, None, True, {"a": 2, "b": 1}], "名": "甲"}
    assert digest_of(example(at=shanghai, facts=turned, commitments={"kind": "cd", "name": "ab"})) == KNOWN


@pytest.mark.pure
@given(st.datetimes(datetime(1900, 1, 1), datetime(9000, 1, 1), timezones=st.just(UTC)), st.integers(1, 10**9))
def test_two_moments_never_look_the_same(at: datetime, later: int) -> None:
    assert digest_of(example(at=at)) != digest_of(example(at=at + timedelta(microseconds=later)))


@pytest.mark.django_db
def test_an_entry_comes_back_with_its_digest() -> None:
    entry = example(id=new(COUNTY), digest="")
    entry.digest = digest_of(entry)
    with writing("command"):
        entry.save(force_insert=True)
    stored = JournalEntry.objects.get(pk=entry.pk)
    assert digest_of(stored) == stored.digest == entry.digest
    assert digest_of(JournalEntry(**{**{n: getattr(stored, n) for n in DIGESTED}, "id": UUID(int=1)})) == KNOWN


WORDS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=12)
FACTS = st.dictionaries(
    st.one_of(WORDS, st.integers()),
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), WORDS),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3), st.tuples(inner), st.dictionaries(WORDS, inner, max_size=3)
        ),
        max_leaves=6,
    ),
    max_size=4,
)


@pytest.mark.django_db
@settings(max_examples=60, deadline=None)
@given(FACTS, st.dictionaries(WORDS.filter(bool), WORDS, max_size=2))
def test_whatever_is_written_verifies_when_read(facts: dict[Any, Any], personal: dict[str, str]) -> None:
    stored = entered(facts=facts, personal=personal)
    assert digest_of(stored) == stored.digest
    assert stored.facts == _plain(facts)
