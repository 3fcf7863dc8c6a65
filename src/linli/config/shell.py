"""What stands around every page: a context processor, so that every layout has it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, gettext

from linli.people.queries.actors import HeldPost
from linli.ui.parts import Face, LanguageChoice, ModeBanner, NavItem, PostChoice, Shell
from linli.ui.web.navigation import navigation

DESK = "/desk/"


def face_of(path: str) -> Face:
    """Which layout an address uses."""
    if path.startswith(DESK):
        return Face.DESK
    return Face.PLAIN if path.startswith(("/login", "/logout", "/enrol")) else Face.PORTAL


def shell(request: HttpRequest) -> dict[str, Shell]:
    """The variable ``shell`` of every template. Asks no database: the actor was worked out before."""
    given = getattr(request, "shell", None)
    return {"shell": given if isinstance(given, Shell) else make_shell(request)}


def make_shell(request: Any, title: str = "") -> Shell:
    """The shell of a page."""
    actor = getattr(request, "actor", None)
    face = face_of(request.path)
    return Shell(
        title=title,
        face=face,
        place=settings.LINLI_PLACE,
        home_href=DESK if face is Face.DESK else "/",
        here=request.get_full_path(),
        nav=_nav(request) if actor or face is Face.PORTAL else (),
        account_name=request.user.display_name if actor else "",
        login_href="" if actor or face is Face.PORTAL else "/login/",
        logout_action="/logout/" if actor else "",
        post_label=actor.label if actor else "",
        posts=_posts(request),
        post_action="/desk/post/" if actor else "",
        languages=_languages(),
        language_action="/language/",
        elder=request.COOKIES.get("linli_elder") == "1",
        elder_action="/elder/" if face is Face.PORTAL else "",
        banner=_banner(),
    )


def _nav(request: HttpRequest) -> tuple[NavItem, ...]:
    actor = getattr(request, "actor", None)
    return navigation(face_of(request.path), actor, request.path)


def _posts(request: HttpRequest) -> tuple[PostChoice, ...]:
    held: tuple[HeldPost, ...] = getattr(request, "posts", ())
    actor = getattr(request, "actor", None)
    here = (actor.stand_in_for or actor.post) if actor else None
    return tuple(PostChoice(str(p.id), _title(p), p.unit_name, p.id == here) for p in held)


def _title(post: HeldPost) -> str:
    return gettext("{post} (stand-in)").format(post=post.title) if post.stands_in else post.title


def _languages() -> tuple[LanguageChoice, ...]:
    now = get_language()
    return tuple(LanguageChoice(code, label, code == now) for code, label in settings.LANGUAGES)


def _banner() -> ModeBanner | None:
    if settings.LINLI.mode != "demo":
        return None
    return ModeBanner(gettext("Demonstration: all people and figures are invented."))
