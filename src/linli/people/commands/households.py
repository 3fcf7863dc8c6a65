"""Who belongs to a household from a day on."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command, expect_version, record
from linli.kernel.db.locks import lock_row
from linli.kernel.errors import Conflict, Invalid, KernelCode, NotFound, Problem
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, subject_of
from linli.people.commands.person_rows import day_of, locked_persons
from linli.people.commands.residences import end_home
from linli.people.models import Household, Person, Residence
from linli.people.rules.person_reasons import PersonCode
from linli.people.rules.residences import HEAD, REGISTERED, is_household, unknown_relation


@command("people.set_household")
def set_household(
    actor: Actor, *, members: tuple[tuple[UUID, str], ...], since: date, household: UUID | None = None,
    expected_version: int = 1, dwelling: UUID | None = None,
) -> Receipt:  # fmt: skip
    """Say who belongs to a household from a day on: (person, relation to the householder), one householder.

    Without ``household`` a new one is made. Who stands no longer in it leaves; all members are registered that day.
    """
    _check(members, since, day_of(actor))
    leaving = _leaving(actor, household, {person for person, _ in members})
    persons = locked_persons(actor, "people.set_household", [*(person for person, _ in members), *leaving])
    homes = {person: _registered(persons[person], since) for person in persons}
    head = next(person for person, relation in members if relation == HEAD)
    row = _household(actor, household, expected_version, homes[head].area, dwelling)
    for person in leaving:
        _join(homes[person], None, "", since)
    # The householder joins last: until the former one has stepped back there is no room.
    for person, relation in sorted(members, key=lambda member: member[1] == HEAD):
        _join(homes[person], row, relation, since)
    relations = ",".join(f"{person} {relation}" for person, relation in members)
    act = Act(("members",), {"members": relations}, {"since": str(since)}, "people.household_set")
    record(actor, subject_of(row), act)
    return Receipt("people.household", row.id, "set", row.version)


def _check(members: Sequence[tuple[UUID, str]], since: date, today: date) -> None:
    unknown = unknown_relation(members)
    if unknown is not None:
        problem = Problem("members", PersonCode.RELATION, {"relation": unknown})
        raise Invalid(PersonCode.RELATION, {"relation": unknown}, problems=(problem,))
    if not is_household(members):
        raise Invalid(PersonCode.ONE_HEAD, problems=(Problem("members", PersonCode.ONE_HEAD),))
    if since > today:
        raise Invalid(PersonCode.RESIDENCE_DATES, problems=(Problem("since", PersonCode.RESIDENCE_DATES),))


def _leaving(actor: Actor, household: UUID | None, staying: set[UUID]) -> list[UUID]:
    if household is None:
        return []
    rows = Residence.objects.filter(county=actor.county, household=household, until__isnull=True)
    rows = rows.filter(person__merged_into__isnull=True).exclude(person__in=staying)
    return list(rows.order_by("person").values_list("person", flat=True))


def _registered(person: Person, day: date) -> Residence:
    rows = Residence.objects.filter(county=person.county, person=person, kind=REGISTERED, until__isnull=True)
    home = rows.order_by("id").first()
    if home is None or home.since > day:
        raise Conflict(PersonCode.NO_RESIDENCE, problems=(Problem("members", PersonCode.NO_RESIDENCE),))
    return home


def _household(actor: Actor, household: UUID | None, version: int, area: str, dwelling: UUID | None) -> Household:
    if household is None:
        return Household.objects.create(id=new(actor.county), county=actor.county, area=area, dwelling=dwelling)
    known = Household.objects.filter(pk=household, county=actor.county).order_by("id").first()
    if known is None or not actor.may("people.set_household", known.area):
        raise NotFound(KernelCode.NOT_FOUND)
    row = lock_row(Household, "household", household)
    expect_version(row, version)
    row.area, row.dwelling, row.version = area, dwelling or row.dwelling, row.version + 1
    row.save(update_fields=["area", "dwelling", "version"])
    return row


def _join(home: Residence, household: Household | None, relation: str, since: date) -> None:
    """Write a membership: the registered residence goes on from ``since`` with it."""
    if (home.household_id, home.relation) == (household.id if household else None, relation):
        return
    if home.since == since:
        home.household, home.relation, home.version = household, relation, home.version + 1
        home.save(update_fields=["household", "relation", "version"])
        return
    end_home(home, since - timedelta(days=1))
    Residence.objects.create(
        id=new(home.county), county=home.county, area=home.area, person_id=home.person_id, kind=home.kind,
        dwelling=home.dwelling, household=household, relation=relation, source=home.source, since=since,
    )  # fmt: skip
