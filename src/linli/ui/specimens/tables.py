"""Samples of tables, pagers and filter bars."""

from dataclasses import replace

from linli.ui.parts import (
    Action,
    Bulk,
    BulkChoice,
    Cell,
    Chip,
    Choice,
    DateCell,
    DueBadge,
    DueCell,
    EmptyState,
    FieldKind,
    FilterBar,
    FormField,
    Link,
    LinkCell,
    ListPage,
    NumberCell,
    PageHead,
    Pager,
    Part,
    PersonBadge,
    PersonCell,
    Sorted,
    Span,
    StateBadge,
    StateCell,
    StateTone,
    Table,
    TableColumn,
    TableRow,
    TextCell,
)
from linli.ui.specimens.words import hours_later, long_text, say


def shelves() -> dict[str, tuple[str, list[tuple[str, Part]]]]:
    """Tables, pagers, filter bars."""
    return {
        "filters": (
            say("筛选条", "Filter bar"),
            [("", filter_bar()), (say("已选条件", "chips"), filter_bar().in_force)],
        ),
        "table": (say("表格", "Table"), _tables()),
        "pager": (say("翻页", "Pager"), _pagers()),
    }


def columns() -> tuple[TableColumn, ...]:
    """Columns of a worklist."""
    return (
        TableColumn(say("事项", "Case"), "?sort=title", wide=True),
        TableColumn(say("类型", "Kind")),
        TableColumn(say("上报人", "Reported by")),
        TableColumn(say("状态", "State")),
        TableColumn(say("时限", "Due"), "?sort=due", Sorted.UP),
        TableColumn(say("收到", "Received"), "?sort=received"),
        TableColumn(say("次数", "Times"), number=True),
    )


_TONES = (StateTone.NEUTRAL, StateTone.ACTIVE, StateTone.ATTENTION, StateTone.DONE)


def _cells(index: int) -> tuple[Cell, ...]:
    titles = (
        say("3号楼东侧路灯不亮", "Lamp dark east of building 3"),
        say("楼道堆放杂物", "Things left on the stairs"),
        say("井盖松动", "Loose manhole cover"),
        say("装修噪声", "Noise of building work"),
    )
    kinds = (say("路灯", "Lamp"), say("消防", "Fire safety"), say("道路", "Path"), say("噪声", "Noise"))
    states = (
        say("待受理", "Received"),
        say("办理中", "In work"),
        say("待核实", "To verify"),
        say("已办结", "Closed"),
    )
    at = index % 4
    dues = (
        DueBadge.late(3 + index, Span.HOURS),
        DueBadge.left(4, Span.HOURS, soon=True),
        DueBadge.left(2, Span.WORKDAYS),
        DueBadge.done(),
    )
    return (
        LinkCell(titles[at], "#", say(f"{index + 1}号楼", f"building {index + 1}")),
        TextCell(kinds[at]),
        PersonCell(PersonBadge(say(("李*明", "王*", "欧**娜", "张*")[at], ("L* M***", "W*", "O** N*", "Z*")[at]))),
        StateCell(StateBadge(states[at], _TONES[at])),
        DueCell(dues[min(at, 3) if index > 2 else 0]),
        DateCell(hours_later(-index * 7)),
        NumberCell(1 + index * index, "#"),
    )


def rows(count: int) -> tuple[TableRow, ...]:
    """So many rows, with every kind of cell."""
    return tuple(
        TableRow(_cells(index), str(index), say(f"第{index + 1}件", f"case {index + 1}"), current=index == 1)
        for index in range(count)
    )


def table(count: int, bulk: Bulk | None = None) -> Table:
    """A worklist."""
    return Table(say("我的件", "My cases"), columns(), rows(count), bulk=bulk)


def _tables() -> list[tuple[str, Part]]:
    choices = (
        BulkChoice("confirm", say("一起确认", "Confirm together")),
        BulkChoice("close", say("一起办结", "Close together"), False, say("只有派单员可以", "Dispatchers only")),
    )
    empty = EmptyState(
        say("今天没有要办的件", "Nothing to do today"),
        say("新件来了会出现在这里。", "New cases appear here."),
    )
    long_row = TableRow((LinkCell(long_text(), "#"), TextCell(long_text()), NumberCell(12480, "#", say("件", "cases"))))
    long_columns = (
        TableColumn(say("事项", "Case"), wide=True),
        TableColumn(say("说明", "Text")),
        TableColumn(say("数", "Count"), number=True),
    )
    return [
        (say("有内容，可多选", "filled, rows can be marked"), table(6, Bulk("#", choices))),
        (say("很多行", "many rows"), table(45)),
        (say("空", "empty"), Table(say("我的件", "My cases"), columns(), empty=empty)),
        (say("正在读取", "loading"), Table(say("我的件", "My cases"), columns(), loading=True)),
        (
            say("出错", "error"),
            Table(
                problem=say(
                    "读不到列表。刷新页面再试；筛选条件还在。",
                    "The list cannot be read. Reload the page; the filters are kept.",
                )
            ),
        ),
        (say("很长的文字", "long text"), Table(say("长", "Long"), long_columns, (long_row,))),
    ]


def _pagers() -> list[tuple[str, Part]]:
    pagers = {
        say("中间", "in the middle"): Pager("#", "#", 40, 1000, exact=False),
        say("最后一页", "last page"): Pager("#", "", 7, 127),
        say("只有一页", "only page"): Pager(shown=7, count=7),
        say("总数不明", "count unknown"): Pager("", "#", 40),
    }
    return [(state, replace(pager, label=state)) for state, pager in pagers.items()]


def filter_bar(target: str = "") -> FilterBar:
    """A filter bar with everything."""
    every = Choice("", say("全部", "all"))
    kinds = (every, Choice("lamp", say("路灯", "Lamps")), Choice("path", say("道路", "Paths")))
    return FilterBar(
        search_label=say("编号、事项、地点", "Number, case, place"),
        fields=(
            FormField("kind", say("类型", "Kind"), FieldKind.SELECT, "lamp", choices=kinds),
            FormField(
                "due",
                say("时限", "Due"),
                FieldKind.SELECT,
                choices=(every, Choice("late", say("已超时", "overdue"))),
            ),
        ),
        chips=(Chip(say("类型：路灯", "Kind: lamps"), "#"), Chip(say("网格：3", "Grid: 3"), "#")),
        reset_href="#",
        views=(
            Link(say("我的", "Mine"), "#", current=True),
            Link(say("全所", "Our office"), "#"),
            Link(say("快到期", "Due soon"), "#"),
        ),
        hidden=(("page", "list"),),
        target=target,
    )


def list_page() -> ListPage:
    """A whole list of forty rows."""
    export = Action(say("导出", "Export"), "#", "post", icon="download")
    return ListPage(
        PageHead(say("我的件", "My cases"), actions=(export,)),
        table(40),
        filter_bar("#rows"),
        Pager("", "#", 40, 1000, exact=False, target="#rows"),
    )
