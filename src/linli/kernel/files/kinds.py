"""What a file is, told by its content and nothing else (names and declared types are not believed)."""

import io
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final

from linli.kernel.errors import ErrorCode, Invalid
from linli.kernel.files.reasons import FileCode

IMAGES: Final = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif", "image/bmp", "image/tiff"})
_OOXML: Final = {
    "word/": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    "xl/": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    "ppt/": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
}
_ODF: Final = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
}
_MOST_MEMBERS, _MOST_UNPACKED, _MOST_RATIO = 5_000, 300_000_000, 200
_ARCHIVES: Final = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd")
_PROGRAMS: Final = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class FileKind:
    """A kind that is taken in: media type and the ending that downloads get."""

    type: str
    ending: str

    @property
    def is_image(self) -> bool:
        """Whether only a re-encoded copy is kept."""
        return self.type in IMAGES


def _refused(code: ErrorCode) -> Invalid:
    return Invalid(code)


def kind_of(data: bytes) -> FileKind:
    """The kind of a file by its content; Invalid with the reason for what is not taken in."""
    if not data:
        raise _refused(FileCode.EMPTY)
    found = _image(data) or _pdf(data)
    if found is not None:
        return found
    if data.startswith(b"PK"):
        return _zipped(data)
    if data.startswith(_ARCHIVES) or data[257:262] == b"ustar":
        raise _refused(FileCode.ARCHIVE)
    if data.startswith(_OLE):
        # The old binary formats cannot be told free of macros.
        raise _refused(FileCode.MACROS)
    if data.startswith(_PROGRAMS):
        raise _refused(FileCode.SCRIPT)
    return _text(data)


def _image(data: bytes) -> FileKind | None:
    if data.startswith(b"\xff\xd8\xff"):
        return FileKind("image/jpeg", "jpg")
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileKind("image/png", "png")
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return FileKind("image/webp", "webp")
    if data.startswith((b"GIF87a", b"GIF89a")):
        return FileKind("image/gif", "gif")
    if data.startswith(b"BM") and len(data) > 54:
        return FileKind("image/bmp", "bmp")
    return FileKind("image/tiff", "tif") if data.startswith((b"II*\x00", b"MM\x00*")) else None


def _pdf(data: bytes) -> FileKind | None:
    if not data.startswith(b"%PDF-"):
        return None
    if b"/JavaScript" in data or b"/Launch" in data or b"/EmbeddedFile" in data:
        raise _refused(FileCode.SCRIPT)
    return FileKind("application/pdf", "pdf")


def _zipped(data: bytes) -> FileKind:
    """A document in a zip is a document; every other zip is an archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as box:
            members = box.infolist()
            names = [member.filename for member in members]
            _refuse_bomb(members)  # before a byte is unpacked
            mimetype = box.read("mimetype").decode("ascii", "replace").strip() if "mimetype" in names else ""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError, zlib.error) as error:
        raise _refused(FileCode.BROKEN) from error
    if mimetype in _ODF:
        if any(name.startswith("Basic/") or "scripts" in name.lower() for name in names):
            raise _refused(FileCode.MACROS)
        return FileKind(mimetype, _ODF[mimetype])
    return _ooxml(names)


def _refuse_bomb(members: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    if len(members) > _MOST_MEMBERS or unpacked > _MOST_UNPACKED or unpacked > packed * _MOST_RATIO + 1_000_000:
        raise _refused(FileCode.ARCHIVE)


def _ooxml(names: list[str]) -> FileKind:
    if "[Content_Types].xml" not in names:
        raise _refused(FileCode.ARCHIVE)
    if any(name.lower().endswith(("vbaproject.bin", ".js", ".vbs", ".exe", ".dll")) for name in names):
        raise _refused(FileCode.MACROS)
    for folder, (type_, ending) in _OOXML.items():
        if any(name.startswith(folder) for name in names):
            return FileKind(type_, ending)
    raise _refused(FileCode.ARCHIVE)


def _text(data: bytes) -> FileKind:
    words = _decoded(data)
    if words is None:
        raise _refused(FileCode.UNKNOWN_KIND)
    head = words.lstrip("\ufeff \t\r\n").lower()
    if head.startswith(("<", "{\\rtf")) or "<script" in words.lower():
        raise _refused(FileCode.SCRIPT)
    lines = words.splitlines()[:20]
    is_table = len(lines) > 1 and all("," in line or "\t" in line for line in lines if line.strip())
    return FileKind("text/csv", "csv") if is_table else FileKind("text/plain", "txt")


def _decoded(data: bytes) -> str | None:
    if b"\x00" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    for encoding in ("utf-8-sig", "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "gb18030"):
        try:
            words = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(ord(char) < 32 and char not in "\t\r\n\f\x1a" for char in words):
            return words
    return None
