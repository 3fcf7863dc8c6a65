"""What goes over the wire for many cases at once, and for similar ones."""

from typing import Literal
from uuid import UUID

from ninja import Field, Schema

from linli.faces.api.bodies import Body, Versioned
from linli.faces.api.cases.public_shapes import PublicLine

MOST = 200


class MarkedIn(Versioned):
    """A case at the version that was seen."""

    id: UUID


class ManyIn(Body):
    """One step for up to 200 cases."""

    step: Literal["accept", "confirm"]
    cases: list[MarkedIn] = Field(min_length=1, max_length=MOST)


class ManyLine(Schema):
    """What became of one case: its new state and version, or the code and words of the refusal."""

    id: UUID
    done: bool
    status: str = ""
    version: int | None = None
    code: str = ""
    title: str = ""
    hint: str = ""


class ManyOut(Schema):
    """How many were done and refused, and each in the order in which it was sent."""

    done: int
    refused: int
    cases: list[ManyLine]


class SimilarOut(Schema):
    """A report that may be the same, with its score of 0 to 100."""

    row: PublicLine
    score: int
