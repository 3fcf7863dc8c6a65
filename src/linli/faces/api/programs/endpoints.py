"""Tokens of an hour for programs (OAuth 2, client credentials), and the programs themselves."""

import base64
import binascii
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Form, Query, Status

from linli.faces.api.asking import actor_of
from linli.faces.api.entrance import count, strangers
from linli.faces.api.notes.shapes import ReceiptOut
from linli.faces.api.paging import page
from linli.faces.api.programs import shapes
from linli.faces.api.routing import NounRouter, told
from linli.kernel.clock_port import now
from linli.kernel.command import Receipt
from linli.kernel.db.listing import Page
from linli.kernel.errors import KernelCode
from linli.kernel.sliding_hour import SlidingHour
from linli.people.commands import create_client, revoke_client, rotate_client
from linli.people.queries.clients import CLIENTS, SEEING, ClientRow, client_of, token_for
from linli.people.rules.clients import TOKEN_LIFE

oauth = NounRouter("oauth")
router = NounRouter("programs")
Words = Annotated[str, Form(max_length=2_000)]
# Guesses at one program's secret from one address, in each web worker by itself: nobody shuts another's program out.
wrong_secrets = SlidingHour(20, KernelCode.BUSY)
DESCRIPTIONS = {
    "invalid_client": "Unknown program, or another secret.",
    "invalid_scope": "A scope that this program was not given.",
    "unsupported_grant_type": "Only client_credentials.",
}


@oauth.post(
    "/token", auth=None, response={200: shapes.TokenOut, 400: shapes.TokenRefused, 401: shapes.TokenRefused},
    summary="A token of an hour for a program"
)  # fmt: skip
def token(
    request: HttpRequest, response: HttpResponse, grant_type: Words, client_id: Words = "", client_secret: Words = "",
    scope: Words = "",
) -> Status[Any]:  # fmt: skip
    """Client credentials (RFC 6749, 4.4): id and secret by HTTP Basic or in the form; ``scope`` narrows."""
    response.headers["Cache-Control"] = "no-store"
    count(strangers, str(request.META.get("REMOTE_ADDR", "")))
    if grant_type != "client_credentials":
        return _refused(response, "unsupported_grant_type")
    name, secret = _by_header(request) or (client_id, client_secret)
    return _answered(request, response, (name, secret), scope)


def _answered(request: HttpRequest, response: HttpResponse, given: tuple[str, str], scope: str) -> Status[Any]:
    client, at = _id(given[0]), now()
    if client is None:
        return _refused(response, "invalid_client")
    guesser = f"{client}@{request.META.get('REMOTE_ADDR', '')}"
    wrong_secrets.refuse_if_used(guesser, at)
    found = token_for(client, given[1], scope, at)
    if isinstance(found, str):
        if found == "invalid_client":
            wrong_secrets.note(guesser, at)
        return _refused(response, found)
    seconds = int(TOKEN_LIFE.total_seconds())
    return Status(200, {"access_token": found[0], "expires_in": seconds, "scope": " ".join(found[1])})


def _refused(response: HttpResponse, why: str) -> Status[Any]:
    status = 401 if why == "invalid_client" else 400
    if status == 401:
        response.headers["WWW-Authenticate"] = 'Basic realm="linli"'
    return Status(status, {"error": why, "error_description": DESCRIPTIONS[why]})


def _by_header(request: HttpRequest) -> tuple[str, str] | None:
    kind, _, given = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "basic":
        return None
    try:
        name, _, secret = base64.b64decode(given, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeError):
        return "", ""
    return name, secret


def _id(name: str) -> UUID | None:
    try:
        return UUID(name)
    except ValueError:
        return None


@router.get("", response=shapes.ClientPage, summary="Programs that were let in")
def list_clients(request: HttpRequest, query: Query[shapes.ClientsIn]) -> Page[ClientRow]:
    """A page by key: pass ``next`` back as ``after``."""
    return page(CLIENTS, actor_of(request, SEEING), query)


@router.post("", response={201: shapes.ClientSecretOut}, summary="Let a program in")
def create(request: HttpRequest, payload: shapes.ClientIn) -> Status[dict[str, Any]]:
    """Under a post, for some of its powers. The secret is shown in this answer only."""
    given = payload.dict()
    made = create_client(actor_of(request, SEEING), **{**given, "scopes": tuple(given["scopes"])})
    return Status(201, told(made))


@router.get("/{uuid:client_id}", response=shapes.ClientLine, summary="One program")
def read(request: HttpRequest, client_id: UUID, response: HttpResponse) -> ClientRow:
    """The ETag is the version."""
    found = client_of(actor_of(request, SEEING), client_id)
    response.headers["ETag"] = f'"{found.version}"'
    return found


@router.post(
    "/{uuid:client_id}/secret", response=shapes.ClientSecretOut, summary="Another secret"
)  # fmt: skip
def rotate(request: HttpRequest, client_id: UUID, payload: shapes.ClientChange) -> dict[str, Any]:
    """The former one holds for a day more."""
    actor = actor_of(request, "people.rotate_client")
    return told(rotate_client(actor, client=client_id, **payload.dict()))


@router.post("/{uuid:client_id}/revoke", response=ReceiptOut, summary="End a program")
def revoke(request: HttpRequest, client_id: UUID, payload: shapes.ClientChange) -> Receipt:
    """At once, with every token that it holds."""
    return revoke_client(actor_of(request, "people.revoke_client"), client=client_id, **payload.dict())
