"""A death is noted, with its day and source, and ends what ends with it; a mistaken note is taken back (E12, E13)."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command, record
from linli.kernel.errors import Conflict, Invalid, Problem
from linli.kernel.journal.entries import Act, subject_of
from linli.people.commands.person_rows import checked_source, day_of, locked_person, sourced
from linli.people.models import AccessToken, Account, BindingCode, Consent, ContactPoint, Person, Residence, Session
from linli.people.queries.actors import held_posts
from linli.people.rules.person_reasons import PersonCode
from linli.people.rules.residences import HEAD


def refuse_dead(row: Person) -> None:
    """Conflict for someone whose death is noted: nobody moves, is written to or agrees to anything afterwards."""
    if row.died is not None:
        raise Conflict(PersonCode.DIED)


@command("people.note_death")
def note_death(actor: Actor, *, person: UUID, on: date, source: str, expected_version: int) -> Receipt:
    """Note that somebody died ``on`` a day: residences and memberships end that day, contact points, consents and the
    binding to an account today. An account without a post is closed; of others the administrators decide (R9.8).

    Invalid for a day in the future, before the birth or before a residence began; Conflict when it is noted already.
    """
    row = locked_person(actor, "people.note_death", person, expected_version)
    refuse_dead(row)
    origin, records = checked_source(source), _records(row)
    homes = Residence.objects.filter(county=row.county, person__in=records, until__isnull=True)
    _check(row, on, day_of(actor), has_later=homes.filter(since__gt=on).exists())
    ended = {"residences": _end_homes(homes, on), **_end_ties(actor, row, records)}
    account, row.account, row.died = row.account, None, on
    row.sources = {**row.sources, **sourced(("died",), origin, day_of(actor))}
    _save(row, "account")
    facts = {"source": origin, "closed": account is not None and _close(actor, account), **ended}
    record(actor, subject_of(row), Act(("died", "account"), {"died": str(on)}, facts, "people.person_died"))
    return Receipt("people.person", row.id, "died", row.version)


def _records(row: Person) -> list[UUID]:
    """The record and those that rest in it."""
    doubles = Person.objects.filter(county=row.county, merged_into=row).order_by("id")
    return [row.id, *doubles.values_list("id", flat=True)]


def _check(row: Person, on: date, today: date, *, has_later: bool) -> None:
    if on > today or on.year < (row.birth_year or 0) or (row.birth and on < row.birth) or has_later:
        raise Invalid(PersonCode.DEATH_DATE, problems=(Problem("on", PersonCode.DEATH_DATE),))


def _end_homes(homes: QuerySet[Residence], on: date) -> int:
    return homes.update(until=on, version=F("version") + 1)


def _end_ties(actor: Actor, row: Person, records: Sequence[UUID]) -> dict[str, int]:
    mine = {"county": row.county, "person__in": records}
    points = ContactPoint.objects.filter(until__isnull=True, **mine).update(until=day_of(actor))
    consents = Consent.objects.filter(withdrawn_at__isnull=True, given_at__lte=actor.at, **mine)
    codes = BindingCode.objects.filter(used_at__isnull=True, expires_at__gt=actor.at, **mine)
    codes.update(expires_at=actor.at)
    return {"contacts": points, "consents": consents.update(withdrawn_at=actor.at)}


def _save(row: Person, *more: str) -> None:
    row.version += 1
    row.save(update_fields=["died", "sources", "version", *more])


def _close(actor: Actor, account: UUID) -> bool:
    """Log an account out and close it; False for one that holds a post, or is the actor's own."""
    if account == actor.account or held_posts(account, actor.at):
        return False
    Session.objects.filter(account=account).delete()
    AccessToken.objects.filter(county=actor.county, account=account, revoked_at__isnull=True).update(
        revoked_at=actor.at
    )
    return bool(Account.objects.filter(pk=account).update(is_active=False))


@command("people.retract_death")
def retract_death(actor: Actor, *, person: UUID, expected_version: int) -> Receipt:
    """Take back a death that was noted by mistake: the residences that ended that day go on, with their household
    unless it has another householder by now. Contact points, consents and the account are entered anew.
    """
    row = locked_person(actor, "people.retract_death", person, expected_version)
    if row.died is None:
        raise Conflict(PersonCode.NOT_DEAD)
    reopened = _reopen(row, row.died)
    row.died, row.sources = None, {name: origin for name, origin in row.sources.items() if name != "died"}
    _save(row)
    record(actor, subject_of(row), Act(("died",), facts={"residences": reopened}, event="people.death_retracted"))
    return Receipt("people.person", row.id, "alive", row.version)


def _reopen(row: Person, died: date) -> int:
    heads = Residence.objects.filter(
        county=row.county, household=OuterRef("household"), relation=HEAD, until__isnull=True
    )
    homes = Residence.objects.filter(county=row.county, person__in=_records(row), until=died)
    found = list(homes.annotate(has_head=Exists(heads)).order_by("id"))
    for home in found:
        if home.has_head and home.relation == HEAD:
            home.household, home.relation = None, ""
        home.until, home.version = None, home.version + 1
        home.save(update_fields=["until", "version", "household", "relation"])
    return len(found)
