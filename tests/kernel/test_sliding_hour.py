"""At most so many acts within an hour that slides along; the unknown are not one and the same."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest

from linli.kernel import sliding_hour
from linli.kernel.errors import KernelCode, TooMany
from linli.kernel.sliding_hour import SlidingHour

pytestmark = pytest.mark.pure
NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)


def after(**span: float) -> datetime:
    return NOON + timedelta(**span)


def three() -> SlidingHour:
    return SlidingHour(3, KernelCode.BUSY)


def test_the_hour_slides() -> None:
    hour = three()
    for minutes in (0, 20, 40):
        hour.use("a", after(minutes=minutes))
    with pytest.raises(TooMany) as caught:
        hour.use("a", after(minutes=59))
    assert caught.value.code is KernelCode.BUSY
    assert dict(caught.value.data) == {"minutes": 1, "retry_after": 60}
    hour.use("a", after(minutes=60))
    with pytest.raises(TooMany) as later:
        hour.refuse_if_used("a", after(minutes=61))
    assert later.value.data["minutes"] == 19


def test_each_key_has_its_own_and_a_refusal_counts_nothing() -> None:
    hour = three()
    for _ in range(3):
        hour.note("a", NOON)
    hour.use("b", NOON)
    for _ in range(5):
        with pytest.raises(TooMany):
            hour.use("a", NOON)
    hour.use("a", after(hours=1))


def test_unknown_ones_are_not_counted_together() -> None:
    hour = three()
    for _ in range(10):
        hour.use("", NOON)


def test_those_of_long_ago_are_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sliding_hour, "REMEMBERED", 2)
    hour = SlidingHour(1, KernelCode.BUSY)
    for key in ("a", "b", "a", "c"):
        hour.note(key, NOON)
    hour.refuse_if_used("b", NOON)
    for key in ("a", "c"):
        with pytest.raises(TooMany):
            hour.refuse_if_used(key, NOON)
    hour.forget()
    hour.refuse_if_used("a", NOON)


def test_of_many_at_once_only_the_allowed_get_through() -> None:
    hour, start, through = SlidingHour(5, KernelCode.BUSY), Barrier(20), []

    def go() -> None:
        start.wait()
        try:
            hour.use("a", NOON)
        except TooMany:
            return
        through.append(1)

    threads = [Thread(target=go) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(through) == 5
