"""Appointing, ending terms, stand-ins; conflicts are shown before anything is done."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from linli.faces.desk.asking import Question, answer, day_field, maybe_day, version_of
from linli.faces.desk.doing import actor_of
from linli.faces.desk.forms import FormCode, typed_day
from linli.faces.desk.posts.forms import back_to
from linli.faces.desk.posts.looks import PROCEDURES
from linli.faces.desk.units.forms import typed_id
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.errors import Conflict, Problem
from linli.people.commands import appoint, appoint_stand_in, end_stand_in, end_tenure
from linli.people.queries.accounts import account_meant, accounts_to_appoint
from linli.people.queries.chart import unit_chart
from linli.people.queries.terms import PostDetail, conflicts_ahead, post_detail, stand_in_named, term_named
from linli.people.queries.units import unit_detail
from linli.ui.parts import Choice, FieldKind, FormField, Link, Width
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest

BOTH = ["GET", "POST"]


def _account_field(actor: Actor, label: str, first: str, *, required: bool = True) -> FormField:
    """A choice among the accounts; where there are too many, one is named."""
    found = accounts_to_appoint(actor)
    if found is None:
        hint = gettext("Log-in name, phone or mail of the account.")
        return FormField("account", label, required=required, maxlength=254, width=Width.MEDIUM, hint=hint)
    choices = tuple(Choice(str(row.id), f"{row.display_name} ({row.login_name})") for row in found)
    return FormField("account", label, FieldKind.SELECT, required=required, choices=(Choice("", first), *choices))


def _known_field(request: LinliRequest) -> tuple[FormField, ...]:
    """The tick that is asked for once a conflict was shown."""
    if request.method != "POST":
        return ()
    hint = gettext("Only needed where posts do not go together; it is flagged in the chart and in the journal.")
    return (FormField("known", gettext("I know of the conflict and appoint all the same"), FieldKind.CHECK, hint=hint),)


def _stop_at_conflicts(actor: Actor, given: QueryDict, post: UUID, account: UUID, first: str, last: str) -> None:
    """Say which posts would not go together, and ask once more; forbidden ones are refused by the command."""
    since, until = typed_day(given, first), maybe_day(given, last)
    found = [item for item in conflicts_ahead(actor, post, account, since, until) if not item.refuses]
    if found and given.get("known") != "on":
        data = {"conflict": "、".join(item.words for item in found)}
        raise Conflict(FormCode.CONFLICT_AHEAD, data, problems=(Problem("known", FormCode.CONFLICT_AHEAD, data),))


def _appoint_fields(request: LinliRequest) -> tuple[FormField, ...]:
    actor = actor_of(request)
    procedures = tuple(Choice(key, gettext(label)) for key, label in PROCEDURES.items())
    until_hint = gettext("Left empty, an elected term ends as the law says; others stay open.")
    account = _account_field(actor, gettext("Who?"), gettext("Please choose"))
    return (
        replace(account, value=request.GET.get("account", "")[:60]),
        day_field("since", gettext("From which day?"), local_day(actor.at)),
        day_field("until", gettext("Until which day?"), required=False, hint=until_hint),
        FormField("procedure", gettext("How?"), FieldKind.RADIO, "appointed", choices=procedures, required=True),
        FormField(
            "proof", gettext("Proof"), maxlength=200,
            hint=gettext("Number of the decision, minutes of the election, contract."),
        ),
        *_known_field(request),
    )  # fmt: skip


@needs("people.appoint")
@require_http_methods(BOTH)
def appoint_page(request: LinliRequest, post_id: UUID) -> HttpResponse:
    """Give a seat to an account."""
    post = post_detail(actor_of(request), post_id, local_day(actor_of(request).at))
    title = gettext("Appoint: {post}").format(post=post.title)
    question = Question(title, _appoint_fields(request), back_to(post), gettext("Appoint"), post.unit_name)

    def send(actor: Actor, given: QueryDict) -> str:
        account = account_meant(actor, given.get("account", ""), "account")
        _stop_at_conflicts(actor, given, post_id, account, "since", "until")
        appoint(
            actor, post=post_id, account=account, since=typed_day(given, "since"), until=maybe_day(given, "until"),
            procedure=given.get("procedure", ""), proof=given.get("proof", "")[:200],
        )  # fmt: skip
        return f"/desk/posts/{post_id}/"

    return answer(request, question, send)


@needs("people.end_tenure")
@require_http_methods(BOTH)
def end_term_page(request: LinliRequest, tenure_id: UUID) -> HttpResponse:
    """Let a holder leave."""
    day = local_day(actor_of(request).at)
    row = term_named(actor_of(request), tenure_id, day)
    fields = (day_field("until", gettext("Last day"), day),)
    title = gettext("End the term of {name}").format(name=row.name)
    back, note = Link(row.title, f"/desk/posts/{row.post}/"), gettext("The powers end with that day.")
    question = Question(title, fields, back, gettext("End the term"), note, row.version, danger=True)

    def send(actor: Actor, given: QueryDict) -> str:
        until, version = typed_day(given, "until"), version_of(given)
        end_tenure(actor, tenure=tenure_id, until=until, expected_version=version)
        return f"/desk/posts/{row.post}/"

    return answer(request, question, send)


def _stand_in_fields(request: LinliRequest, post: PostDetail) -> tuple[FormField, ...]:
    actor = actor_of(request)
    day = local_day(actor.at)
    unit = unit_chart(actor, unit_detail(actor, post.unit, day), day)
    posts = tuple(Choice(str(item.id), item.title) for item in unit.posts if item.id != post.id)
    reason = gettext("Kept encrypted and shown on no page.")
    return (
        _account_field(actor, gettext("One account"), gettext("none: another post stands in"), required=False),
        FormField(
            "by_post", gettext("Or whoever holds this post of the unit"), FieldKind.SELECT,
            choices=(Choice("", gettext("none")), *posts),
        ),
        day_field("since", gettext("From which day?"), day),
        day_field("until", gettext("Until which day?"), day),
        FormField("reason", gettext("Reason"), required=True, maxlength=200, hint=reason),
        *_known_field(request),
    )  # fmt: skip


@needs("people.appoint_stand_in")
@require_http_methods(BOTH)
def stand_in_page(request: LinliRequest, post_id: UUID) -> HttpResponse:
    """Let somebody act under an absent post for some days."""
    post = post_detail(actor_of(request), post_id, local_day(actor_of(request).at))
    title = gettext("Name a stand-in: {post}").format(post=post.title)
    note = gettext("The stand-in has the powers of the post on these days; the journal names both.")
    question = Question(title, _stand_in_fields(request, post), back_to(post), gettext("Name the stand-in"), note)

    def send(actor: Actor, given: QueryDict) -> str:
        named = given.get("account", "").strip()
        account = account_meant(actor, named, "account") if named else None
        if account is not None:
            _stop_at_conflicts(actor, given, post_id, account, "since", "until")
        appoint_stand_in(
            actor, post=post_id, account=account, by_post=typed_id(given, "by_post"),
            since=typed_day(given, "since"), until=typed_day(given, "until"), reason=given.get("reason", ""),
        )  # fmt: skip
        return f"/desk/posts/{post_id}/"

    return answer(request, question, send)


@needs("people.end_stand_in")
@require_http_methods(BOTH)
def end_stand_in_page(request: LinliRequest, stand_in_id: UUID) -> HttpResponse:
    """End standing in earlier."""
    post, row = stand_in_named(actor_of(request), stand_in_id)
    fields = (day_field("until", gettext("Last day"), min(row.until, local_day(actor_of(request).at))),)
    title = gettext("{name} no longer stands in").format(name=row.name)
    back = Link(gettext("The post"), f"/desk/posts/{post}/")
    question = Question(title, fields, back, gettext("End standing in"), version=row.version, danger=True)

    def send(actor: Actor, given: QueryDict) -> str:
        until, version = typed_day(given, "until"), version_of(given)
        end_stand_in(actor, stand_in=stand_in_id, until=until, expected_version=version)
        return f"/desk/posts/{post}/"

    return answer(request, question, send)
