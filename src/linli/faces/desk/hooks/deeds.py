"""What is done to webhooks: set up, change, pause, go on, new secret, test, send again."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from linli.faces.desk.asking import Question, answer, day_field, version_of
from linli.faces.desk.doing import actor_of, shown
from linli.faces.desk.forms import typed_day
from linli.faces.desk.hooks.views import HOME, hook_object
from linli.faces.desk.hooks.words import event_words
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.clock_port import LOCAL
from linli.kernel.command import Receipt
from linli.kernel.hooks.commands import (
    create_hook,
    edit_hook,
    pause_hook,
    ping_hook,
    replay_hook,
    resume_hook,
    rotate_hook,
)
from linli.kernel.hooks.listing import HookRow, hook_detail
from linli.kernel.hooks.offers import all_offers
from linli.kernel.hooks.rules import ADDRESS_LENGTH, NAME_LENGTH, PING
from linli.ui.parts import Choice, FieldKind, FormField, Link, Notice, Tone, Width
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest


def _fields(row: HookRow | None = None) -> tuple[FormField, ...]:
    events = tuple(Choice(item.event, event_words(item.event)) for item in all_offers() if item.event != PING)
    return (
        FormField("name", gettext("Name"), value=row.name if row else "", required=True, maxlength=NAME_LENGTH),
        FormField(
            "address", gettext("Address"), value=row.address if row else "", required=True, maxlength=ADDRESS_LENGTH,
            hint=gettext("Begins with https:// and is reached from the open net."),
        ),
        FormField(
            "events", gettext("Events"), FieldKind.CHECKS, values=row.events if row else (), choices=events,
            required=True,
        ),
    )  # fmt: skip


def _typed(given: QueryDict) -> dict[str, object]:
    return {
        "name": given.get("name", ""),
        "address": given.get("address", ""),
        "events": tuple(given.getlist("events")),
    }


def _with_secret(request: LinliRequest, made: Receipt) -> HttpResponse:
    """The webhook with its new secret, which stands in this answer only."""
    actor = actor_of(request)
    if "secret" not in made.values:
        told = gettext("It was shown once already. If nobody kept it, give the webhook a new one.")
        return shown(request, hook_object(actor, made.id, Notice(told, gettext("The secret"), Tone.ATTENTION)))
    told = gettext("Give it to the receiver now; it is not shown again.")
    notice = Notice(f"{made.values['secret']}\n{told}", gettext("The secret"), Tone.DONE)
    answer = shown(request, hook_object(actor, made.id, notice))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@needs("kernel.create_hook")
@require_http_methods(["GET", "HEAD", "POST"])
def new_page(request: LinliRequest) -> HttpResponse:
    """Set up a webhook; its secret is shown in the answer."""

    def send(actor: Actor, given: QueryDict) -> HttpResponse:
        made = create_hook(actor, area=given.get("area", ""), **_typed(given))  # type: ignore[arg-type]  # texts
        return _with_secret(request, made)

    area = FormField(
        "area", gettext("Only events inside the area"), width=Width.SHORT, maxlength=12, inputmode="numeric",
        hint=gettext("Code of a town or community; empty means the whole county."),
    )  # fmt: skip
    question = Question(
        gettext("Set up a webhook"),
        (*_fields(), area),
        Link(gettext("Webhooks"), HOME),
        gettext("Set it up"),
        note=gettext("The receiver is told that something happened to which thing, signed with a secret."),
    )
    return answer(request, question, send)


@needs("kernel.edit_hook")
@require_http_methods(["GET", "HEAD", "POST"])
def edit_page(request: LinliRequest, hook: UUID) -> HttpResponse:
    """Change name, address and events."""
    row = hook_detail(actor_of(request), hook)

    def send(actor: Actor, given: QueryDict) -> str:
        typed = _typed(given)
        edit_hook(actor, hook=hook, expected_version=version_of(given), **typed)  # type: ignore[arg-type]  # texts
        return f"{HOME}{hook}/"

    question = Question(
        gettext("Change it"), _fields(row), Link(row.name, f"{HOME}{hook}/"), gettext("Save"), version=row.version
    )
    return answer(request, question, send)


@needs("kernel.rotate_hook")
@require_http_methods(["GET", "HEAD", "POST"])
def rotate_page(request: LinliRequest, hook: UUID) -> HttpResponse:
    """Give it a new secret, which is shown in the answer; the old one holds for a while, or ends at once."""
    row = hook_detail(actor_of(request), hook)

    def send(actor: Actor, given: QueryDict) -> HttpResponse:
        at_once = given.get("old") == "at_once"
        made = rotate_hook(actor, hook=hook, at_once=at_once, expected_version=version_of(given))
        return _with_secret(request, made)

    choices = (
        Choice("later", gettext("holds beside the new one for a while")),
        Choice("at_once", gettext("ends at once: somebody may know it who should not")),
    )
    question = Question(
        gettext("New secret"),
        (FormField("old", gettext("The old secret"), FieldKind.RADIO, "later", choices=choices, required=True),),
        Link(row.name, f"{HOME}{hook}/"),
        gettext("Make a new secret"),
        version=row.version,
    )
    return answer(request, question, send)


def _start_of(day: object) -> datetime:
    return datetime.combine(day, time(), LOCAL)  # type: ignore[arg-type]  # a day


@needs("kernel.replay_hook")
@require_http_methods(["GET", "HEAD", "POST"])
def replay_page(request: LinliRequest, hook: UUID) -> HttpResponse:
    """Send again what the journal knows of, from one day to another."""
    actor = actor_of(request)
    row, today = hook_detail(actor, hook), local_day(actor.at)

    def send(actor: Actor, given: QueryDict) -> str:
        since, until = _start_of(typed_day(given, "since")), _start_of(typed_day(given, "until")) + timedelta(days=1)
        replay_hook(actor, hook=hook, since=since, until=min(until, actor.at))
        return f"{HOME}{hook}/"

    question = Question(
        gettext("Send again"),
        (day_field("since", gettext("First day"), today), day_field("until", gettext("Last day"), today)),
        Link(row.name, f"{HOME}{hook}/"),
        gettext("Send again"),
        note=gettext("Each event bears its old number, so that the receiver can leave out what it has."),
    )
    return answer(request, question, send)


def _button(power: str, act: Callable[..., object]) -> Callable[..., HttpResponse]:
    @needs(power)
    @require_POST
    def view(request: LinliRequest, hook: UUID) -> HttpResponse:
        act(actor_of(request), hook=hook)
        return HttpResponseRedirect(f"{HOME}{hook}/")

    return view


pause = _button("kernel.pause_hook", pause_hook)
resume = _button("kernel.resume_hook", resume_hook)
ping = _button("kernel.ping_hook", ping_hook)
