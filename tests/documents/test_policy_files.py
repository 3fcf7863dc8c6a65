"""Files that cannot be read say why; hostile ones cost neither time nor memory."""

import io
import time
import zipfile

import pytest

from linli.documents.rules.policies.files.sources import MOST_BYTES, source_of
from linli.documents.rules.policies.reasons import PolicyCode
from linli.kernel.errors import Refusal
from tests.documents.papers.more import MORE
from tests.documents.papers.reading import found_in
from tests.documents.papers.writers import cell, document, paragraph, pdf, table

pytestmark = pytest.mark.pure


def reason(data: bytes) -> object:
    with pytest.raises(Refusal) as refused:
        found_in(data)
    return refused.value.code


def zipped(**parts: bytes) -> bytes:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return box.getvalue()


@pytest.mark.parametrize("data", [b"", b"   \r\n\t", b"\xef\xbb\xbf", b"\0" * 400])
def test_an_empty_file(data: bytes) -> None:
    assert reason(data) is PolicyCode.EMPTY


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, b"\xff\xd8\xff\xe0" + b"\0\1" * 900])
def test_a_binary_file(data: bytes) -> None:
    assert reason(data) is PolicyCode.BINARY


def test_a_file_that_is_too_large_is_told_from_its_size() -> None:
    start = time.perf_counter()
    assert reason(b"a" * (MOST_BYTES + 1)) is PolicyCode.TOO_LARGE
    assert time.perf_counter() - start < 1


def test_more_text_than_can_be_read_is_refused_before_it_is_read() -> None:
    assert reason("统筹推进社区建设。".encode() * 400_000) is PolicyCode.TOO_LARGE


@pytest.mark.parametrize(
    "data", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 900, b"{\\rtf1 hello}", zipped(OFD_xml=b"<o/>")]
)
def test_documents_of_older_programs(data: bytes) -> None:
    assert reason(data) is PolicyCode.OLD_WORD


def test_a_locked_document() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert reason(data) is PolicyCode.LOCKED


def test_a_pdf_of_pictures() -> None:
    assert reason(pdf([[], []])) is PolicyCode.SCANNED


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\nnothing", pdf([["一、总体要求"]])[:300], document(paragraph("一、总"))[:200]]
)
def test_a_file_that_was_cut_off(data: bytes) -> None:
    assert reason(data) is PolicyCode.BROKEN


def test_a_bomb_is_not_unpacked() -> None:
    assert reason(zipped(word__document_xml=b" " * 80_000_000)) is PolicyCode.TOO_LARGE


def test_entities_are_refused() -> None:
    body = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa">]><d>&a;</d>'
    assert reason(zipped(word__document_xml=body)) is PolicyCode.BROKEN


def test_a_text_destroyed_beyond_repair_is_refused_with_its_share() -> None:
    text = MORE[0].data.decode()
    lost = "".join("\ufffd" if place % 3 == 0 else char for place, char in enumerate(text))
    with pytest.raises(Refusal) as refused:
        found_in(lost)
    assert refused.value.code is PolicyCode.DESTROYED
    assert 25 < int(refused.value.data["share"]) < 45


def test_contradictory_numbers_are_said_and_nothing_is_lost() -> None:
    found = found_in(
        "某县关于加强治理的意见\n一、总体要求\n三、主要任务\n二、保障措施\n三、附则要求。各单位要认真贯彻落实本意见精神。\n"
    )
    assert [clause["number"] for clause in found["clauses"]] == ["一", "三", "二", "三"]
    assert "numbering" in found["doubts"]
    assert [clause["confidence"] for clause in found["clauses"]] == [0.98, 0.6, 0.6, 0.98]


def test_a_table_that_cannot_be_told_keeps_its_words() -> None:
    found = found_in(
        "任务分解表\n序号\t重点任务\t牵头单位\n1\t完善制度\t老张和小李那一摊\n2\t健全机制\t再议\n附件到此为止,请各单位遵照执行。\n"
    )
    assert [task["lead"] for task in found["tasks"]] == [["老张和小李那一摊"], ["再议"]]
    assert all(task["confidence"] < 0.7 for task in found["tasks"])


def test_deep_nesting_and_endless_cells_end() -> None:
    start = time.perf_counter()
    page = (
        "<html><body>"
        + "<table><tr><td>" * 3000
        + "一、总体要求:加强基层社区治理体系建设,提高服务能力"
        + "</td></tr></table>" * 3000
    )
    source_of(page.encode())
    source_of(f"<html><table><tr><td rowspan=999999999 colspan=99999999>{'基层治理' * 9}</td></tr></table>".encode())
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize("unit", ["(", "（", "1、", "市", "、", "各市(县)、区", "一、", "2", "第", "《", "每", "不得"])
def test_endless_repetition_takes_no_endless_time(unit: str) -> None:
    start = time.perf_counter()
    found_in("某县关于加强社区治理的意见\n一、总体要求。认真贯彻落实上级精神。\n" + unit * (20_000 // len(unit)))
    assert time.perf_counter() - start < 8


def test_word_tables_with_merged_cells_and_page_breaks() -> None:
    rows = table(
        cell("甲") + cell("乙", across=2),
        cell("丙", merged="restart") + cell("丁"),
        cell("", merged="continue") + cell("戊"),
    )
    assert source_of(document(paragraph("题目"), rows)).text == "题目\n甲\t乙\t\n丙\t丁\n丙\t戊"
