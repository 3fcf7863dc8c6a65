"""From an act to the receiver: once an event and hook, thin, signed; retried with patience, then given up or off."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import standardwebhooks
import svix.webhooks

from linli.kernel.clock_port import now
from linli.kernel.hooks import jobs, ledger
from linli.kernel.hooks.commands import pause_hook, ping_hook, resume_hook
from linli.kernel.hooks.models import Hook, HookDelivery
from linli.kernel.hooks.rules import FAILURES, MOST_TRIES, WAITS, rest_after, wait_after, why_disable
from linli.kernel.ids import new
from linli.kernel.jobs.models import Job
from linli.kernel.jobs.worker import work_until_idle
from linli.kernel.journal.models import JournalEntry
from tests.hooks.making import COUNTY, EVENT, Clock, events, handed, hook_to, journalled, keeper, states, told
from tests.hooks.receivers import Receiver, receiving

pytestmark = pytest.mark.django_db


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    settings.LINLI = replace(settings.LINLI, hook_seconds=1)
    with receiving() as found:
        yield found


def test_the_worker_sends_what_happened_signed_and_thin(receiver: Receiver) -> None:
    hook, entry = hook_to(receiver.address), told(area="329921001001002")
    work_until_idle(COUNTY)
    (got,) = receiver.came
    assert got.head.startswith("POST /in?of=linli HTTP/1.1") and got.headers["host"] == f"127.0.0.1:{receiver.port}"
    assert got.headers["content-type"] == "application/json" and got.id == str(entry)
    for library in (standardwebhooks.Webhook, svix.webhooks.Webhook):
        library(hook.secret).verify(got.body, got.headers)
    body, row = json.loads(got.body), JournalEntry.objects.get(pk=entry)
    assert body["type"] == EVENT and set(body) == {"type", "timestamp", "data"}
    assert body["data"] == {
        "type": "places.area", "id": str(row.object_id), "county": COUNTY, "area": "329921001001", "version": 3,
        "state": "renamed",
    }  # fmt: skip
    assert "不能说的话" not in got.body.decode() and states(hook) == [("sent", 1)]
    assert hook.row.last_sent_at is not None


def test_without_a_webhook_no_job_is_made() -> None:
    entry = told()
    handed(entry)
    assert not Job.objects.filter(task=jobs.hand_out.module_path).exists() and not HookDelivery.objects.exists()
    hook_to("http://127.0.0.1:9/")
    told()
    handed()
    assert Job.objects.filter(task=jobs.hand_out.module_path).count() == 1


def test_an_event_handed_out_twice_is_one_delivery(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    clock, one, two = Clock(monkeypatch), hook_to(receiver.address), hook_to(receiver.address)
    entry = told()
    handed(entry, entry)
    handed(entry)
    assert HookDelivery.objects.count() == 2
    clock.send()
    clock.send(hours=1)
    assert receiver.counted() == {str(entry): 2} and states(one) == states(two) == [("sent", 1)]


def test_a_webhook_hears_only_what_it_wants_inside_its_area(receiver: Receiver) -> None:
    hook = hook_to(receiver.address, area="329921001")
    wanted = told(area="329921001002")
    handed(wanted, told(area=COUNTY), told(area="329921002"), told("places.area_split", "329921001"))
    assert list(HookDelivery.objects.values_list("event", flat=True)) == [wanted]
    ping_hook(keeper(), hook=hook.id)
    hook_to(receiver.address)
    work_until_idle(COUNTY)
    pings = [json.loads(got.body) for got in receiver.came if json.loads(got.body)["type"] == "kernel.hook_pinged"]
    assert [ping["data"]["id"] for ping in pings] == [str(hook.id)]


def test_it_is_tried_with_growing_patience_then_given_up_and_switched_off(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, hook = Clock(monkeypatch), hook_to(receiver.address)
    receiver.usual = "busy"
    (entry,) = events(1)
    clock.send()
    for tries, wait in enumerate(WAITS, start=1):
        assert states(hook) == [("failed", tries)] and hook.row.state == "on"
        clock.send(seconds=wait.total_seconds() * 0.9)
        assert receiver.asked == tries, "not yet"
        clock.send(seconds=wait.total_seconds() * 0.1 + 1)
    assert states(hook) == [("given_up", MOST_TRIES)] and receiver.asked == MOST_TRIES and receiver.came == []
    row = HookDelivery.objects.get(hook=hook.id)
    assert (row.status, row.reason, row.event, row.next_try_at) == (500, "http_500", entry, None)
    assert (hook.row.state, hook.row.reason) == ("disabled", "failing")
    assert journalled(hook) == ["kernel.create_hook", "kernel.disable_hook"]
    events(1)
    clock.send(days=1)
    assert receiver.asked == MOST_TRIES, "switched off: nothing is gathered, nothing sent"


def test_gone_switches_off_at_once_and_it_can_go_on(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    clock, hook = Clock(monkeypatch), hook_to(receiver.address)
    receiver.habits = ["gone"]
    events(3)
    clock.send()
    assert (hook.row.state, hook.row.reason) == ("disabled", "gone") and len(receiver.came) < 3
    clock.send(days=1)
    resume_hook(keeper(at=clock.at), hook=hook.id)
    clock.send()
    assert len(receiver.counted()) == 3 and {state for state, _ in states(hook)} == {"sent"}
    assert journalled(hook)[-2:] == ["kernel.disable_hook", "kernel.resume_hook"]


def test_a_yes_in_between_forgives_the_failures(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    clock, hook = Clock(monkeypatch), hook_to(receiver.address)
    receiver.habits = ["busy", "busy", "honest"]
    events(1)
    for minutes in (0, 1, 10):
        clock.send(minutes=minutes)
    assert states(hook) == [("sent", 3)]
    assert (hook.row.failures, hook.row.failing_since, hook.row.rest_until) == (0, None, None)


def test_paused_it_gathers_and_sends_when_it_goes_on(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    clock, hook = Clock(monkeypatch), hook_to(receiver.address)
    pause_hook(keeper(), hook=hook.id)
    made = events(4)
    clock.send()
    assert receiver.asked == 0 and states(hook) == [("waiting", 0)] * 4
    resume_hook(keeper(), hook=hook.id)
    clock.send()
    assert set(receiver.counted()) == set(map(str, made))


def test_two_workers_do_not_take_the_same_delivery() -> None:
    hook_to("http://127.0.0.1:9/")
    events(5)
    first, second = ledger.take_due(COUNTY, now()), ledger.take_due(COUNTY, now())
    assert len(first) == 5 and second == []
    later = ledger.take_due(COUNTY, now() + timedelta(minutes=3))
    assert {parcel.delivery for parcel in later} == {parcel.delivery for parcel in first}, "after the lease"
    assert {parcel.tries for parcel in later} == {2}


def test_a_late_yes_counts_and_a_late_no_does_not() -> None:
    hook = hook_to("http://127.0.0.1:9/")
    events(1)
    (parcel,) = ledger.take_due(COUNTY, now())
    (again,) = ledger.take_due(COUNTY, now() + timedelta(minutes=3))
    assert ledger.settle(parcel, ledger.Ending(500, "http_500"), now(), 0.5) == "" and hook.row.failures == 0
    ledger.settle(parcel, ledger.Ending(200), now(), 0.5)
    ledger.settle(again, ledger.Ending(500, "http_500"), now(), 0.5)
    assert states(hook) == [("sent", 2)] and hook.row.failures == 0


def test_whose_worker_dies_at_the_last_try_is_given_up() -> None:
    hook, moment = hook_to("http://127.0.0.1:9/"), now()
    events(1)
    for turn in range(1, MOST_TRIES + 2):
        taken = ledger.take_due(COUNTY, moment + timedelta(minutes=3 * turn))
        assert len(taken) == (1 if turn <= MOST_TRIES else 0)
    assert HookDelivery.objects.get(hook=hook.id).reason == "worker_lost"


def test_old_deliveries_and_ended_secrets_are_forgotten(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    clock, hook = Clock(monkeypatch), hook_to(receiver.address)
    events(2)
    clock.send()
    waiting = hook_to(receiver.address)
    events(1)
    clock.at += timedelta(days=91)
    jobs.forget_old.func(job_key="test")
    assert states(hook) == [("waiting", 0)] and states(waiting) == [("waiting", 0)], "what waits is never forgotten"


@pytest.mark.pure
def test_patience_and_rest() -> None:
    waits = [wait_after(tries, 0.5) for tries in range(1, MOST_TRIES + 1)]
    assert waits[-1] is None and list(WAITS) == waits[:-1] == sorted(WAITS)
    low, high = wait_after(2, 0.0), wait_after(2, 1.0)
    assert low is not None and high is not None and low < WAITS[1] < high
    assert [rest_after(count).total_seconds() for count in (1, 2, 3, 30)] == [5, 10, 20, 600]


@pytest.mark.pure
def test_when_a_webhook_is_switched_off() -> None:
    at, long, short = now(), now() - timedelta(days=3, hours=1), now() - timedelta(days=2)
    assert why_disable(410, 1, at, at) == "gone"
    assert why_disable(500, FAILURES, long, at) == "failing"
    assert why_disable(500, FAILURES - 1, long, at) == why_disable(500, 99, short, at) == ""


def test_an_unknown_entry_makes_nothing() -> None:
    hook_to("http://127.0.0.1:9/")
    assert ledger.hand_out(new(COUNTY)) == 0 and Hook.objects.count() == 1
