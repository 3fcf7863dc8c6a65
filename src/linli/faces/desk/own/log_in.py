"""One's own log-in through an outside provider: which it is, linked and unlinked by oneself."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from linli.faces.desk.accounts.identities import identity_table
from linli.faces.desk.doing import actor_of, shown
from linli.faces.desk.entrance.outside import MY_LOG_IN, depart, provider_set_up
from linli.kernel.errors import Conflict
from linli.people.bridge.proofs import has_own_factor
from linli.people.bridge.provider import provider_name
from linli.people.commands import unlink_identity
from linli.people.queries.identities import own_identities
from linli.people.rules.outside_reasons import OutsideCode
from linli.ui.parts import Action, ObjectPage, PageHead, Section, Weight
from linli.ui.web.gates import signed_in
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import hint_of


@signed_in
@require_safe
def my_log_in(request: LinliRequest) -> HttpResponse:
    """Whether I may come in through the provider, and how to change it."""
    kept, rows = provider_set_up(), own_identities(actor_of(request))
    name, own = provider_name(kept), has_own_factor(request)
    buttons = [
        Action(gettext("End the link"), f"{MY_LOG_IN}{row.id}/unlink/", "post", allowed=own, reason=_why(own))
        for row in rows
    ]
    if all(row.issuer != kept.oidc_issuer for row in rows):
        label = gettext("Link with {name}").format(name=name)
        link = Action(label, f"{MY_LOG_IN}link/", "post", Weight.PRIMARY, icon="link", allowed=own, reason=_why(own))
        buttons.insert(0, link)
    note = gettext("Once linked, you log in here with {name}. Name and password stay good.").format(name=name)
    page = ObjectPage(
        PageHead(gettext("My log-in"), note),
        sections=(Section(gettext("Log-in elsewhere"), (identity_table(rows),), actions=tuple(buttons)),),
    )
    return shown(request, page)


def _why(own: bool) -> str:
    return "" if own else hint_of(OutsideCode.OWN_FACTOR, {})


def _must_have_own_factor(request: LinliRequest) -> None:
    if not has_own_factor(request):
        raise Conflict(OutsideCode.OWN_FACTOR)


@signed_in
@require_POST
def link_me(request: LinliRequest) -> HttpResponse:
    """Go to the provider and come back linked."""
    provider_set_up()
    _must_have_own_factor(request)
    return depart(request, MY_LOG_IN, link=str(actor_of(request).account))


@signed_in
@require_POST
def unlink_me(request: LinliRequest, identity: UUID) -> HttpResponse:
    """End one's own link."""
    provider_set_up()
    _must_have_own_factor(request)
    actor = actor_of(request)
    assert actor.account is not None, "the gate lets only accounts in"
    unlink_identity(actor.granted("people.unlink_identity"), account=actor.account, identity=identity)
    return HttpResponseRedirect(MY_LOG_IN)
