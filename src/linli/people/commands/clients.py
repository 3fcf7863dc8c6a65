"""Programs that come in with an id and a secret of their own."""

import secrets
from collections.abc import Collection
from uuid import UUID

from django.contrib.auth.hashers import make_password

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command, expect_version, must_cover, record
from linli.kernel.db.locks import lock_row
from linli.kernel.errors import Invalid, KernelCode, NotFound, Problem
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, subject_of
from linli.people.commands.faults import at_field
from linli.people.models import Account, ApiClient
from linli.people.queries.actors import HeldPost, administers, post_on, powers_of
from linli.people.rules.clients import FORMER_LIFE, MOST_PER_MINUTE
from linli.people.rules.reasons import PeopleCode
from linli.people.rules.secrets import digest_of

LONGEST_NAME = 60


@command("people.create_client")
def create_client(actor: Actor, *, name: str, post: UUID, scopes: tuple[str, ...], per_minute: int = 600) -> Receipt:
    """Let a program act under a post; ``values`` hold ``client_id`` and, shown once, ``secret``.

    The program may ask ``per_minute`` times a minute in each web worker. Its account cannot be logged in with.
    """
    held = post_on(post, actor.at)
    if held is None:
        raise NotFound(KernelCode.NOT_FOUND)
    must_cover(actor, held.area)
    _check(name.strip(), held, scopes, per_minute, actor)
    client_id, secret = new(held.county), secrets.token_urlsafe(32)
    account = Account.objects.create(
        id=new(held.county), county=actor.county, login_name=f"program-{client_id.hex[-20:]}", created_at=actor.at,
        display_name=name.strip(), password=make_password(None), is_program=True,
    )  # fmt: skip
    row = ApiClient.objects.create(
        id=client_id, county=held.county, area=held.area, account=account, post_id=post, name=name.strip(),
        secret=digest_of(secret), scopes=sorted(set(scopes)), per_minute=per_minute, created_at=actor.at,
    )  # fmt: skip
    facts = {"name": row.name, "post": str(post), "scopes": row.scopes, "per_minute": per_minute}
    record(actor, subject_of(row), Act(changed=("name", "post", "scopes", "per_minute"), facts=facts))
    return Receipt("people.apiclient", row.id, "issued", 1, values={"client_id": str(row.id), "secret": secret})


def _check(name: str, post: HeldPost, scopes: Collection[str], per_minute: int, actor: Actor) -> None:
    if not name or len(name) > LONGEST_NAME:
        data = {"length": len(name), "limit": LONGEST_NAME}
        problem = Problem("name", KernelCode.TOO_LONG, data) if name else Problem("name", KernelCode.REQUIRED)
        raise Invalid(KernelCode.INVALID, problems=(problem,))
    if administers([post], actor.at):
        raise at_field(Invalid, "post", PeopleCode.CLIENT_POST)
    if not 1 <= per_minute <= MOST_PER_MINUTE:
        raise at_field(Invalid, "per_minute", PeopleCode.CLIENT_RATE, limit=MOST_PER_MINUTE)
    foreign = sorted(set(scopes) - set(powers_of(post, actor.at)))
    if foreign or not scopes:
        raise at_field(Invalid, "scopes", PeopleCode.TOKEN_SCOPE, scope=foreign[0] if foreign else "–")


def _locked(actor: Actor, client: UUID, expected_version: int) -> ApiClient:
    row = lock_row(ApiClient, "person", client)
    must_cover(actor, row.area)
    expect_version(row, expected_version)
    if row.revoked_at is not None:
        raise NotFound(KernelCode.NOT_FOUND)
    return row


@command("people.rotate_client")
def rotate_client(actor: Actor, *, client: UUID, expected_version: int) -> Receipt:
    """Give a program another secret, shown once; the former one holds for a day more."""
    row = _locked(actor, client, expected_version)
    secret = secrets.token_urlsafe(32)
    row.former_secret, row.former_until = row.secret, actor.at + FORMER_LIFE
    row.secret = digest_of(secret)
    row.version += 1
    row.save(update_fields=["secret", "former_secret", "former_until", "version"])
    record(actor, subject_of(row), Act(changed=("secret",)))
    return Receipt("people.apiclient", row.id, "issued", row.version, values={"secret": secret})


@command("people.revoke_client")
def revoke_client(actor: Actor, *, client: UUID, expected_version: int) -> Receipt:
    """End a program at once, with every token that it holds."""
    row = _locked(actor, client, expected_version)
    row.revoked_at = actor.at
    row.version += 1
    row.save(update_fields=["revoked_at", "version"])
    Account.objects.filter(pk=row.account_id).update(is_active=False)
    record(actor, subject_of(row), Act(changed=("revoked_at",)))
    return Receipt("people.apiclient", row.id, "revoked", row.version)
