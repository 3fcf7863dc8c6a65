"""The message ledger: queued once an event and recipient, tried at least once, given up with an alarm."""

import json
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command, must_cover, record
from linli.kernel.crypto.boxes import seal_box
from linli.kernel.db.upsert import insert_if_absent
from linli.kernel.errors import Conflict, KernelCode, NotFound
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, subject_of
from linli.kernel.sending import Parcel
from linli.people.models import Message
from linli.people.queries.person_search import contact_key
from linli.people.queries.reaching import reach, words_of
from linli.people.queries.templates import template_at
from linli.people.rules.messages import (
    DESK,
    FAILED,
    GIVEN_UP,
    LEASE,
    MOST_TRIES,
    OPEN,
    QUEUED,
    SENT,
    TRYING,
    Letter,
    filled,
    wait_after,
)
from linli.people.rules.reasons import PeopleCode


@command("people.queue_message")
def queue_message(actor: Actor, *, letter: Letter) -> Receipt:
    """Put a message into the ledger; the same event and recipient again changes nothing.

    A notice for the desk is there at once; a mail or short message is sent by the job that hears of it.
    """
    row = _row(actor, letter)
    if not insert_if_absent(row):
        return Receipt("people.message", row.id, "known", 1, unchanged=True)
    facts = {"template": row.template, "channel": row.channel, "about": str(row.about_id)}
    event = "" if row.channel == DESK else "people.message_queued"
    record(actor, subject_of(row), Act(("state",), facts=facts, event=event))
    return Receipt("people.message", row.id, row.state, row.version)


def _row(actor: Actor, letter: Letter) -> Message:
    row_id, desk = new(actor.county), letter.channel == DESK
    row = Message(
        id=row_id, county=actor.county, area=letter.area, version=1, event=letter.event, recipient=letter.recipient,
        channel=letter.channel, template=letter.template, language=letter.language, person=letter.person,
        params=_sealed(row_id, "params", json.dumps(dict(letter.params), ensure_ascii=False)),
        about_type=letter.about[0], about_id=letter.about[1], unit=letter.unit, needs=letter.needs,
        state=SENT if desk else QUEUED, next_try_at=None if desk else actor.at, expires_at=letter.expires_at,
        queued_at=actor.at, settled_at=actor.at if desk else None,
    )  # fmt: skip
    if letter.to:
        row.to = _sealed(row_id, "to", letter.to)
        row.lookup = contact_key("phone" if letter.channel == "sms" else "mail", letter.to)
    return row


def _sealed(row: UUID, field: str, text: str) -> bytes:
    return seal_box(text, table="people_message", field=field, row=row)


def _locked(actor: Actor, message: UUID) -> Message:
    rows = Message.objects.select_for_update().filter(county=actor.county, pk=message)
    row = rows.order_by("id").first()
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    return row


@command("people.try_message")
def try_message(actor: Actor, *, message: UUID) -> Receipt:
    """Take a due message for one try; ``values["parcel"]`` is what to send, if it may go out now.

    Until the lease is over nobody else takes it. Outside the hours in which its recipient may be reached it is put off;
    where there is no way to them at all it is given up, and their unit is told to find another way.
    """
    row = _locked(actor, message)
    if row.state not in OPEN or row.next_try_at is None or row.next_try_at > actor.at:
        return Receipt("people.message", row.id, row.state, row.version, unchanged=True)
    over = _why_over(row, actor.at)
    if over:
        return _give_up(actor, row, over)
    template = template_at(row.template, row.area, row.queued_at)
    way = reach(row, template, actor.at)
    if way.wait is None:
        return _give_up(actor, row, "no_way")
    if way.wait:
        return _kept(actor, row, row.state, next_try_at=actor.at + timedelta(minutes=way.wait))
    kept = _kept(actor, row, TRYING, tries=row.tries + 1, next_try_at=actor.at + LEASE)
    subject, text = filled(template, row.language, words_of(row))
    parcel = Parcel(row.id, "sms" if row.channel == "sms" else "mail", way.address, subject, text)
    return Receipt(kept.type, kept.id, kept.status, kept.version, values={"parcel": parcel, "tries": row.tries})


def _why_over(row: Message, at: datetime) -> str:
    if row.expires_at is not None and row.expires_at <= at:
        return "expired"
    return "worker_lost" if row.tries >= MOST_TRIES else ""


def _kept(actor: Actor, row: Message, state: str, **changed: object) -> Receipt:
    before = row.state
    for name, value in changed.items():
        setattr(row, name, value)
    row.state, row.version = state, row.version + 1
    row.save(update_fields=["state", "version", *changed])
    facts = {"before": before, "state": state, "tries": row.tries, "error": row.last_error}
    record(actor, subject_of(row), Act(("state",), facts=facts))
    return Receipt("people.message", row.id, state, row.version)


@command("people.settle_message")
def settle_message(
    actor: Actor, *, message: UUID, tries: int, provider: str = "", error: str = "", final: bool = False
) -> Receipt:
    """Note how a try ended. A yes counts however late it comes; a no only for the try that is under way."""
    row = _locked(actor, message)
    if row.state == SENT or (error and (row.state != TRYING or row.tries != tries)):
        return Receipt("people.message", row.id, row.state, row.version, unchanged=True)
    if not error:
        return _sent(actor, row, provider)
    wait = wait_after(tries)
    if final or wait is None:
        return _give_up(actor, row, error)
    return _kept(actor, row, FAILED, last_error=error[:40], next_try_at=actor.at + wait)


def _sent(actor: Actor, row: Message, provider: str) -> Receipt:
    kept: dict[str, object] = {} if settings.LINLI.guarded else {"to": None, "params": _sealed(row.id, "params", "{}")}
    # What was delivered is kept no longer than it is needed; the demo shows it on its outbox page.
    return _kept(actor, row, SENT, provider=provider[:80], last_error="", next_try_at=None, settled_at=actor.at, **kept)


def _give_up(actor: Actor, row: Message, error: str) -> Receipt:
    given = _kept(actor, row, GIVEN_UP, last_error=error[:40], next_try_at=None, settled_at=actor.at)
    if row.unit is not None and error != "expired":
        alarm = Letter(
            row.id, row.unit, DESK, "undelivered", {"number": words_of(row).get("number", "")},
            (row.about_type, row.about_id), row.area, unit=row.unit, needs=row.needs,
        )  # fmt: skip
        queue_message(actor.granted("people.queue_message"), letter=alarm)
    return given


@command("people.retry_message")
def retry_message(actor: Actor, *, message: UUID) -> Receipt:
    """Try a message again that was given up, from the first try on."""
    row = _locked(actor, message)
    must_cover(actor, row.area)
    if row.state != GIVEN_UP:
        raise Conflict(PeopleCode.MESSAGE_STATE)
    moved = {"tries": 0, "last_error": "", "next_try_at": actor.at, "settled_at": None}
    return _kept(actor, row, QUEUED, **moved)
