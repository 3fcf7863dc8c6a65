"""How one reads, and where one lives: language, elder mode and community, kept in cookies."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from linli.faces.portal.places import area_words
from linli.faces.portal.visiting import COMMUNITY, let_go, remember_community
from linli.ui.web.gates import public
from linli.ui.web.requests import LinliRequest

YEAR = 365 * 24 * 3600


def _back(request: LinliRequest) -> HttpResponse:
    wish = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(wish, allowed_hosts={request.get_host()})
    return HttpResponseRedirect(wish if safe else "/")


def _keep(response: HttpResponse, name: str, value: str) -> HttpResponse:
    response.set_cookie(name, value, max_age=YEAR, secure=settings.LINLI.https, httponly=True, samesite="Lax")
    return response


@public
@require_POST
def set_language(request: LinliRequest) -> HttpResponse:
    """Read in another language."""
    wish = request.POST.get("language", "")
    known = {code for code, _ in settings.LANGUAGES}
    language = wish if wish in known else settings.LANGUAGE_CODE
    return _keep(_back(request), settings.LANGUAGE_COOKIE_NAME, language)


@public
@require_POST
def set_elder(request: LinliRequest) -> HttpResponse:
    """Switch the large type of the elder mode on or off (R9.11)."""
    return _keep(_back(request), "linli_elder", "1" if request.POST.get("elder") == "1" else "0")


@public
@require_POST
def set_community(request: LinliRequest) -> HttpResponse:
    """Choose one's community; nothing chosen forgets it."""
    wish = request.POST.get("area", "")
    response = _back(request)
    if wish and area_words(wish):
        remember_community(response, wish[:12])
    else:
        let_go(response, COMMUNITY)
    return response
