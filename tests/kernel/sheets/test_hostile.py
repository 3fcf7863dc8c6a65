"""Files that want to harm the reader, or that cannot be read: each is refused with its reason, or neutralised."""

import io
import tracemalloc
import zipfile
from collections.abc import Callable

import openpyxl
import pytest

from linli.kernel.errors import Invalid
from linli.kernel.sheets import Fault, Formula, SheetCode, read_book

pytestmark = [pytest.mark.pure, pytest.mark.serves("S-281", boundary="hostile spreadsheets")]
_SHEET = "xl/worksheets/sheet1.xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def a_book(**cells: object) -> bytes:
    """A small workbook."""
    book = openpyxl.Workbook()
    for place, value in cells.items():
        book.active[place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def changed(data: bytes, change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    """A workbook with each part put through ``change`` and parts added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, content in more.items():
            new.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def same(name: str, content: bytes) -> bytes:
    """No change."""
    return content


def in_sheet(old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    """Changes the first sheet."""
    return lambda name, content: content.replace(old, new) if name == _SHEET else content


def cells_of(data: bytes, *, styled_limit: int = 80_000_000) -> list[tuple[object, ...]]:
    """All rows of all sheets."""
    book = read_book(io.BytesIO(data), "x", styled_limit=styled_limit)
    return [row.cells for grid in book.sheets for row in grid.rows]


def refusal_of(data: bytes, *, styled_limit: int = 80_000_000) -> SheetCode:
    """Why a file is refused."""
    with pytest.raises(Invalid) as refused:
        cells_of(data, styled_limit=styled_limit)
    assert isinstance(refused.value.code, SheetCode)
    return refused.value.code


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = changed(a_book(A1="x"), same, xl__media__x=b"\0" * 200_000_000)
    assert len(bomb) < 1_000_000
    tracemalloc.start()
    assert refusal_of(bomb) is SheetCode.UNPACKS_TOO_LARGE
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


@pytest.mark.parametrize("part", ["xl__vbaProject.bin", "xl__macrosheets__sheet1.xml", "xl__embeddings__run.exe"])
def test_macros_and_programs_are_refused(part: str) -> None:
    assert refusal_of(changed(a_book(A1="x"), same, **{part: b"x"})) is SheetCode.MACROS


@pytest.mark.parametrize("part", [_SHEET, "xl/workbook.xml", "xl/styles.xml"])
def test_definitions_of_entities_are_refused(part: str) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'

    def change(name: str, content: bytes) -> bytes:
        return (
            bomb + content.partition(b"?>")[2]
            if name == part and b"?>" in content
            else (bomb + content if name == part else content)
        )

    assert refusal_of(changed(a_book(A1="x"), change)) is SheetCode.ENTITIES


def test_shared_texts_are_read_and_their_entities_refused() -> None:
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<Relationship Type="{kinds}/sharedStrings" Target="sharedStrings.xml" Id="rId9"/></Relationships>'

    def change(name: str, content: bytes) -> bytes:
        if name == "xl/_rels/workbook.xml.rels":
            return content.replace(b"</Relationships>", link.encode())
        return in_sheet(b't="inlineStr"><is><t>x</t></is>', b't="s"><v>0</v>')(name, content)

    texts = "<sst><si><r><t>张</t></r><r><t>三</t></r><rPh><t>zhang</t></rPh></si></sst>"
    named = changed(changed(a_book(A1="x"), change), same, **{"xl__sharedStrings.xml": texts.encode()})
    assert cells_of(named) == [("张三",)]
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]>' + texts
    assert refusal_of(changed(changed(a_book(A1="x"), change), same, **{"xl__sharedStrings.xml": bomb.encode()})) is (
        SheetCode.ENTITIES
    )


def test_16384_columns_are_refused_by_both_readers() -> None:
    data = a_book(A1="x", XFD1="far")
    assert refusal_of(data) is SheetCode.TOO_MANY_COLUMNS
    assert refusal_of(data, styled_limit=10) is SheetCode.TOO_MANY_COLUMNS


def test_a_cell_in_the_last_row_costs_no_memory() -> None:
    data = a_book(A1="x", ZZ1048576="far")
    rows = [row for grid in read_book(io.BytesIO(data), "x").sheets for row in grid.rows]
    assert [row.number for row in rows] == [1, 1048576]
    assert refusal_of(data, styled_limit=10) is SheetCode.TOO_MANY_CELLS


@pytest.mark.parametrize("claim", [b'ref="A1"', b'ref="A1:XFD1048576"'])
def test_a_lying_dimension_is_not_believed(claim: bytes) -> None:
    data = changed(a_book(A1="x", B2="y"), in_sheet(b'ref="A1:B2"', claim))
    for limit in (80_000_000, 10):
        assert cells_of(data, styled_limit=limit)[0][0] == "x" and cells_of(data, styled_limit=limit)[1][1] == "y"


@pytest.mark.parametrize("share", [0.3, 0.7, 0.98])
def test_a_cut_off_file_is_refused(share: float) -> None:
    data = a_book(**{f"A{row}": f"value {row}" for row in range(1, 200)})
    assert refusal_of(data[: int(len(data) * share)]) is SheetCode.BROKEN


def test_damage_inside_a_part_is_refused() -> None:
    data = bytearray(a_book(**{f"A{row}": f"value {row}" for row in range(1, 200)}))
    with zipfile.ZipFile(io.BytesIO(data)) as box:
        start = box.getinfo(_SHEET).header_offset + 80
    data[start : start + 40] = b"\xff" * 40
    assert refusal_of(bytes(data)) is SheetCode.BROKEN
    assert refusal_of(changed(a_book(A1="x"), in_sheet(b"</row>", b""))) is SheetCode.BROKEN
    assert refusal_of(changed(a_book(A1="x"), in_sheet(b'r="1"', b'r="one"'))) is SheetCode.BROKEN


def test_locked_files_are_refused() -> None:
    encrypted = _OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 2000
    assert refusal_of(encrypted) is SheetCode.LOCKED
    flagged = bytearray(a_book(A1="x"))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = flagged.find(mark)
        while at >= 0:
            flagged[at + place] |= 1
            at = flagged.find(mark, at + 4)
    assert refusal_of(bytes(flagged)) is SheetCode.LOCKED


def test_old_binary_files_with_macros_or_damage_are_refused() -> None:
    assert refusal_of(_OLE + b"\0" * 600 + "_VBA_PROJECT".encode("utf-16-le") + b"\0" * 2000) is SheetCode.MACROS
    assert refusal_of(_OLE + b"\0" * 600 + "Workbook".encode("utf-16-le") + b"\0" * 2000) is SheetCode.BROKEN
    assert refusal_of(_OLE + b"\0" * 2600) is SheetCode.UNKNOWN_KIND


def test_formulas_are_never_worked_out() -> None:
    data = a_book(A1='=HYPERLINK("http://evil.example/","点我")', A2="=cmd|'/c calc'!A1", A3="='[1]Sheet1'!A1", A4=1)
    cells = cells_of(data)
    assert [type(row[0]) for row in cells[:3]] == [Formula, Formula, Formula] and cells[3] == (1,)
    stored = changed(data, in_sheet(b"<v></v>", b"<v>7</v>"))
    stored = changed(stored, in_sheet(b"<v />", b"<v>7</v>"))
    assert [row[0] for row in cells_of(stored)] == [7, 7, 7, 1]


def test_formulas_in_a_text_table_are_texts_at_most() -> None:
    lines = [
        "a,b",
        '"=HYPERLINK(""http://evil.example"",""张三"")",1',
        "=cmd|' /C calc'!A0,2",
        '"=""0123""",3',
        "-5,4",
        "@SUM(A1),5",
    ]
    cells = [row[0] for row in cells_of("\n".join(lines).encode())]
    assert cells[1] == "张三" and isinstance(cells[2], Formula) and cells[3] == "0123"
    assert cells[4] == "-5" and isinstance(cells[5], Formula)


def test_errors_of_formulas_are_faults() -> None:
    data = changed(
        a_book(A1=1), in_sheet(b'<c r="A1" t="n"><v>1</v></c>', b'<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>')
    )
    assert cells_of(data) == [(Fault("#DIV/0!"),)]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", SheetCode.EMPTY),
        (b" \r\n\t", SheetCode.EMPTY),
        (b"%PDF-1.7 x", SheetCode.UNKNOWN_KIND),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, SheetCode.UNKNOWN_KIND),
        (b"<html><script>x</script></html>", SheetCode.UNKNOWN_KIND),
        (b"\xff\xfe\x00\xd8a,b", SheetCode.BAD_LETTERS),
        (b"a,b\n\x81\xff,c\n" * 3, SheetCode.BAD_LETTERS),
        (b"PK\x03\x04 nothing", SheetCode.BROKEN),
        (('"' + "x" * 200_000).encode(), SheetCode.LONG_CELL),
        ((",".join("abc" for _ in range(1_200)) + "\n").encode(), SheetCode.TOO_MANY_COLUMNS),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, reason: SheetCode) -> None:
    assert refusal_of(data) is reason


