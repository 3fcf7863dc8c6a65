"""Accounts: list, one with its terms, and what a security administrator does with it."""

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from linli.faces.desk.accounts.identities import identity_section
from linli.faces.desk.doing import actor_of
from linli.kernel.actor import Actor
from linli.kernel.clock_port import now
from linli.kernel.errors import Refusal, n_
from linli.people.commands import issue_enrolment, reactivate_account, unlock_account
from linli.people.queries.accounts import ACCOUNTS, AccountDetail, AccountRow, account_detail
from linli.ui.parts import (
    Action,
    DateCell,
    EmptyState,
    Fact,
    Link,
    LinkCell,
    Notice,
    ObjectPage,
    PageHead,
    Section,
    StateBadge,
    StateCell,
    StateTone,
    Table,
    TableColumn,
    TableRow,
    Text,
    TextCell,
    Tone,
    Weight,
)
from linli.ui.web.gates import needs
from linli.ui.web.lists import ListFace, list_view
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import hint_of, message_of


def state_badge(row: AccountRow, at: datetime) -> StateBadge:
    """Whether the account may log in, and why not."""
    if not row.is_active:
        return StateBadge(gettext("deactivated"), StateTone.STOPPED)
    if row.locked_until is not None and row.locked_until > at:
        return StateBadge(gettext("locked"), StateTone.DANGER)
    if not row.enrolled:
        return StateBadge(gettext("never enrolled"), StateTone.ATTENTION)
    return StateBadge(gettext("may log in"), StateTone.DONE)


def _factor(row: AccountRow) -> TextCell:
    return TextCell(gettext("yes") if row.second_factor else gettext("no"))


FACE = ListFace(
    ACCOUNTS,
    cells={
        "login_name": lambda row: LinkCell(row.login_name, f"/desk/accounts/{row.id}/"),
        "is_active": lambda row: StateCell(state_badge(row, now())),
        "second_factor": _factor,
    },
    empty=n_("No account fits"),
    empty_hint=n_("Take a filter away, or create the account."),
    note=n_("An account may do nothing by itself: its rights come from the posts that it holds."),
)


def _new(actor: Actor) -> tuple[Action, ...]:
    if not actor.may("people.create_account"):
        return ()
    return (Action(gettext("New account"), "/desk/accounts/new/", weight=Weight.PRIMARY, icon="plus"),)


account_list = list_view(FACE, "people.see_accounts", _new)


def _facts(found: AccountDetail) -> tuple[Fact, ...]:
    row = found.account
    facts = [
        Fact(gettext("Log-in name"), row.login_name),
        Fact(gettext("Phone"), found.phone or gettext("none")),
        Fact(gettext("Mail"), found.mail or gettext("none")),
        Fact(gettext("Second factor"), _factor(row)),
        Fact(gettext("Created"), DateCell(row.created_at, with_year=True)),
        Fact(gettext("Last log-in"), DateCell(row.last_login, with_year=True)),
    ]
    if row.locked_until is not None and row.locked_until > now():
        facts.append(Fact(gettext("Locked until"), DateCell(row.locked_until)))
    return tuple(facts)


def _terms(found: AccountDetail) -> Table:
    labels = (gettext("Post"), gettext("Unit"), gettext("Since"), gettext("Until"), gettext("Left on"))
    columns = tuple(TableColumn(label, wide=at == 0) for at, label in enumerate(labels))
    rows = tuple(
        TableRow(
            (
                LinkCell(row.title, f"/desk/posts/{row.post}/"),
                LinkCell(row.unit_name, f"/desk/units/{row.unit}/"),
                *(DateCell(day, with_year=True) for day in (row.since, row.until, row.ended)),
            )
        )
        for row in found.terms
    )
    empty = EmptyState(gettext("This account holds no post: it may do nothing yet."))
    return Table(gettext("Posts"), columns, rows, empty=empty)


def _actions(actor: Actor, found: AccountDetail) -> tuple[Action, ...]:
    row, here = found.account, f"/desk/accounts/{found.account.id}/"
    locked = row.locked_until is not None and row.locked_until > actor.at
    link = Action(gettext("Issue an enrolment link"), f"{here}link/", "post", Weight.PRIMARY, icon="key")
    wanted = (
        ("people.issue_enrolment", row.is_active, link),
        ("people.unlock_account", locked, Action(gettext("Unlock"), f"{here}unlock/", "post")),
        ("people.set_account_contact", True, Action(gettext("Phone and mail"), f"{here}contact/")),
        ("people.deactivate_account", row.is_active, Action(gettext("Deactivate"), f"{here}deactivate/")),
        ("people.reactivate_account", not row.is_active, Action(gettext("Activate again"), f"{here}activate/", "post")),
        ("kernel.see_journal", True, Action(gettext("Journal"), f"/desk/journal/people.account/{row.id}/")),
    )
    return tuple(action for power, fits, action in wanted if fits and actor.may(power))


def _view(
    request: LinliRequest, account_id: UUID, told: tuple[Notice, ...] = (), link: tuple[Section, ...] = (),
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    actor = actor_of(request)
    found = account_detail(actor, account_id)
    badge, back = state_badge(found.account, actor.at), Link(gettext("Accounts"), "/desk/accounts/")
    posts = Section(gettext("Posts"), (_terms(found),), count=str(len(found.terms)))
    elsewhere = identity_section(actor, account_id)
    page = ObjectPage(
        PageHead(found.account.display_name, state=badge, back=back), _facts(found), (*link, posts, *elsewhere),
        actions=_actions(actor, found), notices=told,
    )  # fmt: skip
    return render(request, "ui/pages/object.html", {"page": page}, status=status)


@needs("people.see_accounts")
@require_safe
def account_page(request: LinliRequest, account_id: UUID) -> HttpResponse:
    """One account."""
    return _view(request, account_id)


@needs("people.issue_enrolment")
@require_POST
def issue_link(request: LinliRequest, account_id: UUID) -> HttpResponse:
    """Make a one-hour link; it is shown in this answer only."""
    try:
        secret = issue_enrolment(actor_of(request), account=account_id).values["secret"]
    except Refusal as refusal:
        if refusal.status == 404:
            raise
        told = Notice(hint_of(refusal.code, refusal.data), message_of(refusal.code, refusal.data), Tone.ATTENTION)
        return _view(request, account_id, (told,), status=refusal.status)
    link = request.build_absolute_uri(f"/enrol/{secret}/")
    words = gettext("Give it to its owner, nobody else. It is good once, for one hour, and is not shown again.")
    return _view(request, account_id, link=(Section(gettext("Enrolment link"), (Text(link), Text(words))),))


@needs("people.unlock_account")
@require_POST
def unlock(request: LinliRequest, account_id: UUID) -> HttpResponse:
    """End the lock."""
    unlock_account(actor_of(request), account=account_id)
    return HttpResponseRedirect(f"/desk/accounts/{account_id}/")


@needs("people.reactivate_account")
@require_POST
def activate(request: LinliRequest, account_id: UUID) -> HttpResponse:
    """Let the account log in again."""
    reactivate_account(actor_of(request), account=account_id)
    return HttpResponseRedirect(f"/desk/accounts/{account_id}/")
