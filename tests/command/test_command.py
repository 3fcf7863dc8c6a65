"""The command machinery: permission, transaction, keys, refusals that leave a trace, versions, locks."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command, record
from linli.kernel.command.decorator import NothingRecorded
from linli.kernel.command.models import AnsweredRequest
from linli.kernel.command.recording import RecordOutsideCommand
from linli.kernel.db.locks import LockOrder, forget_locks, lock_rows
from linli.kernel.errors import Conflict, KernelCode, NotAllowed, NotFound, TooMany
from linli.kernel.journal.entries import Act, Subject
from linli.kernel.journal.models import JournalEntry, Pending
from linli.people.commands import create_unit
from linli.people.models import Post, Unit

pytestmark = pytest.mark.django_db
Make = Callable[..., Actor]


def test_a_command_writes_its_row_its_entry_and_its_outbox_row(system: Make) -> None:
    receipt = create_unit(system("people.create_unit"), area="329921", name="民政局", kind="department")
    unit = Unit.objects.get(pk=receipt.id)
    entry = JournalEntry.objects.get(object_id=unit.id)
    assert (unit.name, entry.command, entry.outcome) == ("民政局", "people.create_unit", "done")
    assert Pending.objects.filter(pk=entry.id).exists()


def test_without_the_power_nothing_is_written(system: Make) -> None:
    with pytest.raises(NotAllowed):
        create_unit(system("people.appoint"), area="329921", name="民政局", kind="department")
    assert not Unit.objects.exists() and not JournalEntry.objects.filter(command="people.create_unit").exists()


def test_another_area_does_not_exist_for_the_actor() -> None:
    from tests.actors import actor_with

    with pytest.raises(NotFound):
        create_unit(actor_with("people.create_unit", area="329921001"), area="329921002", name="甲", kind="department")


def test_the_same_key_twice_has_one_effect_and_the_same_answer(system: Make) -> None:
    actor = system("people.create_unit").keyed("k1")
    first = create_unit(actor, area="329921", name="民政局", kind="department")
    second = create_unit(actor, area="329921", name="民政局", kind="department")
    assert first == second and second.repeated and not first.repeated
    assert Unit.objects.count() == 1


def test_the_same_key_with_other_content_is_refused(system: Make) -> None:
    actor = system("people.create_unit").keyed("k1")
    create_unit(actor, area="329921", name="民政局", kind="department")
    with pytest.raises(Conflict) as caught:
        create_unit(actor, area="329921", name="财政局", kind="department")
    assert caught.value.code is KernelCode.KEY_REUSED
    assert Unit.objects.count() == 1


def test_a_refused_request_keeps_no_key(system: Make) -> None:
    create_unit(system("people.create_unit"), area="329921", name="民政局", kind="department")
    with pytest.raises(Conflict):
        create_unit(system("people.create_unit").keyed("k2"), area="329921", name="民政局", kind="department")
    assert not AnsweredRequest.objects.filter(key="k2").exists()


@command("test.write_nothing")
def _write_nothing(actor: Actor) -> Receipt:
    """Writes no entry."""
    return Receipt("test", __import__("uuid").UUID(int=1), "x", 1)


def test_a_command_without_an_entry_is_a_bug(system: Make) -> None:
    with pytest.raises(NothingRecorded):
        _write_nothing(system("test.write_nothing"))


def test_record_outside_a_command_is_a_bug(system: Make) -> None:
    from uuid import UUID

    with pytest.raises(RecordOutsideCommand):
        record(system(), Subject("x", UUID(int=1), "329921", "329921"), Act())


def test_facts_hold_no_floats(system: Make) -> None:
    from linli.kernel.command.state import running_as
    from linli.kernel.ids import new

    with running_as("test.x"), pytest.raises(TypeError):
        record(system(), Subject("x", new("329921"), "329921", "329921"), Act(facts={"share": 0.5}))


class _Deadlock(Exception):
    sqlstate = "40P01"


def _failing(times: int, then: Any) -> Callable[[], Any]:
    left = [times]

    def run() -> Any:
        if left[0]:
            left[0] -= 1
            raise OperationalError("deadlock detected") from _Deadlock()
        return then

    return run


def test_one_retry_on_deadlock(system: Make) -> None:
    create_unit(system("people.create_unit"), area="329921", name="甲", kind="department")
    receipt = Receipt("x", Unit.objects.get().id, "ok", 1)

    from linli.kernel.command import decorator

    assert decorator._with_retry(_failing(1, receipt)) == receipt
    with pytest.raises(TooMany):
        decorator._with_retry(_failing(2, receipt))


def test_locks_are_taken_in_one_order() -> None:
    forget_locks()
    lock_rows(Post, "person", [])
    with pytest.raises(LockOrder):
        lock_rows(Unit, "area", [])
