"""Samples of what makes a record: head, facts, sections, story, steps, tabs, dialogs, lists of links."""

from dataclasses import replace

from linli.ui.parts import (
    Action,
    Crumb,
    Crumbs,
    DateCell,
    Dialog,
    Doors,
    DueBadge,
    DueCell,
    Fact,
    Facts,
    Link,
    LinkCell,
    LinkList,
    ListItem,
    NumberCell,
    PageHead,
    Part,
    PersonBadge,
    PersonCell,
    SearchBox,
    Section,
    Span,
    StateBadge,
    StateTone,
    Step,
    Stepper,
    StepState,
    Tab,
    Tabs,
    Text,
    Timeline,
    TimelineEntry,
)
from linli.ui.specimens.words import MORNING, hours_later, long_text, say

NUMBER = "32992120261122000417"


def shelves() -> dict[str, tuple[str, list[tuple[str, Part]]]]:
    """What makes a record."""
    return {
        "head": (say("页头和路径", "Page head and breadcrumb"), _heads()),
        "facts": (say("基本信息", "Facts"), [("", Facts(facts()))]),
        "sections": (say("分区", "Sections"), _sections()),
        "timeline": (
            say("经过", "Timeline"),
            [(say("有内容", "filled"), story()), (say("空", "empty"), Timeline())],
        ),
        "stepper": (say("步骤", "Stepper"), _steppers()),
        "tabs": (say("标签", "Tabs"), [("", tabs())]),
        "dialog": (
            say("对话框", "Dialog"),
            [(say("由上面的“转派”打开", "opened by “Hand on” above"), dialog())],
        ),
        "links": (say("列表与入口", "Links, doors, search"), _links()),
    }


def title() -> str:
    """The case that all samples tell of."""
    return say("3号楼东侧路灯不亮", "Lamp dark east of building 3")


def head() -> PageHead:
    """Its head."""
    state = StateBadge(say("办理中", "In work"), StateTone.ACTIVE)
    return PageHead(title(), number=NUMBER, state=state, due=DueBadge.left(4, Span.HOURS, soon=True))


def _heads() -> list[tuple[str, Part]]:
    new = Action(say("新建", "New"), "#", icon="plus")
    back = Link(say("回到我的件", "Back to my cases"), "#")
    crumbs = Crumbs((Crumb(say("首页", "Home"), "#"), Crumb(say("我的件", "My cases"), "#"), Crumb(title())))
    return [
        ("", head()),
        (
            say("很长的标题", "long title"),
            PageHead(long_text(), say("来自居民上报", "Reported by a resident"), actions=(new,), back=back),
        ),
        (say("路径", "breadcrumb"), replace(crumbs, label=say("路径样例", "Sample breadcrumb"))),
    ]


def facts() -> tuple[Fact, ...]:
    """Its facts, of every kind of cell."""
    person = PersonBadge(say("李*明", "L* M***"), href="#")
    return (
        Fact(say("类型", "Kind"), say("路灯故障", "Street lamp")),
        Fact(say("地点", "Place"), LinkCell(say("梧桐社区 3号楼", "Wutong, building 3"), "#")),
        Fact(say("上报人", "Reported by"), PersonCell(person)),
        Fact(say("上报时间", "Reported"), DateCell(MORNING)),
        Fact(say("时限", "Due"), DueCell(DueBadge.late(3, Span.HOURS))),
        Fact(say("同类件", "Like it"), NumberCell(1248, "#")),
        Fact(say("说明", "Text"), long_text(), wide=True),
        Fact(say("备注", "Note"), "–"),
    )


def story() -> Timeline:
    """Its story, with a mark of every tone."""
    lamp = say("灯杆锈蚀，需要换灯头。", "The pole is rusty; the head must be replaced.")
    return Timeline(
        (
            TimelineEntry(
                say("城管中队已接单", "Taken by the patrol"),
                hours_later(5),
                say("王* · 城管中队", "W* · patrol"),
                icon="tool",
                tone=StateTone.ACTIVE,
            ),
            TimelineEntry(
                say("要求补充照片", "More photos asked for"),
                hours_later(3),
                say("赵*芳 · 街道受理岗", "Z*** F · intake"),
                lamp,
                "photo",
                StateTone.ATTENTION,
                links=(Link(say("看照片(2)", "Photos (2)"), "#"),),
            ),
            TimelineEntry(
                say("超过受理时限", "Acceptance overdue"),
                hours_later(2),
                icon="alert-octagon-filled",
                tone=StateTone.DANGER,
            ),
            TimelineEntry(say("居民留言", "Message of the resident"), hours_later(1), icon="message", erased=True),
            TimelineEntry(
                say("居民上报", "Reported by a resident"),
                MORNING,
                say("李*明", "L* M***"),
                icon="user",
                facts=(Fact(say("方式", "By"), say("手机", "telephone")),),
            ),
        ),
        more=Link(say("看更早的 12 条", "12 earlier entries"), "#"),
    )


