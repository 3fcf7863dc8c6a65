"""Webhooks and their deliveries as pages and programs see them; no secret among them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from linli.kernel.actor import Actor
from linli.kernel.db.listing import Column, Filter, Listing
from linli.kernel.db.ranges import inside
from linli.kernel.errors import KernelCode, NotFound, n_
from linli.kernel.hooks.models import Hook, HookDelivery
from linli.kernel.hooks.rules import DISABLED, GIVEN_UP, ON, WITHHELD
from linli.kernel.hooks.words import DELIVERY_STATES, STATES

SEE = "kernel.see_hooks"
# How long a failure may last before it is told, and how long a lost delivery is told of.
PATIENCE, REMEMBERED = timedelta(hours=1), timedelta(days=30)


@dataclass(frozen=True)
class HookRow:
    """A webhook. ``old_until`` is set while the old secret still holds beside the new one."""

    id: UUID
    name: str
    address: str
    area: str
    events: tuple[str, ...]
    state: str
    state_at: datetime
    reason: str
    failures: int
    failing_since: datetime | None
    last_sent_at: datetime | None
    old_until: datetime | None
    created_at: datetime
    version: int


@dataclass(frozen=True)
class DeliveryRow:
    """One event for one hook: how it stands, how often it was tried, what came back last."""

    id: UUID
    event: UUID
    name: str
    subject_type: str
    subject_id: UUID
    state: str
    tries: int
    next_try_at: datetime | None
    status: int | None
    reason: str
    created_at: datetime
    settled_at: datetime | None


@dataclass(frozen=True)
class HookAlarm:
    """A hook that somebody must see to. ``kind``: switched off because the receiver is ``gone`` or was ``failing``,
    ``late`` when it fails and is tried again, ``lost`` when deliveries were given up and not sent again.
    """

    id: UUID
    name: str
    kind: str


def visible(actor: Actor) -> QuerySet[Hook]:
    """The webhooks inside the areas where the actor sees them."""
    wanted = Q(pk__in=[])
    for area in actor.areas_for(SEE):
        wanted |= inside("area", area)
    return Hook.objects.filter(wanted, county=actor.county)


def _row(hook: Hook, moment: datetime | None = None) -> HookRow:
    old = hook.old_until if moment is not None and hook.old_until and hook.old_until > moment else None
    return HookRow(
        hook.id, hook.name, hook.address, hook.area, tuple(hook.events), hook.state, hook.state_at, hook.reason,
        hook.failures, hook.failing_since, hook.last_sent_at, old, hook.created_at, hook.version,
    )  # fmt: skip


def hook_detail(actor: Actor, hook: UUID) -> HookRow:
    """One webhook; NotFound where the actor sees none."""
    row = visible(actor).filter(pk=hook).order_by("id").first()
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    return _row(row, actor.at)


def _by_state(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    return rows.filter(state=value)


HOOKS: Listing[HookRow] = Listing(
    name="kernel.hooks",
    title=n_("Webhooks"),
    columns=(
        Column("name", n_("Name")),
        Column("state", n_("State"), "state"),
        Column("failures", n_("Failures in a row"), "number"),
        Column("last_sent_at", n_("Last sent"), "moment"),
        Column("created_at", n_("Set up"), "moment", sort="created_at"),
    ),
    source=visible,
    row=_row,
    default_sort="-created_at",
    filters=(Filter("state", n_("State"), STATES, _by_state),),
)


def _delivery(row: HookDelivery) -> DeliveryRow:
    return DeliveryRow(
        row.id, row.event, row.name, row.subject_type, row.subject_id, row.state, row.tries, row.next_try_at,
        row.status, row.reason, row.created_at, row.settled_at,
    )  # fmt: skip


def deliveries_listing(hook: UUID) -> Listing[DeliveryRow]:
    """The deliveries of one webhook; of none that the actor does not see."""

    def source(actor: Actor) -> QuerySet[Any]:
        return HookDelivery.objects.filter(county=actor.county, hook=hook, hook__in=visible(actor))

    return Listing(
        name="kernel.hook_deliveries",
        title=n_("Deliveries"),
        columns=(
            Column("created_at", n_("When"), "moment", sort="created_at"),
            Column("name", n_("Event")),
            Column("state", n_("State"), "state"),
            Column("tries", n_("Tries"), "number"),
            Column("next_try_at", n_("Next try"), "moment"),
            Column("reason", n_("Last answer")),
        ),
        source=source,
        row=_delivery,
        default_sort="-created_at",
        filters=(Filter("state", n_("State"), DELIVERY_STATES, _by_state),),
    )


def hook_alarms(actor: Actor) -> tuple[HookAlarm, ...]:
    """What somebody must see to: switched off, failing for over an hour, or with lost deliveries (one query)."""
    lost = HookDelivery.objects.filter(
        county=actor.county, hook=OuterRef("pk"), state=GIVEN_UP, settled_at__gte=actor.at - REMEMBERED
    )
    wrong = Q(state=DISABLED) | Q(state=ON, failing_since__lte=actor.at - PATIENCE)
    rows = visible(actor).annotate(lost=Exists(lost.exclude(reason=WITHHELD))).filter(wrong | Q(lost=True))
    return tuple(_alarm(row) for row in rows.order_by("state_at", "id"))


def _alarm(row: Hook) -> HookAlarm:
    kind = row.reason if row.state == DISABLED else "late" if row.failures else "lost"
    return HookAlarm(row.id, row.name, kind or "failing")
