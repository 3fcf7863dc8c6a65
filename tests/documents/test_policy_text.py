"""A policy paper's bytes become text, and bracketed readings go, with every place kept."""

import pytest

from linli.documents.rules.policies.decoding import decoded
from linli.documents.rules.policies.ledger import edited, untouched
from linli.documents.rules.policies.pinyin import readings

SIMPLE = "各乡镇人民政府要在2031年底前建成养老服务站,每站不少于三名工作人员。"
TRADITIONAL = "各鄉鎮人民政府要在年底前建成養老服務站,每站不少於三名工作人員。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_text_reads_the_same_in_each_encoding(encoding: str) -> None:
    found = decoded(SIMPLE.encode(encoding))
    assert found is not None
    assert (found.text, found.twice) == (SIMPLE, False)


def test_big5_is_told_from_gb18030() -> None:
    found = decoded(TRADITIONAL.encode("big5"))
    assert found is not None
    assert (found.text, found.encoding) == (TRADITIONAL, "big5")


def test_a_text_encoded_twice_is_said_to_be() -> None:
    found = decoded(SIMPLE.encode().decode("latin-1").encode())
    assert found is not None
    assert (found.text, found.twice) == (SIMPLE, True)


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\0\0\xff", b"\xff\xff\xff\xff"])
def test_bytes_that_are_no_text_stay_unread(data: bytes) -> None:
    assert decoded(data) is None


def test_readings_go_and_each_character_keeps_its_place() -> None:
    damaged = "社會(huì )治理和學(xué)校（jiào）,見表(a)和附件(one)"
    mended = edited(untouched(damaged), readings(damaged))
    assert mended.text == "社會治理和學校,見表(a)和附件(one)"
    assert all(damaged[place] == char for place, char in zip(mended.starts, mended.text, strict=True))
    assert [damaged[repair.start : repair.end] for repair in mended.repairs] == ["(huì )", "(xué)", "（jiào）"]
