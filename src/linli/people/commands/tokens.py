"""Personal tokens of the API."""

import secrets
from datetime import timedelta
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command, record
from linli.kernel.errors import Invalid, KernelCode, NotAllowed, NotFound, Problem
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, Subject
from linli.people.models import AccessToken
from linli.people.rules.reasons import PeopleCode
from linli.people.rules.secrets import digest_of

LONGEST_DAYS = 365


@command("people.issue_token")
def issue_token(actor: Actor, *, name: str, scopes: tuple[str, ...], days: int) -> Receipt:
    """Make a token for oneself under one's present post; ``values["token"]`` is shown once."""
    if actor.account is None or actor.post is None:
        raise NotAllowed(PeopleCode.NO_POST)
    _check(actor, scopes, days)
    secret = secrets.token_urlsafe(32)
    row = AccessToken.objects.create(
        id=new(actor.county), county=actor.county, account_id=actor.account, post_id=actor.post, name=name,
        secret=digest_of(secret), scopes=sorted(scopes), created_at=actor.at,
        expires_at=actor.at + timedelta(days=days),
    )  # fmt: skip
    record(actor, _subject(row), Act(facts={"name": name, "scopes": sorted(scopes), "days": days}))
    return Receipt("people.accesstoken", row.id, "issued", 1, values={"token": f"linli_{actor.county}_{secret}"})


def _subject(row: AccessToken) -> Subject:
    return Subject("people.accesstoken", row.id, row.county, row.county)


def _check(actor: Actor, scopes: tuple[str, ...], days: int) -> None:
    if not 1 <= days <= LONGEST_DAYS:
        problem = Problem("days", PeopleCode.TOKEN_DAYS, {"limit": LONGEST_DAYS})
        raise Invalid(PeopleCode.TOKEN_DAYS, {"limit": LONGEST_DAYS}, problems=(problem,))
    foreign = [scope for scope in scopes if not actor.may(scope)]
    if foreign or not scopes:
        raise Invalid(PeopleCode.TOKEN_SCOPE, {"scope": foreign[0] if foreign else "–"})


@command("people.revoke_token")
def revoke_token(actor: Actor, *, token: UUID) -> Receipt:
    """End one of one's own tokens at once."""
    rows = AccessToken.objects.filter(pk=token, county=actor.county, account_id=actor.account or UUID(int=0))
    row = rows.order_by("pk").first()
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    AccessToken.objects.filter(pk=row.pk, county=row.county).update(revoked_at=actor.at)
    record(actor, _subject(row), Act(changed=("revoked_at",)))
    return Receipt("people.accesstoken", row.id, "revoked", 1)
