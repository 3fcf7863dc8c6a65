"""Phones: R2.6."""

import pytest

from linli.kernel import codes
from linli.kernel.codes import CodesCode, PhoneFacts, PhoneKind
from linli.kernel.errors import Invalid

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("text", "normal", "kind"),
    [
        ("13800138000", "+8613800138000", PhoneKind.MOBILE),
        ("010-12345678", "+861012345678", PhoneKind.LANDLINE),
        ("0571-8765432", "+865718765432", PhoneKind.LANDLINE),
    ],
)
def test_t022_good_numbers(text: str, normal: str, kind: PhoneKind) -> None:
    finding = codes.check_phone(text)
    assert finding.ok
    assert finding.normal == normal
    assert finding.facts is not None
    assert finding.facts.kind is kind


def test_t022_bad_number() -> None:
    assert codes.check_phone("12345678901").error is CodesCode.BAD_PHONE


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("138 0013 8000", "+8613800138000"),
        ("138-0013-8000", "+8613800138000"),
        ("１３８００１３８０００", "+8613800138000"),
        ("\u202a+86 138 0013 8000\u202c", "+8613800138000"),
        ("0086-13800138000", "+8613800138000"),
        ("(010)12345678", "+861012345678"),
        ("（0571）87654321", "+8657187654321"),
        ("01012345678", "+861012345678"),
        ("+86 10 1234 5678", "+861012345678"),
        ("+86-0571-8765432", "+865718765432"),
        ("0571－8765432－801", "+865718765432;ext=801"),
        ("0571-8765432转801", "+865718765432;ext=801"),
        ("0571—8765432 ext. 801", "+865718765432;ext=801"),
        ("021-12345678", "+862112345678"),
        ("400-123-4567", "4001234567"),
        ("8001234567", "8001234567"),
        ("110", "110"),
        ("12345", "12345"),
        ("12393", "12393"),
        ("+852 2345 6789", "+85223456789"),
        ("00852-23456789", "+85223456789"),
    ],
)
def test_many_ways_of_writing(text: str, normal: str) -> None:
    assert codes.parse_phone(text) == normal
    assert codes.parse_phone(normal) == normal, "the stored form is stable"


def test_parts_of_a_landline() -> None:
    facts = codes.check_phone("0571-8765432-801").facts
    assert facts == PhoneFacts(PhoneKind.LANDLINE, "8765432", "0571", "801")


@pytest.mark.parametrize("text", ["87654321", "8765432", "8765 4321", "87654321-801"])
def test_a_landline_without_area_code_is_asked_for(text: str) -> None:
    assert codes.check_phone(text).error is CodesCode.AREA_CODE_MISSING


@pytest.mark.parametrize(
    "text",
    ["", "1380013800", "138001380000", "23800138000", "111", "00112345678", "010-123456", "+86110", "+1 2025550100",
     "+8524001234567", "400123456", "电话", "+86 87654321", "０１０-１２３４５６７８９"],
)  # fmt: skip
def test_refused(text: str) -> None:
    assert codes.check_phone(text).error is CodesCode.BAD_PHONE
    with pytest.raises(Invalid) as refused:
        codes.parse_phone(text)
    assert refused.value.code is CodesCode.BAD_PHONE
