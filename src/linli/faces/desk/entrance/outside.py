"""Log-in through an outside provider: the way there is a POST, the way back the one GET that may write (settled.md)."""

from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from linli.kernel.clock_port import now
from linli.kernel.errors import Conflict, NotFound, Refusal
from linli.kernel.installation import Installation
from linli.people.bridge.outside import enter, refusal_of, vouched_for
from linli.people.bridge.proofs import has_own_factor
from linli.people.bridge.provider import Begun, ProviderFault, begin, provider_name
from linli.people.commands import link_identity
from linli.people.rules.outside import BEGUN_MINUTES
from linli.people.rules.outside_reasons import OutsideCode
from linli.ui.parts import Action, Link, ObjectPage, PageHead, ProblemPage, Section, Text, Weight
from linli.ui.web.gates import public
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import hint_of, message_of

BEGUN_KEY, LEAVE_KEY = "outside_begun", "outside_leave"
HOME, LOGIN, MY_LOG_IN = "/desk/", "/login/", "/desk/me/log-in/"
log = structlog.get_logger("linli.outside")


def provider_set_up() -> Installation:
    """The settings; NotFound where no provider is set up."""
    kept: Installation = settings.LINLI
    if not kept.oidc_issuer:
        raise NotFound(OutsideCode.OFF)
    return kept


def _way_back(request: LinliRequest) -> str:
    # Behind a proxy that ends the encryption the request looks plain, so the setting says how people reach us.
    scheme = "https" if settings.LINLI.https else request.scheme
    return f"{scheme}://{request.get_host()}/login/outside/back/"


def _own_path(text: str) -> str:
    """The path to go on to, only ever one of ours."""
    local = text.startswith("/") and url_has_allowed_host_and_scheme(text, allowed_hosts=None)
    return text if local else HOME


@public
@require_POST
def outside_begin(request: LinliRequest) -> HttpResponse:
    """Send the browser to the provider."""
    provider_set_up()
    return depart(request, _own_path(request.POST.get("next", "")))


def depart(request: LinliRequest, onward: str, link: str = "") -> HttpResponse:
    """The page that leads on to the provider; ``link`` is the account that wants to be linked.

    It is a page and no redirect: our policy lets no form end at another's address (settled.md, machinery 11).
    """
    kept = provider_set_up()
    try:
        address, begun = begin(kept, _way_back(request))
    except ProviderFault as fault:
        log.warning("outside_log_in", reason=fault.reason)
        return _told(request, refusal_of(kept, fault), link)
    request.session[BEGUN_KEY] = {**begun.as_data(), "at": now().isoformat(), "onward": onward, "link": link}
    name = provider_name(kept)
    there = Action(gettext("Go on to {name}").format(name=name), address, weight=Weight.PRIMARY)
    words = gettext("You log in there and come back here by yourself.")
    page = ObjectPage(PageHead(gettext("On to {name}").format(name=name), words), actions=(there,))
    answer = render(request, "ui/pages/object.html", {"page": page})
    answer.headers["Refresh"] = f"0; url={address}"
    return answer


@public
@require_GET
def outside_back(request: LinliRequest) -> HttpResponse:
    """The provider sends the browser back: logged in, asked for six digits, linked, or told why not."""
    kept = provider_set_up()
    kept_begun = request.session.pop(BEGUN_KEY, None) or {}
    link = str(kept_begun.get("link", ""))
    try:
        if not _in_time(kept_begun):
            raise Conflict(OutsideCode.STALE)
        begun = Begun(*(kept_begun[name] for name in ("state", "nonce", "verifier")))
        vouched = vouched_for(kept, request.GET.dict(), begun, _way_back(request))
        if link:
            return _link(request, kept, link, vouched.subject)
        answer = enter(request, kept, vouched, str(kept_begun["onward"]))
        request.session[LEAVE_KEY] = vouched.leave
        return answer
    except Refusal as refusal:
        return _told(request, refusal, link)


def _in_time(begun: dict[str, str]) -> bool:
    return bool(begun) and now() - datetime.fromisoformat(begun["at"]) <= timedelta(minutes=BEGUN_MINUTES)


def _link(request: LinliRequest, kept: Installation, account: str, subject: str) -> HttpResponse:
    actor = request.actor
    if actor is None or actor.account is None or str(actor.account) != account:
        raise Conflict(OutsideCode.STALE)
    if not has_own_factor(request):
        raise Conflict(OutsideCode.OWN_FACTOR)
    grant = actor.granted("people.link_identity")
    link_identity(grant, account=actor.account, issuer=kept.oidc_issuer, subject=subject)
    return HttpResponseRedirect(MY_LOG_IN)


def _told(request: LinliRequest, refusal: Refusal, link: str) -> HttpResponse:
    """Why it did not go, and the way to try again."""
    back = Link(gettext("My log-in"), MY_LOG_IN) if link else Link(gettext("To the log-in"), LOGIN)
    page = ProblemPage(
        status=refusal.status, message=message_of(refusal.code, refusal.data),
        hint=hint_of(refusal.code, refusal.data), back=back, number=request.number,
    )  # fmt: skip
    return render(request, "ui/pages/problem.html", {"problem": page, "fragment": False}, status=refusal.status)


def door(onward: str) -> tuple[Section, ...]:
    """The button on the log-in page, where a provider is set up."""
    kept = settings.LINLI
    if not kept.oidc_issuer:
        return ()
    label = gettext("Log in with {name}").format(name=provider_name(kept))
    hidden = (("next", onward),) if onward else ()
    button = Action(label, "/login/outside/", "post", icon="login", hidden=hidden)
    return (Section(gettext("Another way in"), actions=(button,)),)


def left_page(request: LinliRequest, leave: str) -> HttpResponse:
    """After a log-out: the provider may know the person still, so that the next at this machine could come in."""
    request.actor, request.posts = None, ()  # type: ignore[attr-defined]  # nobody is logged in any more
    name = provider_name(settings.LINLI)
    words = gettext("{name} may still know you. On a machine that others use, log out there too.").format(name=name)
    there = Action(gettext("Log out at {name}").format(name=name), leave, weight=Weight.PRIMARY)
    again = Action(gettext("To the log-in"), LOGIN)
    page = ObjectPage(PageHead(gettext("You are logged out here")), sections=(Section("", (Text(words),)),),
                      actions=(there, again))  # fmt: skip
    return render(request, "ui/pages/object.html", {"page": page})
