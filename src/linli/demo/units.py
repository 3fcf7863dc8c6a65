"""The demo's units: bodies of 116 communities, offices of county and towns, and who is outside; with relations."""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from linli.demo.names import credit_code
from linli.demo.staff import Staff
from linli.people.rules.unit_batches import NewPost, NewRelation, NewUnit

HERE = Path(__file__)
COMMITTEES = ("residents_committee", "village_committee")


@cache
def bodies() -> Mapping[str, Any]:
    """The bodies of communities as written."""
    read: dict[str, Any] = yaml.safe_load(HERE.with_name("bodies.yaml").read_text(encoding="utf-8"))
    return read


@cache
def offices() -> Mapping[str, Any]:
    """The offices of county and towns as written."""
    read: dict[str, Any] = yaml.safe_load(HERE.with_name("offices.yaml").read_text(encoding="utf-8"))
    return read


def duty_phone(code: str, kind: str) -> str:
    """The phone of an office, made up: the same at every load."""
    return f"0529-8{zlib.crc32(f'{code}/{kind}'.encode()) % 10_000_000:07}"


@dataclass(frozen=True)
class Place:
    """A community or village with its grids and the number of its groups."""

    code: str
    short: str
    urban: bool
    grids: tuple[str, ...]
    groups: int


class Register:
    """Makes the rows of units; credit codes are numbered through."""

    def __init__(self, staff: Staff) -> None:
        self.staff = staff
        self._serial = count(10_000_001, 7)

    def code(self, given: Mapping[str, Any]) -> str:
        """The next credit code of the category, if the kind of unit has one."""
        return credit_code(given["code"], next(self._serial)) if "code" in given else ""

    def community(self, place: Place) -> Iterator[NewUnit]:
        """The bodies of a community, but for what is meant to be missing."""
        missing = bodies()["faults"]["missing"].get(place.code)
        shared: dict[str, str] = {}
        for given in bodies()["urban" if place.urban else "rural"]:
            if given["kind"] != missing:
                yield from self._body(given, place, shared)

    def _body(self, given: Mapping[str, Any], place: Place, shared: dict[str, str]) -> Iterator[NewUnit]:
        for number in range(1, place.groups + 1) if given.get("each") == "group" else (1,):
            name = given["name"].format(short=place.short, n=number)
            posts = self._posts(given, place, shared)
            yield NewUnit(place.code, name, given["kind"], self.code(given), posts=posts, hours=given.get("hours", ""))

    def _posts(self, given: Mapping[str, Any], place: Place, shared: dict[str, str]) -> tuple[NewPost, ...]:
        faults = bodies()["faults"]
        vacant, overdue = (faults[name].get(place.code) == given["kind"] for name in ("vacant", "overdue"))
        found = [
            self.staff.post(_meant(item, given, place), shared, vacant=vacant and not index, overdue=overdue)
            for index, item in enumerate(given["posts"])
        ]
        if found:  # the office of a body can be called; 0529 is no area code that anybody has
            found[0] = found[0]._replace(duty_phone=duty_phone(place.code, given["kind"]))
        if "grids" in given:
            found += [self._grid_worker(grid, given["grids"]) for grid in place.grids]
        return tuple(found)

    def _grid_worker(self, grid: str, title: str) -> NewPost:
        login = bodies()["logins"].get(grid, "")
        term = self.staff.term(self.staff.hire(login), elected=False)
        roles = self.staff.known(("grid_worker", "case_intake"))
        return NewPost(
            f"第{int(grid[12:])}网格{title}", "grid_worker", roles, 1, grid, None, (term,), duty_phone(grid, "grid")
        )

    def offices(self, towns: Sequence[Mapping[str, Any]]) -> Iterator[NewUnit]:
        """County departments, towns with their centres, and units outside the administration."""
        plan = offices()
        for given in plan["departments"]:
            posts = self.staff.posts(plan["department_posts"])
            yield NewUnit("329921", given["name"], given.get("kind", "department"), self.code(given), posts=posts)
        for town in towns:
            yield from self._town(town)
        for given in plan["outside"]:
            posts = self.staff.posts(given["posts"])
            yield NewUnit(given["area"], given["name"], given["kind"], self.code(given), posts=posts)

    def _town(self, town: Mapping[str, Any]) -> Iterator[NewUnit]:
        name, kind = office_of(town)
        posts = self.staff.posts(offices()["town_posts"])
        yield NewUnit(town["code"], name, kind, self.code({"code": "11"}), posts=posts, hours=offices()["town_hours"])
        for given in offices()["town_units"]:
            full = given["name"].format(short=town["name"])
            yield NewUnit(town["code"], full, given["kind"], self.code(given), posts=self.staff.posts(given["posts"]))


def _meant(post: Mapping[str, Any], body: Mapping[str, Any], place: Place) -> Mapping[str, Any]:
    """The post as written, or with the holder of another one where that is a fault of the stories."""
    faults = bodies()["faults"]
    if faults["clash"].get(place.code) and (body["kind"], post["kind"]) in _CLASHING:
        return {**post, "shared": "clash"}
    if faults["hands"].get(place.code) and post["kind"] in ("bookkeeper", "deputy"):
        return {**post, "shared": "hands", "kind": "approver" if post["kind"] == "deputy" else post["kind"]}
    return post


_CLASHING = {(kind, "deputy") for kind in COMMITTEES} | {("supervision_committee", "director")}


def office_of(town: Mapping[str, Any]) -> tuple[str, str]:
    """Name and kind of the office of a street or town."""
    street = town["name"].endswith("街道")
    return (f"{town['name']}办事处", "street_office") if street else (f"{town['name']}人民政府", "town_government")


def relations(units: Sequence[NewUnit], towns: Sequence[Mapping[str, Any]], since: Any) -> Iterator[NewRelation]:
    """Who leads, guides, supervises, entrusts whom, and who answers for which place."""
    by_place: dict[str, dict[str, NewUnit]] = {}
    for unit in units:
        by_place.setdefault(unit.area, {})[unit.kind] = unit
    committees = [unit for unit in units if unit.kind in COMMITTEES]
    for committee in committees:
        yield from _inside(committee, by_place[committee.area], since)
    seats = [(town["code"], office_of(town)[0]) for town in towns]
    for code, name in seats:
        yield NewRelation("answers_for", code, name, place=code, since=since)
        below = [unit for unit in committees if unit.area.startswith(code)]
        yield from (NewRelation("guides", code, name, u.area, u.name, since=since) for u in below)
    targets = {"towns": seats, "committees": [(unit.area, unit.name) for unit in committees]}
    for upper, kind, whom, basis in offices()["relations"]:
        for area, name in targets[whom]:
            yield NewRelation(kind, "329921", upper, area, name, since=since, basis=basis)


def _inside(committee: NewUnit, others: Mapping[str, NewUnit], since: Any) -> Iterator[NewRelation]:
    area = committee.area
    yield NewRelation("answers_for", area, committee.name, place=area, since=since)
    for kind, relation, lower in (
        ("community_party", "leads", committee),
        ("supervision_committee", "supervises", committee),
    ):
        if kind in others:
            yield NewRelation(relation, area, others[kind].name, area, lower.name, since=since)
    if "service_station" in others:
        yield NewRelation("leads", area, committee.name, area, others["service_station"].name, since=since)
