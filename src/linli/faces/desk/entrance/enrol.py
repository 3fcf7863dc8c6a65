"""Enrolment: a one-hour link sets password and second factor. Opening the link changes nothing."""

from typing import Any

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from linli.kernel.actor import system_actor
from linli.kernel.clock_port import now
from linli.kernel.errors import Invalid, Problem
from linli.people.commands import enrol
from linli.people.commands.second_factor import new_totp_secret, provisioning_uri
from linli.people.queries.enrolment import account_of_link
from linli.people.rules.reasons import PeopleCode
from linli.ui.parts import FieldKind, Form, FormField, one_group
from linli.ui.web.gates import public
from linli.ui.web.wording import hint_of, message_of

SECRET_KEY = "enrol_totp"  # noqa: S105 -- the name of a place in the session


@public
@require_http_methods(["GET", "POST"])
def enrol_page(request: HttpRequest, secret: str) -> HttpResponse:
    """Show the link's form, or set password and second factor."""
    name = account_of_link(settings.LINLI.county, secret, now())
    totp = request.session.setdefault(SECRET_KEY, new_totp_secret())
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            return _enrol(request, secret, totp)
        except Invalid as refusal:
            problems = refusal.problems
    return render(request, "desk/enrol.html", _context(name, totp, problems), status=422 if problems else 200)


def _enrol(request: HttpRequest, secret: str, totp: str) -> HttpResponse:
    password = request.POST.get("password", "")
    if password != request.POST.get("again", ""):
        raise Invalid(PeopleCode.PASSWORD_DIFFERS, problems=(Problem("again", PeopleCode.PASSWORD_DIFFERS),))
    actor = system_actor(settings.LINLI.county, now(), "people.enrol")
    enrol(actor, secret=secret, password=password, totp_secret=totp, code=request.POST.get("code", ""))
    request.session.flush()
    return HttpResponseRedirect("/login/")


def _context(name: str, totp: str, problems: tuple[Problem, ...]) -> dict[str, Any]:
    return {
        "name": name,
        "totp": " ".join(totp[i : i + 4] for i in range(0, len(totp), 4)),
        "qr": segno.make(provisioning_uri(totp, name)).svg_data_uri(scale=5),
        "form": _form(problems),
        "title": gettext("Set up your access"),
    }


def _form(problems: tuple[Problem, ...]) -> Form:
    errors = {p.path: (f"{message_of(p.code, p.data)} {hint_of(p.code, p.data)}",) for p in problems}
    fields = one_group(
        FormField(
            "password", gettext("Password"), FieldKind.PASSWORD, required=True, autocomplete="new-password",
            hint=gettext(PeopleCode.PASSWORD_WEAK.hint), errors=errors.get("password", ()),
        ),
        FormField(
            "again", gettext("The same password again"), FieldKind.PASSWORD, required=True,
            autocomplete="new-password", errors=errors.get("again", ()),
        ),
        FormField(
            "code", gettext("Six digits"), required=True, autocomplete="one-time-code", inputmode="numeric",
            hint=gettext("From the authenticator app on your phone."), errors=errors.get("code", ()),
        ),
    )  # fmt: skip
    return Form("", groups=fields, submit=gettext("Done"))