def test_other_documents_in_zips_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        box.writestr("word/document.xml", "<x/>")
    assert refusal_of(out.getvalue()) is SheetCode.UNKNOWN_KIND


def test_a_page_full_of_scripts_gives_its_table_only() -> None:
    page = "<html><script>alert(1)</script><table><tr><td onclick='x()'>张三<script>y</script></td></tr></table></html>"
    assert cells_of(page.encode()) == [("张三",)]


def test_an_open_document_that_repeats_a_cell_without_end_is_refused() -> None:
    head = (
        '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><table:table table:name="s">'
    )
    row = (
        '<table:table-row table:number-rows-repeated="{}"><table:table-cell table:number-columns-repeated="{}">{}'
        "</table:table-cell></table:table-row>"
    )

    def book(rows: int, columns: int, text: str) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as box:
            box.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            body = row.format(rows, columns, text) + row.format(1, 1, "<text:p>end</text:p>")
            box.writestr("content.xml", head + body + "</table:table></o:document-content>")
            box.writestr("META-INF/manifest.xml", "<x/>")
        return out.getvalue()

    assert refusal_of(book(1, 16_384, "<text:p>x</text:p>")) is SheetCode.TOO_MANY_COLUMNS
    assert refusal_of(book(1_048_000, 900, "<text:p>x</text:p>")) is SheetCode.TOO_MANY_CELLS
    assert cells_of(book(1_048_000, 16_384, "")) == [("end",)]
