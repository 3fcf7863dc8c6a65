"""Giving work to units: the admission gate stands here and nowhere else (S-242, S-244, R6.5).

``give_share`` is the only place that makes an assignment; every command that gives work calls it.
"""

from typing import Any
from uuid import UUID

from linli.cases.commands import clockwork
from linli.cases.commands.effects import close_share
from linli.cases.commands.matter import add_act, opened, refuse_ended, take
from linli.cases.commands.steps import checked_note, receipt
from linli.cases.models import Assignment
from linli.cases.models.assignment import LIVE, ROLES
from linli.cases.queries.duties import duties_of
from linli.cases.queries.matter import Matter, roles
from linli.cases.rules.case_reasons import CaseCode
from linli.cases.rules.duties import Barred, Nature, Placed, place_work
from linli.cases.rules.roles import GIVERS, may_take_back
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day, parse_period
from linli.kernel.command import Receipt, command
from linli.kernel.command.state import running
from linli.kernel.errors import Conflict, Invalid, Keep, KernelCode, NotAllowed, NotFound, Problem
from linli.kernel.ids import new
from linli.kernel.packs.parameters import parameter
from linli.people.queries.answering import AnsweringUnit, unit_facts
from linli.people.queries.unit_kinds import unit_kind

BARRED = {"forbidden": CaseCode.FORBIDDEN, "not_listed": CaseCode.NOT_LISTED, "not_theirs": CaseCode.NOT_THEIRS}


def give_share(
    matter: Matter, unit: UUID, role: str, nature: Nature, *, accepted: bool = False, basis: str = ""
) -> Assignment:
    """Make a share of a case, if the unit may be given it; the attempt is kept when it may not.

    ``basis`` is the law that lets a case go to the police where no duty list names them (S-116).
    """
    actor, row = matter.actor, matter.row
    found = unit_facts(row.county, unit, local_day(actor.at))
    if found is None:
        raise Invalid(KernelCode.INVALID, problems=(Problem("unit", CaseCode.NO_UNIT_THERE),))
    placed = _placed(matter, found, role, nature)
    if not placed.entry and not basis:
        _refuse_without_basis(matter, found)
    _refuse_twice(matter, unit, role)
    share = Assignment.objects.create(
        id=new(row.county), county=row.county, area=row.area, case=row, unit_id=unit, role=role,
        state="accepted" if accepted else "offered", nature=placed.nature.value, duty=placed.entry,
        asked_by_id=actor.unit, asked_at=actor.at, answered_at=actor.at if accepted else None,
    )  # fmt: skip
    matter.shares.append(share)
    if not accepted:
        _start_signing(matter, share)
    if role == "lead":
        row.lead_id = unit
        # Who passes a matter on goes on seeing to it: it delivers, supervises, gives reviews.
        row.sponsor_id = row.sponsor_id or actor.unit
    return share


def _placed(matter: Matter, unit: AnsweringUnit, role: str, nature: Nature) -> Placed:
    matter_key = matter.type.matter_of(matter.row.sort)
    day = local_day(matter.actor.at)
    entries = duties_of(matter_key, matter.row.area, day)
    found = place_work(
        unit.kind, matter_key, matter.type.category, nature, entries, responsible=role != "helping"
    )  # fmt: skip
    if isinstance(found, Placed):
        return found
    raise _barred(matter, unit, matter_key, found)


def _refuse_without_basis(matter: Matter, unit: AnsweringUnit) -> None:
    kind = unit_kind(unit.kind, matter.row.area, local_day(matter.actor.at))
    if kind is not None and kind.legal_route:
        raise Invalid(KernelCode.INVALID, problems=(Problem("basis", CaseCode.BASIS_NEEDED),))


def _barred(matter: Matter, unit: AnsweringUnit, matter_key: str, found: Barred) -> Conflict:
    state, row, actor = running(), matter.row, matter.actor
    kept = {
        "case": row.id, "type": row.type, "visibility": row.visibility, "matter": matter_key,
        "category": found.category, "why": found.why,
        "duty": found.entry, "unit": unit.id, "area": row.area, "path": state.name if state else "",
    }  # fmt: skip
    data = {"unit": unit.name, "category": found.category, "entry": found.entry}
    return Conflict(BARRED[found.why], data, keep=Keep("cases.note_refused_asking", {**kept, "asked_by": actor.unit}))


def _refuse_twice(matter: Matter, unit: UUID, role: str) -> None:
    live = [share for share in matter.shares if share.state in LIVE]
    if any(share.unit_id == unit for share in live):
        raise Conflict(CaseCode.HAS_SHARE)
    if role == "lead" and any(share.role == "lead" for share in live):
        raise Conflict(CaseCode.HAS_LEAD)


def _start_signing(matter: Matter, share: Assignment) -> None:
    period = parameter("case.sign", matter.row.area, local_day(matter.actor.at)).value
    matter.clocks.append(
        clockwork.begin_period(matter.row, "sign", parse_period(period), "case.sign", matter.actor.at, share)
    )


def _nature(text: str) -> Nature:
    try:
        return Nature(text)
    except ValueError as error:
        raise Invalid(KernelCode.INVALID, problems=(Problem("nature", KernelCode.REQUIRED),)) from error


