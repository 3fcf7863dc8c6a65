"""Two records of one person become one, and two again if that was wrong (E12)."""

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command, expect_version, record
from linli.kernel.db.locks import lock_row
from linli.kernel.errors import Conflict, Invalid, KernelCode, NotFound, Refusal
from linli.kernel.journal.entries import Act, subject_of
from linli.people.commands.person_rows import locked_persons
from linli.people.commands.persons import write_values
from linli.people.models import Person
from linli.people.queries.person_values import values_of
from linli.people.queries.persons import persons_within
from linli.people.rules.merging import completed, fault_of, without
from linli.people.rules.person_reasons import PersonCode


@command("people.merge_persons")
def merge_persons(actor: Actor, *, keep: UUID, double: UUID, keep_version: int, double_version: int) -> Receipt:
    """Let ``double`` rest in ``keep``: what ``keep`` does not know it takes over, and the double's contact points and
    consents count for it. Nothing is deleted, so that ``people.unmerge_persons`` restores both.
    """
    if keep == double:
        raise Invalid(PersonCode.MERGE_SAME)
    rows = locked_persons(actor, "people.merge_persons", [keep, double])
    stays, rests = rows[keep], rows[double]
    expect_version(stays, keep_version)
    expect_version(rests, double_version)
    _refuse(stays, rests)
    took = _take_over(stays, rests)
    rests.merged_into, rests.merge_took, rests.version = stays, list(took), rests.version + 1
    rests.save(update_fields=["merged_into", "merge_took", "version"])
    record(actor, subject_of(stays), Act(took, facts={"double": str(double)}, event="people.persons_merged"))
    record(actor, subject_of(rests), Act(("merged_into",), facts={"keep": str(keep)}))
    return Receipt("people.person", stays.id, "merged", stays.version)


def _refuse(stays: Person, rests: Person) -> None:
    code: PersonCode | None = fault_of(values_of(stays), values_of(rests))
    if Person.objects.filter(county=stays.county, merged_into=rests).exists():
        code = PersonCode.MERGE_CHAIN
    elif rests.account is not None:
        code = PersonCode.MERGE_ACCOUNTS
    if code is not None:
        raise Conflict(code)


def _take_over(stays: Person, rests: Person) -> tuple[str, ...]:
    values, took = completed(values_of(stays), values_of(rests))
    if "identity" in took:
        # The double steps out of the way of the one-live-record rule before the number is written again.
        Person.objects.filter(pk=rests.pk, county=rests.county).update(merged_into=stays)
    write_values(stays, values, {**stays.sources, **{name: rests.sources[name] for name in took}})
    return took


@command("people.unmerge_persons")
def unmerge_persons(actor: Actor, *, double: UUID, expected_version: int) -> Receipt:
    """Take a merge back: the double lives again, and its keeper gives back what it took and still has unchanged."""
    rests = Person.objects.filter(pk=double, county=actor.county, merged_into__isnull=False).order_by("id").first()
    if rests is None or rests.merged_into_id is None:
        raise _not_merged(actor, double)
    stays = locked_persons(actor, "people.unmerge_persons", [rests.merged_into_id])[rests.merged_into_id]
    rests = lock_row(Person, "person", double)
    expect_version(rests, expected_version)
    given_back = tuple(name for name in rests.merge_took if stays.sources.get(name) == rests.sources.get(name))
    write_values(stays, without(values_of(stays), values_of(rests), given_back), stays.sources)
    rests.merged_into, rests.merge_took, rests.version = None, [], rests.version + 1
    rests.save(update_fields=["merged_into", "merge_took", "version"])
    facts = {"double": str(double), "given_back": list(given_back)}
    record(actor, subject_of(stays), Act(given_back, facts=facts, event="people.persons_unmerged"))
    record(actor, subject_of(rests), Act(("merged_into",), facts={"kept": str(stays.id)}))
    return Receipt("people.person", rests.id, "separate", rests.version)


def _not_merged(actor: Actor, double: UUID) -> Refusal:
    known = persons_within(actor, "people.unmerge_persons").filter(pk=double).exists()
    return Conflict(PersonCode.NOT_MERGED) if known else NotFound(KernelCode.NOT_FOUND)
