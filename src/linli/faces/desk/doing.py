"""The shape of a desk page that does something: one command, then elsewhere; a refusal is told on the same page."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext

from linli.faces.desk.forms import reply_notice
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.errors import Invalid, KernelCode, Problem, Refusal
from linli.ui.parts import Choice, FieldKind, FormField, ObjectPage, Width
from linli.ui.web.requests import LinliRequest

Typed = Mapping[str, str]


def actor_of(request: LinliRequest) -> Actor:
    """The actor; gates let nobody in without one."""
    assert request.actor is not None, "the gate lets only actors in"
    return request.actor


def keyed(request: LinliRequest) -> Actor:
    """The actor, sending under the key of the form: a double click has one effect."""
    return actor_of(request).keyed(request.POST.get("key", "")[:100])


def shown(request: LinliRequest, page: ObjectPage, status: int = 200) -> HttpResponse:
    """A record's page."""
    return render(request, "ui/pages/object.html", {"page": page}, status=status)


def done(
    request: LinliRequest, act: Callable[[], object], page: Callable[[Typed], ObjectPage], to: str, *, long: str = ""
) -> HttpResponse:
    """Do it and go on to ``to``; when it is refused, show ``page`` again with the reason and what was typed.

    The field ``long`` keeps its text in the form and is not repeated in the notice.
    """
    typed = request.POST.dict()
    try:
        act()
    except Refusal as refusal:
        return refused(request, refusal, page(typed), long)
    return HttpResponseRedirect(to)


def refused(request: LinliRequest, refusal: Refusal, page: ObjectPage, long: str = "") -> HttpResponse:
    """The page with the reason of a refusal, and what was typed, above everything else."""
    brief = {name: text for name, text in request.POST.dict().items() if name != long}
    told = replace(page, notices=(reply_notice(refusal, brief), *page.notices))
    return shown(request, told, refusal.status)


def typed_id(typed: Typed, name: str) -> UUID:
    """The id in a field; Invalid names the field."""
    try:
        return UUID(typed.get(name, ""))
    except ValueError as error:
        raise Invalid(KernelCode.INVALID, problems=(Problem(name, KernelCode.REQUIRED),)) from error


def day_field(actor: Actor, name: str, label: str, key: str, typed: Typed | None = None) -> FormField:
    """A question for a day, today unless something was typed."""
    value = (typed or {}).get(name) or local_day(actor.at).isoformat()
    return FormField(name, label, FieldKind.DATE, value, required=True, width=Width.SHORT, id=f"id_{key}_{name}")


def choices_of(labels: Mapping[str, str]) -> tuple[Choice, ...]:
    """Choices whose labels are catalogue keys."""
    return tuple(Choice(value, gettext(label)) for value, label in labels.items())
