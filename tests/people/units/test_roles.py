"""Who may do what: every command and look × role × level × kind of unit × own and other area, from the pack (R9.8)."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from linli.kernel.command import Receipt, all_commands
from linli.kernel.command.registry import CommandInfo, _commands
from linli.kernel.packs.reading import check_pack
from linli.people.queries.actors import HeldPost, acting, powers_of
from linli.people.queries.roles import LEVELS, MACHINERY, MatrixRow, Role, role_matrix, roles_at, unnamed
from linli.people.queries.unit_kinds import UnitKind, unit_kinds
from tests.conftest import NOON
from tests.packs.folders import pack_text
from tests.people.people import make_colleague
from tests.people.units.making import unit

pytestmark = pytest.mark.django_db
COUNTY = "329921"
AREAS = {"county": "329921", "town": "329921001", "community": "329921001001", "grid": "329921001001001"}
OTHERS = {"county": "329922", "town": "329921002", "community": "329921001002", "grid": "329921001001002"}


def held(role: str, area: str, kind: str) -> HeldPost:
    return HeldPost(UUID(int=1), "岗位", UUID(int=2), "单位", area, COUNTY, (role,), kind)


def ours(matrix: tuple[MatrixRow, ...]) -> list[MatrixRow]:
    """Without the commands that other tests register."""
    return [row for row in matrix if not row.name.startswith("test.")]


@dataclass(frozen=True)
class Cell:
    """A post with one role: where, in what kind of unit, and whether the role holds there."""

    role: Role
    level: str
    kind: UnitKind

    def holds(self) -> bool:
        """Written out anew, not asked of the code under test."""
        here = LEVELS.index(self.level)
        fits = LEVELS.index(self.role.highest) <= here <= LEVELS.index(self.role.level)
        named = self.kind.key in self.role.unit_kinds
        return fits and (named or (not self.role.unit_kinds and self.kind.government))


def cells() -> list[Cell]:
    kinds = unit_kinds(COUNTY, date(2026, 11, 20)).values()
    roles = roles_at(COUNTY, NOON).values()
    return [Cell(role, level, kind) for role in roles for level in AREAS for kind in kinds]


def test_the_whole_matrix() -> None:
    names = [row.name for row in ours(role_matrix(COUNTY, NOON))]
    seen = cells()
    assert len(names) > 30 and len(seen) > 300
    for cell in seen:
        area, other = AREAS[cell.level], OTHERS[cell.level]
        actor = acting(UUID(int=3), held(cell.role.key, area, cell.kind.key), NOON, "desk")
        granted = set(cell.role.may) if cell.holds() else set()
        assert {name for name in names if actor.may(name)} == granted, cell
        inside = granted if cell.kind.government else set()
        assert {name for name in names if actor.may(name, area)} == inside, cell
        assert {name for name in names if actor.may(name, other) or actor.may(name, area[:-1])} == set(), cell


def test_a_command_that_nobody_names_fails() -> None:
    assert [name for name in unnamed(role_matrix(COUNTY, NOON)) if not name.startswith("test.")] == []
    name = "people.forgotten_command"
    _commands[name] = CommandInfo(name, lambda actor: Receipt("x", UUID(int=1), "x", 1), "")
    try:
        assert name in unnamed(role_matrix(COUNTY, NOON))
    finally:
        del _commands[name]


def test_the_machinery_is_not_for_people() -> None:
    assert set(MACHINERY) <= {info.name for info in all_commands()}
    named = [row.name for row in role_matrix(COUNTY, NOON) if row.machinery and row.roles]
    assert named == []


def test_the_matrix_can_be_printed(capsys: pytest.CaptureFixture[str]) -> None:
    for row in ours(role_matrix(COUNTY, NOON)):
        print(f"{row.name:32} {', '.join(row.roles) or row.machinery}")
    printed = capsys.readouterr().out
    assert "people.create_unit               system_admin\n" in printed
    assert "people.enrol                     owner of an enrolment link\n" in printed


def test_three_administrators_share_no_post_and_the_roles_are_apart() -> None:
    by_kind: dict[str, set[str]] = {}
    for role in roles_at(COUNTY, NOON).values():
        if role.administers:
            by_kind.setdefault(role.administers, set()).update(role.may)
    assert set(by_kind) == {"system", "security", "audit"}
    assert "kernel.see_journal" in by_kind["audit"] and "kernel.see_journal" not in by_kind["system"]
    assert not {name for name in by_kind["audit"] if name in {info.name for info in all_commands()}}


def test_an_unknown_kind_of_unit_gives_no_powers() -> None:
    assert powers_of(held("clerk", COUNTY, "castle"), NOON) == {}
    assert powers_of(held("clerk", COUNTY, "department"), NOON, ["cases.send_note", "x"]) == {
        "cases.send_note": (COUNTY,)
    }


def test_a_unit_outside_sees_only_its_own() -> None:
    actor = make_colleague("hu", unit("志愿队", "volunteer_team"), "partner").actor()
    assert actor.may("cases.see_own_notes") and actor.areas_for("cases.see_own_notes") == ()
    clerk = make_colleague("lu", unit("志愿二队", "volunteer_team"), "clerk").actor()
    assert clerk.powers == {}, "a role of the administration gives nothing outside it"


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ("level: county, highest: town", "its highest level lies below its level"),
        ("level: county, unit_kinds: [castle]", "there is no kind of unit named castle"),
        ("level: village", "level: "),
    ],
)
def test_faults_of_roles_are_named(tmp_path: Path, entry: str, fault: str) -> None:
    text = (
        "roles:\n  - {key: x, title: {zh-Hans: 甲, en: A}, may: [cases.send_note], "
        f"basis: {{rule: R9.8, confidence: D}}, {entry}}}\n"
    )
    (finding,) = check_pack(pack_text(tmp_path, text))
    assert fault in finding.what


@pytest.mark.parametrize(
    ("section", "entry", "fault"),
    [
        ("unit_kinds", "government: true, credit_code: none, body: castle", "there is no body named castle"),
        ("unit_kinds", "government: true, credit_code: none, elected: [king]", "there is no kind of post named king"),
        ("unit_kinds", "government: true, credit_code: none, term: x.y", "there is no parameter named x.y"),
        ("unit_kinds", "government: true, credit_code: maybe", "credit_code: "),
        ("post_conflicts", "effect: flag, sides: [{kinds: [king]}, {roles: [clerk]}]", "the post_kinds have no king"),
        ("post_conflicts", "effect: flag, sides: [{roles: [clerk]}]", "sides: "),
    ],
)
def test_faults_of_kinds_are_named(tmp_path: Path, section: str, entry: str, fault: str) -> None:
    words = "label: {zh-Hans: 甲, en: A}, basis: {rule: R4.1, confidence: D}"
    (finding,) = check_pack(pack_text(tmp_path, f"{section}:\n  - {{key: x, {words}, {entry}}}\n"))
    assert fault in finding.what
