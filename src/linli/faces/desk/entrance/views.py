"""Log-in in two steps, log-out, and the choice of a post."""

from typing import Any, cast

from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from linli.faces.desk.entrance.outside import LEAVE_KEY, door, left_page
from linli.kernel.db.guard import writing
from linli.kernel.errors import NotAllowed
from linli.people.queries.actors import held_posts
from linli.people.rules.reasons import PeopleCode
from linli.ui.parts import (
    ErrorSummary,
    FieldKind,
    FieldProblem,
    Form,
    FormField,
    FormPage,
    PageHead,
    one_group,
)
from linli.ui.web.gates import public, signed_in
from linli.ui.web.requests import LinliRequest

POST_KEY = "post"
HOME = "/desk/"


def _summary(messages: list[str], key: str) -> ErrorSummary | None:
    problems = tuple(FieldProblem(message, key) for message in messages)
    return ErrorSummary(problems, gettext("You are not logged in yet")) if problems else None


def _all_errors(form: Any) -> list[str]:
    return [str(message) for messages in form.errors.values() for message in messages]


@public
class Login(LoginView):  # type: ignore[misc]  # the library is untyped
    """Name and password; a locked account is refused before its password is looked at (R9.8)."""

    template_name = "ui/pages/form.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The library writes here: its own tables only."""
        with writing("framework"):
            return cast(HttpResponse, super().post(request, *args, **kwargs))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Our page instead of the library's."""
        form = kwargs.get("form") or self.get_form()
        name = str(form["login"].value() or "")
        return {"page": _login_page(name, _all_errors(form) if form.is_bound else [], self.request)}


def _login_page(name: str, errors: list[str], request: HttpRequest) -> FormPage:
    fields = one_group(
        FormField(
            "login",
            gettext("Log-in name, phone or mail"),
            value=name,
            required=True,
            autocomplete="username",
            autofocus=True,
        ),
        FormField(
            "password",
            gettext("Password"),
            FieldKind.PASSWORD,
            required=True,
            autocomplete="current-password",
        ),
    )
    onward = request.POST.get("next") or request.GET.get("next") or ""
    hidden = (("next", onward),) if onward else ()
    form = Form(
        "/login/", groups=fields, hidden=hidden, submit=gettext("Continue"), summary=_summary(errors, "id_login")
    )
    head = PageHead(gettext("Log in"), gettext("For staff. Residents need no log-in."))
    return FormPage(head, form, side=door(onward))


@public
class Code(AuthenticateView):  # type: ignore[misc]  # the library is untyped
    """The six digits of the second factor."""

    template_name = "ui/pages/form.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The library notes the use of a code; it writes in a POST only."""
        if request.method != "POST":
            return cast(HttpResponse, super().dispatch(request, *args, **kwargs))
        with writing("framework"):
            return cast(HttpResponse, super().dispatch(request, *args, **kwargs))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Our page instead of the library's."""
        errors = _all_errors(self.form) if self.form is not None and self.form.is_bound else []
        field = FormField(
            "code", gettext("Six digits"), required=True, autocomplete="one-time-code", inputmode="numeric",
            hint=gettext("From the authenticator app on your phone."), autofocus=True,
        )  # fmt: skip
        form = Form(
            "/login/code/",
            groups=one_group(field),
            submit=gettext("Log in"),
            summary=_summary(errors, "id_code"),
        )
        return {"page": FormPage(PageHead(gettext("Second step")), form)}


@signed_in
@require_POST
def log_out(request: LinliRequest) -> HttpResponse:
    """End the session."""
    leave = request.session.get(LEAVE_KEY, "")
    logout(request)
    if leave and settings.LINLI.oidc_issuer:
        return left_page(request, leave)
    return HttpResponseRedirect("/login/")


@signed_in
@require_POST
def choose_post(request: LinliRequest) -> HttpResponse:
    """Act under another of one's posts from now on."""
    assert request.actor is not None and request.actor.account is not None, "the gate lets only accounts in"
    wanted = request.POST.get("post", "")
    held = {str(post.id) for post in held_posts(request.actor.account, request.actor.at)}
    if wanted not in held:
        raise NotAllowed(PeopleCode.NOT_YOUR_POST)
    request.session[POST_KEY] = wanted
    return HttpResponseRedirect(HOME)
