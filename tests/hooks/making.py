"""Webhooks in tests: set up by their command, events from a command, a clock that the jobs read."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.clock_port import now
from linli.kernel.command import Receipt, command, record
from linli.kernel.hooks import jobs, ledger, replaying
from linli.kernel.hooks.commands import create_hook
from linli.kernel.hooks.models import Hook, HookDelivery
from linli.kernel.ids import new
from linli.kernel.jobs import outbox
from linli.kernel.journal.entries import Act, Subject
from linli.kernel.journal.models import JournalEntry
from tests.actors import actor_with

COUNTY, EVENT = "329921", "places.area_renamed"
POWERS = tuple(f"kernel.{verb}_hook" for verb in ("create", "edit", "pause", "resume", "rotate", "ping", "replay"))


def keeper(*more: str, area: str = COUNTY, at: datetime | None = None) -> Actor:
    """Who looks after webhooks."""
    return actor_with(*POWERS, "kernel.see_hooks", *more, area=area, at=at or now())


@dataclass(frozen=True)
class Made:
    """A webhook and its secret."""

    id: UUID
    secret: str

    @property
    def row(self) -> Hook:
        """As stored."""
        return Hook.objects.get(pk=self.id)


def hook_to(address: str, *events: str, **given: Any) -> Made:
    """A webhook that wants ``events`` (by default one kind)."""
    made = create_hook(keeper(), name="平台", address=address, events=events or (EVENT,), **given)
    return Made(made.id, made.values["secret"])


@command("test.tell_outside")
def tell_outside(
    actor: Actor, *, event: str, area: str, kind: str = "places.area", facts: Any = None, thing: UUID | None = None
) -> Receipt:
    """Something happens that is announced."""
    subject = Subject(kind, thing or new(actor.county), actor.county, area, 3)
    entry = record(actor, subject, Act(("name",), {"name": "不能说的话"}, facts or {"state": "renamed"}, event))
    return Receipt(kind, subject.id, "told", 3, values={"entry": entry})


def told(event: str = EVENT, area: str = COUNTY, at: datetime | None = None, **more: Any) -> UUID:
    """An event that has happened; its journal entry."""
    actor = actor_with("test.tell_outside", at=at or now())
    found: UUID = tell_outside(actor, event=event, area=area, **more).values["entry"]
    return found


def handed(*entries: UUID) -> None:
    """Empty the outbox, then hand these events out as their job does."""
    while outbox.hand_on(COUNTY):
        pass
    for entry in entries:
        jobs.hand_out.func(entry=str(entry), job_key="test")


def events(count: int, **more: Any) -> list[UUID]:
    """So many events, handed out."""
    made = [told(**more) for _ in range(count)]
    handed(*made)
    return made


class Clock:
    """The clock of the jobs."""

    def __init__(self, monkeypatch: Any) -> None:
        self.at = now()
        for module in (jobs, ledger, replaying):
            monkeypatch.setattr(module, "now", lambda: self.at)
        monkeypatch.setattr(jobs, "random", lambda: 0.5)

    def send(self, **later: float) -> None:
        """Let the minute's job run once, some time later."""
        self.at += timedelta(**later)
        jobs.send_due.func(job_key="test")


def states(hook: Made) -> list[tuple[str, int]]:
    """(state, tries) of its deliveries, the oldest first."""
    rows = HookDelivery.objects.filter(hook=hook.id).order_by("created_at", "id")
    return list(rows.values_list("state", "tries"))


def journalled(hook: Made) -> list[str]:
    """The commands that the journal knows of a webhook, in their order."""
    rows = JournalEntry.objects.filter(object_type="kernel.hook", object_id=hook.id)
    return list(rows.order_by("object_version", "id").values_list("command", flat=True))
