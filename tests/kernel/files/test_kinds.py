"""Files are told by their content; hostile ones are refused with the reason."""

import gzip
import io
from pathlib import Path

import pytest
from PIL import Image

from linli.kernel.errors import Invalid, NotFound, Outage
from linli.kernel.files import images, kinds, store
from linli.kernel.files.reasons import FileCode
from tests.kernel.files.made import PDF, document, odt, picture, zipped

GOOD = [
    (picture(), "image/jpeg"),
    (picture("PNG"), "image/png"),
    (picture("WEBP"), "image/webp"),
    (picture("GIF"), "image/gif"),
    (picture("BMP"), "image/bmp"),
    (picture("TIFF"), "image/tiff"),
    (PDF, "application/pdf"),
    (document(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (odt(), "application/vnd.oasis.opendocument.text"),
    ("说明文字".encode(), "text/plain"),
    ("姓名,电话\n王,138\n".encode("gb18030"), "text/csv"),
    ("姓名\t电话\n王\t138\n".encode("utf-16"), "text/csv"),
]


@pytest.mark.pure
@pytest.mark.parametrize(("data", "type"), GOOD, ids=[f"{n}" for n in range(len(GOOD))])
def test_kinds_are_told_by_content(data: bytes, type: str) -> None:
    assert kinds.kind_of(data).type == type


BOMB = zipped({"[Content_Types].xml": b"x", "word/a.xml": b"0" * 80_000_000})
BAD = [
    (b"", FileCode.EMPTY),
    (zipped({"a.txt": b"x"}), FileCode.ARCHIVE),
    (gzip.compress(b"x", mtime=0), FileCode.ARCHIVE),
    (b"Rar!\x1a\x07\x00", FileCode.ARCHIVE),
    (BOMB, FileCode.ARCHIVE),
    (document("word/vbaProject.bin"), FileCode.MACROS),
    (odt("Basic/Standard/script-lb.xml"), FileCode.MACROS),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, FileCode.MACROS),
    (b"MZ\x90\x00", FileCode.SCRIPT),
    (b"\x7fELF\x02", FileCode.SCRIPT),
    (b"#!/bin/sh\nrm -rf /", FileCode.SCRIPT),
    (b"<html><script>alert(1)</script>", FileCode.SCRIPT),
    (b"<?xml version='1.0'?><svg onload='x'/>", FileCode.SCRIPT),
    (b"hello <ScRiPt>x</script>", FileCode.SCRIPT),
    (b"%PDF-1.4 /JavaScript (app.alert(1))", FileCode.SCRIPT),
    (b"PK\x03\x04 broken", FileCode.BROKEN),
    (b"\x00\x01\x02\x03binary", FileCode.UNKNOWN_KIND),
]


@pytest.mark.pure
@pytest.mark.parametrize(("data", "code"), BAD, ids=[f"{n}-{code.code}" for n, (_, code) in enumerate(BAD)])
def test_hostile_files_are_refused(data: bytes, code: FileCode) -> None:
    with pytest.raises(Invalid) as caught:
        kinds.kind_of(data)
    assert caught.value.code is code


def test_a_photo_loses_its_position_and_stands_upright() -> None:
    taken = picture(positioned=True)
    assert Image.open(io.BytesIO(taken)).getexif().get_ifd(0x8825)
    data, kind = images.reencoded(taken)
    again = Image.open(io.BytesIO(data))
    assert kind.type == "image/jpeg" and dict(again.getexif()) == {} and again.size == (48, 64)
    assert b"CameraMaker" not in data


@pytest.mark.pure
def test_what_hides_behind_a_picture_is_gone() -> None:
    polyglot = picture() + zipped({"evil.html": b"<script>"}) + b"<script>alert(1)</script>"
    data, _ = images.reencoded(polyglot)
    assert b"script" not in data and b"PK\x03\x04" not in data


@pytest.mark.pure
def test_pixels_have_a_limit() -> None:
    large = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(large, "PNG")
    with pytest.raises(Invalid) as caught:
        images.reencoded(large.getvalue())
    assert caught.value.code is FileCode.TOO_MANY_PIXELS


@pytest.mark.pure
@pytest.mark.parametrize("cut", [5, 40, 200])
def test_damaged_pictures_are_refused(cut: int) -> None:
    with pytest.raises(Invalid) as caught:
        images.reencoded(picture(size=(400, 300))[:cut])
    assert caught.value.code is FileCode.BROKEN


@pytest.mark.pure
def test_transparent_pictures_stay_so_and_large_ones_shrink() -> None:
    data, kind = images.reencoded(picture("PNG", mode="RGBA"))
    assert kind.type == "image/png" and Image.open(io.BytesIO(data)).mode == "RGBA"
    data, _ = images.reencoded(picture(size=(5_000, 100)))
    assert Image.open(io.BytesIO(data)).size == (2_560, 51)


# --- the store ------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_one_digest_two_owners(writing_as_test: None) -> None:
    from uuid import uuid4

    from tests.conftest import NOON

    first, second = ("cases.case", uuid4()), ("cases.case", uuid4())
    given = store.take_in(PDF).as_data()
    (file,) = store.own("329921", [given], first, NOON)
    assert store.own("329921", [given, given], second, NOON) == [file, file]
    assert store.own("329921", [given], second, NOON) == [file]  # again changes nothing
    store.disown("329921", file, first)
    assert not store.owned("329921", file, first) and store.owned("329921", file, second)
    assert store.open_stored("329921", file).data == PDF


@pytest.mark.django_db
@pytest.mark.parametrize("sha256", ["", "../../etc/passwd", "a" * 64, "A" * 64, "0" * 63 + "/"])
def test_only_digests_of_the_store_are_files(sha256: str, writing_as_test: None) -> None:
    from uuid import uuid4

    from tests.conftest import NOON

    with pytest.raises(Invalid) as caught:
        store.own("329921", [{"sha256": sha256}], ("cases.case", uuid4()), NOON)
    assert caught.value.code is FileCode.MISSING
    with pytest.raises(NotFound):
        store.open_stored("329921", uuid4())


@pytest.mark.pure
def test_twenty_megabytes_at_most() -> None:
    with pytest.raises(Invalid) as caught:
        store.take_in(b"%PDF-1.4" + b"0" * 20_000_000)
    assert (caught.value.code, caught.value.data["megabytes"]) == (FileCode.TOO_LARGE, 21)


@pytest.mark.django_db
def test_a_full_store_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "used_bytes", lambda: 5_000_000)
    from dataclasses import replace

    from django.conf import settings

    monkeypatch.setattr(settings, "LINLI", replace(settings.LINLI, file_quota_mb=5))
    with pytest.raises(Outage) as caught:
        store.take_in(b"a text that is nowhere else in this store")
    assert caught.value.code is FileCode.FULL
    assert not Path(store.path_of("0" * 64)).exists()
