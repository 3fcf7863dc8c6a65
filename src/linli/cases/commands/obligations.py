"""Recurring duties: set up, met by facts, missed for ever; each occurrence opens a case ahead of its day (E47)."""

from datetime import date
from uuid import UUID

from linli.cases.commands import clockwork
from linli.cases.commands.assigning import give_share
from linli.cases.commands.matter import take
from linli.cases.commands.opening import open_case
from linli.cases.models import Case, Obligation, Occurrence
from linli.cases.queries.matter import Matter, loaded
from linli.cases.rules.case_reasons import CaseCode
from linli.cases.rules.duties import Nature
from linli.cases.rules.obligations import COUNTS, Turn, next_turn, standing_of, turn_after
from linli.kernel.actor import Actor
from linli.kernel.clock import Period, Unit, local_day, parse_period
from linli.kernel.command import Receipt, command, expect_version, must_cover, record
from linli.kernel.db.locks import lock_row
from linli.kernel.errors import Conflict, Invalid, KernelCode, NotFound, Problem
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, subject_of
from linli.kernel.packs.calendars import calendar_at
from linli.people.queries.answering import unit_facts

SUBJECT = "cases.obligation"


@command("cases.create_obligation")
def create_obligation(
    actor: Actor, *, title: str, kind: str, unit: UUID, period: str, basis: str, since: date, grace: str = "",
    counts: str = "fact", subject: tuple[str, UUID] | None = None,
) -> Receipt:  # fmt: skip
    """Set up a duty that comes again: the first one is due a period after ``since``."""
    day = local_day(actor.at)
    found = unit_facts(actor.county, unit, day)
    if found is None:
        raise NotFound(CaseCode.NO_UNIT_THERE)
    must_cover(actor, found.area)
    _check(title, period, grace, basis, counts)
    turn = turn_after(since, period, grace, calendar_at(found.area))
    row = Obligation.objects.create(
        id=new(actor.county), county=actor.county, area=found.area, title=title.strip(), kind=kind.strip(),
        unit_id=unit, period=period, grace=grace, counts=counts, basis=basis.strip(),
        subject_type=subject[0] if subject else "",
        subject_id=subject[1] if subject else None, since=since, next_due=turn.due_on,
    )  # fmt: skip
    _occur(row, turn, 1)
    facts = {"kind": row.kind, "unit": str(unit), "period": period, "due_on": str(turn.due_on)}
    record(actor, subject_of(row), Act(("title", "period", "next_due"), facts=facts))
    return Receipt(SUBJECT, row.id, "running", row.version)


def _check(title: str, period: str, grace: str, basis: str, counts: str) -> None:
    missing = [name for name, text in (("title", title), ("basis", basis)) if not text.strip()]
    if counts not in COUNTS:
        missing.append("counts")
    if missing:
        raise Invalid(KernelCode.INVALID, problems=tuple(Problem(name, KernelCode.REQUIRED) for name in missing))
    parse_period(period)
    if grace:
        parse_period(grace)


def _occur(row: Obligation, turn: Turn, seq: int) -> Occurrence:
    return Occurrence.objects.create(
        id=new(row.county), county=row.county, obligation=row, seq=seq, due_on=turn.due_on, until=turn.until,
        state="open",
    )  # fmt: skip


def _open(row: Obligation) -> Occurrence:
    return Occurrence.objects.select_for_update().get(county=row.county, obligation=row, state="open")


def _go_on(row: Obligation, done: Occurrence, state: str, fact: date | None) -> Occurrence:
    done.state, done.fact_on = state, fact
    done.save(update_fields=["state", "fact_on"])
    turn = next_turn(row.counts, done.due_on, fact, row.period, row.grace, calendar_at(row.area))
    row.next_due, row.version = turn.due_on, row.version + 1
    row.last_fact = fact or row.last_fact
    row.save(update_fields=["next_due", "last_fact", "version"])
    return _occur(row, turn, done.seq + 1)


