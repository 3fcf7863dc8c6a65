"""What erasing a person takes out of the register: values, search words, contacts, homes, messages, staged values."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Max, Q

from linli.kernel.actor import Actor
from linli.kernel.command import record
from linli.kernel.crypto.boxes import seal_box
from linli.kernel.db.locks import lock_rows
from linli.kernel.erasing.contents import erase_contents
from linli.kernel.erasing.registry import Erasable, erase_elsewhere
from linli.kernel.errors import KernelCode, NotFound
from linli.kernel.journal.entries import Act, subject_of
from linli.kernel.retention import ends_after
from linli.people.commands.erasing_accounts import close_accounts
from linli.people.models import (
    BindingCode,
    ContactPoint,
    Household,
    LedgerLine,
    LedgerPart,
    Message,
    NameToken,
    Person,
    Residence,
)
from linli.people.queries.fields import longest_keeping
from linli.people.queries.person_values import group_of
from linli.people.queries.persons import persons_within

KIND = "people.person"
TABLES = (
    "people_account", "people_bindingcode", "people_contactpoint", "people_ledgerline", "people_ledgerpart",
    "people_message", "people_nametoken", "people_person", "people_residence",
)  # fmt: skip
EMPTY: dict[str, Any] = {
    "name": "", "sex": 0, "birth": None, "birth_year": None, "identity_kind": "", "identity": None,
    "identity_key": None, "hukou_address": None, "sources": {}, "pinyin": "", "initials": "", "sort_key": "",
    "account": None, "merge_took": [],
}  # fmt: skip


def _area_of(actor: Actor, name: str, person: UUID) -> str:
    area = persons_within(actor, name).filter(pk=person).values_list("area", flat=True).first()
    if area is None:
        raise NotFound(KernelCode.NOT_FOUND)
    return area


def _erase(actor: Actor, person: UUID, cause: str) -> dict[str, int]:
    """The record and those merged into it, with what nouns above have of them."""
    ids = tuple(group_of(actor.county, [person]))
    rows = lock_rows(Person, "person", ids)
    gone = {**_belongings(actor.county, ids), **erase_elsewhere(KIND, actor, ids, cause)}
    everything = Person.everything.filter(county=actor.county, pk__in=ids)
    everything.update(**EMPTY, erased_at=actor.at, version=F("version") + 1)
    for row in rows:
        row.version += 1
        record(actor, subject_of(row), Act(("erased_at",), facts={"gone": gone if row.pk == person else {}}))
    return gone


def _belongings(county: str, ids: tuple[UUID, ...]) -> dict[str, int]:
    points = ContactPoint.everything.filter(county=county, person__in=ids)
    homes = Residence.everything.filter(county=county, person__in=ids)
    contents = erase_contents(county, KIND, ids)
    contents += erase_contents(county, "people.contactpoint", points.order_by("id").values_list("id", flat=True))
    contents += erase_contents(county, "people.residence", homes.order_by("id").values_list("id", flat=True))
    NameToken.objects.filter(county=county, person__in=ids).delete()
    BindingCode.objects.filter(county=county, person__in=ids).delete()
    # Whoever was to be reached through them is not to be reached that way any more.
    ContactPoint.everything.filter(county=county, via__in=ids).update(via=None, setting="never")
    return {
        "contents": contents, "contacts": points.delete()[0], "residences": _leave(county, homes),
        "messages": _silence(county, ids), "staged": _unstage(county, ids), "accounts": close_accounts(county, ids),
    }  # fmt: skip


def _leave(county: str, homes: Any) -> int:
    households = list(homes.filter(household__isnull=False).order_by("id").values_list("household_id", flat=True))
    gone: int = homes.delete()[0]
    still = Residence.everything.filter(county=county, household__in=households).order_by("id")
    lived = set(still.values_list("household_id", flat=True))
    Household.everything.filter(county=county, pk__in=set(households) - lived).delete()
    return gone


def _silence(county: str, ids: tuple[UUID, ...]) -> int:
    rows = list(Message.objects.filter(county=county, person__in=ids).order_by("id"))
    for row in rows:
        row.to, row.lookup = None, None
        row.params = seal_box(json.dumps({}), table="people_message", field="params", row=row.id)
        row.state = row.state if row.state == "sent" else "given_up"
        row.next_try_at = None
        row.save(update_fields=["to", "lookup", "params", "state", "next_try_at"])
    return len(rows)


def _unstage(county: str, ids: tuple[UUID, ...]) -> int:
    """Values of ledgers that wait for an undo; the kept files of these runs go as a whole, for they cannot be cut."""
    lines = LedgerLine.objects.filter(county=county, target__in=ids)
    runs = set(lines.order_by("id").values_list("run_id", flat=True))
    made = Person.everything.filter(county=county, pk__in=ids, run__isnull=False).order_by("id")
    runs |= {run for run in made.values_list("run", flat=True) if run is not None}
    LedgerPart.objects.filter(county=county, run__in=runs).delete()
    return lines.update(box=None, before=None)


def _due(county: str, day: date) -> Iterator[tuple[UUID, str]]:
    """Persons whose last residence ended longer ago than the catalogue of their area keeps any field."""
    over = Residence.objects.filter(county=county, person__erased_at__isnull=True, person__merged_into__isnull=True)
    rows = over.values("person", "person__area").annotate(last=Max("until"), open=Max("since", filter=Q(until=None)))
    for row in rows.filter(open=None, last__lt=day).order_by("person").iterator(chunk_size=500):
        years = longest_keeping("last_residence", row["person__area"], day)
        if years is not None and day > ends_after(row["last"], years):
            yield row["person"], row["person__area"]


PERSONS = Erasable(KIND, _area_of, _erase, _due, TABLES)
