"""Writing small Word documents and PDFs by hand, so that tests need nobody else's program."""

import io
import zipfile
import zlib
from xml.sax.saxutils import escape

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def paragraph(text: str, *, list_id: int = 0, level: int = 0) -> str:
    """A paragraph, numbered by Word itself when it is in a list."""
    numbered = (
        f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr></w:pPr>' if list_id else ""
    )
    return f"<w:p>{numbered}<w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def cell(text: str, *, across: int = 1, merged: str = "") -> str:
    """A cell; ``merged`` is "restart" or "continue" for cells merged downwards."""
    span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    down = {"restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}.get(merged, "")
    return f"<w:tc><w:tcPr>{span}{down}</w:tcPr>{paragraph(text)}</w:tc>"


def table(*rows: str) -> str:
    """A table of rows; each row is its cells joined."""
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def document(*parts: str, levels: tuple[tuple[str, str], ...] = ()) -> bytes:
    """A docx of paragraphs and tables; ``levels``: figures and pattern of the one list."""
    body = f'<?xml version="1.0"?><w:document xmlns:w="{_WORD}"><w:body>{"".join(parts)}</w:body></w:document>'
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("word/document.xml", body)
        if levels:
            archive.writestr("word/numbering.xml", _numbering(levels))
    return box.getvalue()


def _numbering(levels: tuple[tuple[str, str], ...]) -> str:
    written = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{figures}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
        for depth, (figures, pattern) in enumerate(levels)
    )
    return (
        f'<?xml version="1.0"?><w:numbering xmlns:w="{_WORD}">'
        f'<w:abstractNum w:abstractNumId="0">{written}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def pdf(pages: list[list[str]]) -> bytes:
    """A PDF of paragraphs broken at the right margin, its characters told by a ToUnicode map."""
    pages = [[line for each in page for line in _broken(each)] for page in pages]
    chars = sorted({char for page in pages for line in page for char in line})
    codes = {char: number for number, char in enumerate(chars, 1)}
    kids = " ".join(f"{6 + 2 * place} 0 R" for place in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [4 0 R] "
        b"/ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        _stream(_unicode_map(codes)),
    ]
    for place, page in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 842] /Contents {7 + 2 * place} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(_stream(_drawn(page, codes)))
    return _assembled(objects)


def _broken(words: str) -> list[str]:
    return [words[place : place + 34] for place in range(0, len(words), 34)]


def _drawn(page: list[str], codes: dict[str, int]) -> bytes:
    lines = []
    for number, line in enumerate(page):
        shown = "".join(f"{codes[char]:04x}" for char in line)
        lines.append(f"BT /F1 10 Tf 40 {800 - 18 * number} Td <{shown}> Tj ET")
    return "\n".join(lines).encode()


def _unicode_map(codes: dict[str, int]) -> bytes:
    pairs = "\n".join(f"<{code:04x}> <{char.encode('utf-16-be').hex()}>" for char, code in codes.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def "
        f"1 begincodespacerange <0000> <ffff> endcodespacerange {len(codes)} beginbfchar\n{pairs}\n"
        "endbfchar endcmap end end"
    ).encode()


def _stream(data: bytes) -> bytes:
    packed = zlib.compress(data)
    return f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode() + packed + b"\nendstream"


def _assembled(objects: list[bytes]) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + each + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    return out + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
