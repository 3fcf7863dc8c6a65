"""A ledger goes into the register: decided, confirmed, written chunk by chunk out of sight, then shown at once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, batch_digest, command, expect_version
from linli.kernel.db.bulk import load_rows
from linli.kernel.db.updating import update_rows
from linli.kernel.errors import Conflict, Invalid, KernelCode, NotFound
from linli.kernel.ids import new
from linli.people.commands.contact_rows import normal_contact
from linli.people.commands.ledger_changes import prepare_changes, show_changes
from linli.people.commands.ledger_rows import counted, locked_run, open_line, step
from linli.people.commands.person_rows import day_of
from linli.people.commands.person_writing import HOUSEHOLD_COLUMNS, Batch, ReadPerson, write_persons
from linli.people.models import Household, LedgerLine, LedgerRun, Person, Residence
from linli.people.queries.ledger_matching import (
    broken_households,
    households_there,
    lines_of,
    numbered_in,
    register_for,
)
from linli.people.queries.person_search import identity_key
from linli.people.rules.contacts import CHANNELS, MAIL, PHONE
from linli.people.rules.ledgers.run_reasons import RunCode
from linli.people.rules.ledgers.runs import APPLYING, FINISHED, READY
from linli.people.rules.ledgers.taking import Taken, taken_of
from linli.people.rules.ledgers.verdicts import CHANGED, CHOICES, DOUBLE, NEW, REFUSED, SAME
from linli.people.rules.ledgers.weighing import changes_of, moves_of
from linli.people.rules.person_batches import NewContact, NewPerson, NewResidence
from linli.people.rules.persons import Values
from linli.people.rules.residences import HEAD, LIVING, REGISTERED

SOURCE = "import"


@command("people.decide_ledger_line")
def decide_ledger_line(actor: Actor, *, run: UUID, line: UUID, choice: str, person: UUID | None = None) -> Receipt:
    """Say of a line that looks like a known person: ``same`` as ``person``, ``new``, or ``left`` out.

    The decision is remembered: the same line in a later file is not asked about again.
    """
    row = locked_run(actor, "people.decide_ledger_line", run, READY)
    found = LedgerLine.objects.filter(pk=line, county=row.county, run=row).order_by("id").first()
    if found is None:
        raise NotFound(KernelCode.NOT_FOUND)
    likes = [UUID(like["person"]) for like in found.likes]
    if not likes or choice not in CHOICES or (choice == SAME) != (person in likes):
        raise Invalid(RunCode.CHOICE)
    targets = {SAME: person, NEW: new(row.county)}
    found.verdict, found.target, found.changes = choice, targets.get(choice), []
    if choice == SAME:
        _settle_same(row, found, day_of(actor))
    found.save(update_fields=["verdict", "target", "changes"])
    row.counts = counted(row)
    return step(actor, row, "", ("counts",), line=str(line), choice=choice, person=str(person or ""))


def _settle_same(row: LedgerRun, line: LedgerLine, day: date) -> None:
    """The same person: whatever the line says otherwise is a change."""
    register = register_for(row, (), [line.target] if line.target else ())
    record = register.by_id.get(line.target) if line.target else None
    if record is None:
        raise Invalid(RunCode.CHOICE)
    if record.row.died is not None:
        raise Conflict(RunCode.DIED)
    data = open_line(line)
    taken, dwelling = taken_of(data["taken"]), UUID(data["dwelling"]) if data["dwelling"] else None
    line.changes = [*changes_of(taken, None, record), *moves_of(taken, dwelling, record, day)]
    line.verdict = CHANGED if line.changes else SAME


@command("people.confirm_ledger")
def confirm_ledger(actor: Actor, *, run: UUID, expected_version: int, leave_doubles: bool = False) -> Receipt:
    """Let a run be written. Conflict while rows wait for a decision, unless they are all left out."""
    row = locked_run(actor, "people.confirm_ledger", run, READY)
    expect_version(row, expected_version)
    waiting = LedgerLine.objects.filter(county=row.county, run=row, verdict=DOUBLE)
    if count := waiting.count():
        if not leave_doubles:
            raise Conflict(RunCode.UNDECIDED, {"count": count})
        # Without a target they are asked about again next time: nobody has decided.
        waiting.update(verdict=REFUSED, reason=RunCode.UNDECIDED.code)
    _let_go_of_broken_households(row)
    row.state, row.counts = APPLYING, counted(row)
    return step(actor, row, "people.ledger_confirmed", ("state", "counts"), counts=row.counts)


def _let_go_of_broken_households(row: LedgerRun) -> None:
    """A household that would not have exactly one householder is not formed; its members are taken without it."""
    lines = LedgerLine.objects.filter(county=row.county, run=row, household__isnull=False, verdict=NEW)
    broken = broken_households(lines)
    for start in range(0, len(broken), 500):
        lines.filter(household__in=broken[start : start + 500]).update(household=None)


@command("people.apply_ledger_chunk")
def apply_ledger_chunk(actor: Actor, *, run: UUID, number: int) -> Receipt:
    """Write a chunk's new persons and prepare its changes; nobody sees them yet. A chunk written before is left."""
    row = locked_run(actor, "people.apply_ledger_chunk", run, APPLYING)
    if number != row.applied + 1:
        return Receipt("people.ledgerrun", row.id, row.state, row.version, unchanged=True)
    lines = lines_of(row, chunk=number, verdict__in=(NEW, CHANGED))
    fresh, changed = ([line for line in lines if line.verdict == verdict] for verdict in (NEW, CHANGED))
    written = _write(row, fresh, day_of(actor)) if fresh else []
    if changed:
        prepare_changes(row, changed, day_of(actor))
    row.applied = number
    # The line's own digest is keyed and over all its words.
    digest = batch_digest(f"{line.id} {bytes(line.digest).hex()}" for line in written)
    return step(actor, row, "", ("applied",), persons=len(written), digest=digest)


