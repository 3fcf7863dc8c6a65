"""Area codes from the nation down to the micro-grid (R1.1, R1.2, R1.4).

Our form keeps only significant digits: ``""`` nation, ``"32"`` province, ``"3202"`` prefecture,
``"320205"`` county, 9 digits town, 12 community, 15 grid, 17 micro-grid. A jurisdiction is then simply a
prefix of all that lies in it. The statistical form pads with zeros to 12 digits. A town may stand
directly under a prefecture (``441900003``).
"""

from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from typing import Final

from linli.kernel.codes.counties import EDITION, is_current
from linli.kernel.codes.finding import Finding
from linli.kernel.codes.plain import compact, only_digits, strangers
from linli.kernel.codes.reasons import CodesCode
from linli.kernel.errors import Invalid


class AreaLevel(IntEnum):
    """A level of the area tree; its value is the number of significant digits, so levels compare by depth."""

    NATION = 0
    PROVINCE = 2
    PREFECTURE = 4
    COUNTY = 6
    TOWN = 9
    COMMUNITY = 12
    GRID = 15
    MICROGRID = 17


_PROVINCE_NUMBERS: Final = (
    *range(11, 16),
    *range(21, 24),
    *range(31, 38),
    *range(41, 47),
    *range(50, 55),
    *range(61, 66),
    *(71, 81, 82),
)
PROVINCES: Final = frozenset(str(number) for number in _PROVINCE_NUMBERS)
_LENGTHS: Final = tuple(level.value for level in AreaLevel)
_PARTS: Final = tuple(pairwise(_LENGTHS))
_STATISTICAL: Final = AreaLevel.COMMUNITY.value
_FICTIONAL: Final = "99"


@dataclass(frozen=True)
class AreaFacts:
    """What an area code says by itself. ``county`` is padded to six digits (see ``county_of``)."""

    level: AreaLevel
    province: str
    county: str
    fictional: bool
    province_direct: bool


def check_area(text: str) -> Finding[AreaFacts]:
    """Check a code of 2, 4, 6, 9, 12, 15 or 17 digits, with or without padding zeros (R1.1, R1.2).

    Refused are wrong lengths, characters, an unknown province and a zero part before a filled one.
    Fictional areas and codes missing from the division list are accepted with a warning.
    """
    digits = compact(text)
    if len(digits) not in _LENGTHS:
        expected = ", ".join(str(length) for length in _LENGTHS[1:])
        return _refused(digits, CodesCode.BAD_LENGTH, length=len(digits), expected=expected)
    if digits and not only_digits(digits):
        return _refused(digits, CodesCode.BAD_CHARACTERS, found=strangers(digits, "0123456789"))
    code = _significant(digits)
    if code and code[:2] not in PROVINCES:
        return _refused(digits, CodesCode.UNKNOWN_PROVINCE, province=code[:2])
    empty_grid = len(digits) > _STATISTICAL and code != digits
    if _has_hole(code) or empty_grid:
        return _refused(digits, CodesCode.BAD_AREA_PART)
    data = {"code": code, "edition": EDITION.isoformat()}
    return Finding(code, _facts(code), area_warnings(code), data=data)


def parse_area(text: str) -> str:
    """The significant form of a code in either form; raises ``Invalid`` (R1.2)."""
    return check_area(text).require()


def area_warnings(code: str) -> tuple[CodesCode, ...]:
    """Warnings about a significant code, or about the six digits inside an identity number (R1.1)."""
    if is_fictional(code):
        return (CodesCode.FICTIONAL_AREA,)
    if len(code) >= AreaLevel.PREFECTURE and not is_current(code[: AreaLevel.COUNTY]):
        return (CodesCode.AREA_NOT_CURRENT,)
    return ()


def level_of(code: str) -> AreaLevel:
    """The level of a significant code."""
    return AreaLevel(len(code))


def is_fictional(code: str) -> bool:
    """Whether the prefecture or county part is 99, which no real area uses (``329921``)."""
    return _FICTIONAL in (code[2:4], code[4:6])


def is_province_direct(code: str) -> bool:
    """Whether ``code`` lies in a county directly under its province (prefecture part 90, R1.1)."""
    return code[2:4] == "90"


def parent_of(code: str) -> str | None:
    """The significant code one level up, over an empty county part (``441900003`` -> ``4419``); None for the nation.

    The pseudo-prefecture of province-direct counties is kept: ``429004`` -> ``4290`` (R1.1).
    """
    if not code:
        return None
    return _significant(code[: _LENGTHS[_LENGTHS.index(len(code)) - 1]])


def ancestors_of(code: str) -> tuple[str, ...]:
    """All areas above ``code``, the nation first."""
    parent = parent_of(code)
    return () if parent is None else (*ancestors_of(parent), parent)


def to_statistical(code: str) -> str:
    """The 12-digit statistical form of a significant code; ``Invalid`` for grids, which have none (R1.2)."""
    if len(code) > _STATISTICAL:
        raise Invalid(CodesCode.NO_STATISTICAL_FORM)
    return code.ljust(_STATISTICAL, "0")


def from_statistical(text: str) -> str:
    """The significant form of a 12-digit statistical code; raises ``Invalid`` (R1.2, T029)."""
    digits = compact(text)
    if len(digits) != _STATISTICAL:
        raise Invalid(CodesCode.BAD_LENGTH, {"length": len(digits), "expected": _STATISTICAL})
    return parse_area(digits)


def county_of(code: str) -> str:
    """Six digits that place a row of ``code``: its county, or above county level the code padded with zeros."""
    return code[: AreaLevel.COUNTY].ljust(AreaLevel.COUNTY, "0")


def prefix_range(code: str) -> tuple[str, str]:
    """Bounds ``(low, high)`` of everything in ``code``: ``low <= c < high``, in C collation.

    ``prefix_range("3299") == ("3299", "329:")``; the whole nation is ``("", ":")``.
    """
    if not code:
        return "", ":"
    return code, code[:-1] + chr(ord(code[-1]) + 1)


def contains(jurisdiction: str, code: str) -> bool:
    """Whether ``code`` is ``jurisdiction`` or lies in it; both significant."""
    return code.startswith(jurisdiction)


def _significant(digits: str) -> str:
    for start, end in reversed(_PARTS):
        if digits[start:end].strip("0"):
            return digits[:end]
    return ""


def _has_hole(code: str) -> bool:
    parts = [code[start:end] for start, end in _PARTS if code[start:end]]
    # The county part alone may be empty: some prefectures have no counties.
    return any(not part.strip("0") and index != 2 for index, part in enumerate(parts))


def _facts(code: str) -> AreaFacts:
    return AreaFacts(
        level=level_of(code),
        province=code[:2],
        county=county_of(code),
        fictional=is_fictional(code),
        province_direct=is_province_direct(code),
    )


def _refused(digits: str, error: CodesCode, **data: object) -> Finding[AreaFacts]:
    return Finding(digits, error=error, data=data)
