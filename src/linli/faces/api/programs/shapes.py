"""What goes over the wire for programs."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Field, Schema
from pydantic import StringConstraints

from linli.faces.api.bodies import Body, Versioned
from linli.faces.api.notes.shapes import ReceiptOut
from linli.faces.api.paging import ListIn, one_of, sort_of
from linli.people.queries.clients import CLIENTS
from linli.people.rules.clients import MOST_PER_MINUTE

Scope = Annotated[str, StringConstraints(min_length=3, max_length=80)]


class TokenOut(Schema):
    """A token of an hour (RFC 6749, 5.1)."""

    access_token: str
    token_type: str = "Bearer"  # noqa: S105 -- the standard's word, no secret
    expires_in: int
    scope: str


class TokenRefused(Schema):
    """Why there is no token (RFC 6749, 5.2)."""

    error: str
    error_description: str


class ClientIn(Body):
    """A program to let in under a post, for some of the post's powers."""

    name: str = Field(min_length=1, max_length=60)
    post: UUID
    scopes: list[Scope] = Field(min_length=1, max_length=200)
    per_minute: int = Field(600, ge=1, le=MOST_PER_MINUTE)


class ClientSecretOut(ReceiptOut):
    """A program's id and secret; the secret is shown in this answer only."""

    client_id: str = ""
    secret: str = ""


class ClientLine(Schema):
    """A program."""

    id: UUID
    name: str
    post: UUID
    post_title: str
    unit_name: str
    area: str
    scopes: list[str]
    per_minute: int
    created_at: datetime
    revoked_at: datetime | None
    former_until: datetime | None
    version: int


class ClientsIn(ListIn):
    """Which programs, in which order."""

    state: str = one_of(CLIENTS.filters[0].choices)
    sort: str = sort_of(CLIENTS)


class ClientPage(Schema):
    """A page of programs; empty cursors mean that there is no such page. ``count`` stops at 1,000."""

    rows: list[ClientLine]
    next: str
    previous: str
    count: int
    exact: bool


class ClientChange(Versioned):
    """A change of a program as it was seen."""
