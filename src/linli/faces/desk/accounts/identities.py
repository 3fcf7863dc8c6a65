"""The identities of an account at an outside provider: shown, linked and unlinked by a security administrator."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from linli.faces.desk.accounts.forms import BOTH, back_to
from linli.faces.desk.asking import Question, answer
from linli.faces.desk.entrance.outside import provider_set_up
from linli.kernel.actor import Actor
from linli.people.bridge.provider import provider_name
from linli.people.commands import link_identity, unlink_identity
from linli.people.queries.identities import IdentityRow, identities_of_account
from linli.people.rules.outside import LONGEST_SUBJECT
from linli.ui.parts import (
    Action,
    DateCell,
    EmptyState,
    FormField,
    Section,
    Table,
    TableColumn,
    TableRow,
    TextCell,
    Width,
)
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest


def identity_table(rows: tuple[IdentityRow, ...]) -> Table:
    """Where an account is linked, as whom (masked), since when."""
    labels = (gettext("Provider"), gettext("As whom"), gettext("Since"))
    columns = tuple(TableColumn(label, wide=at == 0) for at, label in enumerate(labels))
    lines = tuple(
        TableRow((TextCell(row.issuer), TextCell(row.subject), DateCell(row.linked_at, with_year=True))) for row in rows
    )
    return Table(gettext("Log-in elsewhere"), columns, lines, empty=EmptyState(gettext("Not linked.")))


def identity_section(actor: Actor, account: UUID) -> tuple[Section, ...]:
    """The section on the account's page, where a provider is set up."""
    if not settings.LINLI.oidc_issuer:
        return ()
    rows = identities_of_account(actor, account)
    here, actions = f"/desk/accounts/{account}/identity/", []
    if actor.may("people.link_identity") and all(row.issuer != settings.LINLI.oidc_issuer for row in rows):
        actions.append(Action(gettext("Link the account"), here, icon="link"))
    if actor.may("people.unlink_identity"):
        actions += [Action(gettext("End the link"), f"{here}{row.id}/unlink/") for row in rows]
    return (Section(gettext("Log-in elsewhere"), (identity_table(rows),), actions=tuple(actions)),)


@needs("people.link_identity")
@require_http_methods(BOTH)
def link_page(request: LinliRequest, account_id: UUID) -> HttpResponse:
    """As whom the account logs in at the provider."""
    kept = provider_set_up()
    hint = gettext("The value of “{claim}” there, exactly as written. It is kept encrypted and never shown in full.")
    field = FormField(
        "subject", gettext("As whom"), required=True, maxlength=LONGEST_SUBJECT, width=Width.MEDIUM,
        autocomplete="off", hint=hint.format(claim=kept.oidc_claim),
    )  # fmt: skip
    title = gettext("Link with {name}").format(name=provider_name(kept))
    note = gettext("Whoever logs in there as this person logs in here with this account. Check it twice.")
    question = Question(title, (field,), back_to(request, account_id), gettext("Link the account"), note)

    def send(actor: Actor, given: QueryDict) -> str:
        link_identity(actor, account=account_id, issuer=kept.oidc_issuer, subject=given.get("subject", ""))
        return f"/desk/accounts/{account_id}/"

    return answer(request, question, send)


@needs("people.unlink_identity")
@require_http_methods(BOTH)
def unlink_page(request: LinliRequest, account_id: UUID, identity: UUID) -> HttpResponse:
    """Let the account no longer log in through the provider."""
    provider_set_up()
    note = gettext("The account's sessions end at once. Name, password and second factor stay good.")
    title = gettext("End the link")
    question = Question(title, (), back_to(request, account_id), title, note, danger=True)

    def send(actor: Actor, given: QueryDict) -> str:
        unlink_identity(actor, account=account_id, identity=identity)
        return f"/desk/accounts/{account_id}/"

    return answer(request, question, send)
