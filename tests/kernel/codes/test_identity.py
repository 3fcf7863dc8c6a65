"""Identity numbers: R2.1, R2.2, R2.4, R2.5. All numbers are synthetic or the standards' own samples."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_2

from linli.kernel import codes
from linli.kernel.codes import CodesCode, IdentityFacts, IdentityKind, Sex
from linli.kernel.errors import Invalid

pytestmark = pytest.mark.pure

TODAY = date(2026, 11, 22)


def facts_of(text: str) -> IdentityFacts:
    facts = codes.check_identity(text, TODAY).facts
    assert facts is not None
    return facts


def test_t001_the_sample_of_the_standard() -> None:
    finding = codes.check_citizen("11010519491231002X", TODAY)
    assert finding.ok
    assert finding.warnings == ()
    expected = IdentityFacts(IdentityKind.CITIZEN, "11", "110105", date(1949, 12, 31), Sex.FEMALE)
    assert finding.facts == expected


def test_t002_an_abolished_county_only_warns() -> None:
    finding = codes.check_citizen("440524188001010014", TODAY)
    assert finding.ok
    assert finding.facts is not None
    assert (finding.facts.birth, finding.facts.sex) == (date(1880, 1, 1), Sex.MALE)
    assert finding.warnings == (CodesCode.AREA_NOT_CURRENT,)
    assert finding.data["code"] == "440524"


@pytest.mark.parametrize(("body", "check"), [("34052419800101001", "X"), ("51310119820113001", "4")])
def test_t004_check_character(body: str, check: str) -> None:
    assert codes.citizen_check(body) == check
    assert codes.parse_citizen(body + check, TODAY) == body + check


@pytest.mark.parametrize(
    "text",
    [
        "34052419800101001x",
        "３４０５２４１９８００１０１００１Ｘ",
        " 340524 1980 0101 001ｘ\u200b",
        "\ufeff34052419800101001X\u3000",
    ],
)
def test_t005_the_many_ways_of_typing(text: str) -> None:
    assert codes.parse_citizen(text, TODAY) == "34052419800101001X"


def test_t007_sequence_998_of_2000_is_a_woman() -> None:
    facts = facts_of("110101200002299987")
    assert (facts.birth, facts.sex) == (date(2000, 2, 29), Sex.FEMALE)


def test_t008_1900_was_no_leap_year() -> None:
    assert codes.check_citizen("110101190002290011", TODAY).error is CodesCode.BAD_DATE


def test_t010_seventeen_characters() -> None:
    finding = codes.check_citizen("11010519491231002", TODAY)
    assert finding.error is CodesCode.BAD_LENGTH
    assert finding.data == {"length": 17, "expected": 18}


def test_t011_fifteen_digits_are_extended() -> None:
    finding = codes.check_citizen("110105491231002", TODAY)
    assert finding.normal == "11010519491231002X"
    assert finding.warnings == (CodesCode.FIFTEEN_DIGITS,)


@pytest.mark.parametrize("sequence", ["996", "997", "998", "999"])
def test_centenarians_of_fifteen_digits_are_asked(sequence: str) -> None:
    assert codes.check_citizen("110105491231" + sequence, TODAY).error is CodesCode.CENTURY_UNCLEAR
    assert codes.check_citizen("110105491231995", TODAY).ok


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("11010549123100A", CodesCode.BAD_CHARACTERS),
        ("990105491231002", CodesCode.UNKNOWN_PROVINCE),
        ("110105491331002", CodesCode.BAD_DATE),
    ],
)
def test_fifteen_digits_refused(text: str, error: CodesCode) -> None:
    assert codes.check_citizen(text, TODAY).error is error


@pytest.mark.parametrize(
    ("text", "kind", "province"),
    [
        ("820000198506159983", IdentityKind.MACAU_RESIDENT, "82"),  # T013
        ("830000197812319970", IdentityKind.TAIWAN_RESIDENT, "83"),  # T014
        ("H12345678", IdentityKind.HOME_RETURN, "81"),
        ("m1234567801", IdentityKind.HOME_RETURN, "82"),
        ("12345678", IdentityKind.TAIWAN_TRAVEL, "71"),
        ("USA110085071501", IdentityKind.FOREIGN_RESIDENT_OLD, None),  # T016
        ("11010519491231002X", IdentityKind.CITIZEN, "11"),
    ],
)
def test_t013_t014_t016_kinds(text: str, kind: IdentityKind, province: str | None) -> None:
    finding = codes.check_identity(text, TODAY)
    assert finding.ok
    assert finding.warnings == ()
    assert (facts_of(text).kind, facts_of(text).province) == (kind, province)


def test_hong_kong_permit_of_a_made_up_person() -> None:
    body = "81000019900101001"
    facts = facts_of(body + codes.citizen_check(body))
    assert (facts.kind, facts.sex) == (IdentityKind.HONG_KONG_RESIDENT, Sex.MALE)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("110105194912310021", CodesCode.BAD_CHECK),
        ("1101051949123100AX", CodesCode.BAD_CHARACTERS),
        ("11010519491231002A", CodesCode.BAD_CHARACTERS),
        ("11010519491231002²", CodesCode.BAD_CHARACTERS),
        ("00010519491231002X", CodesCode.UNKNOWN_PROVINCE),
        ("83010519491231002X", CodesCode.UNKNOWN_PROVINCE),
        ("", CodesCode.BAD_LENGTH),
    ],
)
def test_refused_with_the_first_error_in_order(text: str, error: CodesCode) -> None:
    assert codes.check_citizen(text, TODAY).error is error
    with pytest.raises(Invalid) as refused:
        codes.parse_citizen(text, TODAY)
    assert refused.value.code is error


def test_births_lie_between_1800_and_today() -> None:
    for born, ok in [("18000101", True), ("17991231", False), ("20261122", True), ("20261123", False)]:
        body = f"110105{born}001"
        assert codes.check_citizen(body + codes.citizen_check(body), TODAY).ok is ok


@pytest.mark.parametrize("county", ["620200", "620201", "441900", "429004", "659001"])
def test_numbers_issued_where_no_county_stands_below_do_not_warn(county: str) -> None:
    body = f"{county}19900101001"
    finding = codes.check_citizen(body + codes.citizen_check(body), TODAY)
    assert finding.ok
    assert finding.warnings == ()


def test_a_fictional_county_warns() -> None:
    body = "32992119900101001"
    finding = codes.check_citizen(body + codes.citizen_check(body), TODAY)
    assert finding.warnings == (CodesCode.FICTIONAL_AREA,)


def test_the_foreign_card_of_2023() -> None:
    body = "93184019850715001"
    finding = codes.check_identity(body + codes.citizen_check(body), TODAY)
    assert finding.facts == IdentityFacts(IdentityKind.FOREIGN_RESIDENT, "31", birth=date(1985, 7, 15))
    odd = "90084019850715001"
    assert codes.check_foreign_card(odd + codes.citizen_check(odd), TODAY).warnings == (CodesCode.UNUSUAL_PART,)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("931840198507150010", CodesCode.BAD_CHECK),
        ("931840198513150011", CodesCode.BAD_DATE),
        ("11010519491231002X", CodesCode.BAD_SHAPE),
        ("US1110085071501", CodesCode.BAD_SHAPE),
        ("US", CodesCode.BAD_LENGTH),
    ],
)
def test_foreign_cards_refused(text: str, error: CodesCode) -> None:
    assert codes.check_foreign_card(text, TODAY).error is error
    with pytest.raises(Invalid):
        codes.parse_foreign_card(text, TODAY)


def test_travel_permits_of_other_shapes_are_refused() -> None:
    assert codes.check_travel_permit("H123456789").error is CodesCode.BAD_SHAPE
    assert codes.parse_travel_permit("h 1234 5678") == "H12345678"


bodies = st.builds(
    lambda county, day, sequence: f"{county}{day:%Y%m%d}{sequence:03d}",
    st.sampled_from(["110105", "320205", "232701", "440524"]),
    st.dates(date(1900, 1, 1), TODAY),
    st.integers(0, 999),
)


@given(bodies)
def test_every_made_up_number_is_taken_and_agrees_with_another_implementation(body: str) -> None:
    number = body + codes.citizen_check(body)
    assert mod_11_2.is_valid(number)
    facts = facts_of(number)
    assert facts.birth is not None
    assert f"{facts.birth:%Y%m%d}" == body[6:14]
    assert codes.parse_identity(number.lower(), TODAY) == number


@given(bodies, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_never_passes(body: str, place: int, shift: int) -> None:
    wrong = str((int(body[place]) + shift) % 10)
    number = body[:place] + wrong + body[place + 1 :] + codes.citizen_check(body)
    assert not codes.check_citizen(number, TODAY).ok


@given(st.text(max_size=20))
def test_no_text_breaks_the_checks(text: str) -> None:
    codes.check_identity(text, TODAY)
    codes.check_area(text)
    codes.check_credit(text)
    codes.check_phone(text)
