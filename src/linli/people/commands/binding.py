"""Binding a resident's account to their record by a code, never by typing a number (settled.md, Reading)."""

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command, record
from linli.kernel.crypto.lookup import lookup_key
from linli.kernel.db.locks import lock_row
from linli.kernel.errors import Conflict, Invalid, Keep, NotAllowed, Problem, TooMany
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, Subject, subject_of
from linli.people.commands.deaths import refuse_dead
from linli.people.commands.person_rows import locked_person
from linli.people.models import Account, BindingCode, BindingTry, Person
from linli.people.rules.binding import LIFE, TRIES, WINDOW, new_code, normal_code
from linli.people.rules.person_reasons import PersonCode


def _digest(code: str) -> bytes:
    return lookup_key("binding", normal_code(code))


@command("people.issue_binding_code")
def issue_binding_code(actor: Actor, *, person: UUID) -> Receipt:
    """Make a code for someone who stands at the window; ``values["code"]`` is shown once, earlier codes end."""
    row = locked_person(actor, "people.issue_binding_code", person)
    refuse_dead(row)
    if row.account is not None:
        raise Conflict(PersonCode.BOUND_ALREADY)
    open_codes = BindingCode.objects.filter(county=row.county, person=row, used_at__isnull=True)
    open_codes.filter(expires_at__gt=actor.at).update(expires_at=actor.at)
    code = new_code()
    made = BindingCode.objects.create(
        id=new(row.county), county=row.county, person=row, secret=_digest(code), expires_at=actor.at + LIFE
    )
    record(actor, subject_of(row), Act(facts={"binding_code": str(made.id)}))
    return Receipt("people.bindingcode", made.id, "issued", 1, values={"code": code})


@command("people.bind_account")
def bind_account(actor: Actor, *, code: str) -> Receipt:
    """Bind the actor's own account to the record behind a code: five tries an hour, one answer to every wrong one."""
    if actor.account is None:
        raise NotAllowed(PersonCode.BINDING_ACCOUNT)
    lock_row(Account, "person", actor.account)
    _refuse_guessing(actor, actor.account)
    found = _live_code(actor, code)
    if found is None:
        problem = Problem("code", PersonCode.BINDING_CODE)
        keep = Keep("people.note_wrong_binding", {"account": actor.account})
        raise Invalid(PersonCode.BINDING_CODE, problems=(problem,), keep=keep)
    row = lock_row(Person, "person", found.person.merged_into_id or found.person_id)
    if row.account is not None or Person.objects.filter(county=row.county, account=actor.account).exists():
        raise Conflict(PersonCode.BOUND_ALREADY)
    row.account, row.version = actor.account, row.version + 1
    row.save(update_fields=["account", "version"])
    BindingCode.objects.filter(pk=found.pk, county=found.county).update(used_at=actor.at)
    act = Act(("account",), facts={"account": str(actor.account)}, event="people.account_bound")
    record(actor, subject_of(row), act)
    return Receipt("people.person", row.id, "bound", row.version)


def _refuse_guessing(actor: Actor, account: UUID) -> None:
    since = actor.at - WINDOW
    tries = BindingTry.objects.filter(county=actor.county, account=account, at__gt=since).order_by("at")
    moments = list(tries.values_list("at", flat=True))
    if len(moments) >= TRIES:
        wait = int((moments[-TRIES] - since).total_seconds()) + 1
        raise TooMany(PersonCode.BINDING_TRIES, {"retry_after": wait, "minutes": -(-wait // 60)})


def _live_code(actor: Actor, code: str) -> BindingCode | None:
    rows = BindingCode.objects.filter(county=actor.county, secret=_digest(code), used_at__isnull=True)
    rows = rows.filter(expires_at__gt=actor.at).select_related("person")
    return rows.select_for_update(of=("self",)).order_by("pk").first()


@command("people.note_wrong_binding")
def note_wrong_binding(actor: Actor, *, account: UUID) -> Receipt:
    """Count a wrong code; it outlives the refusal."""
    row = BindingTry.objects.create(id=new(actor.county), county=actor.county, account=account, at=actor.at)
    subject = Subject("people.account", account, actor.county, actor.county)
    record(actor, subject, Act(facts={"binding": "wrong code"}))
    return Receipt("people.bindingtry", row.id, "counted", 1)
