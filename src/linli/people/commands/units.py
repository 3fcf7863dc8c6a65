"""Units: set up, renamed, taken from one legal state into the next (E14)."""

from datetime import date, timedelta
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.codes import check_credit, county_of
from linli.kernel.command import Receipt, command, expect_version, must_cover, record
from linli.kernel.db.locks import lock_row
from linli.kernel.errors import Conflict, Invalid, KernelCode, Problem
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, subject_of
from linli.people.commands.closing import close_unit
from linli.people.commands.duty import checked_place
from linli.people.commands.faults import at_field
from linli.people.models import Unit, UnitState
from linli.people.queries.unit_kinds import UnitKind, unit_kind
from linli.people.rules.reasons import PeopleCode
from linli.people.rules.unit_states import is_later, may_follow, needs_code

HOURS_LENGTH = 120


@command("people.create_unit")
def create_unit(
    actor: Actor, *, area: str, name: str, kind: str, credit_code: str = "", state: str = "",
    since: date | None = None, basis: str = "",
) -> Receipt:  # fmt: skip
    """Set up a unit of a kind of the pack at ``area``, in the legal state in which its kind begins or in ``state``.

    ``since`` may stay empty for a unit that was always there. Conflict when one of that name or code is there (R2.3).
    """
    must_cover(actor, area)
    checked_place(actor.area or area, area, "area")
    found = checked_kind(actor, area, kind)
    state = state or found.begins
    if state == "closed" or (not may_follow("idea", state) and state != "idea"):
        raise at_field(Invalid, "state", PeopleCode.UNIT_STATE, before="idea", after=state)
    county, name = county_of(area), checked_name(name)
    code = checked_code(found, county, credit_code, state)
    if Unit.objects.filter(county=county, area=area, name=name).exists():
        raise at_field(Conflict, "name", PeopleCode.NAME_TAKEN, name=name)
    unit = Unit.objects.create(
        id=new(county), county=county, area=area, name=name, kind=kind, credit_code=code, since=since
    )
    _begin(unit, state, since, basis)
    facts = {"name": name, "kind": kind, "credit_code": code, "state": state, "since": str(since or "")}
    record(actor, subject_of(unit), Act(changed=("name", "kind", "credit_code", "state"), facts=facts))
    return Receipt("people.unit", unit.id, "open", unit.version)


def checked_name(name: str) -> str:
    """The tidy name; Invalid for none or one too long."""
    name = name.replace("\x00", "").strip()
    if not name:
        raise Invalid(KernelCode.INVALID, problems=(Problem("name", KernelCode.REQUIRED),))
    if len(name) > 120:
        problem = Problem("name", KernelCode.TOO_LONG, {"length": len(name), "limit": 120})
        raise Invalid(KernelCode.INVALID, problems=(problem,))
    return name


def checked_hours(hours: str) -> str:
    """The tidy opening hours, at most 120 characters; "" where there is no window."""
    hours = hours.replace("\x00", "").strip()
    if len(hours) > HOURS_LENGTH:
        problem = Problem("hours", KernelCode.TOO_LONG, {"length": len(hours), "limit": HOURS_LENGTH})
        raise Invalid(KernelCode.INVALID, problems=(problem,))
    return hours


def checked_kind(actor: Actor, area: str, kind: str) -> UnitKind:
    """A kind of unit of the pack; Invalid otherwise."""
    found = unit_kind(kind, area, local_day(actor.at))
    if found is None:
        problem = Problem("kind", PeopleCode.UNKNOWN_UNIT_KIND, {"kind": kind})
        raise Invalid(PeopleCode.UNKNOWN_UNIT_KIND, {"kind": kind}, problems=(problem,))
    return found


