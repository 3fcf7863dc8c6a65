"""The persons of a community for a file in the layout of one that came in."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.db.ranges import inside
from linli.kernel.errors import Invalid
from linli.people.models import ContactPoint, LedgerLine, LedgerRun, Person
from linli.people.queries.ledger_files import has_file
from linli.people.queries.ledger_lines import masked_field
from linli.people.queries.ledger_returned import head_of
from linli.people.queries.ledger_runs import found_run
from linli.people.queries.person_values import masked_contact, values_of
from linli.people.queries.persons import persons_within
from linli.people.rules.ledgers.outgoing import Layout, layout_of
from linli.people.rules.ledgers.run_reasons import RunCode

PART: Final = 2_000
POWER: Final = "people.see_persons"


def layout_for(actor: Actor, run: UUID) -> Layout:
    """The layout of the first table of a run that holds persons; Invalid where there is none."""
    row = found_run(actor, run)
    for place, sheet in enumerate(row.sheets):
        if sheet["data"] and any(one[3] == "register" for one in sheet["columns"]):
            name, head, merged = head_of(row, place, actor) if has_file(row) else (sheet_name(place), (), ())
            return layout_of(name, sheet["columns"], head, merged)
    raise Invalid(RunCode.NO_LAYOUT)


def sheet_name(place: int) -> str:
    """The name of a sheet whose own one was deleted with its file."""
    return f"Sheet{place + 1}"


def outgoing_ids(actor: Actor, run: UUID) -> tuple[UUID, ...]:
    """Everybody of the run's community whom the actor may see: those of the file in its order, then the others."""
    row = found_run(actor, run)
    people = persons_within(actor, POWER).filter(inside("area", row.area))
    here = list(people.order_by("id").values_list("id", flat=True))
    order = {person: place for place, person in enumerate(_in_file(row))}
    return tuple(sorted(here, key=lambda person: (order.get(person, len(order)), person)))


def _in_file(row: LedgerRun) -> list[UUID]:
    lines = LedgerLine.objects.filter(county=row.county, run=row, target__isnull=False)
    found = lines.order_by("sheet", "row", "place").values_list("target", flat=True)
    return list(dict.fromkeys(person for person in found if person))


def sexes_of(actor: Actor, ids: Sequence[UUID]) -> dict[UUID, str]:
    """The sex of persons whom the actor may see; it is not masked."""
    rows = persons_within(actor, POWER).filter(pk__in=ids).order_by("id")
    return {person: str(sex) for person, sex in rows.values_list("id", "sex")}


def masked_persons(actor: Actor, ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    """The fields of persons whom the actor may see, masked: looking at them is no look."""
    people = list(persons_within(actor, POWER).filter(pk__in=ids).order_by("id"))
    phones = _masked_contacts(actor.county, people)
    return {person.id: {**_masked(person), **phones.get(person.id, {})} for person in people}


def _masked(person: Person) -> Mapping[str, str]:
    return {field: masked_field(field, text) for field, text in values_of(person).as_texts().items()}


def _masked_contacts(county: str, people: Sequence[Person]) -> dict[UUID, dict[str, tuple[str, ...]]]:
    points = ContactPoint.objects.filter(county=county, person__in=[row.id for row in people], until__isnull=True)
    found: dict[UUID, dict[str, tuple[str, ...]]] = {}
    for point in points.order_by("id"):
        kinds = found.setdefault(point.person_id, {})
        kinds[point.kind] = (*kinds.get(point.kind, ()), masked_contact(point))
    return found
