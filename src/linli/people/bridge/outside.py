"""Coming in through an outside provider: from what it vouches for to the log-in library's second step."""

from collections.abc import Mapping
from typing import NoReturn
from uuid import UUID

from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse

from linli.kernel.db.guard import writing
from linli.kernel.errors import Conflict, ErrorCode, NotAllowed, Outage, Refusal
from linli.kernel.installation import Installation
from linli.people.bridge.adapters import door_actor, locked_until
from linli.people.bridge.id_tokens import Vouched, finish
from linli.people.bridge.proofs import note_outside
from linli.people.bridge.provider import Begun, ProviderFault, provider_name
from linli.people.commands.identities import note_refused_log_in
from linli.people.commands.second_factor import has_second_factor
from linli.people.models import Account
from linli.people.queries.identities import account_of_identity
from linli.people.rules.outside_reasons import OutsideCode
from linli.people.rules.reasons import PeopleCode


def refusal_of(kept: Installation, fault: ProviderFault) -> Refusal:
    """What a fault of the provider says to the person in front of the screen."""
    named = {"name": provider_name(kept)}
    if fault.away:
        return Outage(OutsideCode.AWAY, named)
    if fault.reason == "wrong_state":
        return Conflict(OutsideCode.STALE)
    return NotAllowed(OutsideCode.DENIED if fault.reason == "denied" else OutsideCode.UNTRUSTED, named)


def vouched_for(kept: Installation, given: Mapping[str, str], begun: Begun, back: str) -> Vouched:
    """Whom the provider vouches for; a failed try is journaled and refused."""
    try:
        return finish(kept, given, begun, back)
    except ProviderFault as fault:
        _note(kept, fault.reason)
        raise refusal_of(kept, fault) from fault


def _note(kept: Installation, reason: str, account: UUID | None = None, subject: str = "") -> None:
    actor = door_actor("people.note_refused_log_in")
    note_refused_log_in(actor, reason=reason, issuer=kept.oidc_issuer, account=account, subject=subject)


def enter(request: HttpRequest, kept: Installation, vouched: Vouched, onward: str) -> HttpResponse:
    """Log the linked account in, or go on to its second step; refused when there is none or it may not."""
    account = account_of_identity(kept.oidc_issuer, vouched.subject)
    if account is None:
        _refuse(kept, OutsideCode.UNLINKED, None, vouched.subject, name=provider_name(kept))
    _refuse_closed(kept, account, vouched)
    with writing("framework"):
        note_outside(request, account, both=vouched.both)
        answer: HttpResponse = perform_login(request, account, redirect_url=onward)
    return answer


def _refuse_closed(kept: Installation, account: Account, vouched: Vouched) -> None:
    """A closed or locked account stays so, and one factor alone lets nobody in (R9.8)."""
    until = locked_until(account)
    if not account.is_active or account.is_program:
        _refuse(kept, OutsideCode.CLOSED, account, vouched.subject)
    if until:
        _refuse(kept, PeopleCode.LOCKED, account, vouched.subject, until=until)
    if not vouched.both and not has_second_factor(account.id):
        _refuse(kept, OutsideCode.NO_FACTOR, account, vouched.subject)


def _refuse(kept: Installation, code: ErrorCode, account: Account | None, subject: str, **data: str) -> NoReturn:
    _note(kept, code.code, account.id if account else None, subject)
    raise NotAllowed(code, data)
