"""From the outbox to jobs: each entry gets its place once, each event becomes its jobs once."""

from uuid import UUID

import pytest
from django.db import transaction

from linli.kernel.db.guard import writing
from linli.kernel.jobs import outbox, worker
from linli.kernel.jobs.models import Job
from linli.kernel.journal.events import all_events, subscribe, subscribers
from linli.kernel.journal.models import JournalEntry, Leaf, Pending
from linli.kernel.journal.verifying import verify
from tests.conftest import NOON
from tests.jobs.tasks import COUNTY, announced, calls, note_down, path_of

pytestmark = pytest.mark.django_db
OTHER = "tests.jobs.tasks.found_unit"
GONE = UUID(int=5)


@pytest.fixture(autouse=True)
def _empty_outbox(db: None) -> None:
    while outbox.hand_on(COUNTY):
        pass


def entry_of(thing: UUID) -> JournalEntry:
    """The entry that announced a thing."""
    return JournalEntry.objects.get(object_id=thing)


def places() -> list[tuple[int, UUID]]:
    """The order of the county."""
    return list(Leaf.objects.filter(county=COUNTY).order_by("seq").values_list("seq", "entry"))


def test_entries_get_their_places_in_the_order_of_recording() -> None:
    before = places()
    entries = [entry_of(announced()) for _ in range(4)]
    assert outbox.hand_on(COUNTY) == 4
    start = len(before)
    assert places() == before + [(start + n, entry.id) for n, entry in enumerate(entries, start=1)]
    assert not Pending.objects.filter(county=COUNTY).exists()


def test_each_place_keeps_the_digest_of_its_entry() -> None:
    for _ in range(3):
        announced()
    outbox.hand_on(COUNTY)
    announced()
    outbox.hand_on(COUNTY)
    for leaf in Leaf.objects.filter(county=COUNTY).order_by("seq"):
        assert leaf.digest == JournalEntry.objects.get(pk=leaf.entry).digest
    assert list(verify(COUNTY)) == []


def test_an_event_becomes_a_job_for_each_subscriber() -> None:
    subscribe("test.happened", path_of(note_down))
    subscribe("test.happened", OTHER)
    subscribe("test.happened", OTHER)
    subscribe("test.else", OTHER)
    entry = entry_of(announced())
    announced("test.nobody_listens")
    outbox.hand_on(COUNTY)
    jobs = Job.objects.filter(county=COUNTY).order_by("task")
    assert [(job.task, job.arguments, job.dedupe) for job in jobs] == [
        (task, {"entry": str(entry.id)}, f"{entry.id}/{task}") for task in (OTHER, path_of(note_down))
    ]


def test_handing_on_twice_does_nothing_more() -> None:
    subscribe("test.happened", path_of(note_down))
    announced()
    assert outbox.hand_on(COUNTY) == 1
    order = places()
    assert outbox.hand_on(COUNTY) == 0
    assert places() == order and Job.objects.count() == 1


def test_fanning_out_twice_makes_one_job() -> None:
    subscribe("test.happened", path_of(note_down))
    announced()
    row = Pending.objects.get(county=COUNTY)
    with writing("framework"):
        outbox._fan_out(row)
        outbox._fan_out(row)
    assert outbox.hand_on(COUNTY) == 1
    assert Job.objects.count() == 1


def test_a_rollback_leaves_all_to_be_done_again() -> None:
    subscribe("test.happened", path_of(note_down))
    announced()
    order = places()
    with pytest.raises(RuntimeError), transaction.atomic():
        assert outbox.hand_on(COUNTY) == 1
        raise RuntimeError  # the worker is killed before the commit
    assert places() == order and Pending.objects.count() == 1 and not Job.objects.exists()
    assert outbox.hand_on(COUNTY) == 1
    assert Job.objects.count() == 1 and list(verify(COUNTY)) == []


def test_a_refused_act_announces_nothing() -> None:
    subscribe("test.happened", path_of(note_down))
    with pytest.raises(RuntimeError), transaction.atomic():
        announced()
        raise RuntimeError
    assert outbox.hand_on(COUNTY) == 0 and not Job.objects.exists()


def test_a_large_outbox_is_handed_on_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "BATCH", 2)
    entries = [entry_of(announced()).id for _ in range(5)]
    assert [outbox.hand_on(COUNTY) for _ in range(4)] == [2, 2, 1, 0]
    assert [entry for _, entry in places()][-5:] == entries


def test_each_county_has_its_own_order() -> None:
    announced(county="329922")
    announced()
    assert outbox.hand_on("329922") == 1
    assert list(Leaf.objects.filter(county="329922").values_list("seq", flat=True)) == [1]
    assert Pending.objects.filter(county=COUNTY).count() == 1


def test_an_entry_that_is_gone_does_not_stop_the_outbox(writing_as_test: None) -> None:
    subscribe("test.happened", path_of(note_down))
    announced()
    Pending.objects.create(id=GONE, county=COUNTY, event="", recorded_at=NOON)
    with writing("none"):
        assert outbox.hand_on(COUNTY) == 2
    assert [(found.kind, found.entry) for found in verify(COUNTY)] == [("removed", GONE)]
    assert Job.objects.count() == 1


def test_the_worker_hands_on_and_runs() -> None:
    subscribe("test.happened", path_of(note_down))
    entry = entry_of(announced())
    worker.work_until_idle(COUNTY)
    assert calls == [{"job_key": f"job/{entry.id}/{path_of(note_down)}", "entry": str(entry.id)}]


@pytest.mark.pure
def test_subscribers_are_listed_by_name() -> None:
    subscribe("b", "z")
    subscribe("b", "a")
    subscribe("a", "x")
    assert subscribers("b") == ("a", "z") and subscribers("none") == ()
    assert list(all_events().items()) == [("a", ("x",)), ("b", ("a", "z"))]
