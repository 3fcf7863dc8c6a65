"""Handing a case to an outside system and following it back: the ledger, whose every change is an act of the case."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from linli.cases.commands.matter import add_act, opened, refuse_ended
from linli.cases.commands.steps import receipt
from linli.cases.models import Case, Handover
from linli.cases.queries.case_detail import opened_party
from linli.cases.queries.handovers import brief_of
from linli.cases.queries.matter import Matter, loaded, roles
from linli.cases.queries.targets import kept_target, targets_for
from linli.cases.rules.case_reasons import CaseCode
from linli.cases.rules.handovers import (
    ACCEPTED,
    BY_HAND,
    CLOSED,
    FAILED,
    LEASE,
    LIVE,
    LONGEST_ID,
    MOST_TRIES,
    OPEN311,
    SENT,
    TEXT_LENGTH,
    WAITING,
    WITHDRAWN,
    Errand,
    Reply,
    names_a_party,
    next_look,
    wait_after,
)
from linli.cases.rules.visibility import Visibility
from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command, record
from linli.kernel.crypto.boxes import seal_box
from linli.kernel.db.locks import lock_row
from linli.kernel.errors import Conflict, Invalid, KernelCode, NotAllowed, NotFound, Problem
from linli.kernel.ids import county_of_id, new
from linli.kernel.journal.entries import Act, subject_of

TYPE = "cases.handover"
HANDLERS = frozenset({"lead", "dispatcher", "receiver", "head"})


def _handled(actor: Actor, case: UUID, expected_version: int) -> Matter:
    matter = opened(actor, case, expected_version)
    if not roles(matter) & HANDLERS:
        raise NotAllowed(KernelCode.NOT_ALLOWED)
    return matter


def _checked_text(matter: Matter, text: str) -> str:
    """The staff's own words; Invalid when they name a party or hold what looks like somebody's number."""
    plain = text.replace("\x00", "").strip()
    if not plain:
        raise Invalid(KernelCode.INVALID, problems=(Problem("text", KernelCode.REQUIRED),))
    if len(plain) > TEXT_LENGTH:
        data = {"length": len(plain), "limit": TEXT_LENGTH}
        raise Invalid(KernelCode.INVALID, problems=(Problem("text", KernelCode.TOO_LONG, data),))
    known = [opened_party(party, field) for party in matter.parties for field in ("name", "phone")]
    if names_a_party(plain, known):
        raise Invalid(KernelCode.INVALID, problems=(Problem("text", CaseCode.OUTSIDE_WORDS),))
    return plain


@command("cases.hand_over_case")
def hand_over_case(actor: Actor, *, case: UUID, target: str, text: str, expected_version: int) -> Receipt:
    """Hand a public case to an outside system; it is followed there, and its own clocks run on.

    Told are the public number, the title, the rounded place and ``text``, the staff's own words; nothing of its
    parties. Conflict for a case that is not shown to everybody, or that is in those hands already.
    """
    matter = _handled(actor, case, expected_version)
    refuse_ended(matter)
    row = matter.row
    if not row.public or row.visibility != Visibility.PUBLIC.value:
        raise Conflict(CaseCode.NOT_OUTSIDE)
    found = targets_for(row.area, row.type, row.sort, actor.at).get(target)
    if found is None:
        raise Invalid(KernelCode.INVALID, problems=(Problem("target", CaseCode.NO_TARGET),))
    if Handover.objects.filter(county=row.county, case=row, target=target, state__in=LIVE).exists():
        raise Conflict(CaseCode.HANDED_ALREADY)
    made = _made(matter, found, _checked_text(matter, text))
    told = {"target": target, "handover": str(made.id)}
    add_act(matter, "hand_over", told=told, words={"note": text.strip()}, shown="inner")
    facts = {"target": target, "state": made.state, "case": str(row.id)}
    event = "cases.handover_waiting" if made.state == WAITING else ""
    record(actor, subject_of(made), Act(("state",), facts=facts, event=event))
    return receipt(matter)


def _made(matter: Matter, found: tuple[UUID, Any], text: str) -> Handover:
    (entry, target), row, at, row_id = found, matter.row, matter.actor.at, new(matter.row.county)
    due = at + timedelta(days=target.days)
    by_hand = target.kind == BY_HAND
    return Handover.objects.create(
        id=row_id, county=row.county, area=row.area, case=row, target=target.key, target_entry=entry, kind=target.kind,
        service=target.service_for(row.type, row.sort) or "", state=ACCEPTED if by_hand else WAITING,
        text=seal_box(text, table="cases_handover", field="text", row=row_id), next_try_at=due if by_hand else at,
        handed_at=at, moved_at=at, due_at=due,
    )  # fmt: skip


def _in_hand(matter: Matter, handover: UUID) -> Handover:
    rows = Handover.objects.select_for_update().filter(county=matter.row.county, case=matter.row, pk=handover)
    row = rows.order_by("id").first()
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    return row


def _kept(matter: Matter, row: Handover, **changed: Any) -> None:
    """Keep a row, with its journal entry."""
    before = row.state
    for name, value in changed.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=["version", *changed])
    facts = {"before": before, "state": row.state, "tries": row.tries, "error": row.last_error}
    record(matter.actor, subject_of(row), Act(tuple(changed), facts=facts))


def _settled(matter: Matter, row: Handover, state: str, act: str, note: str = "", **changed: Any) -> None:
    """A handover ends: row, journal, act."""
    _kept(matter, row, state=state, next_try_at=None, settled_at=matter.actor.at, **changed)
    _tell(matter, row, act, note)


def _tell(matter: Matter, row: Handover, act: str, note: str = "") -> None:
    told = {"target": row.target, "handover": str(row.id), "outside": row.outside_id}
    add_act(matter, act, told=told, words={"note": note} if note else {}, shown="inner")


@command("cases.withdraw_handover")
def withdraw_handover(actor: Actor, *, case: UUID, handover: UUID, note: str, expected_version: int) -> Receipt:
    """Follow it no longer, with the reason. The outside system is not told: whoever withdraws calls there."""
    matter = _handled(actor, case, expected_version)
    row, reason = _in_hand(matter, handover), note.strip()
    if row.state not in (*LIVE, FAILED):
        raise Conflict(CaseCode.HANDOVER_STATE)
    if not reason:
        raise Invalid(KernelCode.INVALID, problems=(Problem("note", KernelCode.REQUIRED),))
    _settled(matter, row, WITHDRAWN, "withdraw_handover", reason)
    return receipt(matter)


@command("cases.retry_handover")
def retry_handover(actor: Actor, *, case: UUID, handover: UUID, expected_version: int) -> Receipt:
    """Try again what failed, from the first try on; what may have arrived is looked for before."""
    matter = _handled(actor, case, expected_version)
    refuse_ended(matter)
    row = _in_hand(matter, handover)
    others = Handover.objects.filter(county=row.county, case=row.case_id, target=row.target, state__in=LIVE)
    if row.state != FAILED or others.exists():
        raise Conflict(CaseCode.HANDOVER_STATE)
    _kept(matter, row, state=WAITING, tries=0, last_error="", next_try_at=actor.at, settled_at=None)
    _tell(matter, row, "retry_handover")
    return receipt(matter)


@command("cases.note_handover")
def note_handover(
    actor: Actor, *, case: UUID, handover: UUID, outside_id: str = "", closed: bool = False, note: str = "",
    expected_version: int,
) -> Receipt:  # fmt: skip
    """Note what came back of a case that was handed over by hand: the number there, that it is done there."""
    matter = _handled(actor, case, expected_version)
    row = _in_hand(matter, handover)
    if row.kind != BY_HAND or row.state != ACCEPTED:
        raise Conflict(CaseCode.HANDOVER_STATE)
    number = outside_id.strip()[:LONGEST_ID] or row.outside_id
    if closed:
        _settled(matter, row, CLOSED, "outside_closed", note.strip(), outside_id=number)
    else:
        _kept(matter, row, outside_id=number, moved_at=actor.at)
        _tell(matter, row, "outside_news", note.strip())
    return receipt(matter)


def _by_machine(actor: Actor, handover: UUID) -> tuple[Matter, Handover]:
    """The case locked first, then its handover, as everybody does."""
    county = county_of_id(handover)
    case = Handover.objects.filter(county=county, pk=handover).values_list("case", flat=True).first()
    if case is None:
        raise NotFound(KernelCode.NOT_FOUND)
    matter = loaded(actor, lock_row(Case, "case", case))
    return matter, _in_hand(matter, handover)


def _unchanged(row: Handover) -> Receipt:
    return Receipt(TYPE, row.id, row.state, row.version, unchanged=True)


@command("cases.try_handover")
def try_handover(actor: Actor, *, handover: UUID) -> Receipt:
    """Take a due handover for one errand (``values["errand"]``); until its lease is over nobody else takes it.

    When its day has passed an alarm is raised, once; it is followed all the same.
    """
    matter, row = _by_machine(actor, handover)
    if row.state not in LIVE or row.next_try_at is None or row.next_try_at > actor.at:
        return _unchanged(row)
    if row.late_at is None and row.due_at <= actor.at:
        _kept(matter, row, late_at=actor.at, next_try_at=None if row.kind == BY_HAND else row.next_try_at)
        _tell(matter, row, "outside_late")
    if row.kind == BY_HAND:
        return Receipt(TYPE, row.id, row.state, row.version)
    if row.state == WAITING and row.tries >= MOST_TRIES:
        _settled(matter, row, FAILED, "outside_failed", last_error="worker_lost")
        return Receipt(TYPE, row.id, row.state, row.version)
    # Should the worker be lost now, nobody knows whether it arrived.
    unsure = row.unsure
    changed: dict[str, Any] = {"unsure": True} if row.state == WAITING and row.kind == OPEN311 else {}
    _kept(matter, row, tries=row.tries + 1, next_try_at=actor.at + LEASE, **changed)
    deed = {SENT: "token", ACCEPTED: "look"}.get(row.state, "find" if unsure else "send")
    target = kept_target(row.target_entry, row.county)
    errand = Errand(deed, target, brief_of(row, matter.row), row.version, row.outside_id, row.token)
    return Receipt(TYPE, row.id, row.state, row.version, values={"errand": errand})


@command("cases.follow_handover")
def follow_handover(actor: Actor, *, handover: UUID, turn: int, reply: Reply) -> Receipt:
    """Note what an outside system answered. A number counts however late it comes, all else only in its turn."""
    matter, row = _by_machine(actor, handover)
    in_turn = row.version == turn and row.state in LIVE
    if not in_turn and not (reply.outside_id and row.state == WAITING):
        return _unchanged(row)
    if reply.error:
        _failed(matter, row, reply)
    elif row.state == ACCEPTED:
        _looked(matter, row, reply)
    elif reply.nothing:
        _kept(matter, row, unsure=False, next_try_at=actor.at)
    elif reply.outside_id:
        _accepted(matter, row, reply.outside_id)
    else:
        _kept(matter, row, state=SENT, token=reply.token, unsure=False, tries=0, next_try_at=_next(matter, row))
    return Receipt(TYPE, row.id, row.state, row.version)


def _next(matter: Matter, row: Handover) -> Any:
    return next_look(row.moved_at, matter.actor.at, row.due_at, late=row.late_at is not None)


def _accepted(matter: Matter, row: Handover, outside_id: str) -> None:
    row.moved_at = matter.actor.at
    _kept(
        matter, row, state=ACCEPTED, outside_id=outside_id, unsure=False, tries=0, last_error="",
        moved_at=row.moved_at, next_try_at=_next(matter, row),
    )  # fmt: skip
    _tell(matter, row, "outside_accepted")


def _looked(matter: Matter, row: Handover, reply: Reply) -> None:
    if reply.closed:
        _settled(matter, row, CLOSED, "outside_closed", reply.note, outside_state=reply.state, last_error="")
        return
    if reply.turned_down:
        changed = {"outside_state": reply.state, "last_error": "turned_down"}
        _settled(matter, row, FAILED, "outside_failed", reply.note, **changed)
        return
    moved = reply.state != row.outside_state
    if moved:
        row.moved_at = matter.actor.at
    _kept(
        matter, row, outside_state=reply.state, tries=0, last_error="", moved_at=row.moved_at,
        next_try_at=_next(matter, row),
    )  # fmt: skip
    if moved:
        _tell(matter, row, "outside_news", reply.note)


def _failed(matter: Matter, row: Handover, reply: Reply) -> None:
    """A failed try: again after a while; what was never taken is given up at last, what is followed never."""
    changed: dict[str, Any] = {"last_error": reply.error[:40]}
    if row.state != WAITING:
        _kept(matter, row, next_try_at=_next(matter, row), **changed)
        return
    wait, unsure = wait_after(row.tries), row.unsure and not reply.refused
    if reply.final or wait is None:
        _settled(matter, row, FAILED, "outside_failed", unsure=unsure, **changed)
        return
    _kept(matter, row, next_try_at=matter.actor.at + wait, unsure=unsure, **changed)
