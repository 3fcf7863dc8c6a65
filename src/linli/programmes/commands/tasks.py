"""Confirmed tasks become cases: given to the units the paper names, with parts for each area it means (S-255)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from linli.cases.commands import assign_case, open_task
from linli.cases.queries.duties import way_of
from linli.cases.rules.types import DutyStep
from linli.documents.queries.papers import FindingRow, findings_of
from linli.documents.rules.library.findings import CONFIRMED, TASK, until_of
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.codes import AreaLevel
from linli.kernel.command import Receipt, command, record
from linli.kernel.errors import Conflict, Refusal
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, subject_of
from linli.people.queries.answering import governing_units
from linli.places.queries.areas import areas_below
from linli.programmes.commands.starting import PROGRAMME, locked_programme
from linli.programmes.models import PlannedTask, Programme
from linli.programmes.rules.reasons import ProgrammeCode
from linli.programmes.rules.units import Directory, Known, below

SUBJECT: Final = "documents.finding"
MATTER: Final = "tasks"
MOST_AT_ONCE: Final = 20
LEVELS: Final = {"town": AreaLevel.TOWN, "community": AreaLevel.COMMUNITY}


@command("programmes.run_tasks")
def run_tasks(actor: Actor, *, programme: UUID, findings: Sequence[UUID] = ()) -> Receipt:
    """Open cases for confirmed tasks of the paper that have none yet, twenty at most; without ``findings`` the next.

    The receipt's ``values["left"]`` says how many are still without one: call again until it is 0. A unit that the
    register does not know, or that its duty list does not let have the work, is named in the task and left to a person.
    """
    row = locked_programme(actor, programme)
    waiting = _waiting(row, findings)
    now, left = waiting[:MOST_AT_ONCE], len(waiting) - MOST_AT_ONCE
    directory = _directory(row, local_day(actor.at)) if now else Directory(())
    for finding in now:
        _run(actor, row, finding, directory)
    facts = {"tasks": len(now), "left": max(0, left)}
    if now:
        row.version += 1
        row.save(update_fields=["version"])
        record(actor, subject_of(row), Act(("tasks",), facts=facts))
    return Receipt(PROGRAMME, row.id, "running", row.version, unchanged=not now, values=facts)


def _waiting(row: Programme, wanted: Sequence[UUID]) -> list[FindingRow]:
    found = findings_of(row.county, row.paper_id, TASK, (CONFIRMED,))
    if wanted and not {one.id for one in found} >= set(wanted):
        raise Conflict(ProgrammeCode.NOT_CONFIRMED)
    run = set(PlannedTask.objects.filter(county=row.county, programme=row).values_list("finding_id", flat=True))
    return [one for one in found if one.id not in run and (not wanted or one.id in wanted)]


def _directory(row: Programme, day: date) -> Directory:
    units = governing_units(row.county, row.area, day)
    return Directory(Known(unit.id, unit.name, unit.place) for unit in units)


def _run(actor: Actor, row: Programme, finding: FindingRow, directory: Directory) -> None:
    whole = _open(actor, row, finding, row.area, None)
    whole.named = _give(actor, whole, finding, directory)
    whole.save(update_fields=["named"])
    for area in _areas(actor, row, finding.data["responsible"]):
        _give_part(actor, _open(actor, row, finding, area, whole))


def _open(
    actor: Actor, row: Programme, finding: FindingRow, area: str, whole: PlannedTask | None
) -> PlannedTask:  # fmt: skip
    data = finding.data
    until, rhythm = until_of(data["deadline"]), data["deadline"] if data["deadline"].startswith("R/") else ""
    text = "\n".join(line for line in (data["title"], _roles(data), row.title, finding.clause) if line)
    made = open_task(
        actor, area=area, title=data["title"], text=text, subject=(SUBJECT, finding.id), until=until,
        parent=whole.case_id if whole else None,
    )  # fmt: skip
    planned = PlannedTask(
        id=new(row.county), county=row.county, area=area, programme=row, finding_id=finding.id, case_id=made.id,
        whole=whole, no=data["no"] or finding.seq, clause=finding.clause, until=until, rhythm=rhythm,
    )  # fmt: skip
    planned.save(force_insert=True)
    return planned


def _roles(data: Any) -> str:
    return "; ".join("、".join(data[role]) for role in ("lead", "helping", "responsible") if data[role])


def _give(actor: Actor, task: PlannedTask, finding: FindingRow, directory: Directory) -> dict[str, list[str]]:
    """Give the case to the units of the register; the names of those that could not have it, by role."""
    placed, given = directory.placed(finding.data), set()
    for role, units in placed.items():
        for unit in units:
            if _assigned(actor, task.case_id, unit, role):
                given.add(unit)
    return {
        role: names
        for role in ("lead", "helping", "responsible")
        if (names := [name for name in finding.data[role] if not below(name) and directory.find(name) not in given])
    }


def _give_part(actor: Actor, part: PlannedTask) -> None:
    """To the unit that the duty lists name for tasks of its area, the deepest that may have them (S-085, N-013)."""
    way = way_of(MATTER, DutyStep.HANDLE, part.area, local_day(actor.at), part.county)
    if way is not None and way.unit is not None:
        _assigned(actor, part.case_id, way.unit.id, "lead")


def _assigned(actor: Actor, case: UUID, unit: UUID, role: str) -> bool:
    try:
        assign_case(actor, case=case, unit=unit, role=role, nature="own", expected_version=_version(case))
    except Refusal:
        return False  # the gate of duty lists holds here too (S-242); a person sees the name and decides
    return True


def _version(case: UUID) -> int:
    return int(PlannedTask.objects.filter(case_id=case).values_list("case__version", flat=True).get())


def _areas(actor: Actor, row: Programme, names: Sequence[str]) -> Iterable[str]:
    level = next((level for name in names if (level := below(name))), "")
    return areas_below(row.area, LEVELS[level], local_day(actor.at)) if level else ()
