"""Pictures: turned upright, made smaller, written anew, so that nothing but the picture is left."""

import io
import warnings
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from linli.kernel.errors import Invalid
from linli.kernel.files.kinds import FileKind
from linli.kernel.files.reasons import FileCode

MOST_PIXELS: Final = 60_000_000
LONGEST_SIDE: Final = 2_560
THUMB_SIDE: Final = 480
QUALITY: Final = 82
JPEG, PNG = FileKind("image/jpeg", "jpg"), FileKind("image/png", "png")
# What Pillow raises for damaged or hostile pictures.
DAMAGED = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, IndexError, OverflowError)


def reencoded(data: bytes) -> tuple[bytes, FileKind]:
    """A copy of the picture without any data about it: JPEG, or PNG where parts are transparent."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # our own limit follows; the library only warns of large pictures
        try:
            with Image.open(io.BytesIO(data)) as picture:
                _refuse_large(picture)
                picture.load()
                return _written(ImageOps.exif_transpose(picture), LONGEST_SIDE)
        except Image.DecompressionBombError as error:
            raise Invalid(FileCode.TOO_MANY_PIXELS, {"width": "?", "height": "?", "limit": _limit()}) from error
        except DAMAGED as error:
            raise Invalid(FileCode.BROKEN) from error


def thumbnail(data: bytes) -> bytes:
    """A small JPEG of a picture that was re-encoded before."""
    with Image.open(io.BytesIO(data)) as picture:
        small, _ = _written(picture.convert("RGB"), THUMB_SIDE)
    return small


def _limit() -> int:
    return MOST_PIXELS // 1_000_000


def _refuse_large(picture: Image.Image) -> None:
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise Invalid(FileCode.TOO_MANY_PIXELS, {"width": width, "height": height, "limit": _limit()})


def _written(picture: Image.Image, side: int) -> tuple[bytes, FileKind]:
    see_through = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    plain = picture.convert("RGBA" if see_through else "RGB")
    plain.thumbnail((side, side))
    # Pixels alone go over: a fresh picture has no EXIF, no colour profile, no comment.
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    out = io.BytesIO()
    if see_through:
        bare.save(out, "PNG", optimize=True)
        return out.getvalue(), PNG
    bare.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue(), JPEG
