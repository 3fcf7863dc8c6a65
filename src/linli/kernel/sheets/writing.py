"""Workbooks as xlsx: texts only, so that nothing in them is ever worked out, and no program changes a long number."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from linli.kernel.sheets.grids import Area, letter

MOST_NAME: Final = 31
# What a cell looks like: plain, a head, a mark that somebody must look here. All are formatted as text.
PLAIN, HEAD, MARK = range(3)
_NO_SIGN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NO_NAME: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
_FIGURES: Final = re.compile(r"[+-]?[0-9][0-9 ()./-]*")
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PARTS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_KIND: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEADER: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DAY: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class SheetOut:
    """A sheet: rows of texts, each with a look (PLAIN, HEAD, MARK) where it is not plain; widths in characters."""

    name: str
    rows: Sequence[Sequence[str]]
    looks: Mapping[tuple[int, int], int]
    merged: Sequence[Area] = ()
    widths: Sequence[int] = ()
    frozen: int = 0


def harmless_text(text: str) -> str:
    """A text that no spreadsheet program takes for a formula, also when it is saved in another format."""
    return f"'{text}" if text.startswith(_STARTS) and not _FIGURES.fullmatch(text) else text


def plain_text(text: str) -> str:
    """What ``harmless_text`` was given."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_STARTS) else text


def write_book(sheets: Sequence[SheetOut]) -> bytes:
    """The workbook. The same sheets give the same bytes."""
    out = io.BytesIO()
    names = _names([sheet.name for sheet in sheets])
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for path, text in _frame(names):
            _put(box, path, text)
        for number, sheet in enumerate(sheets, 1):
            _put(box, f"xl/worksheets/sheet{number}.xml", "".join(_sheet(sheet)))
    return out.getvalue()


def _put(box: zipfile.ZipFile, path: str, text: str) -> None:
    box.writestr(zipfile.ZipInfo(path, _DAY), _HEADER + text, zipfile.ZIP_DEFLATED)


def _names(wanted: Sequence[str]) -> list[str]:
    """Names that a workbook can have: short, without marks, each once whatever the case."""
    names: list[str] = []
    for number, name in enumerate(wanted, 1):
        plain = _NO_NAME.sub(" ", _NO_SIGN.sub("", name)).strip("' ")[:MOST_NAME] or f"Sheet{number}"
        taken = {other.lower() for other in names}
        if plain.lower() in taken:
            plain = f"{plain[: MOST_NAME - 4]} {number}"
        names.append(plain)
    return names


def _frame(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    count = range(1, len(names) + 1)
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>' for n, name in zip(count, names, strict=True)
    )
    yield "[Content_Types].xml", _content_types(count)
    link = f'<Relationship Id="rId1" Type="{_PARTS}/officeDocument" Target="xl/workbook.xml"/>'
    yield "_rels/.rels", f'<Relationships xmlns="{_PACKAGE}/relationships">{link}</Relationships>'
    yield "xl/workbook.xml", f'<workbook xmlns="{_MAIN}" xmlns:r="{_PARTS}"><sheets>{sheets}</sheets></workbook>'
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_PARTS}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in count
    )
    links += f'<Relationship Id="rId{len(names) + 1}" Type="{_PARTS}/styles" Target="styles.xml"/>'
    yield (
        "xl/_rels/workbook.xml.rels",
        f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
    )
    yield "xl/styles.xml", _STYLES


def _content_types(count: range) -> str:
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_KIND}.worksheet+xml"/>' for n in count
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>{sheets}</Types>'
    )


# Format 49 is text; quotePrefix keeps a text a text when somebody edits the cell.
_STYLES: Final = (
    f'<styleSheet xmlns="{_MAIN}">'
    '<fonts count="3"><font><sz val="11"/></font><font><b/><sz val="11"/></font>'
    '<font><sz val="11"/><color rgb="FF9A3412"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFFEF3C7"/></patternFill></fill></fills>'
    '<borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3">'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" quotePrefix="1"/>'
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"'
    ' quotePrefix="1"/>'
    '<xf numFmtId="49" fontId="2" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"'
    ' applyFill="1" quotePrefix="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def _sheet(sheet: SheetOut) -> Iterator[str]:
    yield f'<worksheet xmlns="{_MAIN}">'
    if sheet.frozen:
        pane = f'<pane ySplit="{sheet.frozen}" topLeftCell="A{sheet.frozen + 1}" activePane="bottomLeft"'
        yield f'<sheetViews><sheetView workbookViewId="0">{pane} state="frozen"/></sheetView></sheetViews>'
    if sheet.widths:
        columns = (f'<col min="{n}" max="{n}" width="{w}" customWidth="1"/>' for n, w in enumerate(sheet.widths, 1))
        yield f"<cols>{''.join(columns)}</cols>"
    yield "<sheetData>"
    for place, row in enumerate(sheet.rows):
        cells = "".join(_cell(place, at, text, sheet.looks.get((place, at), PLAIN)) for at, text in enumerate(row))
        yield f'<row r="{place + 1}">{cells}</row>'
    yield "</sheetData>"
    if sheet.merged:
        areas = "".join(f'<mergeCell ref="{_span(area)}"/>' for area in sheet.merged)
        yield f'<mergeCells count="{len(sheet.merged)}">{areas}</mergeCells>'
    yield "</worksheet>"


def _cell(row: int, column: int, text: str, look: int) -> str:
    if not text and look == PLAIN:
        return ""
    shown = escape(harmless_text(_NO_SIGN.sub("", text)))
    where = f'r="{letter(column)}{row + 1}" s="{look}"'
    return f'<c {where} t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>' if text else f"<c {where}/>"


def _span(area: Area) -> str:
    return f"{letter(area.left)}{area.top}:{letter(area.right)}{area.bottom}"
