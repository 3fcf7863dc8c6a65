"""What goes over the wire for buildings, dwellings and addresses."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Field, Schema
from pydantic import model_validator

from linli.faces.api.bodies import Body, Code, Day, Located, PointIn, PointOut, Short, Versioned
from linli.faces.api.notes.shapes import ReceiptOut
from linli.faces.api.paging import ListIn, PageOut, one_of, sort_of, words_of
from linli.faces.api.places.area_shapes import MOST_AT_ONCE
from linli.places.queries.dwellings import BUILDINGS, COMMITTEE, DWELLINGS, GAP_STATES, GAPS
from linli.places.rules.addresses import LENGTH
from linli.places.rules.uses import USES


def _use(default: Any) -> Any:
    return Field(default, max_length=20, json_schema_extra={"enum": list(USES)})


class BuildingsIn(ListIn):
    """What may be asked of the list of buildings."""

    no_committee: str = one_of(COMMITTEE.choices)
    q: str = words_of()
    sort: str = sort_of(BUILDINGS)


class DwellingsIn(BuildingsIn):
    """What may be asked of the list of dwellings."""

    sort: str = sort_of(DWELLINGS)


class GapsIn(ListIn):
    """What may be asked of the queue of addresses."""

    state: str = one_of(GAP_STATES)
    sort: str = sort_of(GAPS)


class BuildingIn(Body):
    """A building to set up in its community, or under the town or county when no committee answers for it."""

    area: Code
    address: str = Field(min_length=1, max_length=LENGTH)
    use: str = _use("residential")
    point: PointIn | None = None
    ext_codes: list[Short] = Field(default_factory=list, max_length=20)


class DoorIn(Body):
    """A door. Without an address of its own it has the building's with unit and room."""

    room: str = Field("", max_length=4)
    unit: int = Field(0, ge=0, le=99)
    floor: int | None = Field(None, ge=-9, le=200)
    address: str = Field("", max_length=LENGTH)
    use: str = _use("residential")
    point: PointIn | None = None


class DoorsIn(Body):
    """Doors to set up in a building."""

    dwellings: list[DoorIn] = Field(min_length=1, max_length=MOST_AT_ONCE)


class PointChange(Versioned):
    """Where a building stands; null when nobody knows."""

    point: PointIn | None


class DwellingChange(PointChange):
    """The use and the point of a dwelling; without a point the building's holds."""

    use: str = _use(...)


class CommunityIn(Versioned):
    """The community that answers for a building from now on."""

    community: Code


class TextIn(Body):
    """Another way to write an address."""

    text: str = Field(min_length=1, max_length=LENGTH)


class AddressIn(Versioned):
    """Another canonical address."""

    text: str = Field(min_length=1, max_length=LENGTH)


class DoorwayIn(Body):
    """An address as people write it, or a point. It goes into no address line and so into no log."""

    address: str = Field("", max_length=LENGTH)
    point: PointIn | None = None
    on: Day | None = None

    @model_validator(mode="after")
    def one_way(self) -> "DoorwayIn":
        """Exactly one of the two."""
        if bool(self.address.strip()) == (self.point is not None):
            raise ValueError("give an address or a point")
        return self


class QueueIn(Body):
    """An address that leads nowhere, and where it comes from."""

    area: Code
    text: str = Field(min_length=1, max_length=LENGTH)
    source: str = Field(min_length=1, max_length=60)


class MatchIn(Versioned):
    """The building or the dwelling that a queued address means."""

    building: UUID | None = None
    dwelling: UUID | None = None


class DismissIn(Versioned):
    """Why a queued address is set aside."""

    reason: str = Field(min_length=1, max_length=200)


class AddressesIn(Body):
    """A list of addresses as CSV, one line a door: community,building,unit,floor,room,use,longitude,latitude."""

    csv: str = Field(min_length=1, max_length=2_000_000)


class BuildingLine(Located):
    """A building."""

    id: UUID
    area: str
    code: str
    address: str
    use: str
    no_committee: bool
    version: int


class BuildingPage(PageOut):
    """A page of buildings."""

    rows: list[BuildingLine]


class DwellingLine(BuildingLine):
    """A dwelling."""

    building: UUID


class DwellingPage(PageOut):
    """A page of dwellings."""

    rows: list[DwellingLine]


class AddressOut(Schema):
    """A way to write an address; the canonical one is shown."""

    text: str
    canonical: bool


class BuildingOut(Schema):
    """One building with its dwellings and addresses."""

    building: BuildingLine
    dwellings: list[DwellingLine]
    addresses: list[AddressOut]


class DwellingOut(Schema):
    """One dwelling with its addresses."""

    dwelling: DwellingLine
    addresses: list[AddressOut]


class IdsOut(ReceiptOut):
    """Dwellings that were set up, in the order given."""

    ids: list[UUID] = Field(default_factory=list)


class StopOut(Schema):
    """A step of the way: doorway, group, grid, microgrid, committee; an empty name is not known."""

    kind: str
    name: str
    code: str
    id: UUID | None


class DoorwayOut(Schema):
    """The way from a doorway to its committee; no stops where the place is not known. ``by`` is list or map."""

    found: bool
    stops: list[StopOut]
    by: str
    community: str
    building: UUID | None
    dwelling: UUID | None
    point: PointOut | None

    @staticmethod
    def resolve_point(answer: Any) -> dict[str, float] | None:
        """The point, if it is known."""
        at = answer.point
        return {"longitude": at.longitude, "latitude": at.latitude} if at else None


class GapLine(Schema):
    """A queued address."""

    id: UUID
    area: str
    text: str
    source: str
    times: int
    state: str
    first_at: datetime
    version: int


class GapPage(PageOut):
    """A page of queued addresses."""

    rows: list[GapLine]


class QueuedOut(ReceiptOut):
    """A queued address; one that is known is not queued: then its building or dwelling is named."""

    building: UUID | None = None
    dwelling: UUID | None = None


class ListedOut(ReceiptOut):
    """How many buildings and dwellings a list set up."""

    buildings: int = 0
    dwellings: int = 0
