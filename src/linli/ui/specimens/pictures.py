"""Samples of pictures: photos side by side, a flow, and what a field suggests."""

from linli.ui.parts import (
    FieldKind,
    FlowPicture,
    FlowState,
    Form,
    FormField,
    Panes,
    Part,
    Photo,
    Photos,
    Reading,
    Suggestions,
    arrow_between,
    lit,
    one_group,
)
from linli.ui.specimens.words import say

# One grey pixel: the gallery has no photos of its own.
PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAMLCwgAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw=="


def shelves() -> dict[str, tuple[str, list[tuple[str, Part]]]]:
    """Pictures and suggestions."""
    return {
        "photos": (say("照片", "Photos"), [("", photos()), (say("空", "Empty"), Photos())]),
        "flow": (say("流程图", "Flow"), [("", flow())]),
        "reading": (
            say("对照阅读", "Text with places lit"),
            [("", reading()), (say("两栏", "Two panes"), Panes((reading("_left"),), (photos(),)))],
        ),
        "suggestions": (
            say("输入建议", "Suggestions"),
            [("", suggesting()), (say("列表", "List"), Suggestions("suggested_more", ("1", "2")))],
        ),
    }


def photos() -> Photos:
    """Before and after."""
    captions = (say("办理前,11月20日", "Before, 20 November"), say("办理后,11月22日", "After, 22 November"))
    return Photos(tuple(Photo(PIXEL, "#photos", caption) for caption in captions))


def reading(mark: str = "") -> Reading:
    """A clause with a task, a figure and a mended place."""
    words = say("(一)更换老旧路灯,到2027年亮灯率达到98%。", "(1) Replace old street lamps; 98 % lit by 2027.")
    middle = len(words) // 2
    spans = ((0, middle, "task", f"lit_task{mark}", ""), (middle, middle + 4, "mended", "", say("补正", "mended")),
             (middle + 4, len(words), "target", f"lit_target{mark}", ""))  # fmt: skip
    return Reading(lit(words, spans), say("原文", "The text") + mark, cut_before=True)


def flow() -> FlowPicture:
    """Three states, one way on and one back."""
    first = FlowState("reported", say("待受理", "Reported"), 0, 0, first=True)
    second = FlowState("handling", say("处理中", "Being handled"), 1, 0)
    last = FlowState("closed", say("已办结", "Closed"), 2, 0, end=True)
    arrows = (arrow_between("1", first, second), arrow_between("2", second, last), arrow_between("3", second, first))
    return FlowPicture(say("报问题的流程", "The flow of a report"), (first, second, last), arrows, key="flow_specimen")


def suggesting() -> Form:
    """A field with suggestions."""
    field = FormField(
        "suggested", say("事项", "Matter"), FieldKind.TEXT, id="id_suggested", attributes=(("list", "suggested_list"),)
    )
    words = (say("路灯不亮", "Street lamp out"), say("路面破损", "Road surface broken"))
    group = one_group(field, Suggestions("suggested_list", words))
    return Form("#suggestions", groups=group, submit=say("继续", "Go on"), key="form_suggestions")
