"""Creating accounts, their phone and mail, deactivating them."""

from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from linli.faces.desk.asking import Question, answer
from linli.faces.desk.doing import actor_of
from linli.kernel.actor import Actor
from linli.people.commands import create_account, deactivate_account, set_account_contact
from linli.people.queries.accounts import account_detail
from linli.ui.parts import FieldKind, FormField, Link, Width
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest

BOTH = ["GET", "POST"]


@needs("people.create_account")
@require_http_methods(BOTH)
def new_account(request: LinliRequest) -> HttpResponse:
    """Create an account; its owner completes it by a link."""
    fields = (
        FormField("display_name", gettext("Name"), required=True, maxlength=60, width=Width.MEDIUM),
        FormField(
            "login_name", gettext("Log-in name"), required=True, maxlength=60, width=Width.MEDIUM,
            hint=gettext("Letters, digits, dots. Small and capital letters are the same."),
        ),
    )  # fmt: skip
    note = gettext("Next: issue the enrolment link and appoint the account to a post.")
    back = Link(gettext("Accounts"), "/desk/accounts/")
    question = Question(gettext("New account"), fields, back, gettext("Create the account"), note)

    def send(actor: Actor, given: QueryDict) -> str:
        made = create_account(actor, login_name=given.get("login_name", ""), display_name=given.get("display_name", ""))
        return f"/desk/accounts/{made.id}/"

    return answer(request, question, send)


def back_to(request: LinliRequest, account: UUID) -> Link:
    """The way back to the account's page."""
    found = account_detail(actor_of(request), account)
    return Link(found.account.display_name, f"/desk/accounts/{account}/")


@needs("people.set_account_contact")
@require_http_methods(BOTH)
def contact_page(request: LinliRequest, account_id: UUID) -> HttpResponse:
    """By which phone and mail the account logs in as well."""
    fields = (
        FormField("phone", gettext("Phone"), FieldKind.TEL, maxlength=30, width=Width.MEDIUM),
        FormField("mail", gettext("Mail"), FieldKind.EMAIL, maxlength=254, width=Width.MEDIUM),
    )
    note = gettext(
        "Its owner may log in with either instead of the name. Both are kept encrypted and are never shown in full: "
        "type both anew; what is left empty is taken away."
    )
    question = Question(gettext("Phone and mail"), fields, back_to(request, account_id), gettext("Save"), note)

    def send(actor: Actor, given: QueryDict) -> str:
        set_account_contact(actor, account=account_id, phone=given.get("phone", ""), mail=given.get("mail", ""))
        return f"/desk/accounts/{account_id}/"

    return answer(request, question, send)


@needs("people.deactivate_account")
@require_http_methods(BOTH)
def deactivate_page(request: LinliRequest, account_id: UUID) -> HttpResponse:
    """Let the account no longer log in."""
    note = gettext("Its sessions, tokens and links end at once. Its terms stay until you end them.")
    title = gettext("Deactivate the account")
    question = Question(title, (), back_to(request, account_id), title, note, danger=True)

    def send(actor: Actor, given: QueryDict) -> str:
        deactivate_account(actor, account=account_id)
        return f"/desk/accounts/{account_id}/"

    return answer(request, question, send)
