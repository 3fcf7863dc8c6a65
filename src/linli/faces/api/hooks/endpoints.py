"""Webhooks: list, set up, read, change, pause, go on, new secret, test, send again, deliveries."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Status

from linli.faces.api.asking import actor_of
from linli.faces.api.hooks import shapes
from linli.faces.api.notes.shapes import ReceiptOut
from linli.faces.api.paging import page
from linli.faces.api.routing import NounRouter, told
from linli.kernel.command import Receipt
from linli.kernel.db.listing import Page
from linli.kernel.hooks.commands import (
    create_hook,
    edit_hook,
    pause_hook,
    ping_hook,
    replay_hook,
    resume_hook,
    rotate_hook,
)
from linli.kernel.hooks.listing import HOOKS, SEE, DeliveryRow, HookRow, deliveries_listing, hook_detail

router = NounRouter("hooks")


@router.get("", response=shapes.HookPage, summary="Webhooks that the post may see")
def list_hooks(request: HttpRequest, query: Annotated[shapes.HooksIn, Query()]) -> Page[HookRow]:
    """A page by key: pass ``next`` back as ``after``."""
    return page(HOOKS, actor_of(request, SEE), query)


@router.post("", response={201: shapes.SecretOut}, summary="Set up a webhook")
def create(request: HttpRequest, payload: shapes.HookIn, response: HttpResponse) -> Status[dict[str, Any]]:
    """The secret is shown in this answer only."""
    response.headers["Cache-Control"] = "no-store"
    given = {**payload.dict(), "events": tuple(payload.events)}
    return Status(201, told(create_hook(actor_of(request, "kernel.create_hook"), **given)))


@router.get("/{uuid:hook_id}", response=shapes.HookOut, summary="One webhook")
def read(request: HttpRequest, hook_id: UUID, response: HttpResponse) -> HookRow:
    """The ETag is the version; send it back with a change."""
    found = hook_detail(actor_of(request, SEE), hook_id)
    response.headers["ETag"] = f'"{found.version}"'
    return found


@router.put("/{uuid:hook_id}", response=ReceiptOut, summary="Change a webhook")
def edit(request: HttpRequest, hook_id: UUID, payload: shapes.HookWordsIn) -> Receipt:
    """What waits already goes to the new address."""
    given = {**payload.dict(), "events": tuple(payload.events)}
    return edit_hook(actor_of(request, "kernel.edit_hook"), hook=hook_id, **given)


@router.post("/{uuid:hook_id}/pause", response=ReceiptOut, summary="Pause a webhook")
def pause(request: HttpRequest, hook_id: UUID) -> Receipt:
    """Events are gathered meanwhile."""
    return pause_hook(actor_of(request, "kernel.pause_hook"), hook=hook_id)


@router.post("/{uuid:hook_id}/resume", response=ReceiptOut, summary="Let a webhook go on")
def resume(request: HttpRequest, hook_id: UUID) -> Receipt:
    """What waits goes out; what was missed while it was switched off is brought by a replay."""
    return resume_hook(actor_of(request, "kernel.resume_hook"), hook=hook_id)


@router.post("/{uuid:hook_id}/rotate", response=shapes.SecretOut, summary="New secret")
def rotate(request: HttpRequest, hook_id: UUID, payload: shapes.RotateIn, response: HttpResponse) -> dict[str, Any]:
    """Both sign until the old one ends. The new one is shown in this answer only."""
    response.headers["Cache-Control"] = "no-store"
    actor = actor_of(request, "kernel.rotate_hook")
    return told(rotate_hook(actor, hook=hook_id, at_once=payload.at_once))


@router.post("/{uuid:hook_id}/ping", response=ReceiptOut, summary="Send a test")
def ping(request: HttpRequest, hook_id: UUID) -> Receipt:
    """An event ``kernel.hook_pinged`` about the webhook itself."""
    return ping_hook(actor_of(request, "kernel.ping_hook"), hook=hook_id)


@router.post("/{uuid:hook_id}/replay", response=ReceiptOut, summary="Send again")
def replay(request: HttpRequest, hook_id: UUID, payload: shapes.ReplayIn) -> Receipt:
    """Every event of the journal in the span, under its old ``webhook-id``."""
    return replay_hook(actor_of(request, "kernel.replay_hook"), hook=hook_id, **payload.dict())


@router.get("/{uuid:hook_id}/deliveries", response=shapes.DeliveryPage, summary="Deliveries of a webhook")
def deliveries(
    request: HttpRequest, hook_id: UUID, query: Annotated[shapes.DeliveriesIn, Query()]
) -> Page[DeliveryRow]:
    """The newest first."""
    actor = actor_of(request, SEE)
    hook_detail(actor, hook_id)
    return page(deliveries_listing(hook_id), actor, query)
