"""Asking a party back: the clock waits, the link opens a page with a button (settled.md, machinery 2)."""

import secrets
from datetime import timedelta
from uuid import UUID

from linli.cases.commands import clockwork
from linli.cases.commands.matter import add_act, opened, refuse_ended
from linli.cases.commands.parties import must_speak
from linli.cases.commands.steps import checked_note, receipt
from linli.cases.models import Case, CaseParty, CaseQuestion
from linli.cases.queries.matter import Matter, loaded, part_of
from linli.cases.rules.case_reasons import CaseCode
from linli.cases.rules.parties import may_tell
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.command import Receipt, command
from linli.kernel.crypto.boxes import seal_box
from linli.kernel.crypto.lookup import lookup_key
from linli.kernel.db.locks import lock_row
from linli.kernel.errors import Conflict, TooLate
from linli.kernel.ids import new

LIFE = timedelta(days=14)


@command("cases.ask_party")
def ask_party(actor: Actor, *, case: UUID, text: str, expected_version: int) -> Receipt:
    """Ask the reporter back; the main clock stands still until the answer, at most fourteen days.

    ``values["secret"]`` makes the link; the message that carries it is sent by the subscriber of the act.
    """
    plain = checked_note(text, needed=True)
    matter = opened(actor, case, expected_version)
    refuse_ended(matter)
    day = local_day(actor.at)
    party = next((p for p in matter.parties if may_tell(part_of(matter, p), day) and _reachable(p)), None)
    if party is None:
        raise Conflict(CaseCode.NO_PARTY)
    secret, question_id = secrets.token_urlsafe(16), new(matter.row.county)
    CaseQuestion.objects.create(
        id=question_id, county=matter.row.county, area=matter.row.area, case=matter.row, party=party,
        text=seal_box(plain, table="cases_question", field="text", row=question_id),
        secret=lookup_key("case.question", secret), clock=_wait(matter), asked_at=actor.at, expires_at=actor.at + LIFE,
    )  # fmt: skip
    add_act(matter, "ask", told={"question": str(question_id)}, words={"note": plain, "secret": secret})
    values = {"secret": secret}
    return Receipt("cases.case", matter.row.id, matter.row.state, matter.row.version, values=values)


def _reachable(party: CaseParty) -> bool:
    return party.phone is not None or party.person is not None or party.account is not None


def _wait(matter: Matter) -> str:
    row = matter.clock(matter.type.main_clock) if matter.type.main_clock else None
    if row is None or clockwork.is_paused(row):
        return ""
    clockwork.pause_row(row, matter.actor.at, "question")
    return row.key


@command("cases.answer_question")
def answer_question(actor: Actor, *, question: UUID, text: str) -> Receipt:
    """Answer a question once; its clock runs on."""
    plain = checked_note(text, needed=True)
    found = CaseQuestion.objects.filter(county=actor.county, pk=question).order_by("id").first()
    if found is None or actor.party != found.party_id:
        raise Conflict(CaseCode.QUESTION_USED)
    matter = loaded(actor, lock_row(Case, "case", found.case_id))
    must_speak(matter)
    row = CaseQuestion.objects.select_for_update().get(county=found.county, pk=question)
    if row.answered_at is not None or row.expires_at < actor.at:
        raise TooLate(CaseCode.QUESTION_USED)
    row.answered_at, row.version = actor.at, row.version + 1
    row.save(update_fields=["answered_at", "version"])
    go_on(matter, row)
    add_act(matter, "answer_question", told={"question": str(row.id)}, words={"note": plain})
    return receipt(matter)


def go_on(matter: Matter, row: CaseQuestion) -> None:
    """The clock that waited runs on."""
    clock = matter.clock(row.clock) if row.clock else None
    if clock is not None and clockwork.is_paused(clock):
        clockwork.resume_row(clock, matter.actor.at)


@command("cases.close_question")
def close_question(actor: Actor, *, question: UUID) -> Receipt:
    """A question that nobody answered in time: the clock runs on by itself."""
    found = CaseQuestion.objects.filter(county=actor.county, pk=question).order_by("id").first()
    if found is None or found.answered_at is not None or found.expires_at >= actor.at:
        return Receipt("cases.question", question, "calm", 1, unchanged=True)
    matter = loaded(actor, lock_row(Case, "case", found.case_id))
    found.answered_at, found.version = actor.at, found.version + 1
    found.save(update_fields=["answered_at", "version"])
    go_on(matter, found)
    add_act(matter, "question_over", told={"question": str(found.id)})
    return receipt(matter)
