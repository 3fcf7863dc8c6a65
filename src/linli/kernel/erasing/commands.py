"""Erasing by two hands, and legal holds (R13.3)."""

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command, expect_version, record
from linli.kernel.db.locks import lock_row
from linli.kernel.erasing.models import DONE, DROPPED, PROPOSED, Erasure, Hold
from linli.kernel.erasing.reasons import ErasingCode
from linli.kernel.erasing.registry import erasable, reasons_against
from linli.kernel.errors import Conflict, Invalid, KernelCode, NotAllowed, NotFound, Problem
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, subject_of

CAUSES = ("request", "period_over", "ground_gone")
HOLD_CAUSES = ("audit", "lawsuit", "petition", "other")
REFERENCE = 80


@command("kernel.propose_erasure")
def propose_erasure(actor: Actor, *, kind: str, thing: UUID, cause: str) -> Receipt:
    """Propose that the contents of a thing are erased; another person confirms it."""
    if cause not in CAUSES:
        raise Invalid(ErasingCode.UNKNOWN_CAUSE, problems=(Problem("cause", ErasingCode.UNKNOWN_CAUSE),))
    area = erasable(kind).area_of(actor, "kernel.propose_erasure", thing)
    if Erasure.objects.filter(county=actor.county, subject_type=kind, subject_id=thing, state=PROPOSED).exists():
        raise Conflict(ErasingCode.PROPOSED_ALREADY)
    _refuse_held(actor.county, kind, thing)
    row = Erasure(
        id=new(actor.county), county=actor.county, area=area, subject_type=kind, subject_id=thing, cause=cause,
        proposed_by=actor.account, proposed_at=actor.at,
    )  # fmt: skip
    row.save(force_insert=True)
    record(actor, subject_of(row), Act(("state",), facts=_facts(row)))
    return Receipt("kernel.erasure", row.id, row.state, row.version)


def _facts(row: Erasure) -> dict[str, object]:
    return {"type": row.subject_type, "id": str(row.subject_id), "cause": row.cause}


def _refuse_held(county: str, kind: str, thing: UUID) -> None:
    if Hold.objects.filter(county=county, subject_type=kind, subject_id=thing, lifted_at__isnull=True).exists():
        raise Conflict(ErasingCode.HELD)
    against = reasons_against(kind, county, thing)
    if against:
        raise Conflict(against[0], problems=tuple(Problem("thing", code) for code in against))


def _proposal(actor: Actor, name: str, erasure: UUID, expected_version: int) -> Erasure:
    if not Erasure.objects.filter(pk=erasure, county=actor.county).exists():
        raise NotFound(KernelCode.NOT_FOUND)
    row = lock_row(Erasure, "area", erasure)
    if not actor.may(name, row.area):
        raise NotFound(KernelCode.NOT_FOUND)
    expect_version(row, expected_version)
    if row.state != PROPOSED:
        raise Conflict(ErasingCode.DECIDED)
    return row


@command("kernel.confirm_erasure")
def confirm_erasure(actor: Actor, *, erasure: UUID, expected_version: int) -> Receipt:
    """Erase: another person than who proposed it. Entries, acts and seals stay; this is the act of destruction."""
    row = _proposal(actor, "kernel.confirm_erasure", erasure, expected_version)
    if actor.account is None or actor.account == row.proposed_by:
        raise NotAllowed(ErasingCode.SAME_HAND)
    kind = erasable(row.subject_type)
    kind.area_of(actor, "kernel.confirm_erasure", row.subject_id)
    _refuse_held(row.county, row.subject_type, row.subject_id)
    gone = dict(kind.erase(actor, row.subject_id, row.cause))
    return _decided(actor, row, DONE, gone, "kernel.contents_erased")


@command("kernel.drop_erasure")
def drop_erasure(actor: Actor, *, erasure: UUID, expected_version: int) -> Receipt:
    """Nothing is erased: the proposal is dropped."""
    row = _proposal(actor, "kernel.drop_erasure", erasure, expected_version)
    return _decided(actor, row, DROPPED, {}, "")


def _decided(actor: Actor, row: Erasure, state: str, gone: dict[str, int], event: str) -> Receipt:
    row.state, row.decided_by, row.decided_at, row.gone = state, actor.account, actor.at, gone
    row.version += 1
    row.save(update_fields=["state", "decided_by", "decided_at", "gone", "version"])
    record(actor, subject_of(row), Act(("state",), facts={**_facts(row), "gone": gone}, event=event))
    return Receipt("kernel.erasure", row.id, state, row.version)


@command("kernel.set_hold")
def set_hold(actor: Actor, *, kind: str, thing: UUID, cause: str, reference: str) -> Receipt:
    """Put a legal hold on a thing: nothing of it is erased until the hold is lifted."""
    if cause not in HOLD_CAUSES:
        raise Invalid(ErasingCode.UNKNOWN_CAUSE, problems=(Problem("cause", ErasingCode.UNKNOWN_CAUSE),))
    if not reference.strip() or len(reference) > REFERENCE:
        raise Invalid(ErasingCode.NO_REFERENCE, problems=(Problem("reference", ErasingCode.NO_REFERENCE),))
    row = Hold(
        id=new(actor.county), county=actor.county, area=erasable(kind).area_of(actor, "kernel.set_hold", thing),
        subject_type=kind, subject_id=thing, cause=cause, reference=reference.strip(), set_at=actor.at,
    )  # fmt: skip
    row.save(force_insert=True)
    facts = {"type": kind, "id": str(thing), "cause": cause, "reference": row.reference}
    record(actor, subject_of(row), Act(("set_at",), facts=facts))
    return Receipt("kernel.hold", row.id, "holds", row.version)


@command("kernel.lift_hold")
def lift_hold(actor: Actor, *, hold: UUID) -> Receipt:
    """Lift a legal hold."""
    row = Hold.objects.filter(pk=hold, county=actor.county).first()
    if row is None or not actor.may("kernel.lift_hold", row.area):
        raise NotFound(KernelCode.NOT_FOUND)
    if row.lifted_at is not None:
        raise Conflict(ErasingCode.LIFTED)
    row.lifted_at, row.version = actor.at, row.version + 1
    row.save(update_fields=["lifted_at", "version"])
    record(actor, subject_of(row), Act(("lifted_at",)))
    return Receipt("kernel.hold", row.id, "lifted", row.version)
