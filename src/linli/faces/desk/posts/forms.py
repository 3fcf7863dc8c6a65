"""Setting posts up, correcting and abolishing them."""

from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from linli.faces.desk.asking import Question, answer, day_field, maybe_day, version_of
from linli.faces.desk.doing import actor_of
from linli.faces.desk.forms import typed_day, typed_number
from linli.faces.desk.words import deed_words
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.people.commands import create_post, edit_post, end_post
from linli.people.queries.post_kinds import post_kinds
from linli.people.queries.roles import roles_at
from linli.people.queries.terms import PostDetail, post_detail
from linli.people.queries.unit_kinds import unit_kind
from linli.people.queries.units import UnitDetail, unit_detail
from linli.ui.parts import Choice, FieldKind, FormField, Link, Width
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import label_of

BOTH = ["GET", "POST"]


def duty_fields(place: str = "", phone: str = "", seats: int = 1, title: str = "") -> tuple[FormField, ...]:
    """What may be corrected later too."""
    return (
        FormField("title", gettext("Title of the post"), value=title, required=True, maxlength=80),
        FormField(
            "seats", gettext("Seats"), FieldKind.NUMBER, str(seats), required=True, width=Width.SHORT,
            inputmode="numeric", attributes=(("min", "1"),),
        ),
        FormField(
            "place", gettext("Looks after"), value=place, maxlength=17, width=Width.MEDIUM, inputmode="numeric",
            hint=gettext("The code of an area or grid. Left empty, it is the whole area of the unit."),
        ),
        FormField(
            "duty_phone", gettext("Duty phone"), FieldKind.TEL, phone, maxlength=30, width=Width.MEDIUM,
            hint=gettext("The phone of the office, never a private one: everybody may see it."),
        ),
    )  # fmt: skip


def _roles(actor: Actor, unit: UnitDetail) -> tuple[Choice, ...]:
    """The roles that would hold in this unit: others would give nothing here."""
    kind = unit_kind(unit.kind, unit.area, local_day(actor.at))
    found = roles_at(unit.area, actor.at).values()
    return tuple(
        Choice(role.key, label_of(role.title), "、".join(deed_words(name) for name in role.may[:3]) + "…")
        for role in found
        if kind is not None and role.holds_for(unit.area, kind)
    )


def _new_fields(actor: Actor, unit: UnitDetail) -> tuple[FormField, ...]:
    kinds = post_kinds(unit.area, local_day(actor.at))
    choices = tuple(Choice(key, label_of(kind.label)) for key, kind in kinds.items())
    title, *rest = duty_fields()
    roles_hint = gettext("What its holders may do at the desk. None is right for a post that only stands in the chart.")
    return (
        title,
        FormField("kind", gettext("Kind of post"), FieldKind.SELECT, "clerk", choices=choices, required=True),
        *rest,
        FormField("roles", gettext("Roles"), FieldKind.CHECKS, choices=_roles(actor, unit), hint=roles_hint),
        day_field("since", gettext("Since"), required=False),
    )


@needs("people.create_post")
@require_http_methods(BOTH)
def new_post(request: LinliRequest, unit_id: UUID) -> HttpResponse:
    """Set up a post in a unit."""
    unit = unit_detail(actor_of(request), unit_id, local_day(actor_of(request).at))
    title = gettext("New post in {unit}").format(unit=unit.name)
    back = Link(unit.name, f"/desk/units/{unit.id}/")
    note = gettext("A security administrator appoints its holders afterwards.")
    question = Question(title, _new_fields(actor_of(request), unit), back, gettext("Set up the post"), note)

    def send(actor: Actor, given: QueryDict) -> str:
        made = create_post(
            actor, unit=unit_id, title=given.get("title", ""), roles=tuple(given.getlist("roles")),
            kind=given.get("kind", ""), seats=typed_number(given, "seats"), since=maybe_day(given, "since"),
            place=given.get("place", ""), duty_phone=given.get("duty_phone", ""),
        )  # fmt: skip
        return f"/desk/posts/{made.id}/"

    return answer(request, question, send)


def back_to(post: PostDetail) -> Link:
    """The way back to a post."""
    return Link(post.title, f"/desk/posts/{post.id}/")


@needs("people.edit_post")
@require_http_methods(BOTH)
def edit_post_page(request: LinliRequest, post_id: UUID) -> HttpResponse:
    """Correct a post; its roles stay."""
    post = post_detail(actor_of(request), post_id, local_day(actor_of(request).at))
    fields = duty_fields(post.place, post.duty_phone, post.seats, post.title)
    note = gettext("Its roles stay. For other roles set up another post.")
    question = Question(gettext("Correct the post"), fields, back_to(post), gettext("Save"), note, post.version)

    def send(actor: Actor, given: QueryDict) -> str:
        edit_post(
            actor, post=post_id, title=given.get("title", ""), seats=typed_number(given, "seats"),
            place=given.get("place", ""), duty_phone=given.get("duty_phone", ""),
            expected_version=version_of(given),
        )  # fmt: skip
        return f"/desk/posts/{post_id}/"

    return answer(request, question, send)


@needs("people.end_post")
@require_http_methods(BOTH)
def end_post_page(request: LinliRequest, post_id: UUID) -> HttpResponse:
    """Abolish a post."""
    post = post_detail(actor_of(request), post_id, local_day(actor_of(request).at))
    fields = (day_field("until", gettext("Last day"), local_day(actor_of(request).at)),)
    note = gettext("The powers of its holders end with that day.")
    title = gettext("Abolish the post")
    question = Question(title, fields, back_to(post), title, note, post.version, danger=True)

    def send(actor: Actor, given: QueryDict) -> str:
        until, version = typed_day(given, "until"), version_of(given)
        end_post(actor, post=post_id, until=until, expected_version=version)
        return f"/desk/posts/{post_id}/"

    return answer(request, question, send)
