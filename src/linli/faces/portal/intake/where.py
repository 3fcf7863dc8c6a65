"""Where it is: by the phone's position, by the plan, by address, or by the list of communities."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from linli.cases.rules.case_reasons import CaseCode
from linli.faces.portal.intake.drafts import REPORT
from linli.faces.portal.intake.journey import Journey
from linli.faces.portal.intake.screens import Asked, form_of, head_of, page_of
from linli.faces.portal.intake.what import plain_words, words_field
from linli.faces.portal.pages import Page, problems_of
from linli.faces.portal.parts import Locate, Plan
from linli.faces.portal.places import community_field, is_community
from linli.faces.portal.plans import grid_plan
from linli.faces.portal.reasons import PortalCode
from linli.faces.portal.visiting import county
from linli.kernel.codes import AreaLevel
from linli.kernel.errors import ErrorCode, Invalid, KernelCode, Problem
from linli.kernel.geo import Point
from linli.places.queries.doorways import Doorway, locate_address, locate_point
from linli.places.queries.subdivisions import PartRow, parts_of
from linli.ui.parts import Choice, FieldGroup, FieldKind, FormField, Part

LONGEST = 300
TOLD = ("lon", "lat", "grid", "address", "area")
BY_POINT, BY_GRID, BY_ADDRESS, BY_LIST = "point", "grid", "address", "list"
POSITION = {"lon", "lat"}
_IN_COMMUNITY = {"lon": None, "lat": None, "by": BY_LIST}


def ask_where(asked: Asked) -> Page:
    """The screen; with a community chosen it shows the plan of its grids."""
    journey = asked.journey
    area = _shown_area(asked)
    grids = parts_of(area[: AreaLevel.COMMUNITY], "grid", journey.day) if is_community(area) else ()
    problems, told = problems_of(asked.refusal), asked.typed if asked.typed is not None else _told(journey)
    chosen = (asked.query or {}).get("grid", "") or told.get("grid", "")
    # A refused position is not offered again: without a script nobody could take it back.
    lon, lat = ("", "") if "point" in problems else (told.get("lon", ""), told.get("lat", ""))
    errors = (*problems.get("address", ()), *problems.get("point", ()))
    address = FormField(
        "address", gettext("Address"), value=asked.value("address"), errors=errors, maxlength=LONGEST,
        hint=gettext("As on the door plate, for example 和平路8号1号楼."), autocomplete="street-address",
    )  # fmt: skip
    community = community_field(area[: AreaLevel.COMMUNITY], journey.day, problems.get("area", ()))
    fields: tuple[Part, ...] = (Locate(lon, lat), address, community)
    if grids:
        fields = (*fields, _plan(grids, chosen), _grid_field(grids, chosen))
    if journey.kind == REPORT:
        hint = gettext("What others need to find it, for example: third lamp from the bridge.")
        fields = (*fields, words_field(asked, gettext("Anything else?"), hint, required=False))
    keys = {"address": address.key, "point": address.key, "area": community.key, "text": "id_text"}
    title = gettext("Where is it?") if journey.kind == REPORT else gettext("Where do you live?")
    note = gettext("One of these is enough.")
    return page_of(asked, head_of(asked, title, note), form_of(asked, (FieldGroup(fields=fields),), keys))


def _shown_area(asked: Asked) -> str:
    typed = asked.typed.get("area", "") if asked.typed is not None else ""
    given = (asked.query or {}).get("area", "")
    wanted = typed or given or asked.journey.area
    return wanted if wanted.startswith(county()) else county()


def _plan(grids: Sequence[PartRow], chosen: str) -> Plan:
    return grid_plan(
        gettext("Touch the part where it is."), grids, gettext("There is no plan of this community."), chosen
    )


def _grid_field(grids: Sequence[PartRow], chosen: str) -> FormField:
    choices = (Choice("", gettext("I do not know")), *(Choice(row.code, row.name or row.code) for row in grids))
    kept = chosen if chosen in {row.code for row in grids} else ""
    return FormField("grid", gettext("Part of the community"), FieldKind.SELECT, kept, choices=choices)


def take_where(journey: Journey, request: HttpRequest) -> Mapping[str, Any]:
    """The place, as exactly as it was told: position before plan before address before list.

    Somebody who comes back and changes one answer means that one: what is left standing from before gives way to it.
    """
    given = {name: request.POST.get(name, "").strip() for name in TOLD}
    if len(given["address"]) > LONGEST:
        raise _wrong("address", KernelCode.TOO_LONG, length=len(given["address"]), limit=LONGEST)
    text = {"text": plain_words(request)} if journey.kind == REPORT else {}
    return {**_place(journey, given), "address": given["address"].replace("\x00", ""), **text}


def _told(journey: Journey) -> dict[str, str]:
    """What the screen shows of an earlier answer. What was only found by the address is not shown as if told."""
    content = journey.content
    area, by = str(content.get("area", "")), content.get("by")
    lon, lat = (content["lon"], content["lat"]) if by == BY_POINT else ("", "")
    return {
        "lon": str(lon), "lat": str(lat), "grid": area if by == BY_GRID else "",
        "address": str(content.get("address", "")), "area": journey.area[: AreaLevel.COMMUNITY],
    }  # fmt: skip


def _wrong(path: str, code: ErrorCode, **data: Any) -> Invalid:
    return Invalid(KernelCode.INVALID, problems=(Problem(path, code, data),))


def _place(journey: Journey, given: Mapping[str, str]) -> dict[str, Any]:
    kept, told = journey.content, _told(journey)
    changed = {name for name in TOLD if given[name] != told[name]}
    if kept.get("area") and not changed:
        return {name: kept.get(name) for name in ("area", "lon", "lat", "by")}
    fresh = {name for name in changed if given[name]}
    wins = fresh | POSITION if fresh & POSITION else fresh
    meant = {name: given[name] if name in wins else "" for name in TOLD} if kept.get("area") and fresh else given
    return _found(journey, meant, given["area"] if is_community(given["area"]) else "")


def _found(journey: Journey, meant: Mapping[str, str], community: str) -> dict[str, Any]:
    point = _point(meant)
    if point is not None:
        return _by_point(journey, point)
    if meant["grid"].startswith(community or county()) and _stands(journey, meant["grid"]):
        return {"area": meant["grid"], "lon": None, "lat": None, "by": BY_GRID}
    if meant["address"]:
        return _by_address(journey, meant["address"], community)
    if not community:
        raise _wrong("area", CaseCode.NO_AREA)
    return {**_IN_COMMUNITY, "area": community}


def _stands(journey: Journey, grid: str) -> bool:
    parts = parts_of(grid[: AreaLevel.COMMUNITY], "grid", journey.day) if len(grid) > AreaLevel.COMMUNITY else ()
    return any(part.code == grid for part in parts)


def _point(given: Mapping[str, str]) -> Point | None:
    if not (given["lon"] and given["lat"]):
        return None
    try:
        lon, lat = float(given["lon"][:20]), float(given["lat"][:20])
    except ValueError as error:
        raise _wrong("point", CaseCode.POINT) from error
    if not (73 <= lon <= 136 and 3 <= lat <= 54):
        raise _wrong("point", CaseCode.POINT)
    return Point(round(lon, 6), round(lat, 6))


def _by_point(journey: Journey, point: Point) -> dict[str, Any]:
    door = locate_point(county(), point, journey.day)
    code = _code_of(door)
    if not code:
        raise _wrong("point", PortalCode.OUTSIDE)
    return {"area": code, "lon": point.longitude, "lat": point.latitude, "by": BY_POINT}


def _by_address(journey: Journey, address: str, community: str) -> dict[str, Any]:
    door = locate_address(county(), address, journey.day)
    code = _code_of(door) if door else ""
    if door and code:
        lon, lat = (door.point.longitude, door.point.latitude) if door.point else (None, None)
        return {"area": code, "lon": lon, "lat": lat, "by": BY_ADDRESS}
    if not community:
        raise _wrong("address", PortalCode.UNKNOWN_ADDRESS)
    return {**_IN_COMMUNITY, "area": community}


def _code_of(door: Doorway) -> str:
    if door.grid is not None and door.grid.code:
        return door.grid.code
    return door.community.code if door.community else ""
