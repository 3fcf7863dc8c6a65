"""Commands of webhooks: set up, change, pause, go on, new secret, test, send again, switch off."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command, expect_version, must_cover, record
from linli.kernel.crypto.boxes import open_box, seal_box
from linli.kernel.db.locks import one_at_a_time
from linli.kernel.errors import Conflict, ErrorCode, Invalid, KernelCode, NotFound, Problem, Term
from linli.kernel.hooks.models import Hook
from linli.kernel.hooks.offers import all_offers
from linli.kernel.hooks.reasons import HookCode
from linli.kernel.hooks.rules import (
    ADDRESS_LENGTH,
    DISABLED,
    LONGEST_SPAN,
    MOST_HOOKS,
    NAME_LENGTH,
    ON,
    PAUSED,
    PING,
)
from linli.kernel.hooks.signing import new_secret
from linli.kernel.hooks.words import STATE_TERMS
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, subject_of
from linli.kernel.sending.calling import NoAnswer, parts_of

TYPE = "kernel.hook"
WRONG_ADDRESS: dict[str, ErrorCode] = {
    "bad_address": HookCode.BAD_ADDRESS,
    "not_encrypted": HookCode.NOT_ENCRYPTED,
    "private_address": HookCode.PRIVATE_ADDRESS,
}


def _wrong(path: str, code: ErrorCode, **data: Any) -> Invalid:
    return Invalid(KernelCode.INVALID, problems=(Problem(path, code, data),))


def _checked_text(path: str, text: str, limit: int) -> str:
    text = text.strip()
    if not text:
        raise _wrong(path, KernelCode.REQUIRED)
    if len(text) > limit:
        raise _wrong(path, KernelCode.TOO_LONG, length=len(text), limit=limit)
    return text


def _checked_address(text: str) -> str:
    address = _checked_text("address", text, ADDRESS_LENGTH)
    try:
        parts_of(address, private=settings.LINLI.guarded)
    except NoAnswer as error:
        raise _wrong("address", WRONG_ADDRESS[error.reason]) from error
    return address


def _checked_events(events: Iterable[str]) -> list[str]:
    wanted, offered = sorted(set(events)), {item.event for item in all_offers()} - {PING}
    unknown = [event for event in wanted if event not in offered]
    if unknown:
        raise _wrong("events", HookCode.UNKNOWN_EVENT, event=unknown[0][:80])
    if not wanted:
        raise _wrong("events", HookCode.NO_EVENT)
    return wanted


def _checked_area(actor: Actor, area: str) -> str:
    """The area inside which a hook hears: the county, or one inside it that the actor covers."""
    area = area.strip() or actor.county
    must_cover(actor, area)
    if not (area.isascii() and area.isdigit() and area.startswith(actor.county) and len(area) in (6, 9, 12)):
        raise NotFound(KernelCode.NOT_FOUND)
    return area


def _locked(actor: Actor, hook: UUID, expected_version: int | None = None) -> Hook:
    row = Hook.objects.select_for_update().filter(county=actor.county, pk=hook).order_by("id").first()
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    must_cover(actor, row.area)
    if expected_version is not None:
        expect_version(row, expected_version)
    return row


def _kept(actor: Actor, row: Hook, changed: tuple[str, ...], act: Act) -> Receipt:
    row.version += 1
    row.save(update_fields=["version", *changed])
    record(actor, subject_of(row), act)
    return Receipt(TYPE, row.id, row.state, row.version)


def _refuse_unless(row: Hook, *states: str) -> None:
    if row.state not in states:
        raise Conflict(HookCode.STATE, {"state": Term(STATE_TERMS[row.state])})


def _host(address: str) -> str:
    # A path or query may hold what only the two sides know.
    return parts_of(address, private=True).hostname or ""


@command("kernel.create_hook")
def create_hook(actor: Actor, *, name: str, address: str, events: tuple[str, ...], area: str = "") -> Receipt:
    """Set up a webhook; ``values["secret"]`` is shown once."""
    covered = _checked_area(actor, area)
    one_at_a_time(f"hooks-{actor.county}")
    if Hook.objects.filter(county=actor.county).count() >= MOST_HOOKS:
        raise Conflict(HookCode.TOO_MANY, {"limit": MOST_HOOKS})
    row_id, secret = new(actor.county), new_secret()
    row = Hook.objects.create(
        id=row_id, county=actor.county, area=covered, name=_checked_text("name", name, NAME_LENGTH),
        address=_checked_address(address), events=_checked_events(events), secret=_sealed(row_id, "secret", secret),
        state=ON, state_at=actor.at, created_at=actor.at,
    )  # fmt: skip
    facts = {"name": row.name, "host": _host(row.address), "events": row.events}
    record(actor, subject_of(row), Act(("name", "address", "events", "secret"), facts=facts))
    return Receipt(TYPE, row.id, row.state, row.version, values={"secret": secret})


def _sealed(row: UUID, field: str, secret: str) -> bytes:
    return seal_box(secret, table="kernel_hook", field=field, row=row)


@command("kernel.edit_hook")
def edit_hook(
    actor: Actor, *, hook: UUID, name: str, address: str, events: tuple[str, ...], expected_version: int
) -> Receipt:
    """Change name, address and events; what waits already goes to the new address."""
    row = _locked(actor, hook, expected_version)
    given = {
        "name": _checked_text("name", name, NAME_LENGTH),
        "address": _checked_address(address),
        "events": _checked_events(events),
    }
    changed = tuple(field for field, value in given.items() if getattr(row, field) != value)
    if not changed:
        return Receipt(TYPE, row.id, row.state, row.version, unchanged=True)
    for field in changed:
        setattr(row, field, given[field])
    # Whoever mends the address need not wait until the old one has rested.
    row.rest_until = None
    facts = {"name": row.name, "host": _host(row.address), "events": row.events}
    return _kept(actor, row, (*changed, "rest_until"), Act(changed, facts=facts))


@command("kernel.pause_hook")
def pause_hook(actor: Actor, *, hook: UUID, expected_version: int | None = None) -> Receipt:
    """Send nothing for a while; events are gathered."""
    row = _locked(actor, hook, expected_version)
    _refuse_unless(row, ON)
    return _moved(actor, row, PAUSED)


@command("kernel.resume_hook")
def resume_hook(actor: Actor, *, hook: UUID, expected_version: int | None = None) -> Receipt:
    """Go on, also after it was switched off; what waits goes out at once."""
    row = _locked(actor, hook, expected_version)
    _refuse_unless(row, PAUSED, DISABLED)
    row.failures, row.failing_since, row.rest_until = 0, None, None
    return _moved(actor, row, ON, also=("failures", "failing_since", "rest_until"))


@command("kernel.disable_hook")
def disable_hook(actor: Actor, *, hook: UUID, reason: str) -> Receipt:
    """Switch a webhook off whose receiver is gone or has failed for days; an alarm stands on the desk's first page."""
    row = _locked(actor, hook)
    if row.state == DISABLED:
        return Receipt(TYPE, row.id, row.state, row.version, unchanged=True)
    return _moved(actor, row, DISABLED, reason=reason)