def _write(row: LedgerRun, lines: Sequence[LedgerLine], day: date) -> list[LedgerLine]:
    read = [(line, open_line(line)) for line in lines]
    persons = [(line, *_new_person(row, line, data, day)) for line, data in read]
    keys = [identity_key(values.identity) for _, _, values in persons if values.identity]
    taken = {bytes(found.identity_key or b""): found for found in numbered_in(row.county, keys)}
    kept = [(line, person) for line, person, values in persons if _is_still_new(row, line, values, taken)]
    homes = {home.household for _, person in kept for home in person.given.residences if home.household}
    households = {home: UUID(home) for home in homes}
    _found_households(row, households.values())
    write_persons(Batch(row.county, day, SOURCE, str(row.id), row.id, households), [person for _, person in kept])
    changed = [line for line in lines if line.verdict != NEW]
    update_rows(changed, ["target", "verdict", "reason"])
    return [line for line, _ in kept]


def _is_still_new(row: LedgerRun, line: LedgerLine, values: Values, taken: Mapping[bytes, Person]) -> bool:
    """Numbers that came into the register since the matching are not taken twice."""
    found = taken.get(identity_key(values.identity)) if values.identity else None
    if found is None:
        return True
    is_own = found.run == row.id
    line.verdict, line.reason = (SAME, "") if is_own else (REFUSED, RunCode.ELSEWHERE.code)
    line.target = found.id if is_own else None
    return False


def _new_person(row: LedgerRun, line: LedgerLine, data: dict[str, object], day: date) -> tuple[ReadPerson, Values]:
    taken = taken_of(data["taken"])  # type: ignore[arg-type]  # what seal_line was given
    values = Values.of_row(data["values"])  # type: ignore[arg-type]  # what seal_line was given
    contacts = tuple(_contacts(taken))
    dwelling = UUID(str(data["dwelling"])) if data["dwelling"] else None
    residences = tuple(_residences(row, line, taken, dwelling, day))
    given = NewPerson(taken.values(), residences, tuple(item for item, _ in contacts))
    assert line.target is not None  # given with the verdict
    return ReadPerson(line.target, row.area, values, given, contacts, taken.address), values


def _contacts(taken: Taken) -> Iterable[tuple[NewContact, str]]:
    for kind, text in [(PHONE, phone) for phone in taken.phones] + ([(MAIL, taken.mail)] if taken.mail else []):
        yield NewContact(kind, text, CHANNELS[kind]), normal_contact(kind, text)


def _residences(
    row: LedgerRun, line: LedgerLine, taken: Taken, dwelling: UUID | None, day: date
) -> Iterable[NewResidence]:
    """What the file says of all, and the register of the household where it names one."""
    since = min(date.fromisoformat(taken.since), day) if taken.since else day
    if row.home == LIVING:
        yield NewResidence(LIVING, row.area, since, dwelling)
    if row.home == REGISTERED or line.household:
        home = str(line.household) if line.household else ""
        yield NewResidence(REGISTERED, row.area, since, dwelling, home, line.relation if home else "")


def _found_households(row: LedgerRun, ids: Iterable[UUID]) -> None:
    wanted = set(ids)
    missing = sorted(wanted - households_there(row.county, wanted))
    load_rows(Household, HOUSEHOLD_COLUMNS, [(home, row.county, row.area, 1, None, row.id) for home in missing])


@command("people.finish_ledger")
def finish_ledger(actor: Actor, *, run: UUID) -> Receipt:
    """Show everything in one transaction, the prepared changes to known persons too: a reader sees all or nothing."""
    row = locked_run(actor, "people.finish_ledger", run, APPLYING)
    if row.applied != row.chunks:
        raise Conflict(RunCode.STATE, {"state": row.state})
    _let_go_of_headless_households(row)
    changed = show_changes(row, day_of(actor))
    row.state, row.shown, row.finished_at, row.counts = FINISHED, True, actor.at, counted(row)
    fields = ("state", "shown", "finished_at", "counts")
    return step(actor, row, "people.ledger_finished", fields, counts=row.counts, changed=changed)


def _let_go_of_headless_households(row: LedgerRun) -> None:
    """Where the householder was refused while the run was written, the others are taken without a household."""
    heads = Residence.everything.filter(
        county=OuterRef("county"), household=OuterRef("pk"), relation=HEAD, until__isnull=True
    )
    headless = Household.everything.filter(~Exists(heads), county=row.county, run=row.id).order_by("pk")
    while ids := list(headless.values_list("pk", flat=True)[:500]):
        homes = Residence.everything.filter(county=row.county, run=row.id, household__in=ids)
        if row.home == LIVING:
            homes.delete()
        else:
            homes.update(household=None, relation="")
        Household.everything.filter(county=row.county, pk__in=ids).delete()
