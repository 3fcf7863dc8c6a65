"""Samples of buttons, badges, persons and messages."""

from linli.ui.parts import (
    Action,
    Actions,
    Choice,
    DueBadge,
    EmptyState,
    Link,
    Notice,
    Part,
    PersonBadge,
    Progress,
    Reveal,
    Span,
    StateBadge,
    StateTone,
    Text,
    Toast,
    Tone,
    Weight,
)
from linli.ui.specimens.words import long_text, say

States = list[tuple[str, Part]]
Shelves = dict[str, tuple[str, States]]


def shelves() -> Shelves:
    """Buttons, badges, persons, messages."""
    return {
        "actions": (say("按钮", "Actions"), _actions()),
        "due": (say("时限", "Due badges"), _due()),
        "state": (say("状态", "State badges"), _states()),
        "person": (say("人员", "Persons"), _persons()),
        "notices": (say("提示", "Notices and toasts"), _notices()),
        "empty": (say("空状态", "Empty states"), _empty()),
        "progress": (say("进度", "Progress"), _progress()),
    }


def _actions() -> States:
    handle = Action(say("办结", "Finish"), method="post", weight=Weight.PRIMARY, icon="check")
    hand_on = Action(say("转派", "Hand on"), "#", icon="send", dialog="sample-dialog")
    refuse = Action(say("不予受理", "Refuse"), "#", weight=Weight.DANGER)
    off = Action(
        say("核实", "Verify"),
        allowed=False,
        reason=say("经办人不能核实自己的件", "Handlers may not verify their own"),
    )
    quiet = Action(say("打印", "Print"), "#", weight=Weight.QUIET, icon="printer")
    return [
        (
            say("可用、打开对话框、危险、不可用、次要", "usable, opens a dialog, dangerous, greyed, quiet"),
            Actions((handle, hand_on, refuse, off, quiet)),
        ),
        (say("很长的文字", "long text"), Action(long_text(), "#")),
    ]


def _due() -> States:
    return [
        (
            say("从容", "calm"),
            DueBadge.left(2, Span.WORKDAYS, title=say("11月24日(周二)24:00", "Tue 24 Nov, 24:00")),
        ),
        (say("临近", "soon"), DueBadge.left(4, Span.HOURS, soon=True)),
        (say("超时", "overdue"), DueBadge.late(3, Span.HOURS)),
        (say("暂停", "paused"), DueBadge.paused(say("等补材料", "Waiting for papers"))),
        (say("按时办结", "done"), DueBadge.done()),
    ]


def _states() -> States:
    words = {
        StateTone.NEUTRAL: say("待受理", "Received"),
        StateTone.ACTIVE: say("办理中", "In work"),
        StateTone.ATTENTION: say("待您确认", "Waiting for you"),
        StateTone.DONE: say("已办结", "Closed"),
        StateTone.STOPPED: say("已撤回", "Withdrawn"),
        StateTone.DANGER: say("有危险", "Dangerous"),
    }
    return [(tone.value, StateBadge(word, tone)) for tone, word in words.items()]


def _persons() -> States:
    purposes = (
        Choice("contact", say("联系本人", "Contact the person")),
        Choice("check", say("核对身份", "Check who it is")),
    )
    reveal = Reveal("#", say("电话和住址", "telephone and address"), purposes, key="sample")
    note = say("梧桐社区 3 网格", "Wutong, grid 3")
    phone = (say("电话", "Telephone"), "138 0013 8000")
    return [
        (say("脱敏", "masked"), PersonBadge(say("李*明", "L* M***"), note, "#")),
        (
            say("可说明用途后查看", "may be shown for a purpose"),
            PersonBadge(say("李*明", "L* M***"), note, reveal=reveal),
        ),
        (say("已查看", "shown"), PersonBadge(say("李小明", "Li Xiaoming"), note, shown=(phone,))),
        (say("很长的姓名", "long name"), PersonBadge("阿*********提·买买提依明", note)),
    ]


def _notices() -> States:
    fix = Action(say("去补充", "Add them"), "#")
    return [
        ("info", Notice(say("本周六停电 2 小时。", "No power for two hours this Saturday."))),
        (
            "done",
            Notice(
                say("编号已发到您的手机。", "The number went to your telephone."),
                say("已提交", "Sent"),
                Tone.DONE,
            ),
        ),
        (
            "attention",
            Notice(
                say("还差 2 份材料。", "Two papers are missing."),
                say("请补材料", "Please add papers"),
                Tone.ATTENTION,
                (fix,),
            ),
        ),
        (
            "danger",
            Notice(
                say(
                    "这张照片打不开。请换一张；已填的内容还在。",
                    "This photo cannot be opened. Choose another; what you filled in is kept.",
                ),
                tone=Tone.DANGER,
            ),
        ),
        (say("很长的文字", "long text"), Notice(long_text() * 2)),
        (
            say("操作结果", "toast"),
            Toast(
                say("已转派给城管中队。", "Handed on to the patrol."),
                link=Link(say("看这件", "Open it"), "#"),
            ),
        ),
        (
            say("操作没成", "failed toast"),
            Toast(say("没有转派成功：对方已停用。", "Not handed on: that post is closed."), Tone.DANGER),
        ),
    ]


def _empty() -> States:
    report = Action(say("报一个问题", "Report something"), "#", weight=Weight.PRIMARY)
    return [
        (
            say("还没有", "nothing yet"),
            EmptyState(
                say("您还没有报过问题", "You reported nothing yet"),
                say("路灯不亮、路面破损、噪声扰民，都可以报。", "A dark lamp, a broken path: tell us."),
                "message-report",
                (report,),
            ),
        ),
        (
            say("没有结果", "no result"),
            EmptyState(
                say("没有找到“梧桐”", "Nothing found for “wutong”"),
                say("换个词，或去掉一个筛选条件。", "Try another word or take away a filter."),
                "search",
            ),
        ),
    ]


def _progress() -> States:
    stay = say("可以离开此页，回来接着看", "You may leave and come back")
    return [
        (say("进行中", "running"), Progress(say("导入住户名单", "Importing residents"), 8200, 12480, stay)),
        (
            say("还不知道总数", "end unknown"),
            Progress(say("正在核对", "Comparing"), 310, key="progress_unknown"),
        ),
        (
            say("出错", "failed"),
            Progress(
                say("导入住户名单", "Importing residents"),
                8200,
                12480,
                problem=say(
                    "第 8,201 行的日期看不懂。前面的行已保存。",
                    "The date in row 8,201 cannot be read. The rows before it are kept.",
                ),
                key="progress_failed",
            ),
        ),
        (
            say("完成", "finished"),
            Progress(say("导入住户名单", "Importing residents"), 12480, 12480, key="progress_done"),
        ),
        (
            say("段落", "text"),
            Text(
                say(
                    "第一段说明怎么回事。\n\n第二段说明怎么办。",
                    "The first paragraph says what is the matter.\n\nThe second says what to do.",
                )
            ),
        ),
    ]
