"""Writes a made sheet as a file of each kind."""

import csv
import io
import zipfile
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
import xlwt
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from tests.people.ledgers.making import Made


def as_xlsx(made: Made, name: str = "Sheet1") -> bytes:
    """A workbook of kind xlsx."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    for (row, column), value in made.cells.items():
        cell = sheet.cell(row, column, value)
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
        if row in made.struck:
            cell.font = Font(strike=True)
    for top, left, bottom, right in made.merged:
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    for row in made.hidden:
        sheet.row_dimensions[row].hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_xls(made: Made) -> bytes:
    """An old binary workbook."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Sheet1", cell_overwrite_ok=True)
    struck = xlwt.easyxf("font: struck_out on")
    dated, dated_struck = xlwt.easyxf(num_format_str="yyyy-mm-dd"), xlwt.easyxf("font: struck_out on", "yyyy-mm-dd")
    corners = {(top, left): (bottom, right) for top, left, bottom, right in made.merged}
    for (row, column), value in made.cells.items():
        is_date = isinstance(value, date)
        style = (dated_struck if is_date else struck) if row in made.struck else (dated if is_date else xlwt.XFStyle())
        if (row, column) in corners:
            bottom, right = corners[row, column]
            sheet.write_merge(row - 1, bottom - 1, column - 1, right - 1, value, style)
        else:
            sheet.write(row - 1, column - 1, value, style)
    for row in made.hidden:
        sheet.row(row - 1).hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _rows(made: Made) -> list[list[Any]]:
    last = max(row for row, _ in made.cells)
    width = max(column for _, column in made.cells)
    return [[made.cells.get((row, column)) for column in range(1, width + 1)] for row in range(1, last + 1)]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value > 1e15:
        return f"{value:.5E}"
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def as_csv(made: Made, encoding: str = "utf-8-sig", separator: str = ",") -> bytes:
    """A text table."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows([list(map(_text, row)) for row in _rows(made)])
    return out.getvalue().encode(encoding)


def as_html(made: Made) -> bytes:
    """A web page as older systems export it under the name xls."""
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in made.merged}
    covered = {
        (row, column)
        for top, left, bottom, right in made.merged
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }
    lines = ['<html><head><meta charset="utf-8"></head><body><table border="1">']
    for number, row in enumerate(_rows(made), 1):
        hidden = ' style="display:none"' if number in made.hidden else ""
        lines.append(f"<tr{hidden}>")
        for place, value in enumerate(row, 1):
            if (number, place) in covered:
                continue
            down, across = spans.get((number, place), (1, 1))
            text = escape(_text(value)).replace("\n", "<br>")
            text = f"<s>{text}</s>" if number in made.struck and text else text
            lines.append(f'<td rowspan="{down}" colspan="{across}">{text}</td>')
        lines.append("</tr>")
    return "".join([*lines, "</table></body></html>"]).encode()


_ODS_HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:automatic-styles>'
    '<style:style style:name="struck" style:family="table-cell">'
    '<style:text-properties style:text-line-through-style="solid"/>'
    '</style:style></office:automatic-styles><office:body><office:spreadsheet><table:table table:name="Sheet1">'
)
_ODS_TAIL = "</table:table></office:spreadsheet></office:body></office:document-content>"
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def as_ods(made: Made) -> bytes:
    """An OpenDocument spreadsheet."""
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in made.merged}
    body = []
    for number, row in enumerate(_rows(made), 1):
        hidden = ' table:visibility="collapse"' if number in made.hidden else ""
        cells = "".join(
            _ods_cell(value, spans.get((number, place)), is_struck=number in made.struck)
            for place, value in enumerate(row, 1)
        )
        body.append(f"<table:table-row{hidden}>{cells}</table:table-row>")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("mimetype", _ODS_TYPE, zipfile.ZIP_STORED)
        box.writestr("content.xml", _ODS_HEAD + "".join(body) + _ODS_TAIL)
        box.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return out.getvalue()


def _ods_cell(value: Any, span: tuple[int, int] | None, *, is_struck: bool) -> str:
    spanned = f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"' if span else ""
    style = ' table:style-name="struck"' if is_struck else ""
    if value is None:
        return f"<table:table-cell{spanned}/>"
    kind = ' office:value-type="string"'
    if isinstance(value, date):
        kind = f' office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, int | float):
        kind = f' office:value-type="float" office:value="{value!r}"'
    words = "".join(f"<text:p>{_ods_words(line)}</text:p>" for line in str(value).split("\n"))
    return f"<table:table-cell{spanned}{style}{kind}>{words}</table:table-cell>"


def _ods_words(line: str) -> str:
    return escape(line).replace("  ", ' <text:s text:c="1"/>')


def as_xml(made: Made) -> bytes:
    """Excel's XML of 2003."""
    spans = {(top, left): (bottom - top, right - left) for top, left, bottom, right in made.merged}
    rows: dict[int, list[str]] = {}
    for (row, column), value in sorted(made.cells.items()):
        down, across = spans.get((row, column), (0, 0))
        style = ' ss:StyleID="struck"' if row in made.struck else ""
        kind, text = ("Number", repr(value)) if isinstance(value, int | float) else ("String", _text(value))
        if isinstance(value, date):
            kind, text = "DateTime", f"{value.isoformat()}T00:00:00.000"
        rows.setdefault(row, []).append(
            f'<Cell ss:Index="{column}" ss:MergeDown="{down}" ss:MergeAcross="{across}"{style}>'
            f'<Data ss:Type="{kind}">{escape(text)}</Data></Cell>'
        )
    body = "".join(
        f'<Row ss:Index="{row}" ss:Hidden="{int(row in made.hidden)}">{"".join(cells)}</Row>'
        for row, cells in rows.items()
    )
    return (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles>'
        '<Style ss:ID="struck"><Font ss:StrikeThrough="1"/>'
        f'</Style></Styles><Worksheet ss:Name="{get_column_letter(1)}1"><Table>{body}</Table></Worksheet></Workbook>'
    ).encode()
