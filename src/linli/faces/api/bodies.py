"""What bodies and addresses of the service are made of: bounded words, numbers, days, codes and points."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from ninja import Field, Path, Schema
from pydantic import ConfigDict, StringConstraints, field_validator

from linli.kernel.geo import Point

FIRST_DAY, LAST_DAY = date(1800, 1, 1), date(2199, 12, 31)
LARGEST_VERSION = 2_000_000_000

Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY, description="a day, 2026-01-31")]
Code = Annotated[str, StringConstraints(pattern=r"^[0-9]{2,17}$")]
PlaceCode = Annotated[str, Path(pattern=r"^[0-9]{2,17}$", description="code of an area")]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
PackKey = Annotated[str, Path(pattern=r"^[a-z][a-z0-9_]{0,59}$", description="key in the pack")]
Short = Annotated[str, StringConstraints(max_length=60)]
Version = Annotated[int, Field(ge=1, le=LARGEST_VERSION, description="the version that you saw")]
Words = Annotated[dict[str, str], Field(description="a text by language: zh-Hans, en …")]
Basis = Annotated[dict[str, str], Field(description="law or decision: source, article, rule, confidence …")]


class Body(Schema):
    """What a client sends: unknown fields are refused. What no store can keep is refused before (``reading``)."""

    model_config = ConfigDict(extra="forbid")


class OnIn(Body):
    """The day that is asked about; without one it is today."""

    on: Day | None = None


class Versioned(Body):
    """A change of what somebody saw at a version; a stale one is answered 409 with what changed."""

    expected_version: Version


class EndIn(Versioned):
    """Something ends; ``until`` is its last day."""

    until: Day


class PointIn(Body):
    """Degrees in the datum of the map that they were read from; kept as WGS84 (CGCS2000)."""

    longitude: float = Field(ge=-180, le=180, allow_inf_nan=False)
    latitude: float = Field(ge=-90, le=90, allow_inf_nan=False)
    datum: str = Field("wgs84", max_length=10, json_schema_extra={"enum": ["wgs84", "gcj02", "bd09"]})


class PointOut(Schema):
    """Degrees, WGS84."""

    longitude: float
    latitude: float


class Located(Schema):
    """A row with a point of its own, of its building, or none."""

    point: PointOut | None

    @field_validator("point", mode="before")
    @classmethod
    def by_name(cls, value: Any) -> Any:
        """A pair of degrees as an object."""
        return {"longitude": value.longitude, "latitude": value.latitude} if isinstance(value, Point) else value


class Named(Schema):
    """An id with its name."""

    id: UUID
    name: str