def _sections() -> list[tuple[str, Part]]:
    text = Text(say("这里是正文。", "This is the body."))
    return [
        (
            "",
            Section(
                say("办理要求", "What is asked"),
                (text,),
                "sample-section",
                "3",
                (Action(say("补充", "Add"), "#"),),
            ),
        ),
        (say("可折叠", "foldable"), Section(say("相关材料", "Papers"), (text,), foldable=True)),
        (
            say("收起", "folded"),
            Section(say("历史版本", "Earlier versions"), (text,), count="12", folded=True),
        ),
    ]


def _steppers() -> list[tuple[str, Part]]:
    names = [say("说事", "Say it"), say("地点", "Place"), say("照片", "Photos"), say("确认", "Check")]
    states = {
        say("进行中", "on the way"): (names, 1),
        say("未开始", "not begun"): (names, -1),
        say("完成", "finished"): (names, 4),
        say("很长的文字", "long text"): ([long_text(), names[1]], 0),
    }
    return [(state, stepper(labels, at, state)) for state, (labels, at) in states.items()]


def stepper(names: list[str], at: int, label: str = "") -> Stepper:
    """Steps of which the one at index ``at`` is being taken."""

    def state(index: int) -> StepState:
        if index == at:
            return StepState.CURRENT
        return StepState.DONE if index < at else StepState.LATER

    steps = (Step(name, state(i), "#" if i < at else "") for i, name in enumerate(names))
    return Stepper(tuple(steps), label or say("上报步骤", "Steps of the report"))


def tabs() -> Tabs:
    """Three pages of the case."""
    return Tabs(
        (
            Tab(say("经过", "Story"), "#", True),
            Tab(say("材料", "Papers"), "#", count="4"),
            Tab(say("时限明细", "Clocks"), "#"),
        ),
        say("这一件", "This case"),
    )


def dialog() -> Dialog:
    """A question before handing on."""
    ask = Text(say("转派后，对方 2 小时内要接单。", "The other side has two hours to take it."))
    return Dialog(say("转派给谁？", "Hand on to whom?"), (ask,), "sample-dialog")


def doors() -> Doors:
    """The portal's three doors."""
    return Doors(
        (
            Link(
                say("办事", "Get something done"),
                "#",
                "clipboard-list",
                say("证明、申请、预约", "Papers, requests, bookings"),
            ),
            Link(
                say("报问题", "Report something"),
                "#",
                "message-report",
                say("路灯、道路、噪声", "Lamps, paths, noise"),
            ),
            Link(
                say("查进度", "See how it stands"),
                "#",
                "route",
                say("凭编号或手机号", "By number or telephone"),
            ),
        )
    )


def items() -> tuple[ListItem, ...]:
    """A worklist."""
    late, soon = DueBadge.late(3, Span.HOURS), DueBadge.left(4, Span.HOURS, soon=True)
    return (
        ListItem(
            say("楼道堆放杂物", "Things left on the stairs"),
            "#",
            say("2号楼 · 消防", "Building 2 · fire safety"),
            due=late,
        ),
        ListItem(title(), "#", say("3号楼 · 路灯", "Building 3 · lamps"), due=soon, current=True),
        ListItem(long_text(), "#", say("5号楼 · 道路", "Building 5 · paths"), due=DueBadge.left(2, Span.WORKDAYS)),
        ListItem(
            say("申请居住证明", "Proof of residence"),
            "#",
            say("窗口", "Window"),
            state=StateBadge(say("待您确认", "Waiting for you"), StateTone.ATTENTION),
        ),
    )


def news() -> LinkList:
    """News of a community."""
    return LinkList(
        say("梧桐社区新消息", "New in Wutong community"),
        (
            ListItem(
                say("本周六停电 2 小时", "No power for two hours on Saturday"),
                "#",
                say("供电公司", "Power company"),
                MORNING,
            ),
            ListItem(say("老年食堂 12 月菜单", "Menu of the canteen for December"), "#", when=hours_later(-30)),
            ListItem(long_text(), "#", when=hours_later(-60)),
        ),
        Link(say("全部消息", "All news"), "#"),
    )


def search_box() -> SearchBox:
    """The portal's search."""
    hint = say("例如：居住证明、路灯", "For example: proof of residence, lamp")
    often = (
        Link(say("居住证明", "Proof of residence"), "#"),
        Link(say("老年食堂", "Canteen"), "#"),
        Link(say("停车", "Parking"), "#"),
    )
    return SearchBox("#", label=say("您想办什么事？", "What would you like to do?"), hint=hint, suggestions=often)


def _links() -> list[tuple[str, Part]]:
    return [
        (say("搜索", "search"), search_box()),
        (say("三个入口", "three doors"), doors()),
        (say("列表", "list"), news()),
        (say("空列表", "empty list"), LinkList(say("我的预约", "My bookings"))),
    ]
