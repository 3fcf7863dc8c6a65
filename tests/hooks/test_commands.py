"""Commands of webhooks: who may, what is refused, what the journal keeps, rotation, production's rules."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import standardwebhooks
import svix.webhooks

from linli.kernel.actor import Actor, system_actor
from linli.kernel.clock_port import now
from linli.kernel.db.listing import Asked, fetch
from linli.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, Refusal
from linli.kernel.hooks import jobs
from linli.kernel.hooks.commands import (
    create_hook,
    disable_hook,
    edit_hook,
    pause_hook,
    ping_hook,
    replay_hook,
    resume_hook,
    rotate_hook,
)
from linli.kernel.hooks.listing import HOOKS, SEE, deliveries_listing, hook_alarms, hook_detail
from linli.kernel.hooks.models import Hook
from linli.kernel.hooks.rules import MOST_HOOKS
from linli.kernel.journal.models import Content, JournalEntry
from tests.actors import actor_with
from tests.hooks.making import COUNTY, EVENT, POWERS, Clock, Made, events, hook_to, journalled, keeper
from tests.hooks.receivers import Receiver, receiving

pytestmark = pytest.mark.django_db
NOWHERE = "http://127.0.0.1:9/secret-path?token=abc"


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    settings.LINLI = replace(settings.LINLI, hook_seconds=1)
    with receiving() as found:
        yield found


def deeds(hook: Made) -> dict[str, Callable[[Actor], Any]]:
    """Everything that can be done to a webhook, by its command."""
    span = {"since": now() - timedelta(days=1), "until": now() - timedelta(hours=1)}
    words: dict[str, Any] = {"name": "b", "address": NOWHERE, "events": (EVENT,)}
    return {
        "kernel.edit_hook": lambda actor: edit_hook(actor, hook=hook.id, expected_version=1, **words),
        "kernel.ping_hook": lambda actor: ping_hook(actor, hook=hook.id),
        "kernel.replay_hook": lambda actor: replay_hook(actor, hook=hook.id, **span),
        "kernel.rotate_hook": lambda actor: rotate_hook(actor, hook=hook.id),
        "kernel.pause_hook": lambda actor: pause_hook(actor, hook=hook.id),
        "kernel.resume_hook": lambda actor: resume_hook(actor, hook=hook.id),
    }


def test_who_may_and_who_may_not() -> None:
    hook = hook_to(NOWHERE)
    for power, deed in deeds(hook).items():
        others = [name for name in (*POWERS, SEE) if name != power]
        with pytest.raises(NotAllowed):
            deed(actor_with(*others, at=now()))
        with pytest.raises(NotFound):
            deed(actor_with(power, area="329922", at=now()))
        with pytest.raises(NotFound):
            deed(actor_with(power, area="329921001", at=now()))
        deed(actor_with(power, at=now()))
    assert journalled(hook) == ["kernel.create_hook", *deeds(hook)]
    with pytest.raises(NotAllowed):
        create_hook(actor_with(*POWERS[1:], at=now()), name="a", address=NOWHERE, events=(EVENT,))
    with pytest.raises(NotAllowed):
        disable_hook(keeper(), hook=hook.id, reason="gone")


def test_who_sees_which() -> None:
    whole, part = hook_to(NOWHERE), hook_to(NOWHERE, area="329921001")
    town = actor_with(SEE, area="329921001", at=now())
    assert {row.id for row in fetch(HOOKS, keeper(), Asked()).rows} == {whole.id, part.id}
    assert [row.id for row in fetch(HOOKS, town, Asked()).rows] == [part.id]
    assert fetch(HOOKS, actor_with(SEE, area="329922", at=now()), Asked()).rows == ()
    assert fetch(HOOKS, actor_with(*POWERS, at=now()), Asked()).rows == ()
    with pytest.raises(NotFound):
        hook_detail(town, whole.id)
    events(2)
    assert len(fetch(deliveries_listing(whole.id), keeper(), Asked()).rows) == 2
    assert fetch(deliveries_listing(whole.id), town, Asked()).rows == ()


def test_neither_secret_nor_path_is_shown_or_journalled() -> None:
    hook = hook_to(NOWHERE)
    rotated = rotate_hook(keeper(), hook=hook.id).values["secret"]
    told = str(list(JournalEntry.objects.values())) + str(list(Content.objects.values()))
    shown = str(hook_detail(keeper(), hook.id)) + str(fetch(HOOKS, keeper(), Asked()))
    row = hook.row
    assert bytes(row.old_secret or b"") and rotated.encode() not in bytes(row.secret)
    for secret in (hook.secret, rotated):
        assert secret not in told and secret.removeprefix("whsec_") not in shown
    assert "token=abc" not in told and "secret-path" not in told and "127.0.0.1" in told


@pytest.mark.parametrize(
    ("given", "path", "code"),
    [
        ({"name": " "}, "name", "required"),
        ({"name": "x" * 81}, "name", "too_long"),
        ({"address": ""}, "address", "required"),
        ({"address": "https://" + "x" * 500}, "address", "too_long"),
        ({"address": "gopher://x/"}, "address", "hook_bad_address"),
        ({"address": "https://me:pw@example.com/"}, "address", "hook_bad_address"),
        ({"events": ()}, "events", "hook_no_event"),
        ({"events": ("people.person_registered",)}, "events", "hook_unknown_event"),
        ({"events": ("kernel.hook_pinged",)}, "events", "hook_unknown_event"),
    ],
)
def test_what_is_refused(given: dict[str, Any], path: str, code: str) -> None:
    words: dict[str, Any] = {"name": "a", "address": NOWHERE, "events": (EVENT,), **given}
    with pytest.raises(Invalid) as refused:
        create_hook(keeper(), **words)
    (problem,) = refused.value.problems
    assert (problem.path, problem.code.code) == (path, code) and not Hook.objects.exists()
    hook = hook_to(NOWHERE)
    with pytest.raises(Invalid):
        edit_hook(keeper(), hook=hook.id, expected_version=1, **words)


@pytest.mark.parametrize("area", ["329922", "32992", "3299210010011", "329921x", "329921001001001"])
def test_an_area_outside_or_none_is_not_found(area: str) -> None:
    with pytest.raises(NotFound):
        hook_to(NOWHERE, area=area)


def test_production_takes_only_open_https(settings: Any) -> None:
    hook = hook_to(NOWHERE)
    settings.LINLI = replace(settings.LINLI, mode="production")
    for address, code in (
        (NOWHERE, "hook_not_encrypted"), ("https://127.0.0.1/", "hook_private_address"),
        ("https://[fd00::1]/", "hook_private_address"), ("https://169.254.169.254/", "hook_private_address"),
    ):  # fmt: skip
        with pytest.raises(Invalid) as refused:
            edit_hook(keeper(), hook=hook.id, name="a", address=address, events=(EVENT,), expected_version=1)
        assert refused.value.problems[0].code.code == code
    edit_hook(keeper(), hook=hook.id, name="a", address="https://example.com/", events=(EVENT,), expected_version=1)


def test_two_who_change_the_same_and_a_change_of_nothing() -> None:
    hook = hook_to(NOWHERE)
    words: dict[str, Any] = {"hook": hook.id, "address": NOWHERE, "events": (EVENT,), "expected_version": 1}
    assert edit_hook(keeper(), name="平台", **words).unchanged
    edit_hook(keeper(), name="b", **words)
    with pytest.raises(Conflict):
        edit_hook(keeper(), name="c", **words)
    with pytest.raises(Conflict):
        pause_hook(keeper(), hook=hook.id, expected_version=1)


def test_the_same_key_sets_up_one_and_shows_its_secret_once() -> None:
    actor = keeper().keyed("k")
    words: dict[str, Any] = {"name": "a", "address": NOWHERE, "events": (EVENT,)}
    first, again = create_hook(actor, **words), create_hook(actor, **words)
    assert first.id == again.id and again.repeated and "secret" in first.values and not again.values
    for _ in range(MOST_HOOKS - 1):
        hook_to(NOWHERE)
    with pytest.raises(Conflict):
        hook_to(NOWHERE)


@pytest.mark.parametrize(
    ("state", "refused"),
    [
        ("on", {"kernel.resume_hook"}),
        ("paused", {"kernel.pause_hook", "kernel.ping_hook"}),
        ("disabled", {"kernel.pause_hook", "kernel.ping_hook", "kernel.replay_hook"}),
    ],
)
def test_what_is_possible_in_which_state(state: str, refused: set[str]) -> None:
    told = set()
    for power in POWERS[2:]:
        hook = hook_to(NOWHERE)
        if state == "paused":
            pause_hook(keeper(), hook=hook.id)
        if state == "disabled":
            disable_hook(system_actor(COUNTY, now(), "kernel.disable_hook"), hook=hook.id, reason="gone")
        try:
            deeds(hook)[power](keeper())
        except Refusal as refusal:
            assert refusal.code.code == "hook_state"
            told.add(power)
    assert told == refused


def test_switching_off_twice_is_once() -> None:
    hook, machine = hook_to(NOWHERE), system_actor(COUNTY, now(), "kernel.disable_hook")
    assert not disable_hook(machine, hook=hook.id, reason="gone").unchanged
    assert disable_hook(machine, hook=hook.id, reason="failing").unchanged and hook.row.reason == "gone"


def verifies(secret: str, got: Any) -> bool:
    found = set()
    for library in (standardwebhooks.Webhook, svix.webhooks.Webhook):
        try:
            library(secret).verify(got.body, got.headers)
            found.add(True)
        except standardwebhooks.WebhookVerificationError:
            found.add(False)
    (same,) = found
    return same


def test_two_secrets_sign_until_the_old_one_ends(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    clock, hook = Clock(monkeypatch), hook_to(receiver.address)
    fresh = rotate_hook(keeper(), hook=hook.id).values["secret"]
    with pytest.raises(Conflict):
        rotate_hook(keeper(), hook=hook.id)
    assert hook_detail(keeper(), hook.id).old_until is not None
    events(1)
    clock.send()
    assert verifies(hook.secret, receiver.came[0]) and verifies(fresh, receiver.came[0])
    clock.at += timedelta(hours=25)
    events(1)
    clock.send()
    assert not verifies(hook.secret, receiver.came[1]) and verifies(fresh, receiver.came[1])
    jobs.forget_old.func(job_key="test")
    assert hook.row.old_secret is None and hook_detail(keeper(at=clock.at), hook.id).old_until is None
    third = rotate_hook(keeper(at=clock.at), hook=hook.id).values["secret"]
    last = rotate_hook(keeper(at=clock.at), hook=hook.id, at_once=True).values["secret"]
    events(1)
    clock.send()
    assert [verifies(one, receiver.came[2]) for one in (fresh, third, last)] == [False, False, True]


def test_how_long_both_hold_is_a_setting(settings: Any) -> None:
    settings.LINLI = replace(settings.LINLI, hook_overlap_hours=2)
    hook, at = hook_to(NOWHERE), now()
    rotate_hook(keeper(at=at), hook=hook.id)
    assert hook.row.old_until == at + timedelta(hours=2)


def test_alarms_tell_what_somebody_must_see_to(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    clock, hook = Clock(monkeypatch), hook_to(receiver.address)
    receiver.usual = "busy"
    events(1)
    clock.send()
    assert hook_alarms(keeper(at=clock.at)) == ()
    clock.send(minutes=61)
    assert [alarm.kind for alarm in hook_alarms(keeper(at=clock.at))] == ["late"]
    for _ in range(40):
        clock.send(hours=3)
    assert [alarm.kind for alarm in hook_alarms(keeper(at=clock.at))] == ["failing"]
    resume_hook(keeper(at=clock.at), hook=hook.id)
    assert [alarm.kind for alarm in hook_alarms(keeper(at=clock.at))] == ["lost"]
    assert hook_alarms(actor_with(SEE, area="329922", at=clock.at)) == () == hook_alarms(actor_with(at=clock.at))
    receiver.usual = "honest"
    day = timedelta(days=1)
    replay_hook(keeper(at=clock.at), hook=hook.id, since=hook.row.created_at - day, until=clock.at)
    jobs.replay.func(entry=str(last_replay(hook)), job_key="test")
    clock.send()
    assert hook_alarms(keeper(at=clock.at)) == () and len(receiver.came) == 1


def last_replay(hook: Made) -> UUID:
    found: UUID = (
        JournalEntry.objects.filter(command="kernel.replay_hook", object_id=hook.id).order_by("-id").values_list("pk")
    )[0][0]
    return found
