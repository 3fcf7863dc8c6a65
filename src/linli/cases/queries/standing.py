"""Which area a case belongs to on a day: the one of its code, or what took its place after a merge or split."""

from datetime import date

from linli.cases.rules.case_reasons import CaseCode
from linli.kernel.codes import AreaLevel
from linli.kernel.errors import ErrorCode, Invalid, KernelCode, Problem
from linli.kernel.geo import Point
from linli.places.queries.areas import area_by_code
from linli.places.queries.doorways import locate_point


def standing_area(county: str, code: str, point: Point | None, day: date) -> str:
    """The code that stands on ``day`` for a place that somebody named: itself, or the one area that followed on it.

    Where several followed, the one that holds the point. Invalid, at ``area``, for an unknown code, one that ended
    without a successor, and, naming the successors, where nobody can say which of them is meant.
    """
    found = area_by_code(code[: AreaLevel.COMMUNITY], day) if len(code) >= AreaLevel.COUNTY else ()
    codes = {row.code for row in found}
    if not codes:
        raise _refused(CaseCode.NO_AREA)
    if code[: AreaLevel.COMMUNITY] in codes:
        return code
    after = followed_area(county, code, next(iter(codes)) if len(codes) == 1 else "", point, day)
    if after[: AreaLevel.COMMUNITY] not in codes:
        raise _refused(CaseCode.AREA_DIVIDED, areas="、".join(f"{row.name} ({row.code})" for row in found))
    return after


def _refused(code: ErrorCode, **data: str) -> Invalid:
    return Invalid(KernelCode.INVALID, problems=(Problem("area", code, data),))


def followed_area(county: str, before: str, after: str, point: Point | None, day: date) -> str:
    """What a place of the code ``before`` belongs to now: by its point where it has one, else ``after``."""
    if point is None:
        return after
    found = locate_point(county, point, day)
    if found.grid is not None and len(before) > AreaLevel.COMMUNITY:
        return found.grid.code
    return found.community.code if found.community is not None else after


def point_of(lon: float | None, lat: float | None) -> Point | None:
    """The point of two coordinates, if both are known."""
    return None if lon is None or lat is None else Point(lon, lat)
