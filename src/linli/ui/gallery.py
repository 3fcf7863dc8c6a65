"""The gallery: every part in every state, on every face, and the generic pages filled with samples.

``?face=portal`` or ``plain`` changes the face, ``?elder=1`` the size, ``?page=list`` (object, form, confirm,
problem, print, home) shows a whole page.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from linli.ui.parts import Crumb, Face, LanguageChoice, Link, ModeBanner, NavItem, PostChoice, Shell, Toast
from linli.ui.specimens import shelves
from linli.ui.specimens.screens import screens
from linli.ui.specimens.words import say


def gallery(request: HttpRequest) -> HttpResponse:
    """The gallery, or the sample page that ``page`` names."""
    face = _face(request.GET.get("face", ""))
    elder = request.GET.get("elder") == "1"
    page = request.GET.get("page", "")
    template, context = screens().get(page, ("ui/gallery/gallery.html", {"shelves": shelves()}))
    here = shell(request, face, elder=elder, with_toast=not page)
    return render(request, template, {**context, "shell": here})


def _face(name: str) -> Face:
    return Face(name) if name in set(Face) else Face.DESK


def shell(request: HttpRequest, face: Face, *, elder: bool, with_toast: bool) -> Shell:
    """A shell with everything in it."""
    here = request.get_full_path()
    return Shell(
        title=say("组件", "Gallery"),
        face=face,
        place=say("清和县", "Qinghe county"),
        home_href="?page=home",
        here=here,
        nav=_desk_nav() if face is Face.DESK else _portal_nav(),
        search_action=here if face is Face.DESK else "",
        account_name=say("赵*芳", "Z*** F"),
        account_href="#",
        logout_action=here,
        post_label=say("街道受理岗", "Intake desk"),
        posts=_posts(),
        post_action=here,
        languages=_languages(),
        language_action=here,
        elder=elder,
        elder_action=here if face is Face.PORTAL else "",
        banner=ModeBanner(
            say("演示：人和数字都是编的。", "Demonstration: people and figures are invented."),
            Link(say("推进 1 天", "One day on"), "#"),
        ),
        crumbs=(Crumb(say("首页", "Home"), "?page=home"), Crumb(say("组件", "Gallery"))),
        toasts=(Toast(say("已保存。", "Saved.")),) if with_toast else (),
        foot_links=(Link(say("隐私", "Privacy"), "#"), Link(say("无障碍", "Accessibility"), "#")),
        hotline="12345" if face is not Face.DESK else "",
    )


def _desk_nav() -> tuple[NavItem, ...]:
    work, look = say("办件", "Work"), say("查看", "Look")
    return (
        NavItem(say("工作台", "Today"), "?page=home", "layout-dashboard", group=work),
        NavItem(say("我的件", "My cases"), "?page=list", "inbox", True, "12", urgent=True, group=work),
        NavItem(say("派单", "Dispatch"), "?page=object", "route", count="4", group=work),
        NavItem(say("窗口", "Window"), "?page=form", "clipboard-list", group=work),
        NavItem(say("房屋", "Places"), "#", "building-community", group=look),
        NavItem(say("居民", "People"), "#", "users", group=look),
        NavItem(say("会议", "Meetings"), "#", "calendar-event", group=look),
        NavItem(say("指标", "Figures"), "#", "chart-bar", group=look),
    )


def _portal_nav() -> tuple[NavItem, ...]:
    return (
        NavItem(say("首页", "Home"), "?face=portal&page=home", "home", True),
        NavItem(say("办事", "Get done"), "?face=portal&page=form", "clipboard-list"),
        NavItem(say("报问题", "Report"), "?face=portal&page=form", "message-report"),
        NavItem(say("查进度", "Progress"), "?face=portal&page=object", "route", count="1"),
    )


def _posts() -> tuple[PostChoice, ...]:
    return (
        PostChoice("1", say("街道受理岗", "Intake desk"), say("清和街道", "Qinghe sub-district"), True),
        PostChoice("2", say("代理：派单员", "Standing in: dispatcher"), say("清和县", "Qinghe county")),
    )


def _languages() -> tuple[LanguageChoice, ...]:
    now = get_language() or ""
    known = (("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English"))
    return tuple(LanguageChoice(code, label, code == now) for code, label in known)
