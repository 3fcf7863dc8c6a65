"""The values behind a person's record, opened: only for commands and masks, never for pages."""

from collections.abc import Iterable
from uuid import UUID

from linli.kernel.crypto.boxes import open_box
from linli.kernel.text import MaskLevel, mask_address, mask_email, mask_identity, mask_phone
from linli.people.models import ContactPoint, Person
from linli.people.rules.contacts import PHONE
from linli.people.rules.persons import Values

L1 = MaskLevel.INTERNAL


def opened(row: Person, field: str) -> str:
    """The words of an encrypted field of a person; empty when there are none."""
    box = getattr(row, field)
    return open_box(bytes(box), table="people_person", field=field, row=row.id) if box else ""


def opened_contact(row: ContactPoint) -> str:
    """A phone number or mail address."""
    return open_box(bytes(row.box), table="people_contactpoint", field="box", row=row.id)


def values_of(row: Person) -> Values:
    """All values of a record."""
    identity, address = opened(row, "identity"), opened(row, "hukou_address")
    return Values(row.name, row.sex, row.birth, row.birth_year, identity, row.identity_kind, address)


def masked_identity(row: Person) -> str:
    """The number as a list inside the house shows it (R9.10)."""
    return mask_identity(opened(row, "identity"), L1)


def masked_address(row: Person) -> str:
    """The registered address up to the community."""
    return mask_address(opened(row, "hukou_address"), L1)


def masked_contact(row: ContactPoint) -> str:
    """A phone or mail address, masked."""
    plain = opened_contact(row)
    return mask_phone(plain, L1) if row.kind == PHONE else mask_email(plain, L1)


def group_of(county: str, persons: Iterable[UUID]) -> dict[UUID, UUID]:
    """Each record of the persons, with those merged into them, and whose it is: {record: person}."""
    wanted = set(persons)
    rows = Person.objects.filter(county=county, merged_into__in=wanted).order_by("id")
    doubles = {row: owner for row, owner in rows.values_list("id", "merged_into_id") if owner is not None}
    return {**{person: person for person in wanted}, **doubles}
