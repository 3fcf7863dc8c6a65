"""Access without a log-in: number and key, five tries a number and hour, one answer for every mistake (settled.md)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.cases.models import Case, CaseParty, CaseQuestion
from linli.cases.queries.case_detail import opened_party
from linli.cases.queries.parties import hearers
from linli.cases.rules.case_reasons import CaseCode
from linli.cases.rules.numbers import KEY_LENGTH, key_from, read_key, read_number
from linli.kernel.actor import Actor
from linli.kernel.crypto.boxes import open_box
from linli.kernel.crypto.lookup import lookup_key
from linli.kernel.errors import NotFound
from linli.kernel.sliding_hour import SlidingHour

TRIES = 5
# What somebody with number and key may do to their one case; the flow says what of it and when.
PARTY_POWERS = ("cases.take_step", "cases.rate_case", "cases.note_case", "cases.answer_question", "cases.attach_files")
VISITOR_POWERS = (
    "cases.open_case", "cases.support_case", "cases.keep_draft", "cases.drop_draft", "cases.send_code",
    "cases.prove_phone",
)  # fmt: skip


@dataclass(frozen=True)
class Access:
    """A party of a case that proved itself."""

    case: UUID
    party: UUID


tries = SlidingHour(TRIES, CaseCode.TRIES)


def prove_party(county: str, number: str, key: str, at: datetime) -> Access:
    """The party that a number and a key (the receipt's code, or the last four of the phone) belong to.

    NotFound with one and the same answer for a wrong number and a wrong key; TooMany after five tries. What is no
    number at all belongs to nobody and is not counted here: one person's slips would lock out everybody else's.
    """
    plain = read_number(number) or ""
    tries.refuse_if_used(plain, at)
    row = Case.objects.filter(county=county, number=plain).order_by("id").first()
    found = _matching(row, read_key(key), at) if row else None
    if found is None:
        tries.note(plain, at)
        raise NotFound(CaseCode.WRONG_KEY)
    return Access(found.case_id, found.id)


def _matching(row: Case, key: str, at: datetime) -> CaseParty | None:
    for party in hearers(row.county, at).filter(case=row).order_by("id"):
        if len(key) == KEY_LENGTH and party.key and bytes(party.key) == lookup_key("case.key", f"{party.id}{key}"):
            return party
        if len(key) == 4 and key.isdigit() and opened_party(party, "phone").endswith(key):
            return party
    return None


def party_actor(county: str, access: Access, at: datetime) -> Actor:
    """Somebody with number and key, acting for their one case."""
    powers = dict.fromkeys(PARTY_POWERS, ())
    return Actor(None, None, None, "", county, at, "portal", powers, party=access.party)


def visitor_actor(county: str, at: datetime) -> Actor:
    """Somebody at the portal without a log-in."""
    powers = dict.fromkeys(VISITOR_POWERS, ())
    return Actor(None, None, None, "", county, at, "portal", powers)


@dataclass(frozen=True)
class AskedBack:
    """A question as the page behind its link shows it."""

    id: UUID
    text: str
    number: str
    title: str
    open: bool
    access: Access


@dataclass(frozen=True)
class OpenQuestion:
    """A question to a party that waits for its answer."""

    id: UUID
    text: str
    expires_at: datetime


def open_questions(actor: Actor, access: Access) -> tuple[OpenQuestion, ...]:
    """The questions to a party that are not answered yet, oldest first (one query)."""
    rows = CaseQuestion.objects.filter(
        county=actor.county, case=access.case, party=access.party, answered_at__isnull=True, expires_at__gte=actor.at
    )
    return tuple(
        OpenQuestion(
            row.id, open_box(bytes(row.text), table="cases_question", field="text", row=row.id), row.expires_at
        )
        for row in rows.order_by("asked_at", "id")
    )


def question_behind(county: str, secret: str, at: datetime) -> AskedBack | None:
    """The question of a link; None for a link that never was."""
    rows = CaseQuestion.objects.filter(county=county, secret=lookup_key("case.question", secret))
    row = rows.select_related("case").order_by("id").first()
    if row is None:
        return None
    text = open_box(bytes(row.text), table="cases_question", field="text", row=row.id)
    is_open = row.answered_at is None and row.expires_at >= at and hearers(county, at).filter(pk=row.party_id).exists()
    return AskedBack(row.id, text, row.case.number, row.case.title, is_open, Access(row.case_id, row.party_id))


def receipt_code(request: str) -> str:
    """The code for the receipt of a portal's request: nobody can guess it, and a repeat shows the same one."""
    return key_from(lookup_key("case.receipt", request))


def opened_with(county: str, case: UUID, key: str, at: datetime) -> tuple[str, Access] | None:
    """(number, access) of the party of a case that a code belongs to: what was just opened, or opened before."""
    row = Case.objects.filter(county=county, pk=case).order_by("id").first()
    found = _matching(row, key, at) if row else None
    return (row.number, Access(found.case_id, found.id)) if row and found else None
