"""Giving and withdrawing consent (R9.1, R9.2, T124)."""

from datetime import date
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command, expect_version, record
from linli.kernel.db.locks import lock_row
from linli.kernel.errors import Conflict, ErrorCode, Invalid, KernelCode, NotFound, Problem
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, subject_of
from linli.people.commands.deaths import refuse_dead
from linli.people.commands.person_rows import day_of, locked_person
from linli.people.models import Consent, Person
from linli.people.queries.fields import purposes_at, purposes_of_fields, sensitive_fields
from linli.people.queries.person_values import group_of
from linli.people.rules.consents import Terms, fault_of, is_bundled, needs_guardian
from linli.people.rules.field_catalogue import not_for
from linli.people.rules.person_reasons import PersonCode


@command("people.give_consent")
def give_consent(
    actor: Actor, *, person: UUID, purpose: str, fields: tuple[str, ...], audience: str, text_version: str, way: str,
    expires_on: date, guardian: UUID | None = None,
) -> Receipt:  # fmt: skip
    """Note a consent: one purpose, named fields, one audience, until a day; under 14 by a guardian (R9.2)."""
    row = locked_person(actor, "people.give_consent", person)
    refuse_dead(row)
    terms = Terms(purpose, tuple(dict.fromkeys(fields)), audience, text_version, way, expires_on)
    _check_terms(actor, row, terms)
    consent = Consent.objects.create(
        id=new(row.county), county=row.county, area=row.area, person=row, purpose=purpose, fields=list(terms.fields),
        audience=audience.strip(), text_version=text_version.strip(), way=way, expires_on=expires_on,
        given_at=actor.at, guardian_id=_checked_guardian(actor, row, guardian),
    )  # fmt: skip
    facts = {
        "person": str(row.id), "purpose": purpose, "fields": list(terms.fields), "text_version": consent.text_version,
        "way": way, "expires_on": str(expires_on), "guardian": str(guardian or ""),
    }  # fmt: skip
    record(actor, subject_of(consent), Act(tuple(facts), facts=facts, event="people.consent_given"))
    return Receipt("people.consent", consent.id, "given", consent.version)


def _refused(path: str, code: ErrorCode, **data: object) -> Invalid:
    return Invalid(code, data, problems=(Problem(path, code, data),))


def _check_terms(actor: Actor, row: Person, terms: Terms) -> None:
    fault = fault_of(terms, day_of(actor))
    if fault is not None:
        raise _refused("expires_on", fault)
    if terms.purpose not in purposes_at(row.area, actor):
        raise _refused("purpose", PersonCode.PURPOSE, purpose="?")
    refused = not_for(terms.purpose, terms.fields, purposes_of_fields(row.area, actor))
    if refused is not None:
        raise _refused("fields", PersonCode.NOT_FOR_PURPOSE, field=refused)
    if is_bundled(terms.fields, sensitive_fields(row.area, actor)):
        raise _refused("fields", PersonCode.CONSENT_BUNDLED)


def _checked_guardian(actor: Actor, row: Person, guardian: UUID | None) -> UUID | None:
    if guardian is None:
        if needs_guardian(row.birth, row.birth_year, day_of(actor)):
            raise _refused("guardian", PersonCode.CONSENT_GUARDIAN)
        return None
    rows = Person.objects.filter(county=row.county, pk=guardian).exclude(pk__in=group_of(row.county, [row.id]))
    adult = rows.order_by("id").first()
    if adult is None or needs_guardian(adult.birth, adult.birth_year, day_of(actor)):
        raise _refused("guardian", PersonCode.CONSENT_GUARDIAN)
    return guardian


@command("people.withdraw_consent")
def withdraw_consent(actor: Actor, *, consent: UUID, expected_version: int) -> Receipt:
    """Withdraw a consent: the next request is refused, earlier ones stay lawful; the event starts the erase check."""
    found = Consent.objects.filter(pk=consent, county=actor.county).order_by("id")
    owner = found.values_list("person", "person__merged_into").first()
    if owner is None:
        raise NotFound(KernelCode.NOT_FOUND)
    locked_person(actor, "people.withdraw_consent", owner[1] or owner[0])
    row = lock_row(Consent, "person", consent)
    expect_version(row, expected_version)
    if row.withdrawn_at is not None:
        raise Conflict(PersonCode.CONSENT_ENDED)
    row.withdrawn_at, row.version = actor.at, row.version + 1
    row.save(update_fields=["withdrawn_at", "version"])
    facts = {"person": str(row.person_id), "purpose": row.purpose}
    record(actor, subject_of(row), Act(("withdrawn_at",), facts=facts, event="people.consent_withdrawn"))
    return Receipt("people.consent", row.id, "withdrawn", row.version)
