"""Contact points: added, with wishes and a safety setting, ended."""

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command, expect_version, record
from linli.kernel.db.locks import lock_row
from linli.kernel.errors import Invalid, KernelCode, NotFound, Problem
from linli.kernel.journal.entries import Act, subject_of
from linli.people.commands.contact_rows import open_contact
from linli.people.commands.deaths import refuse_dead
from linli.people.commands.person_rows import checked_source, day_of, locked_person
from linli.people.models import ContactPoint, Person
from linli.people.queries.person_values import group_of, opened_contact
from linli.people.rules.contacts import FREE, VIA, Wishes, wishes_fit
from linli.people.rules.person_reasons import PersonCode


@command("people.add_contact")
def add_contact(actor: Actor, *, person: UUID, kind: str, value: str, source: str) -> Receipt:
    """Add a phone number or mail address to a person."""
    row = locked_person(actor, "people.add_contact", person)
    refuse_dead(row)
    point = open_contact(actor, row, kind, value, checked_source(source))
    facts = {"person": str(row.id), "kind": kind, "source": source}
    record(actor, subject_of(point), Act((kind,), {kind: opened_contact(point)}, facts))
    return Receipt("people.contactpoint", point.id, "open", point.version)


def _locked_contact(actor: Actor, command_name: str, contact: UUID, version: int) -> ContactPoint:
    found = ContactPoint.objects.filter(pk=contact, county=actor.county, until__isnull=True).order_by("id")
    owner = found.values_list("person", "person__merged_into").first()
    if owner is None:
        raise NotFound(KernelCode.NOT_FOUND)
    locked_person(actor, command_name, owner[1] or owner[0])
    row = lock_row(ContactPoint, "person", contact)
    expect_version(row, version)
    return row


@command("people.set_contact_wishes")
def set_contact_wishes(
    actor: Actor, *, contact: UUID, expected_version: int, channels: tuple[str, ...],
    quiet: tuple[int, int] | None = None, setting: str = FREE, safe: tuple[int, int] | None = None,
    via: UUID | None = None,
) -> Receipt:  # fmt: skip
    """Set by which ways and at which hours (minutes of the day) a contact may be used, and its safety setting."""
    row = _locked_contact(actor, "people.set_contact_wishes", contact, expected_version)
    (quiet_from, quiet_to), (safe_from, safe_to) = quiet or (None, None), safe or (None, None)
    wishes = Wishes(channels, quiet_from, quiet_to, setting, safe_from, safe_to)
    if not wishes_fit(row.kind, wishes):
        raise Invalid(PersonCode.CONTACT_WISH, problems=(Problem("channels", PersonCode.CONTACT_WISH),))
    row.via_id = _checked_via(row, setting, via)
    row.channels, row.setting = list(channels), setting
    row.quiet_from, row.quiet_to, row.safe_from, row.safe_to = quiet_from, quiet_to, safe_from, safe_to
    row.version += 1
    names = ("channels", "quiet_from", "quiet_to", "setting", "safe_from", "safe_to", "via")
    row.save(update_fields=[*names, "version"])
    # That somebody must not be called tells much about them: the journal keeps it as a personal value.
    record(actor, subject_of(row), Act(names, {"setting": setting}, {"person": str(row.person_id)}))
    return Receipt("people.contactpoint", row.id, "open", row.version)


def _checked_via(row: ContactPoint, setting: str, via: UUID | None) -> UUID | None:
    if setting != VIA:
        return None
    group = group_of(row.county, [row.person_id])
    known = via is not None and via not in group and Person.objects.filter(county=row.county, pk=via).exists()
    if not known:
        raise Invalid(PersonCode.CONTACT_VIA, problems=(Problem("via", PersonCode.CONTACT_VIA),))
    return via


@command("people.end_contact")
def end_contact(actor: Actor, *, contact: UUID, expected_version: int) -> Receipt:
    """End a contact point: it is no longer used, found or shown."""
    row = _locked_contact(actor, "people.end_contact", contact, expected_version)
    row.until, row.version = day_of(actor), row.version + 1
    row.save(update_fields=["until", "version"])
    record(actor, subject_of(row), Act(("until",), facts={"person": str(row.person_id)}))
    return Receipt("people.contactpoint", row.id, "ended", row.version)
