"""Samples of figures and of paper."""

from linli.ui.parts import (
    Bar,
    Board,
    Chart,
    Drawing,
    Facts,
    FieldKind,
    Form,
    FormField,
    Outline,
    Outlook,
    Part,
    PrintSheet,
    StateTone,
    Table,
    Tile,
    Tiles,
    one_group,
)
from linli.ui.specimens.records import NUMBER, facts
from linli.ui.specimens.tables import columns, rows
from linli.ui.specimens.words import long_text, say


def shelves() -> dict[str, tuple[str, list[tuple[str, Part]]]]:
    """Figures and paper."""
    return {
        "tiles": (say("数字", "Tiles"), [("", tiles())]),
        "chart": (say("图", "Chart"), _charts()),
        "drawing": (say("示意图", "Plan"), [("", drawing()), (say("空", "Empty"), Drawing())]),
        "board": (
            say("画板", "Board"),
            _boards(),
        ),
        "sheet": (say("打印页", "Print sheet"), [("", sheet())]),
    }


def tiles() -> Tiles:
    """Today's figures."""
    return Tiles(
        (
            Tile(say("待我办", "For me"), 12, "#", say("其中今天到期 3", "3 of them due today")),
            Tile(say("快到期", "Due soon"), 4, "#", tone=StateTone.ATTENTION),
            Tile(say("已超时", "Overdue"), 1, "#", tone=StateTone.DANGER),
            Tile(say("本月办结", "Closed this month"), 1248, "#"),
            Tile(say("按时率", "In time"), "97.4%", note=say("上月 96.1%", "last month 96.1 %")),
        ),
        say("今天", "Today"),
    )


def drawing() -> Drawing:
    """Grids of a community with an overlap."""
    return Drawing(
        say("柳岸社区的网格", "Grids of Liu'an"),
        (
            Outline("M50 50H500V650H50Z", say("第1网格", "Grid 1"), 275, 350),
            Outline("M480 50H950V650H480Z", say("第2网格", "Grid 2"), 715, 350),
            Outline("M480 50H500V650H480Z", look=Outlook.FAULT),
            Outline("M40 40H960V660H40Z", look=Outlook.RIM),
        ),
    )


def _boards() -> list[tuple[str, Part]]:
    alone = Board(say("示意图", "Plan"), "specimen_none")
    return [(say("没有脚本", "without a script"), alone), ("", board())]


def board() -> Form:
    """A board over its list of corners."""
    words, corners = say("角点", "Corners"), "200, -200\n800, -200\n800, -600"
    field = FormField("specimen_corners", words, FieldKind.AREA, corners)
    return Form("#", "get", one_group(Board(say("画网格", "Draw a grid"), field.key), field), key="specimen_board")


def chart() -> Chart:
    """Communities compared."""
    bars = (
        Bar(say("梧桐社区", "Wutong"), 412, href="#"),
        Bar(say("清泉社区", "Qingquan"), 287, href="#"),
        Bar(say("和平社区", "Heping"), 33, href="#", attention=True, note=say("网格员空缺", "no grid worker")),
        Bar(say("新桥社区", "Xinqiao"), 0, href="#"),
    )
    return Chart(
        say("各社区本月收件", "Cases received this month"),
        say("件", "cases"),
        say("社区", "Community"),
        bars,
        note=say("数据到 11月22日。", "Figures up to 22 November."),
    )


def _charts() -> list[tuple[str, Part]]:
    return [
        (say("有内容", "filled"), chart()),
        (say("空", "empty"), Chart(say("各社区本月收件", "Cases received this month"))),
        (
            say("很长的文字", "long text"),
            Chart(say("长", "Long"), bars=(Bar(long_text(), 3), Bar(say("短", "Short"), 2))),
        ),
    ]


def sheet() -> PrintSheet:
    """A paper with facts, a table and signatures."""
    few = Table(say("事项", "Cases"), columns(), rows(3))
    return PrintSheet(
        say("居住证明", "Proof of residence"),
        say("清和县梧桐社区居民委员会", "Residents' committee of Wutong, Qinghe county"),
        NUMBER,
        say("2026年11月22日", "22 November 2026"),
        facts()[:4],
        (few, Facts(facts()[4:6])),
        (say("经办人", "Handled by"), say("负责人(盖章)", "Head (seal)")),
        say("凭编号可在窗口核对真伪。", "The number can be checked at the window."),
    )
