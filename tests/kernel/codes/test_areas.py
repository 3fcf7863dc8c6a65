"""Area codes: R1.1, R1.2."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.kernel import codes
from linli.kernel.codes import AreaLevel, CodesCode
from linli.kernel.errors import Invalid

pytestmark = pytest.mark.pure

FORMS = [
    ("000000000000", ""),
    ("320000000000", "32"),
    ("500000000000", "50"),
    ("320000", "32"),
    ("320200000000", "3202"),
    ("320200", "3202"),
    ("320205000000", "320205"),
    ("320205001000", "320205001"),
    ("320205001001", "320205001001"),
    ("110100000000", "1101"),
    ("441900000000", "4419"),
    ("441900003000", "441900003"),
    ("441900003001", "441900003001"),
    ("460400100000", "460400100"),
]


@pytest.mark.parametrize(("statistical", "significant"), FORMS)
def test_statistical_codes_are_stripped_to_whole_parts(statistical: str, significant: str) -> None:
    assert codes.parse_area(statistical) == significant


@pytest.mark.parametrize(("statistical", "significant"), [pair for pair in FORMS if len(pair[0]) == 12])
def test_the_statistical_form_comes_back(statistical: str, significant: str) -> None:
    assert codes.to_statistical(significant) == statistical
    assert codes.from_statistical(statistical) == significant


def test_t023_community_with_parent_and_level() -> None:
    code = codes.from_statistical("110101001001")
    assert codes.level_of(code) is AreaLevel.COMMUNITY
    parent = codes.parent_of(code)
    assert parent is not None
    assert codes.to_statistical(parent) == "110101001000"
    assert codes.community_kind(code) is codes.CommunityKind.RESIDENTS


def test_t025_province_direct_county() -> None:
    facts = codes.check_area("429004001001").facts
    assert facts is not None
    assert facts.province_direct
    assert facts.county == "429004"
    assert codes.parent_of("429004") == "4290"


def test_t029_eleven_digits() -> None:
    assert codes.check_area("11010100100").error is CodesCode.BAD_LENGTH
    with pytest.raises(Invalid) as refused:
        codes.from_statistical("11010100100")
    assert refused.value.code is CodesCode.BAD_LENGTH
    assert refused.value.data["length"] == 11


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("10", CodesCode.UNKNOWN_PROVINCE),
        ("83", CodesCode.UNKNOWN_PROVINCE),
        ("990101", CodesCode.UNKNOWN_PROVINCE),
        ("3", CodesCode.BAD_LENGTH),
        ("32020", CodesCode.BAD_LENGTH),
        ("32O205", CodesCode.BAD_CHARACTERS),
        ("３２０２０٣", CodesCode.BAD_CHARACTERS),
        ("320005", CodesCode.BAD_AREA_PART),
        ("320205000001", CodesCode.BAD_AREA_PART),
        ("320205001001000", CodesCode.BAD_AREA_PART),
        ("320205001000001", CodesCode.BAD_AREA_PART),
        ("32020500100100100", CodesCode.BAD_AREA_PART),
    ],
)
def test_refused(text: str, error: CodesCode) -> None:
    finding = codes.check_area(text)
    assert not finding.ok
    assert finding.error is error
    with pytest.raises(Invalid) as refused:
        codes.parse_area(text)
    assert refused.value.code is error


def test_blanks_and_full_width_digits_are_taken() -> None:
    assert codes.parse_area(" ３２０２ 05​") == "320205"


@pytest.mark.parametrize("code", ["329921", "3299", "329921001001", "320199"])
def test_fictional_counties_only_warn(code: str) -> None:
    finding = codes.check_area(code)
    assert finding.ok
    assert finding.warnings == (CodesCode.FICTIONAL_AREA,)


@pytest.mark.parametrize("code", ["440524", "3203", "320204001", "449900"])
def test_warnings_of_codes_not_in_the_list(code: str) -> None:
    expected = {
        "440524": (CodesCode.AREA_NOT_CURRENT,),
        "3203": (),
        "320204001": (CodesCode.AREA_NOT_CURRENT,),
        "449900": (CodesCode.FICTIONAL_AREA,),
    }
    finding = codes.check_area(code)
    assert finding.ok
    assert finding.warnings == expected[code]


@pytest.mark.parametrize(
    "code",
    ["320205", "232701", "441900003001", "442000", "460400100", "620201", "620200", "429004", "810000"],
)
def test_no_warning_for_current_areas_with_odd_shapes(code: str) -> None:
    finding = codes.check_area(code)
    assert finding.ok
    assert finding.warnings == ()


@pytest.mark.parametrize(
    ("code", "parent"),
    [
        ("", None),
        ("32", ""),
        ("3202", "32"),
        ("320205", "3202"),
        ("441900003", "4419"),
        ("441900003001", "441900003"),
        ("460400100", "4604"),
        ("620201100", "620201"),
        ("320205001001001", "320205001001"),
        ("32020500100100101", "320205001001001"),
    ],
)
def test_parent(code: str, parent: str | None) -> None:
    assert codes.parent_of(code) == parent


def test_ancestors_begin_with_the_nation_and_skip_an_empty_county() -> None:
    assert codes.ancestors_of("320205001001") == ("", "32", "3202", "320205", "320205001")
    assert codes.ancestors_of("441900003001") == ("", "44", "4419", "441900003")
    assert codes.ancestors_of("") == ()


@pytest.mark.parametrize(
    ("code", "county"),
    [
        ("", "000000"),
        ("32", "320000"),
        ("3205", "320500"),
        ("320205", "320205"),
        ("320205001001001", "320205"),
        ("441900003001", "441900"),
        ("4419", "441900"),
    ],
)
def test_county_of(code: str, county: str) -> None:
    assert codes.county_of(code) == county


def test_prefix_ranges() -> None:
    assert codes.prefix_range("3299") == ("3299", "329:")
    assert codes.prefix_range("32") == ("32", "33")
    assert codes.prefix_range("") == ("", ":")


def test_grids_have_no_statistical_form() -> None:
    with pytest.raises(Invalid) as refused:
        codes.to_statistical("320205001001001")
    assert refused.value.code is CodesCode.NO_STATISTICAL_FORM


def part(digits: int, start: int = 1) -> st.SearchStrategy[str]:
    return st.integers(start, 10**digits - 1).map(lambda number: str(number).zfill(digits))


@st.composite
def significant(draw: st.DrawFn) -> str:
    parts = [
        draw(st.sampled_from(sorted(codes.PROVINCES))),
        draw(part(2)),
        draw(part(2)),
        draw(part(3)),
        draw(part(3)),
        draw(part(3)),
        draw(part(2)),
    ]
    return "".join(parts[: draw(st.integers(0, len(parts)))])


@given(significant())
def test_a_significant_code_is_its_own_normal_form(code: str) -> None:
    assert codes.parse_area(code) == code


@given(significant().filter(lambda code: len(code) <= 12))
def test_both_forms_round_trip(code: str) -> None:
    assert codes.from_statistical(codes.to_statistical(code)) == code


@given(significant())
def test_every_ancestor_is_a_shorter_prefix(code: str) -> None:
    ancestors = codes.ancestors_of(code)
    assert list(ancestors) == sorted(set(ancestors), key=len)
    assert all(codes.contains(ancestor, code) and ancestor != code for ancestor in ancestors)


@given(significant(), significant())
@settings(max_examples=200)
def test_the_prefix_range_holds_exactly_what_lies_inside(jurisdiction: str, code: str) -> None:
    low, high = codes.prefix_range(jurisdiction)
    for candidate in (code, jurisdiction + code[len(jurisdiction) :]):
        assert (low <= candidate < high) == codes.contains(jurisdiction, candidate)
