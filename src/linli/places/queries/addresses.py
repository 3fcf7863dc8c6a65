"""Where an address leads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from linli.kernel.codes import AreaLevel, ancestors_of
from linli.places.models import Address, Dwelling
from linli.places.queries.areas import areas_coded
from linli.places.rules.addresses import address_key


@dataclass(frozen=True)
class AddressRow:
    """An address with the one thing that it leads to."""

    id: UUID
    text: str
    canonical: bool
    building: UUID | None
    dwelling: UUID | None


def row_of(address: Address) -> AddressRow:
    """The frozen row of a model row."""
    return AddressRow(address.id, address.text, address.canonical, address.building_id, address.dwelling_id)


def names_above(county: str) -> tuple[str, ...]:
    """Names of province, prefecture and county, which people write or leave out (one query)."""
    codes = [code for code in (*ancestors_of(county), county) if code]
    found = areas_coded(codes)
    return tuple(found[code].name for code in codes if code in found)


def keys_of(county: str, texts: Iterable[str]) -> list[str]:
    """The keys of several addresses of one county (one query)."""
    names = names_above(county[: AreaLevel.COUNTY])
    return [address_key(text, names) for text in texts]


def address_named(county: str, text: str) -> AddressRow | None:
    """The address that means the same as ``text`` (one query, three when it begins with the county's names)."""
    rows = Address.objects.filter(county=county)
    for key in keys_tried(county, text):
        found = rows.filter(key=key).order_by("id").first()
        if found is not None:
            return row_of(found)
    return None


def keys_tried(county: str, text: str) -> Iterator[str]:
    """The keys that an address may be stored under, the likeliest first. Keys never begin with names of the county,
    so most people's short form is found at once; only what is not found is asked again without such names.
    """
    key = address_key(text)
    if key:
        yield key
        (shorter,) = keys_of(county, [text])
        if shorter not in ("", key):
            yield shorter


def addresses_of(county: str, target: UUID) -> tuple[AddressRow, ...]:
    """All addresses of a building or dwelling, the canonical one first."""
    rows = Address.objects.filter(county=county, dwelling=target) | Address.objects.filter(
        county=county, building=target
    )
    return tuple(row_of(row) for row in rows.order_by("-canonical", "text"))


def dwelling_at(county: str, text: str) -> UUID | None:
    """The dwelling that an address means; of a house its only dwelling (at most four queries)."""
    found = address_named(county, text)
    if found is None or found.dwelling is not None:
        return found.dwelling if found else None
    doors = Dwelling.objects.filter(county=county, building=found.building, address=found.text).order_by("id")
    return doors.values_list("id", flat=True).first()


def dwellings_at(county: str, texts: Iterable[str]) -> dict[str, UUID]:
    """The dwellings that addresses mean, by the text as given; those that lead to none are absent (two queries)."""
    names = names_above(county[: AreaLevel.COUNTY])
    keys = {text: {address_key(text), address_key(text, names)} - {""} for text in set(texts) if text}
    wanted = set().union(*keys.values()) if keys else set()
    rows = Address.objects.filter(county=county, key__in=wanted, dwelling__isnull=False).order_by("id")
    found = dict(rows.values_list("key", "dwelling"))
    return {text: found[key] for text, tried in keys.items() for key in tried if key in found}