@command("cases.assign_case")
def assign_case(
    actor: Actor, *, case: UUID, unit: UUID, role: str = "lead", nature: str = "own", note: str = "",
    basis: str = "", expected_version: int,
) -> Receipt:  # fmt: skip
    """Give a case to a unit that leads, helps or shares responsibility; a lead takes the flow's step "dispatch".

    A community is given only what is on its lists, and never one of the five forbidden categories (S-242, S-244).
    The police get what a duty list gives them, and all else only with its legal ``basis``, which is kept (S-116).
    """
    if role not in ROLES:
        raise Invalid(KernelCode.INVALID, problems=(Problem("role", KernelCode.REQUIRED),))
    plain, law = checked_note(note), checked_note(basis)
    matter = opened(actor, case, expected_version)
    refuse_ended(matter)
    if roles(matter).isdisjoint(GIVERS):
        raise NotAllowed(KernelCode.NOT_ALLOWED)
    share = give_share(matter, unit, role, _nature(nature), basis=law)
    told, words = _told(share), {"basis": law} if law else {}
    if role == "lead":
        take(matter, "dispatch", note=plain, told=told, words=words)
    else:
        add_act(matter, "involve", told=told, words={**words, **({"note": plain} if plain else {})})
    return receipt(matter)


def _told(share: Assignment) -> dict[str, Any]:
    return {"share": str(share.id), "unit": str(share.unit_id), "role": share.role, "nature": share.nature,
            "duty": share.duty}  # fmt: skip


def _own_share(matter: Matter, states: tuple[str, ...]) -> Assignment:
    for share in matter.shares:
        if share.unit_id == matter.actor.unit and share.state in states:
            return share
    raise NotFound(CaseCode.NO_SHARE)


def _stop_signing(matter: Matter, share: Assignment) -> None:
    for clock in matter.clocks:
        if clock.assignment_id == share.id and clock.key == "sign" and clock.stopped_at is None:
            clockwork.stop_row(clock, matter.actor.at)


@command("cases.accept_share")
def accept_share(actor: Actor, *, case: UUID, expected_version: int) -> Receipt:
    """Sign for one's unit's share; from now on it answers, no longer the first receiver (S-075)."""
    matter = opened(actor, case, expected_version)
    share = _own_share(matter, ("offered",))
    share.state, share.answered_at, share.version = "accepted", actor.at, share.version + 1
    share.save(update_fields=["state", "answered_at", "version"])
    _stop_signing(matter, share)
    if share.role == "lead" and any(action.key == "sign" for action in matter.flow.actions_from(matter.row.state)):
        take(matter, "sign", told=_told(share))
    else:
        add_act(matter, "sign", told=_told(share))
    return receipt(matter)


@command("cases.refuse_share")
def refuse_share(actor: Actor, *, case: UUID, reason: str, expected_version: int) -> Receipt:
    """Refuse one's unit's share with the reason; a lead's case goes back to who dispatches it (once).

    A lead may send the case back after it signed, too, where the flow lets it.
    """
    plain = checked_note(reason, needed=True)
    matter = opened(actor, case, expected_version)
    share = _own_share(matter, LIVE)
    if share.role != "lead" and share.state != "offered":
        raise NotFound(CaseCode.NO_SHARE)
    _give_up(matter, share, "refused", ("return", "refuse"), plain)
    return receipt(matter)


def _give_up(matter: Matter, share: Assignment, state: str, actions: tuple[str, str], note: str) -> None:
    """End a share: a lead's by a step of the flow, which says whether that is allowed, another's by itself."""

    def close() -> None:
        close_share(matter, share, state)

    if share.role == "lead":
        take(matter, actions[0], note=note, told=_told(share), also=close)
    else:
        close()
        add_act(matter, actions[1], told=_told(share), words={"note": note}, shown="inner")


@command("cases.finish_share")
def finish_share(actor: Actor, *, case: UUID, note: str, expected_version: int) -> Receipt:
    """Say that a helping unit has done its part; the lead finishes by the flow's own step."""
    plain = checked_note(note, needed=True)
    matter = opened(actor, case, expected_version)
    share = _own_share(matter, ("accepted",))
    if share.role == "lead":
        raise Conflict(CaseCode.SPECIAL_STEP)
    close_share(matter, share, "done")
    add_act(matter, "help_done", told=_told(share), words={"note": plain}, shown="inner")
    return receipt(matter)


@command("cases.drop_share")
def drop_share(actor: Actor, *, case: UUID, unit: UUID, reason: str, expected_version: int) -> Receipt:
    """Take a share from a unit again; a mislabelled item is withdrawn with this one act (S-244).

    Of a lead the flow says who may; any other share is taken back by who dispatches or approves, or by who asked.
    """
    plain = checked_note(reason, needed=True)
    matter = opened(actor, case, expected_version)
    share = next((item for item in matter.shares if item.unit_id == unit and item.state in LIVE), None)
    if share is None:
        raise NotFound(CaseCode.NO_SHARE)
    if share.role != "lead" and not may_take_back(roles(matter), actor.unit, share.asked_by_id):
        raise NotAllowed(CaseCode.NOT_YOUR_SHARE)
    _give_up(matter, share, "dropped", ("recall", "release"), plain)
    return receipt(matter)
