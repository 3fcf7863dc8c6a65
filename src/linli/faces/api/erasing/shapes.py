"""What goes over the wire for erasures and legal holds."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from ninja import Field, Schema

from linli.faces.api.bodies import Body
from linli.faces.api.paging import ListIn, PageOut, one_of, sort_of
from linli.kernel.erasing.listing import ERASURES, HOLDS, STATES

Kind = Literal["people.person", "cases.case"]


class ErasuresIn(ListIn):
    """What may be asked of the proposals."""

    state: str = one_of(STATES)
    sort: str = sort_of(ERASURES)


class HoldsIn(ListIn):
    """Where in the list of holds one is."""

    sort: str = sort_of(HOLDS)


class ErasureLine(Schema):
    """A proposal and what became of it; without ``proposed_by`` it came by itself. ``gone`` counts what was deleted."""

    id: UUID
    subject_type: str
    subject_id: UUID
    area: str
    cause: str
    state: str
    proposed_at: datetime
    proposed_by: UUID | None
    decided_at: datetime | None
    decided_by: UUID | None
    gone: dict[str, int]
    version: int


class ErasurePage(PageOut):
    """A page of proposals."""

    rows: list[ErasureLine]


class HoldLine(Schema):
    """A legal hold."""

    id: UUID
    subject_type: str
    subject_id: UUID
    area: str
    cause: str
    reference: str
    set_at: datetime
    lifted_at: datetime | None


class HoldPage(PageOut):
    """A page of holds."""

    rows: list[HoldLine]


class ProposeIn(Body):
    """Whose contents shall go, and why."""

    kind: Kind
    thing: UUID
    cause: Literal["request", "period_over", "ground_gone"]


class DecideErasureIn(Body):
    """The version of the proposal that was looked at."""

    expected_version: int = Field(ge=1, le=2_147_483_647)


class HoldIn(Body):
    """What is held back, why, and the paper that it rests on."""

    kind: Kind
    thing: UUID
    cause: Literal["audit", "lawsuit", "petition", "other"]
    reference: str = Field(min_length=1, max_length=80)
