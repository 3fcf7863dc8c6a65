"""Whole pages as samples: what the generic page templates draw."""

from typing import Any

from linli.ui.parts import (
    Action,
    ConfirmPage,
    DueBadge,
    Fact,
    Facts,
    FieldProblem,
    FormPage,
    Link,
    LinkList,
    ListItem,
    Notice,
    ObjectPage,
    PageHead,
    PersonBadge,
    PersonCell,
    ProblemPage,
    Section,
    Span,
    Text,
    Weight,
)
from linli.ui.specimens import figures, forms, records, tables
from linli.ui.specimens.words import say


def screens() -> dict[str, tuple[str, dict[str, Any]]]:
    """Template and context of each sample page by name."""
    return {
        "list": ("ui/pages/list.html", {"page": tables.list_page()}),
        "object": ("ui/pages/object.html", {"page": _record()}),
        "form": ("ui/pages/form.html", {"page": _form()}),
        "confirm": ("ui/pages/confirm.html", {"page": _confirm()}),
        "problem": ("ui/pages/problem.html", {"problem": _problem()}),
        "print": ("ui/pages/print.html", {"sheet": figures.sheet()}),
        "home": ("ui/gallery/home.html", _home()),
    }


def _record() -> ObjectPage:
    clock = Facts(
        (
            Fact(say("到期", "Due"), say("今天 18:00", "Today 18:00")),
            Fact(say("暂停", "Paused"), say("1 次，共 2 小时", "once, 2 hours")),
        )
    )
    people = Facts(
        (
            Fact(say("上报人", "Reported by"), PersonCell(PersonBadge(say("李*明", "L* M***"), href="#"))),
            Fact(say("经办", "Handler"), say("城管中队 王*", "Patrol, W*")),
        )
    )
    finish = Action(say("办结", "Finish"), "", "post", Weight.PRIMARY, "check")
    off = Action(
        say("核实", "Verify"),
        allowed=False,
        reason=say("经办人不能核实自己的件", "Handlers may not verify their own"),
    )
    return ObjectPage(
        head=records.head(),
        facts=records.facts(),
        sections=(
            Section(say("经过", "Story"), (records.story(),)),
            Section(say("材料", "Papers"), (Text(say("还没有材料。", "No papers yet.")),), count="0", folded=True),
        ),
        side=(
            Section(say("时限", "Clocks"), (DueBadge.left(4, Span.HOURS, soon=True), clock)),
            Section(say("人员", "People"), (people,)),
            Section(say("照片", "Photos"), (Text(say("2 张", "2 photos")),)),
        ),
        actions=(finish, Action(say("转派", "Hand on"), dialog="sample-dialog", icon="send"), off),
        tabs=records.tabs(),
        listing=LinkList(
            say("我的件(12)", "My cases (12)"),
            records.items() * 3,
            Link(say("回到列表", "Back to the list"), "?page=list"),
        ),
        dialogs=(records.dialog(),),
    )


def _form() -> FormPage:
    names = [say("说事", "Say it"), say("地点", "Place"), say("照片", "Photos"), say("确认", "Check")]
    return FormPage(
        PageHead(
            say("报一个问题", "Report something"),
            say("大约 2 分钟。不登录也可以报。", "About two minutes. You need not log in."),
        ),
        forms.form_with_errors(),
        records.stepper(names, 1),
        side=(
            Section(
                say("急事请打电话", "If it is urgent, call"),
                (Text(say("煤气、触电、起火请打 119。", "Gas, electric shock, fire: 119.")),),
            ),
        ),
    )


def _confirm() -> ConfirmPage:
    return ConfirmPage(
        say("确认预约？", "Confirm the booking?"),
        say("按下按钮后，座位就留给您。", "When you press the button the seat is yours."),
        (
            Fact(say("活动", "Activity"), say("太极班", "Tai chi")),
            Fact(say("时间", "When"), say("11月29日(周日)9:00", "Sun 29 Nov, 9:00")),
        ),
        Action(say("确认预约", "Confirm the booking"), "", "post", Weight.PRIMARY),
        Link(say("不去了", "I cannot come"), "#"),
        say("不来又不取消，满三次后要到窗口预约。", "After three times absent you must book at the window."),
    )


def _problem() -> ProblemPage:
    return ProblemPage(
        409,
        say("别人刚改过这一件", "Someone changed this while you were working on it"),
        say("先看改了什么，再提交。", "Look at what changed, then send again."),
        say("您写的内容还在。", "What you wrote is kept."),
        (FieldProblem(say("状态：办理中 → 待核实", "State: in work → to verify")),),
        Link(say("回到这一件", "Back to the case"), "?page=object"),
        number="7f3a91",
    )


def _home() -> dict[str, Any]:
    return {
        "search": records.search_box(),
        "doors": records.doors(),
        "notice": Notice(
            say("您的“路灯不亮”有了新进展。", "There is news about your dark lamp."),
            actions=(Action(say("去看看", "Have a look"), "#"),),
        ),
        "news": records.news(),
        "mine": LinkList(
            say("我的事", "My matters"),
            (ListItem(records.title(), "#", due=DueBadge.left(2, Span.WORKDAYS)),),
        ),
        "tiles": figures.tiles(),
        "chart": figures.chart(),
    }
