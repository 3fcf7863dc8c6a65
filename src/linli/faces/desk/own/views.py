"""One's own API tokens."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from linli.faces.desk.words import deed_words
from linli.kernel.actor import Actor
from linli.kernel.clock_port import LOCAL
from linli.kernel.errors import Invalid
from linli.people.commands import issue_token, revoke_token
from linli.people.queries.tokens import TokenRow, tokens_of
from linli.ui.parts import (
    Action,
    Choice,
    DateCell,
    EmptyState,
    FieldKind,
    Form,
    FormField,
    Notice,
    ObjectPage,
    PageHead,
    Section,
    Table,
    TableColumn,
    TableRow,
    TextCell,
    Tone,
    Width,
    one_group,
)
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import hint_of, message_of


def _form(actor: Actor) -> Form:
    scopes = tuple(Choice(name, deed_words(name), name) for name in sorted(actor.powers))
    fields = (
        FormField("name", gettext("What is it for?"), required=True, maxlength=80),
        FormField(
            "days", gettext("Valid for"), FieldKind.NUMBER, "90", unit=gettext("days"), width=Width.SHORT,
            required=True, inputmode="numeric", attributes=(("min", "1"), ("max", "365")),
        ),
        FormField("scopes", gettext("What may it do?"), FieldKind.CHECKS, choices=scopes, required=True),
    )  # fmt: skip
    return Form("", groups=one_group(*fields), submit=gettext("Make a token"))


def _row(row: TokenRow) -> TableRow:
    local = row.expires_at.astimezone(LOCAL)
    return TableRow((TextCell(row.name, "、".join(map(deed_words, row.scopes))), DateCell(local, with_year=True)))


def _table(actor: Actor) -> Table:
    rows = tuple(_row(row) for row in tokens_of(actor))
    columns = (TableColumn(gettext("Token"), wide=True), TableColumn(gettext("Valid until")))
    return Table(gettext("My tokens"), columns, rows, empty=EmptyState(gettext("You have no token.")))


def _revokers(actor: Actor) -> tuple[Action, ...]:
    return tuple(
        Action(gettext("End {name}").format(name=row.name), f"/desk/tokens/{row.id}/revoke/", "post")
        for row in tokens_of(actor)
    )


@needs("people.issue_token")
@require_http_methods(["GET", "POST"])
def tokens(request: LinliRequest) -> HttpResponse:
    """List tokens and make one; its secret is shown in this answer only."""
    assert request.actor is not None, "the gate lets only actors in"
    notices: tuple[Notice, ...] = ()
    status = 200
    if request.method == "POST":
        notices, status = _issue(request, request.actor)
    page = ObjectPage(
        PageHead(
            gettext("My tokens"),
            gettext("With a token a program acts in your name, under your present post."),
        ),
        sections=(
            Section(gettext("Tokens in force"), (_table(request.actor),), actions=_revokers(request.actor)),
            Section(gettext("A new token"), (_form(request.actor),)),
        ),
        notices=notices,
    )
    return render(request, "ui/pages/object.html", {"page": page}, status=status)


def _issue(request: LinliRequest, actor: Actor) -> tuple[tuple[Notice, ...], int]:
    days = request.POST.get("days", "")
    number = int(days) if days.isascii() and days.isdigit() and len(days) < 5 else 0
    name = request.POST.get("name", "").strip()[:80] or gettext("Token")
    try:
        receipt = issue_token(actor, name=name, scopes=tuple(request.POST.getlist("scopes")), days=number)
    except Invalid as refusal:
        text = hint_of(refusal.code, refusal.data)
        return (Notice(text, message_of(refusal.code, refusal.data), Tone.DANGER),), 422
    shown = gettext("Copy it now; it is not shown again.")
    return (Notice(f"{receipt.values['token']}\n{shown}", gettext("Your new token"), Tone.DONE),), 200


@needs("people.revoke_token")
@require_POST
def revoke(request: LinliRequest, token_id: UUID) -> HttpResponse:
    """End a token."""
    assert request.actor is not None, "the gate lets only actors in"
    revoke_token(request.actor, token=token_id)
    return HttpResponseRedirect("/desk/tokens/")
