"""Webhooks: the list, one with its last deliveries, all its deliveries; and the alarms on the first page."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from linli.faces.desk.doing import actor_of, shown
from linli.faces.desk.hooks.words import ALARMS, delivery_badge, event_words, hook_badge, reason_words
from linli.kernel.actor import Actor
from linli.kernel.clock_port import LOCAL
from linli.kernel.db.listing import Asked, fetch
from linli.kernel.errors import n_
from linli.kernel.hooks.listing import (
    HOOKS,
    SEE,
    DeliveryRow,
    HookAlarm,
    HookRow,
    deliveries_listing,
    hook_alarms,
    hook_detail,
)
from linli.places.queries.areas import areas_coded
from linli.ui.parts import (
    Action,
    Cell,
    DateCell,
    EmptyState,
    Fact,
    Link,
    LinkCell,
    Notice,
    ObjectPage,
    PageHead,
    Section,
    StateCell,
    Table,
    TableColumn,
    TableRow,
    TextCell,
    Tone,
    Weight,
)
from linli.ui.web.exports import csv_response
from linli.ui.web.gates import needs
from linli.ui.web.lists import ListFace, asked_of, export_action, list_page, list_view
from linli.ui.web.requests import LinliRequest, is_fragment

HOME = "/desk/hooks/"
LAST = 10


def _date(moment: object) -> DateCell:
    return DateCell(moment.astimezone(LOCAL) if moment else None)  # type: ignore[attr-defined]  # a moment or nothing


FACE: ListFace[HookRow] = ListFace(
    HOOKS,
    cells={
        "name": lambda row: LinkCell(row.name, f"{HOME}{row.id}/"),
        "state": lambda row: StateCell(hook_badge(row)),
        "last_sent_at": lambda row: _date(row.last_sent_at),
        "created_at": lambda row: _date(row.created_at),
    },
    empty=n_("No webhooks"),
    empty_hint=n_("Set one up, and an outside system is told of what happens here."),
    note=n_("Outside systems that are told of events: that something happened to which thing, never what it says."),
)


def _new(actor: Actor) -> tuple[Action, ...]:
    if not actor.may("kernel.create_hook"):
        return ()
    return (Action(gettext("Set up a webhook"), f"{HOME}new/", weight=Weight.PRIMARY, icon="plus"),)


hook_list = list_view(FACE, SEE, _new)

DELIVERY_CELLS: Mapping[str, Callable[[DeliveryRow], Cell]] = {
    "created_at": lambda row: _date(row.created_at),
    "name": lambda row: TextCell(event_words(row.name), row.name),
    "state": lambda row: StateCell(delivery_badge(row)),
    "next_try_at": lambda row: _date(row.next_try_at),
    "reason": lambda row: TextCell(reason_words(row.reason)),
}


@needs(SEE)
@require_http_methods(["GET", "HEAD", "POST"])
def deliveries(request: LinliRequest, hook: UUID) -> HttpResponseBase:
    """All deliveries of one webhook, the newest first."""
    actor, listing = actor_of(request), deliveries_listing(hook)
    row, asked = hook_detail(actor, hook), asked_of(request.GET, listing)
    if request.method == "POST":
        return csv_response(listing, actor, asked)
    face: ListFace[DeliveryRow] = ListFace(listing, cells=DELIVERY_CELLS, empty=n_("Nothing was sent yet"))
    back = Action(row.name, f"{HOME}{hook}/")
    page = list_page(face, actor, request.GET, (back, export_action(asked)))
    template = "ui/pages/list.html#rows" if is_fragment(request) else "ui/pages/list.html"
    return render(request, template, {"page": page})


def _facts(row: HookRow) -> tuple[Fact, ...]:
    named = areas_coded({row.area}).get(row.area)
    facts = [
        Fact(gettext("Address"), row.address, wide=True),
        Fact(gettext("Events"), "、".join(event_words(event) for event in row.events), wide=True),
        Fact(gettext("Inside the area"), TextCell(named.name if named else row.area, row.area if named else "")),
        Fact(gettext("Last sent"), _date(row.last_sent_at)),
        Fact(gettext("State since"), _date(row.state_at)),
    ]
    if row.failing_since:
        facts.append(Fact(gettext("Failing since"), _date(row.failing_since)))
    if row.old_until:
        facts.append(Fact(gettext("The old secret holds until"), _date(row.old_until)))
    return tuple(facts)


def _actions(actor: Actor, row: HookRow) -> tuple[Action, ...]:
    here = f"{HOME}{row.id}/"
    off = gettext("This webhook is not on.")
    resting = row.state == "disabled"
    offered = {
        "kernel.ping_hook": Action(
            gettext("Send a test"), f"{here}ping/", "post", icon="send", allowed=row.state == "on", reason=off
        ),
        "kernel.edit_hook": Action(gettext("Change it"), f"{here}edit/"),
        "kernel.rotate_hook": Action(gettext("New secret"), f"{here}rotate/", icon="key"),
        "kernel.replay_hook": Action(gettext("Send again"), f"{here}replay/", allowed=not resting, reason=off),
        "kernel.pause_hook": Action(gettext("Pause it"), f"{here}pause/", "post"),
        "kernel.resume_hook": Action(gettext("Let it go on"), f"{here}resume/", "post"),
    }
    offered.pop("kernel.resume_hook" if row.state == "on" else "kernel.pause_hook")
    return tuple(action for power, action in offered.items() if actor.may(power))


def _line(row: DeliveryRow) -> TableRow:
    return TableRow((
        _date(row.created_at), TextCell(event_words(row.name)), StateCell(delivery_badge(row)),
        TextCell(str(row.tries)), TextCell(reason_words(row.reason)),
    ))  # fmt: skip


def _last(actor: Actor, hook: UUID) -> Section:
    page = fetch(deliveries_listing(hook), actor, Asked(size=LAST))
    columns = tuple(
        TableColumn(gettext(label)) for label in (n_("When"), n_("Event"), n_("State"), n_("Tries"), n_("Last answer"))
    )
    empty = EmptyState(gettext("Nothing was sent yet"))
    table = Table(gettext("Last deliveries"), columns, tuple(map(_line, page.rows)), empty=empty)
    more = (Action(gettext("All deliveries"), f"{HOME}{hook}/deliveries/"),)
    return Section(gettext("Last deliveries"), (table,), actions=more)


def _state_notices(row: HookRow) -> tuple[Notice, ...]:
    if row.state != "disabled":
        return ()
    why = f"{reason_words(row.reason)}. " if row.reason else ""
    text = gettext("Let it go on when the receiver is back, then send again what happened since it was switched off.")
    return (Notice(f"{why}{text}", gettext("This webhook is switched off"), Tone.DANGER),)


def hook_object(actor: Actor, hook: UUID, *notices: Notice) -> ObjectPage:
    """The page of one webhook."""
    row = hook_detail(actor, hook)
    return ObjectPage(
        PageHead(row.name, state=hook_badge(row), back=Link(gettext("Webhooks"), HOME)),
        facts=_facts(row),
        sections=(_last(actor, hook),),
        actions=_actions(actor, row),
        notices=(*notices, *_state_notices(row)),
    )


@needs(SEE)
@require_safe
def hook_page(request: LinliRequest, hook: UUID) -> HttpResponse:
    """One webhook with its last deliveries; its secret is never shown again."""
    return shown(request, hook_object(actor_of(request), hook))


def _alarm(alarm: HookAlarm) -> Notice:
    look = (Action(gettext("Look at it"), f"{HOME}{alarm.id}/"),)
    tone = Tone.ATTENTION if alarm.kind == "late" else Tone.DANGER
    text = gettext(ALARMS.get(alarm.kind, ALARMS["failing"])).format(name=alarm.name)
    return Notice(text, gettext("Webhook"), tone, look)


def hook_notices(actor: Actor) -> tuple[Notice, ...]:
    """Alarms of webhooks for the first page of those who look after them."""
    return tuple(map(_alarm, hook_alarms(actor))) if actor.may(SEE) else ()