def _moved(actor: Actor, row: Hook, state: str, *, reason: str = "", also: tuple[str, ...] = ()) -> Receipt:
    facts = {"before": row.state, "state": state, "failures": row.failures, **({"reason": reason} if reason else {})}
    row.state, row.state_at, row.reason = state, actor.at, reason[:40]
    event = "kernel.hook_disabled" if state == DISABLED else ""
    return _kept(actor, row, ("state", "state_at", "reason", *also), Act(("state",), facts=facts, event=event))


@command("kernel.rotate_hook")
def rotate_hook(actor: Actor, *, hook: UUID, at_once: bool = False, expected_version: int | None = None) -> Receipt:
    """Give it a new secret; both sign until the old one ends (``LINLI_HOOK_OVERLAP_HOURS``), or at once.

    ``values["secret"]`` is shown once. Conflict while an earlier change is under way, unless it ends at once.
    """
    row = _locked(actor, hook, expected_version)
    if not at_once and row.old_until is not None and row.old_until > actor.at:
        raise Conflict(HookCode.ROTATING)
    before = open_box(bytes(row.secret), table="kernel_hook", field="secret", row=row.id)
    secret, until = new_secret(), actor.at + timedelta(hours=settings.LINLI.hook_overlap_hours)
    row.old_secret = None if at_once else _sealed(row.id, "old_secret", before)
    row.old_until = None if at_once else until
    row.secret = _sealed(row.id, "secret", secret)
    facts = {"until": row.old_until.isoformat() if row.old_until else actor.at.isoformat()}
    kept = _kept(actor, row, ("secret", "old_secret", "old_until"), Act(("secret",), facts=facts))
    return Receipt(kept.type, kept.id, kept.status, kept.version, values={"secret": secret})


@command("kernel.ping_hook")
def ping_hook(actor: Actor, *, hook: UUID) -> Receipt:
    """Send a test to a webhook."""
    row = _locked(actor, hook)
    _refuse_unless(row, ON)
    record(actor, subject_of(row), Act(event=PING))
    return Receipt(TYPE, row.id, row.state, row.version)


@command("kernel.replay_hook")
def replay_hook(actor: Actor, *, hook: UUID, since: datetime, until: datetime) -> Receipt:
    """Send again what the journal knows of between two moments, also what was missed while it was switched off.

    A job makes the deliveries batch by batch. What was sent before bears its old number.
    """
    row = _locked(actor, hook)
    _refuse_unless(row, ON, PAUSED)
    if since.tzinfo is None or until.tzinfo is None or not since < until <= actor.at or until - since > LONGEST_SPAN:
        data = {"days": LONGEST_SPAN.days}
        raise Invalid(KernelCode.INVALID, problems=(Problem("until", HookCode.SPAN, data),))
    facts = {"since": since.isoformat(), "until": until.isoformat()}
    record(actor, subject_of(row), Act(facts=facts, event="kernel.hook_replay_asked"))
    return Receipt(TYPE, row.id, row.state, row.version)