@command("cases.record_fact")
def record_fact(actor: Actor, *, obligation: UUID, on: date, expected_version: int | None = None) -> Receipt:
    """Note that the duty was done on a day: the open occurrence is met, the next one follows from the fact."""
    row = lock_row(Obligation, "case", obligation)
    must_cover(actor, row.area)
    if expected_version is not None:
        expect_version(row, expected_version)
    if row.ended_on is not None:
        raise Conflict(CaseCode.ENDED)
    if on > local_day(actor.at) or on < row.since or (row.last_fact is not None and on <= row.last_fact):
        raise Invalid(KernelCode.INVALID, problems=(Problem("on", CaseCode.FACT_DAY),))
    now = _open(row)
    state = standing_of(Turn(now.due_on, now.until), on, on)
    after = _go_on(row, now, state, on)
    facts = {"on": str(on), "due_on": str(now.due_on), "state": state, "next_due": str(after.due_on)}
    record(actor, subject_of(row), Act(("last_fact", "next_due"), facts=facts))
    return Receipt(SUBJECT, row.id, state, row.version)


@command("cases.end_obligation")
def end_obligation(actor: Actor, *, obligation: UUID, on: date, reason: str, expected_version: int) -> Receipt:
    """End a recurring duty; what was missed before stays missed."""
    row = lock_row(Obligation, "case", obligation)
    must_cover(actor, row.area)
    expect_version(row, expected_version)
    if row.ended_on is not None:
        raise Conflict(CaseCode.ENDED)
    _check_end(row, on, reason)
    row.ended_on, row.version = on, row.version + 1
    row.save(update_fields=["ended_on", "version"])
    record(actor, subject_of(row), Act(("ended_on",), {"reason": reason.strip()}, {"on": str(on)}))
    return Receipt(SUBJECT, row.id, "ended", row.version)


def _check_end(row: Obligation, on: date, reason: str) -> None:
    problems = [] if reason.strip() else [Problem("reason", KernelCode.REQUIRED)]
    if on < row.since:
        problems.append(Problem("on", CaseCode.END_DAY, {"since": str(row.since)}))
    if problems:
        raise Invalid(KernelCode.INVALID, problems=tuple(problems))


@command("cases.turn_obligation")
def turn_obligation(actor: Actor, *, obligation: UUID) -> Receipt:
    """Ahead of its day open the case of the next occurrence; after its last day note it as missed. Idempotent."""
    row = lock_row(Obligation, "case", obligation)
    if row.ended_on is not None:
        return Receipt(SUBJECT, row.id, "ended", row.version, unchanged=True)
    now, today = _open(row), local_day(actor.at)
    if standing_of(Turn(now.due_on, now.until), None, today) == "missed":
        after = _go_on(row, now, "missed", None)
        facts = {"due_on": str(now.due_on), "missed": True, "next_due": str(after.due_on)}
        record(actor, subject_of(row), Act(("next_due",), facts=facts, event="cases.duty_missed"))
        return Receipt(SUBJECT, row.id, "missed", row.version)
    if now.case_id is None:
        now.case_id = _case(actor, row, now)
        now.save(update_fields=["case"])
        record(actor, subject_of(row), Act(facts={"case": str(now.case_id), "due_on": str(now.due_on)}))
        return Receipt(SUBJECT, row.id, "opened", row.version)
    return Receipt(SUBJECT, row.id, "running", row.version, unchanged=True)


def _case(actor: Actor, row: Obligation, now: Occurrence) -> UUID:
    title = f"{row.title} · {now.due_on.isoformat()}"
    text, subject = "\n".join((row.title, row.basis)), (SUBJECT, row.id)
    case = open_case(actor, type="duty", area=row.area, text=text, title=title[:120], subject=subject).id
    matter = loaded(actor, lock_row(Case, "case", case))
    matter.row.sponsor_id = matter.row.receiver_id = row.unit_id
    give_share(matter, row.unit_id, "lead", Nature.OWN, accepted=True)
    take(matter, "begin", told={"due_on": str(now.due_on), "until": str(now.until)}, also=lambda: _until(matter, now))
    return case


def _until(matter: Matter, now: Occurrence) -> None:
    """The clock of the case ends with the occurrence."""
    at = matter.actor.at
    days = max(1, (now.until - local_day(at)).days)
    period = Period(days, Unit.CALENDAR_DAY, roll=False)
    matter.clocks.append(clockwork.begin_period(matter.row, "handle", period, SUBJECT, at))
