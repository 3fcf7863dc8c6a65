"""What happens by itself: notes are delivered, alarms are raised. Every task may run twice."""

from collections.abc import Callable
from datetime import datetime
from itertools import takewhile
from uuid import UUID

from django.conf import settings
from django_tasks import task

from linli.cases.commands import (
    close_question,
    count_promises,
    deliver_note,
    drop_old_drafts,
    follow_handover,
    raise_alarm,
    recode_case,
    recode_obligation,
    record_fact,
    recount_clock,
    try_handover,
    turn_obligation,
    warn_note,
)
from linli.cases.queries.access import open_at
from linli.cases.queries.alarms import due_alarms
from linli.cases.queries.clocks import clocks_due, clocks_running, questions_over
from linli.cases.queries.handovers import due_handovers
from linli.cases.queries.obligations import duties_at, met_by, turns_due
from linli.cases.queries.targets import key_for
from linli.cases.queries.telling import code_letter, letters_of
from linli.cases.rules.handovers import Errand, Reply
from linli.cases.rules.outside_speech import read_answer, request_of
from linli.kernel.actor import Actor, system_actor
from linli.kernel.clock_port import now
from linli.kernel.ids import county_of_id
from linli.kernel.installation import Installation
from linli.kernel.jobs.sweeping import sweeping
from linli.kernel.journal.reading import moment_of, object_of
from linli.kernel.sending.calling import Call, NoAnswer, ask
from linli.people.commands import queue_message
from linli.places.queries.areas import area_change, successor_links

# Open311 lists can be long; what is longer is not read.
LONGEST_LIST = 4 * 1024 * 1024
# After so many failures on end outside systems are left in peace until the next minute.
ENOUGH = 3


@task()
def deliver(*, entry: str, job_key: str) -> None:
    """Deliver the note that was sent (subscriber of ``cases.note_sent``; idempotent by the job's key)."""
    county, note = object_of(UUID(entry))
    actor = system_actor(county, now(), "cases.deliver_note")
    deliver_note(actor.keyed(job_key), note=note)


@task()
def sweep_alarms(*, job_key: str) -> None:
    """Raise every alarm that is due; one command a note, so that a crash repeats only what is left."""
    moment = now()

    def warn(found: tuple[str, UUID]) -> None:
        warn_note(system_actor(found[0], moment, "cases.warn_note"), note=found[1])

    with sweeping("cases.sweep_alarms") as sweep:
        sweep.each(due_alarms(moment), warn)


@task()
def sweep_clocks(*, job_key: str) -> None:
    """Raise every alarm of a case's clocks that has come, and let overdue questions go; one command each."""
    moment = now()

    def alarm(found: tuple[str, UUID]) -> None:
        raise_alarm(system_actor(found[0], moment, "cases.raise_alarm"), clock=found[1])

    def close(found: tuple[str, UUID]) -> None:
        close_question(system_actor(found[0], moment, "cases.close_question"), question=found[1])

    with sweeping("cases.sweep_clocks") as sweep:
        sweep.each(clocks_due(moment), alarm)
        sweep.each(questions_over(moment), close)


@task()
def recount_clocks(*, entry: str, job_key: str) -> None:
    """Count running clocks anew after a pack (and perhaps a calendar) was published; each by its own command."""
    county, _ = object_of(UUID(entry))

    def recount(clock: UUID) -> None:
        recount_clock(system_actor(county, now(), "cases.recount_clock"), clock=clock)

    with sweeping("cases.recount_clocks") as sweep:
        sweep.each(clocks_running(county), recount)


@task()
def count_promises_nightly(*, job_key: str) -> None:
    """Count the year's promises anew; the first run after midnight does it, the others find it done."""
    count_promises(system_actor(settings.LINLI.county, now(), "cases.count_promises"))


@task()
def forget_drafts(*, job_key: str) -> None:
    """Forget drafts whose month is over."""
    drop_old_drafts(system_actor(settings.LINLI.county, now(), "cases.drop_old_drafts"))


@task()
def turn_obligations(*, job_key: str) -> None:
    """Open the cases of recurring duties ahead of their day, and note what was missed; one command each."""
    moment = now()

    def turn(found: tuple[str, UUID]) -> None:
        actor = system_actor(found[0], moment, "cases.turn_obligation", "cases.open_case")
        turn_obligation(actor, obligation=found[1])

    with sweeping("cases.turn_obligations") as sweep:
        sweep.each(turns_due(moment), turn)


