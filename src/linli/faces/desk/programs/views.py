"""Programs: the list, one with its secret renewed or ended, and a new one under a post."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.faces.desk.asking import Question, draw
from linli.faces.desk.doing import actor_of, keyed, shown
from linli.faces.desk.forms import typed_version
from linli.faces.desk.words import deed_words
from linli.kernel.actor import Actor
from linli.kernel.clock_port import LOCAL
from linli.kernel.command import Receipt
from linli.kernel.errors import KernelCode, NotAllowed, NotFound, Refusal, n_
from linli.people.commands import create_client, revoke_client, rotate_client
from linli.people.queries.actors import post_on, powers_of
from linli.people.queries.clients import CLIENTS, SEEING, ClientRow, client_of
from linli.people.rules.clients import MOST_PER_MINUTE
from linli.ui.parts import (
    Action,
    Choice,
    DateCell,
    Fact,
    FieldKind,
    FormField,
    Link,
    LinkCell,
    NumberCell,
    ObjectPage,
    PageHead,
    Section,
    StateBadge,
    StateTone,
    Text,
    Weight,
    Width,
)
from linli.ui.web.gates import needs
from linli.ui.web.lists import ListFace, list_view
from linli.ui.web.requests import LinliRequest

FACE: ListFace[ClientRow] = ListFace(
    CLIENTS,
    cells={
        "name": lambda row: LinkCell(row.name, f"/desk/programs/{row.id}/"),
        "created_at": lambda row: DateCell(row.created_at.astimezone(LOCAL), with_year=True),
    },
    empty=n_("No program was let in"),
    empty_hint=n_("A program is let in on the page of the post under which it acts."),
    note=n_("Other systems that come in by the service, each with its own secret and only for what it was given."),
)
program_list = list_view(FACE, SEEING)


def _badge(row: ClientRow) -> StateBadge:
    if row.revoked_at is not None:
        return StateBadge(gettext("ended"), StateTone.STOPPED)
    return StateBadge(gettext("in force"), StateTone.DONE)


def _facts(row: ClientRow) -> tuple[Fact, ...]:
    until = row.former_until.astimezone(LOCAL) if row.former_until else None
    found = (
        Fact(gettext("Id"), str(row.id)),
        Fact(gettext("Acts under"), LinkCell(f"{row.unit_name} · {row.post_title}", f"/desk/posts/{row.post}/")),
        Fact(gettext("What it may do"), "、".join(map(deed_words, row.scopes))),
        Fact(gettext("Requests a minute"), NumberCell(row.per_minute)),
        Fact(gettext("Since"), DateCell(row.created_at.astimezone(LOCAL), with_year=True)),
    )
    return (*found, Fact(gettext("The former secret holds until"), DateCell(until))) if until else found


def _actions(actor: Actor, row: ClientRow) -> tuple[Action, ...]:
    if row.revoked_at is not None:
        return ()
    here, hidden = f"/desk/programs/{row.id}/", (("expected_version", str(row.version)),)
    wanted = (
        (
            "people.rotate_client",
            Action(gettext("Another secret"), f"{here}secret/", "post", hidden=hidden, icon="key"),
        ),
        (
            "people.revoke_client",
            Action(gettext("End the program"), f"{here}revoke/", "post", Weight.DANGER, hidden=hidden),
        ),
    )
    return tuple(action for power, action in wanted if actor.may(power))


def _page(actor: Actor, program: UUID, secret: str = "") -> ObjectPage:
    row = client_of(actor, program)
    words = gettext("Copy it now; it is not shown again. The program asks for a token of an hour at {address}.")
    told = (Text(secret), Text(words.format(address="/api/v1/oauth/token")))
    return ObjectPage(
        PageHead(row.name, row.unit_name, state=_badge(row), back=Link(gettext("Programs"), "/desk/programs/")),
        facts=_facts(row),
        sections=(Section(gettext("Secret"), told),) if secret else (),
        actions=_actions(actor, row),
    )


@needs(SEEING)
@require_safe
def program_page(request: LinliRequest, program: UUID) -> HttpResponse:
    """One program, without its secret."""
    return shown(request, _page(actor_of(request), program))


@needs("people.rotate_client")
@require_POST
def rotate(request: LinliRequest, program: UUID) -> HttpResponse:
    """Another secret, shown in this answer only."""
    made = rotate_client(keyed(request), client=program, expected_version=typed_version(request.POST.dict()))
    return _told(request, made)


@needs("people.revoke_client")
@require_POST
def revoke(request: LinliRequest, program: UUID) -> HttpResponse:
    """End it."""
    revoke_client(keyed(request), client=program, expected_version=typed_version(request.POST.dict()))
    return HttpResponseRedirect(f"/desk/programs/{program}/")


def _told(request: LinliRequest, made: Receipt) -> HttpResponse:
    return shown(request, _page(actor_of(request), made.id, str(made.values.get("secret", ""))))


def _question(actor: Actor, post: UUID) -> Question:
    held = post_on(post, actor.at)
    if held is None:
        raise NotFound(KernelCode.NOT_FOUND)
    scopes = tuple(Choice(name, deed_words(name), name) for name in powers_of(held, actor.at))
    fields = (
        FormField("name", gettext("Which program?"), required=True, maxlength=60, width=Width.MEDIUM),
        FormField(
            "per_minute", gettext("Requests a minute"), FieldKind.NUMBER, "600", required=True, width=Width.SHORT,
            inputmode="numeric", attributes=(("min", "1"), ("max", str(MOST_PER_MINUTE))),
        ),
        FormField("scopes", gettext("What may it do?"), FieldKind.CHECKS, choices=scopes, required=True),
    )  # fmt: skip
    note = gettext("It acts under this post and leaves its name in the journal. Give it only what it needs.")
    back = Link(held.title, f"/desk/posts/{post}/")
    return Question(gettext("Let a program in"), fields, back, gettext("Let it in"), note)


@needs(SEEING)
@require_http_methods(["GET", "POST"])
def new_program(request: LinliRequest, post: UUID) -> HttpResponse:
    """Let a program act under a post; the secret is shown in this answer only."""
    question = _question(actor_of(request), post)
    if request.method != "POST":
        return draw(request, question)
    rate = request.POST.get("per_minute", "")
    number = int(rate) if rate.isascii() and rate.isdigit() and len(rate) < 8 else 0
    try:
        made = create_client(
            keyed(request), name=request.POST.get("name", ""), post=post, per_minute=number,
            scopes=tuple(request.POST.getlist("scopes")),
        )  # fmt: skip
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        return draw(request, question, refusal)
    return _told(request, made)
