"""A programme as staff and residents see it: promised, by whom, until when, where it says so, how it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from linli.cases.queries.cases import label_of_state
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.db.listing import Column, Filter, Listing
from linli.kernel.db.ranges import inside_or_above
from linli.kernel.errors import KernelCode, NotFound, n_
from linli.programmes.models import PlannedTask, Programme, TargetLine, TargetValue

SEE = "programmes.see_programmes"
MOST = 20
ONLY = (("late", n_("Overdue")), ("nobody", n_("Without a unit")), ("undated", n_("Without a day")))


@dataclass(frozen=True)
class ProgrammeRow:
    """A programme. ``tasks`` counts whole tasks, ``ended`` those done, ``overdue`` open ones past their day."""

    id: UUID
    title: str
    area: str
    paper: UUID
    paper_title: str
    repealed_on: date | None
    shown: bool
    started_at: datetime
    version: int
    tasks: int = 0
    ended: int = 0
    overdue: int = 0


@dataclass(frozen=True)
class TaskRow:
    """A task: ``lead`` is the unit that has it; ``named`` units of the paper that could not be given it, by role."""

    id: UUID
    no: int
    title: str
    case: UUID
    number: str
    state: str
    lead: str
    clause: str
    until: date | None
    rhythm: str
    overdue: bool
    parts: int
    named: Mapping[str, Any]
    finding: UUID
    area: str
    state_label: Mapping[str, str]
    ended: bool = False


@dataclass(frozen=True)
class UnitLoad:
    """How much of a programme a unit leads: all, ended, overdue."""

    unit: UUID | None
    name: str
    tasks: int
    ended: int
    overdue: int


@dataclass(frozen=True)
class ValueRow:
    """A figure for an area and year: what was said first, what holds now, and why."""

    area: str
    year: int
    original: tuple[int, int | None]
    current: tuple[int, int | None]
    revisions: int
    basis: str
    set_at: datetime


@dataclass(frozen=True)
class LineRow:
    """A figure the paper promises."""

    id: UUID
    no: int
    metric: str
    operator: str
    unit: str
    scope: str
    whole: str
    kind: str
    clause: str
    since: date | None
    until: date | None
    rhythm: str
    version: int
    values: tuple[ValueRow, ...] = field(default_factory=tuple)


@dataclass(frozen=True)
class Standing:
    """Everything the head of a programme's page tells."""

    programme: ProgrammeRow
    loads: tuple[UnitLoad, ...]
    undated: int
    unassigned: int


def _visible(actor: Actor) -> QuerySet[Programme]:
    """Programmes of the places the actor looks after, and of those above them."""
    there = Q(pk__in=[])
    for area in actor.areas_for(SEE):
        there |= inside_or_above("area", area)
    return Programme.objects.filter(there, county=actor.county)


def _late(day: date, prefix: str = "") -> Q:
    return Q(**{f"{prefix}until__lt": day, f"{prefix}case__ended_at__isnull": True})


def _rows(rows: QuerySet[Programme], day: date) -> QuerySet[Any]:
    whole = Q(tasks__whole__isnull=True)
    return rows.select_related("paper").defer("paper__text", "paper__key").annotate(
        all_tasks=Count("tasks", filter=whole),
        ended=Count("tasks", filter=whole & Q(tasks__case__ended_at__isnull=False)),
        overdue=Count("tasks", filter=whole & _late(day, "tasks__")),
    )  # fmt: skip


def _row(row: Any) -> ProgrammeRow:
    return ProgrammeRow(
        row.id, row.title, row.area, row.paper_id, row.paper.title, row.paper.repealed_on, row.shown, row.started_at,
        row.version, row.all_tasks, row.ended, row.overdue,
    )  # fmt: skip


PROGRAMMES: Listing[ProgrammeRow] = Listing(
    name="programmes.programmes",
    title=n_("Programmes"),
    columns=(
        Column("title", n_("Programme"), "link", sort="title"),
        Column("tasks", n_("Tasks"), "number"),
        Column("ended", n_("Tasks ended"), "number"),
        Column("overdue", n_("Overdue"), "number"),
        Column("started_at", n_("Begun"), "moment", sort="started_at"),
    ),
    source=lambda actor: _rows(_visible(actor), local_day(actor.at)),
    row=_row,
    default_sort="-started_at",
)


def programme_detail(actor: Actor, programme: UUID) -> ProgrammeRow:
    """One programme; NotFound where the actor may not see it."""
    return _one(_visible(actor), programme, local_day(actor.at))


def programmes_of(actor: Actor, paper: UUID) -> tuple[ProgrammeRow, ...]:
    """The programmes that carry out a paper."""
    rows = _rows(_visible(actor).filter(paper=paper), local_day(actor.at)).order_by("area", "id")
    return tuple(_row(row) for row in rows)


def shown_programmes(county: str, day: date) -> tuple[ProgrammeRow, ...]:
    """What everybody may see, the latest first."""
    rows = _rows(Programme.objects.filter(county=county, shown=True), day).order_by("-started_at", "id")
    return tuple(_row(row) for row in rows[:MOST])


