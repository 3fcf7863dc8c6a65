"""Files for tests: good ones and hostile ones, made here."""

import io
import zipfile

from PIL import Image

GPS = 0x8825


def picture(
    form: str = "JPEG", size: tuple[int, int] = (64, 48), *, positioned: bool = False, mode: str = "RGB"
) -> bytes:
    """A picture; with ``positioned`` it says where it was taken."""
    image = Image.new(mode, size, (200, 30, 30) if mode == "RGB" else (200, 30, 30, 90))
    out = io.BytesIO()
    exif = Image.Exif()
    if positioned:
        exif[0x010F] = "CameraMaker"
        exif[0x0112] = 6  # to be turned a quarter
        exif.get_ifd(GPS)[2] = (33.0, 24.0, 36.0)
    image.save(out, form, **({"exif": exif} if positioned else {}))
    return out.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, data in members.items():
            box.writestr(name, data)
    return out.getvalue()


def document(*more: str) -> bytes:
    """A docx."""
    members = {"[Content_Types].xml": b"<Types/>", "word/document.xml": "<w>你好</w>".encode()}
    return zipped({**members, **dict.fromkeys(more, b"x")})


def odt(*more: str) -> bytes:
    """An ODF text."""
    members = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}
    return zipped({**members, **dict.fromkeys(more, b"x")})


PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"
