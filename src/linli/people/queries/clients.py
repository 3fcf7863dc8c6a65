"""Programs: their list, their tokens of an hour, and the actor that such a token stands for."""

import functools
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import or_
from typing import Any
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.db.models import QuerySet

from linli.kernel.actor import Actor
from linli.kernel.db.listing import Column, Filter, Listing
from linli.kernel.db.ranges import inside
from linli.kernel.errors import KernelCode, NotFound, n_
from linli.people.models import ApiClient
from linli.people.queries.actors import acting, post_on
from linli.people.rules.clients import TOKEN_LIFE, Pass, granted_scopes
from linli.people.rules.secrets import digest_of

PREFIX = "linliprogram_"
SEEING = "people.create_client"


@dataclass(frozen=True)
class ClientRow:
    """A program without its secret."""

    id: UUID
    name: str
    post: UUID
    post_title: str
    unit_name: str
    area: str
    scopes: tuple[str, ...]
    per_minute: int
    created_at: datetime
    revoked_at: datetime | None
    former_until: datetime | None
    version: int


def _row(row: Any) -> ClientRow:
    return ClientRow(
        row.id, row.name, row.post_id, row.post.title, row.post.unit.name, row.area, tuple(row.scopes), row.per_minute,
        row.created_at, row.revoked_at, row.former_until, row.version,
    )  # fmt: skip


def visible(actor: Actor) -> QuerySet[Any]:
    """The programs under posts of the area that the actor looks after."""
    rows = ApiClient.objects.filter(county=actor.county)
    areas = actor.areas_for(SEEING)
    rows = rows.filter(functools.reduce(or_, (inside("area", area) for area in areas))) if areas else rows.none()
    return rows.select_related("post__unit").defer("secret", "former_secret")


def _by_state(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    return rows.filter(revoked_at__isnull=value != "ended")


CLIENTS: Listing[ClientRow] = Listing(
    name="people.clients",
    title=n_("Programs"),
    columns=(
        Column("name", n_("Program"), "link", sort="name"),
        Column("unit_name", n_("Unit")),
        Column("post_title", n_("Post")),
        Column("per_minute", n_("Requests a minute"), "number"),
        Column("created_at", n_("Since"), "moment", sort="created_at"),
    ),
    source=visible,
    row=_row,
    default_sort="name",
    filters=(Filter("state", n_("State"), (("running", n_("in force")), ("ended", n_("ended"))), _by_state),),
)


def client_of(actor: Actor, client: UUID) -> ClientRow:
    """One program; NotFound outside the actor's area."""
    row = visible(actor).filter(pk=client).order_by("pk").first()
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    return _row(row)


def token_for(client: UUID, secret: str, wanted: str, at: datetime) -> tuple[str, tuple[str, ...]] | str:
    """A token and its scopes; else the word of RFC 6749 (5.2) that says why not."""
    row = ApiClient.objects.filter(pk=client, revoked_at__isnull=True).order_by("pk").first()
    if row is None or not _fits(row, secret, at):
        return "invalid_client"
    scopes = granted_scopes(wanted, tuple(row.scopes))
    if scopes is None:
        return "invalid_scope"
    said = {"c": row.id.hex, "s": list(scopes), "u": int((at + TOKEN_LIFE).timestamp())}
    return PREFIX + _signer().sign_object(said, compress=True), scopes


def _signer() -> Signer:
    return Signer(sep="~", salt="linli.people.clients")


def _fits(row: ApiClient, secret: str, at: datetime) -> bool:
    given = digest_of(secret)
    former = row.former_secret if row.former_until is not None and at < row.former_until else None
    # Both are compared whatever the first says, so that the time tells nothing.
    fits = [hmac.compare_digest(bytes(kept), given) for kept in (row.secret, former) if kept is not None]
    return any(fits)


def read_pass(token: str) -> Pass | None:
    """What a token of an hour says, or None when it was not made here."""
    try:
        said: Mapping[str, Any] = _signer().unsign_object(token.removeprefix(PREFIX))
    except (BadSignature, ValueError):
        return None
    return Pass(UUID(said["c"]), tuple(said["s"]), datetime.fromtimestamp(said["u"], UTC))


@dataclass(frozen=True)
class Program:
    """Who asks with a token, and how often it may in a minute."""

    actor: Actor
    id: UUID
    per_minute: int


def program_of(token: str, at: datetime) -> Program | None:
    """Whom a token of an hour stands for; None when it ran out, or the program or its post is gone."""
    found = read_pass(token)
    if found is None or not found.holds(at):
        return None
    row = ApiClient.objects.filter(pk=found.client, revoked_at__isnull=True).order_by("pk").first()
    post = post_on(row.post_id, at) if row else None
    if row is None or post is None:
        return None
    actor = acting(row.account_id, post, at, "api", set(found.scopes) & set(row.scopes))
    return Program(actor, row.id, row.per_minute)