def shown_programme(county: str, programme: UUID, day: date) -> ProgrammeRow:
    """A programme that everybody may see; NotFound for any other."""
    return _one(Programme.objects.filter(county=county, shown=True), programme, day)


def _one(rows: QuerySet[Programme], programme: UUID, day: date) -> ProgrammeRow:
    row = _rows(rows.filter(pk=programme), day).order_by("id").first()
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    return _row(row)


def standing(county: str, row: ProgrammeRow, day: date) -> Standing:
    """How a programme stands: by unit; tasks without a day, and without a unit (one query)."""
    tasks = PlannedTask.objects.filter(county=county, programme=row.id, whole__isnull=True)
    loads = tasks.values_list("case__lead", "case__lead__name").annotate(
        tasks=Count("id"), ended=Count("id", filter=Q(case__ended_at__isnull=False)),
        overdue=Count("id", filter=_late(day)), undated=Count("id", filter=Q(until__isnull=True)),
    )  # fmt: skip
    found = list(loads.order_by("-tasks", "case__lead__name"))
    rows = tuple(UnitLoad(unit, name or "", count, ended, overdue) for unit, name, count, ended, overdue, _ in found)
    unassigned = sum(load.tasks for load in rows if load.unit is None)
    return Standing(row, rows, sum(line[-1] for line in found), unassigned)


def tasks_listing(county: str, programme: UUID, day: date) -> Listing[TaskRow]:
    """The whole tasks of a programme as a list, by number."""

    def source(_: Actor | None) -> QuerySet[Any]:
        rows = PlannedTask.objects.filter(county=county, programme=programme, whole__isnull=True)
        return rows.select_related("case__lead").annotate(parts_count=F("case__parts"))

    def row(task: Any) -> TaskRow:
        return _task(task, day)

    return Listing(
        name="programmes.tasks",
        title=n_("Tasks"),
        columns=(
            Column("no", n_("No."), "number", sort="no"),
            Column("title", n_("Task"), "link"),
            Column("lead", n_("Leads")),
            Column("until", n_("To be done by"), "date"),
            Column("state", n_("State"), "state"),
            Column("clause", n_("Where it says so")),
        ),
        source=source,
        row=row,
        default_sort="no",
        filters=(
            Filter("only", n_("Show"), ONLY, lambda rows, only, _: _only(rows, only, day)),
        ),
    )  # fmt: skip


def _only(rows: QuerySet[Any], only: str, day: date) -> QuerySet[Any]:
    kinds = {"late": _late(day), "nobody": Q(case__lead__isnull=True), "undated": Q(until__isnull=True)}
    return rows.filter(kinds[only])


def _task(task: Any, day: date) -> TaskRow:
    case = task.case
    late = task.until is not None and task.until < day and case.ended_at is None
    return TaskRow(
        task.id, task.no, case.title, case.id, case.number, case.state, case.lead.name if case.lead else "",
        task.clause, task.until, task.rhythm, late, task.parts_count, task.named, task.finding_id, task.area,
        label_of_state(case.flow_entry, case.county, case.state), case.ended_at is not None,
    )  # fmt: skip


def lines_set(county: str, programme: UUID) -> int:
    """How many figures of the paper are lines already."""
    return TargetLine.objects.filter(county=county, programme=programme).count()


def overdue_tasks(county: str, programme: UUID, day: date) -> tuple[TaskRow, ...]:
    """The first twenty open tasks past their day, the oldest first."""
    rows = tasks_listing(county, programme, day).source(None)  # type: ignore[arg-type]  # asks no actor
    return tuple(_task(row, day) for row in rows.filter(_late(day)).order_by("until", "no", "id")[:MOST])


def lines_of(county: str, programme: UUID) -> tuple[LineRow, ...]:
    """The figures of a programme with originals and revisions (two queries)."""
    lines = list(TargetLine.objects.filter(county=county, programme=programme).order_by("no", "id"))
    values: dict[UUID, dict[tuple[str, int], list[TargetValue]]] = {}
    for value in TargetValue.objects.filter(county=county, line__programme=programme).order_by("year", "area", "seq"):
        values.setdefault(value.line_id, {}).setdefault((value.area, value.year), []).append(value)
    return tuple(_line(line, values.get(line.id, {})) for line in lines)


def _line(line: TargetLine, values: Mapping[tuple[str, int], list[TargetValue]]) -> LineRow:
    found = tuple(_value(place, several) for place, several in values.items())
    return LineRow(
        line.id, line.no, line.metric, line.operator, line.unit, line.scope, line.whole, line.kind, line.clause,
        line.since, line.until, line.rhythm, line.version, found,
    )  # fmt: skip


def _value(place: tuple[str, int], several: list[TargetValue]) -> ValueRow:
    first, last = several[0], several[-1]
    return ValueRow(
        *place, (first.thousandths, first.upper), (last.thousandths, last.upper), len(several) - 1, last.basis,
        last.set_at,
    )  # fmt: skip
