"""What the commands about persons share: finding and locking, boxes, days, places, sources."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.codes import AreaLevel
from linli.kernel.command import expect_version
from linli.kernel.crypto.boxes import seal_box
from linli.kernel.db.locks import lock_row, lock_rows
from linli.kernel.errors import Invalid, KernelCode, NotFound, Problem
from linli.kernel.text import search_tokens
from linli.people.models import NameToken, Person
from linli.people.queries.person_search import identity_key
from linli.people.queries.persons import persons_within
from linli.people.rules.person_reasons import PersonCode
from linli.people.rules.persons import SOURCES, Values, search_columns


def day_of(actor: Actor) -> date:
    """The local day on which the actor acts."""
    return local_day(actor.at)


def locked_person(actor: Actor, command: str, person: UUID, version: int | None = None) -> Person:
    """Lock a live record inside the areas where the actor has ``command``; NotFound for others."""
    if not persons_within(actor, command).filter(pk=person).exists():
        raise NotFound(KernelCode.NOT_FOUND)
    row = lock_row(Person, "person", person)
    if version is not None:
        expect_version(row, version)
    return row


def locked_persons(actor: Actor, command: str, persons: list[UUID]) -> dict[UUID, Person]:
    """Lock several live records; NotFound unless the actor has ``command`` for all of them."""
    if persons_within(actor, command).filter(pk__in=persons).count() != len(set(persons)):
        raise NotFound(KernelCode.NOT_FOUND)
    return {row.id: row for row in lock_rows(Person, "person", set(persons))}


def checked_source(source: str) -> str:
    """A source of the list; Invalid otherwise."""
    if source not in SOURCES:
        problem = Problem("source", PersonCode.UNKNOWN_SOURCE, {"source": source})
        raise Invalid(PersonCode.UNKNOWN_SOURCE, {"source": source}, problems=(problem,))
    return source


def checked_community(county: str, area: str) -> str:
    """A code of the county, no higher than a community."""
    if len(area) < AreaLevel.COMMUNITY or not area.isdigit() or not area.startswith(county):
        problem = Problem("area", PersonCode.NEEDS_COMMUNITY, {"area": area})
        raise Invalid(PersonCode.NEEDS_COMMUNITY, {"area": area}, problems=(problem,))
    return area


def columns_of(row_id: UUID, values: Values) -> dict[str, Any]:
    """The columns of a person's row for these values; numbers and addresses sealed."""
    number, address = values.identity, values.hukou_address
    return {
        "name": values.name, "sex": values.sex, "birth": values.birth, "birth_year": values.birth_year,
        "identity_kind": values.identity_kind,
        "identity": _sealed(row_id, "identity", number), "identity_key": identity_key(number) if number else None,
        "hukou_address": _sealed(row_id, "hukou_address", address), **search_columns(values.name),
    }  # fmt: skip


def _sealed(row_id: UUID, field: str, text: str) -> bytes | None:
    return seal_box(text, table="people_person", field=field, row=row_id) if text else None


def write_tokens(row: Person) -> None:
    """Write the search tokens of a name anew: by the command that writes the name, never by a trigger."""
    NameToken.objects.filter(county=row.county, person=row).delete()
    tokens = [NameToken(county=row.county, token=token, person=row) for token in search_tokens(row.name)]
    NameToken.objects.bulk_create(tokens)


def sourced(fields: tuple[str, ...], source: str, day: date) -> dict[str, Mapping[str, str]]:
    """Source and day of each field."""
    return {field: {"source": source, "on": day.isoformat()} for field in fields}
