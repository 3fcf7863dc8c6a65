"""Accounts as a security administrator looks after them."""

from typing import Annotated, Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from ninja import Query, Status

from linli.faces.api.asking import actor_of
from linli.faces.api.notes.shapes import ReceiptOut
from linli.faces.api.paging import page
from linli.faces.api.people import account_shapes as shapes
from linli.faces.api.routing import NounRouter, told
from linli.kernel.command import Receipt
from linli.kernel.db.listing import Page
from linli.people import commands
from linli.people.queries.accounts import ACCOUNTS, AccountDetail, AccountRow, account_detail
from linli.people.queries.identities import identities_of_account

router = NounRouter("people")
SEEING = "people.see_accounts"


@router.get("", response=shapes.AccountPage, summary="Accounts of the county")
def list_accounts(request: HttpRequest, query: Annotated[shapes.AccountsIn, Query()]) -> Page[AccountRow]:
    """A page by key: pass ``next`` back as ``after``."""
    return page(ACCOUNTS, actor_of(request, SEEING), query)


@router.post("", response={201: ReceiptOut}, summary="Create an account")
def create_account(request: HttpRequest, payload: shapes.AccountIn) -> Status[Receipt]:
    """Without a password: issue an enrolment link to its owner."""
    return Status(201, commands.create_account(actor_of(request, "people.create_account"), **payload.dict()))


@router.get("/{uuid:account}", response=shapes.AccountOut, summary="One account")
def read_account(request: HttpRequest, account: UUID) -> AccountDetail:
    """With its terms; phone and mail are masked."""
    return account_detail(actor_of(request, SEEING), account)


@router.post("/{uuid:account}/enrolments", response={201: shapes.EnrolmentOut}, summary="Issue an enrolment link")
def issue_enrolment(request: HttpRequest, account: UUID) -> Status[dict[str, Any]]:
    """Shown once, good for an hour; earlier links end."""
    return Status(201, told(commands.issue_enrolment(actor_of(request, "people.issue_enrolment"), account=account)))


@router.put("/{uuid:account}/contact", response=ReceiptOut, summary="Set phone and mail of an account")
def set_account_contact(request: HttpRequest, account: UUID, payload: shapes.AccountContactIn) -> Receipt:
    """Each belongs to one account of the installation only."""
    actor = actor_of(request, "people.set_account_contact")
    return commands.set_account_contact(actor, account=account, **payload.dict())


@router.post("/{uuid:account}/unlock", response=ReceiptOut, summary="Unlock an account")
def unlock_account(request: HttpRequest, account: UUID) -> Receipt:
    """End the lock that wrong passwords brought; its password stays."""
    return commands.unlock_account(actor_of(request, "people.unlock_account"), account=account)


@router.post("/{uuid:account}/deactivate", response=ReceiptOut, summary="Deactivate an account")
def deactivate_account(request: HttpRequest, account: UUID) -> Receipt:
    """Its sessions, tokens and open enrolment links end at once."""
    return commands.deactivate_account(actor_of(request, "people.deactivate_account"), account=account)


@router.post("/{uuid:account}/reactivate", response=ReceiptOut, summary="Activate an account again")
def reactivate_account(request: HttpRequest, account: UUID) -> Receipt:
    """With the password it had; tokens stay ended."""
    return commands.reactivate_account(actor_of(request, "people.reactivate_account"), account=account)


@router.get("/{uuid:account}/identities", response=shapes.IdentitiesOut, summary="Outside log-ins of an account")
def list_identities(request: HttpRequest, account: UUID) -> dict[str, Any]:
    """Where it may log in besides here; the subject is masked."""
    return {"rows": identities_of_account(actor_of(request, SEEING), account)}


@router.post("/{uuid:account}/identities", response={201: ReceiptOut}, summary="Link an account with an outside log-in")
def link_identity(request: HttpRequest, account: UUID, payload: shapes.IdentityIn) -> Status[Receipt]:
    """At the provider that is set up here. One subject belongs to one account, an account has one subject there."""
    actor, issuer = actor_of(request, "people.link_identity"), settings.LINLI.oidc_issuer
    return Status(201, commands.link_identity(actor, account=account, issuer=issuer, subject=payload.subject))


@router.post("/{uuid:account}/identities/{uuid:identity}/unlink", response=ReceiptOut, summary="End an outside log-in")
def unlink_identity(request: HttpRequest, account: UUID, identity: UUID) -> Receipt:
    """The account's sessions end at once; name, password and second factor stay good."""
    actor = actor_of(request, "people.unlink_identity")
    return commands.unlink_identity(actor, account=account, identity=identity)
