"""A receiver that drops, delays, repeats and lies loses nothing and doubles nothing; none holds up another."""

import random
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
import standardwebhooks
import svix.webhooks

from linli.kernel.hooks import jobs
from linli.kernel.hooks.models import HookDelivery
from linli.kernel.sending.calling import Call, NoAnswer, ask, is_foreign, parts_of
from tests.hooks.making import Clock, events, hook_to, states
from tests.hooks.receivers import Receiver, receiving

pytestmark = pytest.mark.django_db
HABITS = ("honest", "drop", "drop_after", "delay", "trickle", "repeat", "busy", "away", "rubbish", "huge", "garbage")


class Crash(BaseException):
    """The worker is gone."""


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    settings.LINLI = replace(settings.LINLI, hook_seconds=1)
    with receiving() as found:
        yield found


@pytest.mark.parametrize(
    ("habit", "state", "reason", "came"),
    [
        ("honest", "sent", "", 1),
        ("rubbish", "sent", "", 1),
        ("huge", "sent", "", 1),
        ("slow_yes", "sent", "", 1),
        ("drop", "failed", "no_connection", 0),
        ("drop_after", "failed", "no_connection", 1),
        ("garbage", "failed", "no_connection", 1),
        ("delay", "failed", "time_out", 1),
        ("trickle", "failed", "time_out", 0),
        ("busy", "failed", "http_500", 0),
        ("repeat", "failed", "http_500", 1),
        ("refuse", "failed", "http_400", 0),
        ("away", "failed", "http_302", 0),
    ],
)
def test_what_a_receiver_does_wrong_is_named_and_mended(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch, habit: str, state: str, reason: str, came: int
) -> None:
    clock, hook = Clock(monkeypatch), hook_to(receiver.address)
    receiver.habits = [habit]
    (entry,) = events(1)
    began = time.monotonic()
    clock.send()
    assert time.monotonic() - began < 1.9, "one time-out over everything, and nobody reads a huge answer"
    row = HookDelivery.objects.get(hook=hook.id)
    assert (row.state, row.reason, len(receiver.came)) == (state, reason, came)
    assert receiver.asked == 1, "no redirect is followed, nothing is tried twice at once"
    clock.send(minutes=1)
    assert states(hook)[0][0] == "sent" and set(receiver.counted()) == {str(entry)}


@pytest.mark.parametrize("seed", range(5))
def test_over_bad_habits_and_crashes_every_event_comes_under_one_number(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    dice, clock = random.Random(seed), Clock(monkeypatch)
    hook = hook_to(receiver.address)
    made = events(8)
    receiver.habits = [dice.choice(HABITS) for _ in range(12)]
    with monkeypatch.context() as patched:
        for name in ("take_due", "settle"):
            patched.setattr(jobs, name, crashing(getattr(jobs, name), dice))
        for _ in range(8):
            with suppress(Crash):
                clock.send(minutes=3)
    for _ in range(30):
        clock.send(hours=3)
        if {state for state, _ in states(hook)} == {"sent"}:
            break
    assert {state for state, _ in states(hook)} == {"sent"} and len(states(hook)) == len(made)
    assert set(receiver.counted()) == set(map(str, made)), "nothing is lost, and a repeat bears the same number"
    bodies: dict[str, set[bytes]] = {}
    for got in receiver.came:
        standardwebhooks.Webhook(hook.secret).verify(got.body, got.headers)
        svix.webhooks.Webhook(hook.secret).verify(got.body, got.headers)
        bodies.setdefault(got.id, set()).add(got.body)
    assert {len(found) for found in bodies.values()} == {1}, "a repeat says the same"


def crashing(function: Callable[..., Any], dice: random.Random) -> Callable[..., Any]:
    """The same function, before or after which the worker may be lost."""

    def call(*args: Any, **kwargs: Any) -> Any:
        if dice.random() < 0.15:
            raise Crash
        found = function(*args, **kwargs)
        if dice.random() < 0.15:
            raise Crash
        return found

    return call


def test_a_slow_receiver_holds_up_no_other(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    clock, quick = Clock(monkeypatch), hook_to(receiver.address)
    with receiving("trickle") as slow:
        held = hook_to(slow.address)
        made = events(40)
        began = time.monotonic()
        for _ in range(6):
            clock.send(seconds=30)
        assert time.monotonic() - began < 12
        assert set(receiver.counted()) == set(map(str, made)) and {state for state, _ in states(quick)} == {"sent"}
        assert 1 <= slow.asked <= 20, "asked ever more rarely while it fails"
        slow.usual = "honest"
        for _ in range(3):
            clock.send(minutes=15)
        assert set(slow.counted()) == set(map(str, made)) and {state for state, _ in states(held)} == {"sent"}


def test_the_receiver_of_one_that_is_off_the_net(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        clock, hook = Clock(monkeypatch), hook_to(f"http://127.0.0.1:{closed.getsockname()[1]}/")
        events(1)
        clock.send()
    assert HookDelivery.objects.get(hook=hook.id).reason == "no_connection"


def test_production_asks_no_private_address(receiver: Receiver, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    clock, hook = Clock(monkeypatch), hook_to(f"https://localhost:{receiver.port}/")
    events(1)
    settings.LINLI = replace(settings.LINLI, mode="production")
    clock.send()
    assert HookDelivery.objects.get(hook=hook.id).reason == "private_address" and receiver.asked == 0


@pytest.mark.pure
@pytest.mark.parametrize(
    ("address", "foreign"),
    [
        ("8.8.8.8", True), ("2400:3200::1", True), ("127.0.0.1", False), ("10.1.2.3", False), ("192.168.0.9", False),
        ("172.16.0.1", False), ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False),
        ("224.0.1.1", False), ("::1", False), ("fe80::1%eth0", False), ("fd00::1", False), ("::ffff:127.0.0.1", False),
        ("::ffff:8.8.8.8", True), ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False), ("2001:0:1::1", False),
    ],
)  # fmt: skip
def test_which_addresses_lie_in_the_open_net(address: str, foreign: bool) -> None:
    assert is_foreign(address) is foreign


@pytest.mark.pure
@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("https://example.com/x", ""), ("https://example.com:8443", ""), ("http://example.com/", "not_encrypted"),
        ("ftp://example.com/", "bad_address"), ("https://", "bad_address"), ("https://a b/", "bad_address"),
        ("https://user:pw@example.com/", "bad_address"), ("https://example.com:99999/", "bad_address"),
        ("https://例子.cn/", "bad_address"), ("https://[::1]/", "private_address"), ("https://[::1/", "bad_address"),
        ("https://10.0.0.1/", "private_address"), ("https://example.com/\r\nX: y", "bad_address"), ("", "bad_address"),
    ],
)  # fmt: skip
def test_which_addresses_may_be_called(address: str, reason: str) -> None:
    if not reason:
        assert parts_of(address, private=False).hostname == "example.com"
        return
    with pytest.raises(NoAnswer, match=reason):
        parts_of(address, private=False)


@pytest.mark.pure
def test_a_name_that_nobody_looks_up_in_time_is_a_time_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: time.sleep(1) or [])
    began = time.monotonic()
    with pytest.raises(NoAnswer, match="time_out"):
        ask(Call("http://slow.example/", 0.3, private=True))
    assert time.monotonic() - began < 1