@task()
def meet_obligation(*, entry: str, job_key: str) -> None:
    """A closed case of a recurring duty is its fact: the next one follows from it (subscriber of acts)."""
    county, case = object_of(UUID(entry))
    met = met_by(county, case)
    if met is not None:
        record_fact(system_actor(county, now(), "cases.record_fact").keyed(job_key), obligation=met[0], on=met[1])


@task()
def follow_areas(*, entry: str, job_key: str) -> None:
    """Open cases and recurring duties follow merged and split areas, one command each.

    A subscriber: a crash goes on where it stopped.
    """
    county, change = object_of(UUID(entry))
    actor = system_actor(county, now(), "cases.recode_case", "cases.recode_obligation")
    with sweeping("cases.follow_areas") as sweep:
        for before, after in successor_links(area_change(county, change)):
            sweep.each(open_at(county, before), _case_to(actor, before, after))
            sweep.each(duties_at(county, before), _duty_to(actor, before, after))


def _case_to(actor: Actor, before: str, after: str) -> Callable[[UUID], object]:
    return lambda case: recode_case(actor, case=case, before=before, after=after)


def _duty_to(actor: Actor, before: str, after: str) -> Callable[[UUID], object]:
    return lambda duty: recode_obligation(actor, obligation=duty, before=before, after=after)


@task()
def tell_parties(*, entry: str, job_key: str) -> None:
    """Put what parties and staff are told of an act into the ledger (idempotent by act and recipient)."""
    moment = now()
    teller = _teller(UUID(entry), moment)
    with sweeping("cases.tell_parties") as sweep:
        sweep.each(letters_of(UUID(entry), moment), lambda letter: queue_message(teller, letter=letter))


@task()
def send_code(*, entry: str, job_key: str) -> None:
    """Send the six figures that somebody waits for (subscriber of ``cases.code_wanted``)."""
    moment = now()
    letter = code_letter(UUID(entry), moment, moment_of(UUID(entry)))
    if letter is not None:
        queue_message(_teller(UUID(entry), moment), letter=letter)


def _teller(entry: UUID, moment: datetime) -> Actor:
    return system_actor(county_of_id(entry), moment, "people.queue_message")


def ask_outside(place: Installation, errand: Errand) -> Reply:
    """Run one errand to an outside system; what it answered, or a word why it did not."""
    request = request_of(errand, key_for(errand.target.key))
    call = Call(
        request.address, float(place.send_seconds), place.guarded, request.body, request.headers, request.method,
        LONGEST_LIST,
    )  # fmt: skip
    try:
        answer = ask(call)
    except NoAnswer as fault:
        return Reply(error=fault.reason)
    return read_answer(errand, answer.status, answer.body)


def run_errand(county: str, handover: UUID) -> bool:
    """Run the errand of a handover if one is due; False when the outside system failed.

    Taken, asked, noted: three steps, none of which holds a transaction while it is asked. After a crash in between it
    is first looked for on the other side, then sent again.
    """
    errand = try_handover(_runner(county), handover=handover).values.get("errand")
    if errand is None:
        return True
    reply = ask_outside(settings.LINLI, errand)
    follow_handover(_runner(county), handover=handover, turn=errand.turn, reply=reply)
    return not reply.error


def _runner(county: str) -> Actor:
    return system_actor(county, now(), "cases.try_handover", "cases.follow_handover")


@task()
def send_handover(*, entry: str, job_key: str) -> None:
    """Hand a case over as soon as that was asked for (subscriber of ``cases.handover_waiting``)."""
    run_errand(*object_of(UUID(entry)))


@task()
def sweep_handovers(*, job_key: str) -> None:
    """Run every errand that is due; after some failures on end the rest waits for the next minute."""
    failed = 0

    def run(found: tuple[str, UUID]) -> None:
        nonlocal failed
        failed = 0 if run_errand(*found) else failed + 1

    with sweeping("cases.sweep_handovers") as sweep:
        sweep.each(takewhile(lambda _: failed < ENOUGH, due_handovers(now())), run)
