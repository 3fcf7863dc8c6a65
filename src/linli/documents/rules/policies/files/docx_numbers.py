"""The numbers that a Word document gives its paragraphs by itself: 一、 and (二) that stand in no text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from linli.kernel.sheets.zipped import attribute, children, local

_DIGITS: Final = "零一二三四五六七八九"
_CIRCLES: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_CHINESE: Final = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "ideographDigital",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
    }
)


@dataclass(frozen=True)
class Level:
    """How a level of a list is written: its figures, its pattern (``%1、``), where it starts."""

    figures: str
    pattern: str
    start: int


@dataclass
class Numbering:
    """The lists of a document, and how far each has counted."""

    levels: Mapping[str, Mapping[int, Level]] = field(default_factory=dict)
    styles: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, number: str, depth: int) -> str:
        """The next label of a list at a depth; deeper counts begin anew."""
        levels = self.levels.get(number, {})
        level = levels.get(depth)
        if level is None or level.figures in ("bullet", "none"):
            return "" if level is None or level.figures == "none" else "—— "
        counts = self.counts.setdefault(number, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        return _written(level, levels, counts)


def _written(level: Level, levels: Mapping[int, Level], counts: Mapping[int, int]) -> str:
    label = level.pattern
    for depth, each in levels.items():
        label = label.replace(f"%{depth + 1}", _figure(counts.get(depth, each.start), each.figures))
    return label


def _figure(number: int, figures: str) -> str:
    if figures in _CHINESE:
        return spoken(number)
    if figures.startswith("decimalEnclosedCircle") and 1 <= number <= len(_CIRCLES):
        return _CIRCLES[number - 1]
    return str(number)


def spoken(number: int) -> str:
    """A number below a hundred in Chinese characters: 21 is 二十一."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else f"{_DIGITS[tens]}十")
    return head + (_DIGITS[ones] if ones else "")


def numbering_of(root: Element | None, styles: Element | None) -> Numbering:
    """The lists from ``numbering.xml``, and the paragraph styles that carry one, from ``styles.xml``."""
    if root is None:
        return Numbering()
    drafts = {attribute(each, "abstractNumId"): _levels(each) for each in children(root, "abstractNum")}
    lists = {}
    for each in children(root, "num"):
        draft = next(children(each, "abstractNumId"), None)
        if draft is not None:
            lists[attribute(each, "numId")] = drafts.get(attribute(draft, "val"), {})
    return Numbering(lists, _styles(styles))


def _levels(draft: Element) -> dict[int, Level]:
    levels = {}
    for each in children(draft, "lvl"):
        values = {local(part): attribute(part, "val") for part in each}
        start = values.get("start", "1")
        depth = attribute(each, "ilvl", "0")
        if depth.isdigit():
            levels[int(depth)] = Level(
                values.get("numFmt", "decimal"), values.get("lvlText", ""), int(start) if start.isdigit() else 1
            )
    return levels


def _styles(root: Element | None) -> dict[str, tuple[str, int]]:
    found = {}
    for style in children(root, "style") if root is not None else ():
        for properties in children(style, "pPr"):
            if (place := place_of(properties)) is not None:
                found[attribute(style, "styleId")] = place
    return found


def place_of(properties: Element) -> tuple[str, int] | None:
    """The list and depth that a paragraph's properties name."""
    for each in children(properties, "numPr"):
        values = {local(part): attribute(part, "val") for part in each}
        depth = values.get("ilvl", "0")
        if values.get("numId", "0") != "0":
            return values["numId"], int(depth) if depth.isdigit() else 0
    return None