def checked_code(kind: UnitKind, county: str, given: str, state: str, besides: UUID | None = None) -> str:
    """The normal form of a credit code, or "" where the kind or the state needs none (R2.3)."""
    if not given.strip():
        if needs_code(kind.credit_code, state):
            raise Invalid(PeopleCode.CREDIT_NEEDED, problems=(Problem("credit_code", PeopleCode.CREDIT_NEEDED),))
        return ""
    if kind.credit_code == "none":
        raise Invalid(PeopleCode.NO_CREDIT, problems=(Problem("credit_code", PeopleCode.NO_CREDIT),))
    finding = check_credit(given)
    if finding.error is not None:
        raise at_field(Invalid, "credit_code", finding.error, **finding.data)
    code = finding.normal
    holder = Unit.objects.filter(county=county, credit_code=code).order_by("id").first()
    if holder is not None and holder.id != besides:
        raise at_field(Conflict, "credit_code", PeopleCode.CREDIT_TAKEN, name=holder.name)
    return code


def _begin(unit: Unit, state: str, since: date | None, basis: str) -> None:
    UnitState.objects.create(
        id=new(unit.county), county=unit.county, area=unit.area, unit=unit, state=state, since=since, basis=basis
    )


@command("people.edit_unit")
def edit_unit(
    actor: Actor, *, unit: UUID, name: str, credit_code: str, hours: str | None = None, expected_version: int
) -> Receipt:
    """Correct the name, the credit code or the opening hours of a unit; hours that are given are confirmed today."""
    row = lock_row(Unit, "person", unit)
    must_cover(actor, row.area)
    expect_version(row, expected_version)
    name = checked_name(name)
    if Unit.objects.filter(county=row.county, area=row.area, name=name).exclude(pk=row.pk).exists():
        raise at_field(Conflict, "name", PeopleCode.NAME_TAKEN, name=name)
    kind = checked_kind(actor, row.area, row.kind)
    code = checked_code(kind, row.county, credit_code, _present(row).state, besides=row.pk)
    before = {"name": row.name, "credit_code": row.credit_code, "hours": row.hours}
    row.name, row.credit_code, row.version = name, code, row.version + 1
    if hours is not None:
        row.hours, row.hours_on = checked_hours(hours), local_day(actor.at)
    row.save(update_fields=["name", "credit_code", "hours", "hours_on", "version"])
    changed = tuple(key for key, value in before.items() if getattr(row, key) != value)
    facts = {"name": name, "credit_code": code, "hours": row.hours}
    record(actor, subject_of(row), Act(changed=changed, facts=facts))
    return Receipt("people.unit", row.id, "changed", row.version)


def _present(unit: Unit) -> UnitState:
    return UnitState.objects.get(county=unit.county, unit=unit, until__isnull=True)


@command("people.change_unit_state")
def change_unit_state(
    actor: Actor, *, unit: UUID, state: str, since: date, expected_version: int, basis: str = "",
    credit_code: str = "",
) -> Receipt:  # fmt: skip
    """Take a unit into its next legal state from ``since`` on; closing ends its posts, relations and log-ins."""
    row = lock_row(Unit, "person", unit)
    must_cover(actor, row.area)
    expect_version(row, expected_version)
    present = _present(row)
    if not may_follow(present.state, state):
        raise at_field(Conflict, "state", PeopleCode.UNIT_STATE, before=present.state, after=state)
    if not is_later(present.since, since):
        raise at_field(Invalid, "since", PeopleCode.STATE_DATES, since=str(present.since))
    kind = checked_kind(actor, row.area, row.kind)
    row.credit_code = checked_code(kind, row.county, credit_code or row.credit_code, state, besides=row.pk)
    present.until, present.version = since - timedelta(days=1), present.version + 1
    present.save(update_fields=["until", "version"])
    _begin(row, state, since, basis)
    row.version += 1
    if state == "closed":
        row.closed_on = since
        close_unit(actor, row, since)
    row.save(update_fields=["credit_code", "closed_on", "version"])
    facts = {"before": present.state, "state": state, "since": str(since), "basis": basis}
    act = Act(changed=("state", "credit_code"), facts=facts, event="people.unit_state_changed")
    record(actor, subject_of(row), act)
    return Receipt("people.unit", row.id, state, row.version)
