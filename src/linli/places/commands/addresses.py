"""Aliases, changed addresses, and the queue of addresses that led nowhere."""

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.codes import county_of
from linli.kernel.command import Receipt, command, expect_version, must_cover, record
from linli.kernel.crypto.boxes import open_box, seal_box
from linli.kernel.crypto.lookup import lookup_key
from linli.kernel.db.locks import lock_row
from linli.kernel.errors import Conflict, Invalid
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, subject_of
from linli.places.commands.buildings import locked_building, locked_dwelling
from linli.places.commands.naming import NewAddress, clean_address, write_addresses
from linli.places.commands.texts import tidied
from linli.places.models import Address, AddressGap, Building, Dwelling
from linli.places.queries.addresses import address_named, keys_of
from linli.places.rules.reasons import AddressCode

TABLE = "places_addressgap"


def _target(actor: Actor, building: UUID | None, dwelling: UUID | None) -> Building | Dwelling:
    if dwelling is not None and building is None:
        return locked_dwelling(actor, dwelling)
    if building is not None and dwelling is None:
        return locked_building(actor, building)
    raise Invalid(AddressCode.ONE_TARGET)


def _leading_to(row: Building | Dwelling, text: str, *, canonical: bool) -> NewAddress:
    if isinstance(row, Building):
        return NewAddress("text", text, row.area, canonical, building=row.id)
    return NewAddress("text", text, row.area, canonical, dwelling=row.id)


@command("places.add_alias")
def add_alias(actor: Actor, *, text: str, building: UUID | None = None, dwelling: UUID | None = None) -> Receipt:
    """Add another way to write the address of a building or dwelling."""
    clean = clean_address("text", text)
    row = _target(actor, building, dwelling)
    write_addresses(row.county, [_leading_to(row, clean, canonical=False)])
    record(actor, subject_of(row), Act(("aliases",), facts={"alias": clean}))
    return Receipt(row._meta.label_lower, row.id, "standing", row.version)


@command("places.change_address")
def change_address(
    actor: Actor, *, text: str, expected_version: int, building: UUID | None = None, dwelling: UUID | None = None
) -> Receipt:
    """Give a building or dwelling another canonical address; the one before stays as an alias."""
    clean = clean_address("text", text)
    row = _target(actor, building, dwelling)
    expect_version(row, expected_version)
    before, row.address, row.version = row.address, clean, row.version + 1
    own = Address.objects.filter(county=row.county, **{row._meta.model_name or "": row})
    own.filter(canonical=True).update(canonical=False)
    (key,) = keys_of(row.county, [clean])
    if not own.filter(key=key).update(canonical=True, text=clean):
        write_addresses(row.county, [_leading_to(row, clean, canonical=True)])
    row.save(update_fields=["address", "version"])
    record(actor, subject_of(row), Act(("address",), facts={"from": before, "address": clean}))
    return Receipt(row._meta.label_lower, row.id, "standing", row.version)


@command("places.queue_address")
def queue_address(actor: Actor, *, area: str, text: str, source: str) -> Receipt:
    """Keep an address that leads nowhere until someone matches it; the same one again is counted.

    A known address is not queued: ``values`` then holds ``building`` or ``dwelling``.
    """
    must_cover(actor, area)
    county = county_of(area)
    clean = clean_address("text", text)
    (source,) = tidied(("source", source, 60))
    found = address_named(county, clean)
    if found is not None:
        values = {"building": found.building, "dwelling": found.dwelling}
        return Receipt("places.address", found.id, "known", 1, values=values, unchanged=True)
    (key,) = keys_of(county, [clean])
    digest = lookup_key("address", key)
    waiting = AddressGap.objects.filter(county=county, digest=digest).select_for_update().order_by("id").first()
    return _queue_again(actor, waiting) if waiting else _queue(actor, area, clean, digest, source)


def _queue(actor: Actor, area: str, text: str, digest: bytes, source: str) -> Receipt:
    row = AddressGap(
        id=new(county_of(area)), county=county_of(area), area=area, digest=digest, source=source, first_at=actor.at
    )
    row.box = seal_box(text, table=TABLE, field="box", row=row.id)
    row.save(force_insert=True)
    record(actor, subject_of(row), Act(("text",), {"text": text}, {"source": source}, "places.address_queued"))
    return Receipt("places.addressgap", row.id, row.state, row.version)


def _queue_again(actor: Actor, row: AddressGap) -> Receipt:
    row.times, row.version = row.times + 1, row.version + 1
    if row.state == "matched":
        row.state = "open"  # its alias was taken away since
    row.save(update_fields=["times", "state", "version"])
    record(actor, subject_of(row), Act(("times",), facts={"times": row.times}))
    return Receipt("places.addressgap", row.id, row.state, row.version)


def _locked_gap(actor: Actor, gap: UUID, expected_version: int) -> AddressGap:
    row = lock_row(AddressGap, "area", gap)
    must_cover(actor, row.area)
    expect_version(row, expected_version)
    if row.state != "open":
        raise Conflict(AddressCode.SETTLED, {"state": row.state})
    return row


@command("places.match_address")
def match_address(
    actor: Actor, *, gap: UUID, expected_version: int, building: UUID | None = None, dwelling: UUID | None = None
) -> Receipt:
    """Match a queued address with a building or dwelling: it becomes an alias."""
    row = _locked_gap(actor, gap, expected_version)
    target = _target(actor, building, dwelling)
    text = open_box(bytes(row.box), table=TABLE, field="box", row=row.id)
    if address_named(row.county, text) is None:
        write_addresses(row.county, [_leading_to(target, text, canonical=False)])
    (key,) = keys_of(row.county, [text])
    row.matched = Address.objects.get(county=row.county, key=key)
    row.state, row.version = "matched", row.version + 1
    row.save(update_fields=["matched", "state", "version"])
    record(actor, subject_of(row), Act(("state",), facts={"target": str(target.id)}))
    return Receipt("places.addressgap", row.id, row.state, row.version)


@command("places.dismiss_address")
def dismiss_address(actor: Actor, *, gap: UUID, reason: str, expected_version: int) -> Receipt:
    """Set a queued address aside with a reason; it stays in the list of the settled ones."""
    (reason,) = tidied(("reason", reason, 200))
    row = _locked_gap(actor, gap, expected_version)
    row.state, row.version = "dismissed", row.version + 1
    row.save(update_fields=["state", "version"])
    record(actor, subject_of(row), Act(("state",), {"reason": reason}, {"state": row.state}))
    return Receipt("places.addressgap", row.id, row.state, row.version)
