"""Is the journal true? Whatever was done to it with the protection lifted is found and named."""

from datetime import timedelta
from io import StringIO
from typing import Any
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from linli.kernel.journal.entries import DIGESTED, digest_of
from linli.kernel.journal.models import JournalEntry, Leaf, Pending
from linli.kernel.journal.verifying import verify
from tests.conftest import NOON
from tests.journal.writing_entries import COUNTY, entered, placed, protection_lifted, sealed

pytestmark = pytest.mark.django_db


def found(county: str = COUNTY) -> list[tuple[str, UUID | None]]:
    """What verification names."""
    return [(finding.kind, finding.entry) for finding in verify(county)]


def leaf_of(entry: JournalEntry) -> Leaf:
    """The place of an entry."""
    return Leaf.objects.get(entry=entry.id)


def test_an_untouched_journal_is_true() -> None:
    sealed(3)
    entered()  # waits in the outbox
    assert found() == []


TAMPERED: dict[str, Any] = {
    "area": "3299", "at": NOON + timedelta(microseconds=1), "recorded_at": NOON, "command": "test.other",
    "outcome": "refused", "account": UUID(int=1), "post": UUID(int=1), "stand_in_for": UUID(int=1),
    "channel": "desk", "purpose": "x", "object_type": "test.other", "object_id": UUID(int=1), "object_version": 2,
    "event": "x", "changed": ["x"], "commitments": {"x": "y"}, "facts": {"x": "y"},
}  # fmt: skip


@pytest.mark.parametrize("field", sorted(set(DIGESTED) - {"id", "county"}))
def test_a_changed_field_is_found(field: str) -> None:
    _, second, _ = sealed(3)
    with protection_lifted():
        JournalEntry.objects.filter(pk=second.pk).update(**{field: TAMPERED[field]})
    assert found() == [("changed", second.id)]


def test_an_entry_written_anew_with_its_digest_is_found() -> None:
    _, second, _ = sealed(3)
    second.purpose = "x"
    with protection_lifted():
        JournalEntry.objects.filter(pk=second.pk).update(purpose="x", digest=digest_of(second))
    assert found() == [("changed", second.id)]


def test_a_removed_entry_is_found() -> None:
    _, second, _ = sealed(3)
    with protection_lifted():
        JournalEntry.objects.filter(pk=second.pk).delete()
    assert found() == [("removed", second.id)]


def test_an_entry_that_moved_to_another_county_is_found_in_both() -> None:
    _, second, _ = sealed(3)
    with protection_lifted():
        JournalEntry.objects.filter(pk=second.pk).update(county="329922")
    assert found() == [("removed", second.id)] and found("329922") == [("inserted", second.id)]


def test_an_entry_removed_with_its_place_is_found() -> None:
    _, second, _ = sealed(3)
    with protection_lifted():
        leaf_of(second).delete()
        JournalEntry.objects.filter(pk=second.pk).delete()
    assert found() == [("removed", second.id)]


def test_closing_the_gap_does_not_help() -> None:
    _, second, third = sealed(3)
    with protection_lifted():
        leaf_of(second).delete()
        JournalEntry.objects.filter(pk=second.pk).delete()
        Leaf.objects.filter(entry=third.id).update(seq=F("seq") - 1)
    assert found() == [("removed", second.id), ("reordered", third.id)]


def test_an_entry_that_lost_its_place_only() -> None:
    _, second, _ = sealed(3)
    with protection_lifted():
        leaf_of(second).delete()
    assert found() == [("reordered", second.id)]


def test_before_its_seal_a_lost_place_leaves_a_gap() -> None:
    _, second, _ = placed(3)
    place = leaf_of(second).seq
    with protection_lifted():
        leaf_of(second).delete()
    assert [str(finding) for finding in verify(COUNTY)] == [f"gap: {place}", f"inserted: {second.id}"]


def test_an_entry_that_is_gone_before_it_got_its_place() -> None:
    waiting = entered()
    with protection_lifted():
        JournalEntry.objects.filter(pk=waiting.pk).delete()
    assert found() == [("removed", waiting.id)]


def test_an_inserted_entry_is_found() -> None:
    sealed(2)
    forged = entered()
    with protection_lifted():
        Pending.objects.filter(pk=forged.pk).delete()
    assert found() == [("inserted", forged.id)]


def test_an_entry_that_took_the_place_of_another_is_found() -> None:
    first, _ = sealed(2)
    forged = entered()
    with protection_lifted():
        Pending.objects.filter(pk=forged.pk).delete()
        Leaf.objects.filter(entry=first.id).update(entry=forged.id, digest=forged.digest)
    assert found() == [("reordered", first.id), ("inserted", forged.id)]


def test_two_entries_that_changed_places_are_found() -> None:
    first, second, _ = sealed(3)
    a, b = leaf_of(first), leaf_of(second)
    with protection_lifted():
        Leaf.objects.filter(pk=a.pk).update(seq=999)
        Leaf.objects.filter(pk=b.pk).update(seq=a.seq)
        Leaf.objects.filter(pk=a.pk).update(seq=b.seq)
    assert found() == [("reordered", first.id), ("reordered", second.id)]


def test_what_was_placed_after_the_last_seal_is_verified_too() -> None:
    sealed(2)
    later = placed(2)
    with protection_lifted():
        JournalEntry.objects.filter(pk=later[1].pk).update(purpose="x")
    assert found() == [("changed", later[1].id)]


def test_everything_wrong_is_named_at_once() -> None:
    entries = sealed(6)
    with protection_lifted():
        JournalEntry.objects.filter(pk=entries[0].pk).update(purpose="x")
        JournalEntry.objects.filter(pk=entries[2].pk).delete()
        Leaf.objects.filter(entry=entries[4].pk).update(digest="x")
    assert found() == [
        ("changed", entries[0].id),
        ("removed", entries[2].id),
        ("reordered", entries[4].id),
    ]


def test_each_county_is_verified_alone() -> None:
    here, there = sealed(2)[0], sealed(2, county="329922")[1]
    with protection_lifted():
        JournalEntry.objects.filter(pk=there.pk).update(purpose="x")
    assert found() == [] and found("329922") == [("changed", there.id)]
    assert here.county == COUNTY


def test_the_command_says_it_in_words() -> None:
    _, second, _ = sealed(3)
    out = StringIO()
    call_command("journal", "verify", stdout=out)
    assert out.getvalue() == "The journal is true.\n"
    with protection_lifted():
        JournalEntry.objects.filter(pk=second.pk).update(purpose="x")
    out = StringIO()
    with pytest.raises(CommandError, match="1 things"):
        call_command("journal", "verify", stdout=out)
    assert out.getvalue() == f"changed: {second.id}\n"
