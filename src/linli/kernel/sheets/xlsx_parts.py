"""The parts of an xlsx workbook beside its cells: sheets, styles, shared texts."""

import posixpath
import zipfile
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from linli.kernel.errors import Invalid
from linli.kernel.sheets.formats import is_date_format, padding_of
from linli.kernel.sheets.reasons import SheetCode
from linli.kernel.sheets.zipped import attribute, children, elements, local

_MACROS: Final = ("vbaproject.bin", "macrosheets/", ".exe", ".dll", ".js", ".vbs")
_MOST_TEXTS: Final = 5_000_000


@dataclass(frozen=True)
class Style:
    """What a cell's style says of its value."""

    is_date: bool = False
    is_struck: bool = False
    padding: int = 0


@dataclass(frozen=True)
class SheetPart:
    """A sheet: its name, the part that holds its cells ("" for charts), whether it is hidden."""

    name: str
    part: str
    is_hidden: bool


@dataclass(frozen=True)
class Parts:
    """A workbook without its cells. ``texts`` are shared texts, each with whether all of it is struck out."""

    sheets: tuple[SheetPart, ...]
    styles: tuple[Style, ...]
    texts: tuple[tuple[str, bool], ...]
    since_1904: bool


def refuse_programs(box: zipfile.ZipFile) -> None:
    """Invalid when the workbook carries macros or programs."""
    names = [name.lower() for name in box.namelist()]
    if any(mark in name for name in names for mark in _MACROS):
        raise Invalid(SheetCode.MACROS)
    if "xl/workbook.bin" in names:
        raise Invalid(SheetCode.BINARY_BOOK)


def read_parts(box: zipfile.ZipFile, *, with_texts: bool = True) -> Parts:
    """Sheets, styles and shared texts."""
    book = _book_part(box)
    targets = _targets(box, book)
    sheets, since_1904 = _sheets(box, book, targets)
    by_kind = {kind: part for kind, part in targets.values() if kind in ("styles", "sharedStrings")}
    texts = _texts(box, by_kind.get("sharedStrings", "")) if with_texts else ()
    return Parts(sheets, _styles(box, by_kind.get("styles", "")), texts, since_1904)


def _book_part(box: zipfile.ZipFile) -> str:
    main = next((part for kind, part in _targets(box, "").values() if kind == "officeDocument"), "xl/workbook.xml")
    if main not in box.namelist():
        raise Invalid(SheetCode.UNKNOWN_KIND)
    return main


def _targets(box: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Relation id → (kind, part) of what ``part`` points to inside the file; outside targets are left alone."""
    folder, name = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    if listing not in box.namelist():
        return {}
    found: dict[str, tuple[str, str]] = {}
    with box.open(listing) as file:
        for item in elements(file, "Relationship"):
            if item.get("TargetMode") != "External":
                kind = item.get("Type", "").rpartition("/")[2]
                target = posixpath.normpath(posixpath.join("/", folder, item.get("Target", "")))
                found[item.get("Id", "")] = (kind, target.lstrip("/"))
    return found


def _sheets(box: zipfile.ZipFile, book: str, targets: dict[str, tuple[str, str]]) -> tuple[tuple[SheetPart, ...], bool]:
    sheets: list[SheetPart] = []
    since_1904 = False
    with box.open(book) as file:
        for item in elements(file, "sheet", "workbookPr"):
            if local(item) == "workbookPr":
                since_1904 = item.get("date1904", "0") in ("1", "true")
                continue
            kind, part = targets.get(attribute(item, "id"), ("", ""))
            is_hidden = item.get("state", "visible") != "visible"
            sheets.append(SheetPart(item.get("name", ""), part if kind == "worksheet" else "", is_hidden))
    return tuple(sheets), since_1904


def _styles(box: zipfile.ZipFile, part: str) -> tuple[Style, ...]:
    if part not in box.namelist():
        return ()
    formats: dict[int, str] = {}
    struck: list[bool] = []
    found: list[Style] = []
    with box.open(part) as file:
        for group in elements(file, "numFmts", "fonts", "cellXfs"):
            if local(group) == "numFmts":
                formats = {int(item.get("numFmtId", "0")): item.get("formatCode", "") for item in group}
            elif local(group) == "fonts":
                struck = [is_struck(font) for font in children(group, "font")]
            else:
                found = [_style(item, formats, struck) for item in children(group, "xf")]
    return tuple(found)


def is_struck(font: Element) -> bool:
    """Whether a font (or a run's properties) strikes its text out."""
    return any(item.get("val", "1") not in ("0", "false") for item in children(font, "strike"))


def _style(item: Element, formats: dict[int, str], struck: list[bool]) -> Style:
    number, font = int(item.get("numFmtId", "0")), int(item.get("fontId", "0"))
    code = formats.get(number, "")
    return Style(is_date_format(number, code), font < len(struck) and struck[font], padding_of(code))


def _texts(box: zipfile.ZipFile, part: str) -> tuple[tuple[str, bool], ...]:
    if part not in box.namelist():
        return ()
    found: list[tuple[str, bool]] = []
    with box.open(part) as file:
        for item in elements(file, "si"):
            found.append(text_of(item))
            if len(found) > _MOST_TEXTS:
                raise Invalid(SheetCode.UNPACKS_TOO_LARGE)
    return tuple(found)


def text_of(item: Element) -> tuple[str, bool]:
    """The text of a shared or inline string without its reading aids, and whether all of it is struck out."""
    runs = list(children(item, "r"))
    if not runs:
        return "".join(part.text or "" for part in children(item, "t")), False
    texts = [("".join(part.text or "" for part in children(run, "t")), run) for run in runs]
    said = [run for text, run in texts if text.strip()]
    struck = bool(said) and all(any(map(is_struck, children(run, "rPr"))) for run in said)
    return "".join(text for text, _ in texts), struck
