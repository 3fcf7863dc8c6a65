"""The first page, and how one reads: language and elder mode, kept in cookies."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from linli.ui.web.gates import public
from linli.ui.web.requests import LinliRequest

YEAR = 365 * 24 * 3600


@public
@require_safe
def home(request: LinliRequest) -> HttpResponse:
    """What residents see first."""
    return render(request, "portal/home.html", {"place": settings.LINLI_PLACE})


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
