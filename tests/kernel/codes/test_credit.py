"""Unified social credit codes: R2.3."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from linli.kernel import codes
from linli.kernel.codes import CodesCode, CreditCategory
from linli.kernel.codes.checksums import CREDIT_ALPHABET
from linli.kernel.errors import Invalid

pytestmark = pytest.mark.pure


def test_t017_a_company() -> None:
    finding = codes.check_credit("91110105MA01ABCD5F")
    assert finding.ok
    assert finding.warnings == ()
    assert finding.facts is not None
    assert finding.facts.category is CreditCategory.COMPANY
    assert finding.facts.division == "110105"
    assert codes.organisation_check("MA01ABCD") == "5"


def test_t019_a_village_collective() -> None:
    facts = codes.check_credit("N2370102MF1234567B").facts
    assert facts is not None
    assert facts.category is CreditCategory.COLLECTIVE_OF_VILLAGE
    assert facts.department == "N"


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("91110105MA01ABCD5G", CodesCode.BAD_CHECK),  # T020
        ("91110105MA01ABCD5", CodesCode.BAD_LENGTH),
        ("9111O105MA01ABCD5F", CodesCode.BAD_CHARACTERS),
        ("91110105MA01IBCD5F", CodesCode.BAD_CHARACTERS),
        ("911101A5MA01ABCD5F", CodesCode.BAD_CHARACTERS),
    ],
)
def test_t020_refused(text: str, error: CodesCode) -> None:
    assert codes.check_credit(text).error is error
    with pytest.raises(Invalid) as refused:
        codes.parse_credit(text)
    assert refused.value.code is error


def test_the_characters_at_fault_are_named() -> None:
    assert codes.check_credit("9111O105MA01IBCD5F").data == {"found": "OI"}


def test_typed_in_lower_case_and_full_width() -> None:
    assert codes.parse_credit("９１１１０１０５ ma01abcd5f") == "91110105MA01ABCD5F"


def whole(body: str) -> str:
    return body + codes.credit_check(body)


@pytest.mark.parametrize("pair", ["54", "55"])
def test_committees_are_known_but_not_told_apart(pair: str) -> None:
    body = f"{pair}320205MJ123456"
    finding = codes.check_credit(whole(body + codes.organisation_check("MJ123456")))
    assert finding.warnings == ()
    assert finding.facts is not None
    assert finding.facts.category is not None
    assert finding.facts.category.is_committee


def test_oddities_only_warn() -> None:
    assert codes.check_credit(whole("Q1320205MJ1234560")).warnings == (
        CodesCode.UNKNOWN_CATEGORY,
        CodesCode.ORGANISATION_CHECK,
    )
    odd_division = codes.check_credit(whole("91990101" + "MA01ABCD" + "5"))
    assert odd_division.warnings == (CodesCode.UNUSUAL_PART,)
    assert codes.check_credit(whole("11100000" + "MA01ABCD" + "5")).warnings == ()


@given(
    st.sampled_from(["11", "52", "91", "92"]),
    st.text("0123456789", min_size=6, max_size=6),
    st.text(CREDIT_ALPHABET, min_size=9, max_size=9),
)
def test_the_check_character_agrees_with_another_implementation(pair: str, division: str, rest: str) -> None:
    body = pair + division + rest
    assert uscc.calc_check_digit(body) == codes.credit_check(body)
    assert codes.check_credit(whole(body)).ok


@given(st.text(CREDIT_ALPHABET, min_size=9, max_size=9), st.integers(0, 8), st.sampled_from(CREDIT_ALPHABET))
def test_one_wrong_character_never_passes(rest: str, place: int, other: str) -> None:
    right = whole("91110105" + rest)
    wrong = "91110105" + rest[:place] + other + rest[place + 1 :] + right[17]
    assert codes.check_credit(wrong).ok == (wrong == right)
