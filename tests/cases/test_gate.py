"""A community is given only what is on its lists, on no path (S-242, S-244, N-010, R6.5)."""

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from linli.cases.commands import assign_case, open_case
from linli.cases.models import Assignment, Case, RefusedAsking
from linli.cases.rules.case_reasons import CaseCode
from linli.cases.rules.duties import (
    FORBIDDEN,
    Barred,
    DutyEntry,
    Nature,
    Placed,
    forbidden_owners,
    owners_twice,
    place_work,
)
from linli.cases.rules.types import DutyStep
from linli.kernel.errors import Conflict
from tests.cases.town import Town, lamp, make_town, version
from tests.cases.walking import step

ROOT = Path(__file__).resolve().parents[2] / "src" / "linli"


def line(matter: str, *kinds: str, step: str = "handle", nature: str = "own", category: str = "") -> DutyEntry:
    return DutyEntry(
        f"{matter}.{kinds[0]}", matter, DutyStep(step), "community", kinds, Nature(nature), category, {}, {}
    )


def test_what_a_committee_may_be_given() -> None:
    lists = (
        line("stairs", "residents_committee"),
        line("cards", "service_station", nature="entrusted"),
        line("shops", "department", nature="own"),
        line("campaign", "residents_committee", nature="assist", category="cleanup_campaign"),
    )

    def ask(kind: str, matter: str, category: str = "", responsible: bool = True) -> Placed | Barred:
        return place_work(kind, matter, category, Nature.OWN, lists, responsible=responsible)

    assert ask("residents_committee", "stairs") == Placed("stairs.residents_committee", Nature.OWN)
    assert ask("residents_committee", "cards") == Barred("not_theirs", "cards.service_station")  # S-034
    assert ask("service_station", "stairs") == Barred("not_theirs", "stairs.residents_committee")  # S-034
    assert ask("residents_committee", "shops") == Barred("not_listed")
    assert ask("residents_committee", "other") == Barred("not_listed")
    assert ask("residents_committee", "campaign") == Barred("forbidden", category="cleanup_campaign")
    helping = ask("residents_committee", "campaign", responsible=False)
    assert helping == Placed("campaign.residents_committee", Nature.ASSIST)
    assert ask("department", "anything") == Placed("", Nature.OWN)


@pytest.mark.parametrize("category", FORBIDDEN)
def test_no_list_makes_a_committee_responsible_for_the_five(category: str) -> None:
    bad = line("x", "village_committee", category=category)
    assert forbidden_owners([bad]) == [bad.key]
    assert forbidden_owners([line("x", "village_committee", nature="assist", category=category)]) == []
    assert owners_twice([bad, line("x", "department")]) == [("x.village_committee", "x.department")]


def makers(tree: ast.Module) -> list[int]:
    """Lines that make an assignment."""
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func)
        if name == "Assignment" or (name.startswith("Assignment.objects") and "create" in name):
            found.append(node.lineno)
    return found


def test_one_place_makes_assignments() -> None:
    found = {
        str(path.relative_to(ROOT)): lines
        for path in ROOT.rglob("*.py")
        if "migrations" not in path.parts and (lines := makers(ast.parse(path.read_text(encoding="utf-8"))))
    }
    assert list(found) == ["cases/commands/assigning.py"] and len(found["cases/commands/assigning.py"]) == 1
    assert makers(ast.parse("Assignment(id=1)\nAssignment.objects.bulk_create([])")) == [1, 2]


@pytest.mark.django_db
def test_refused_attempts_are_counted_and_kept() -> None:
    town = make_town()
    boss = town.who("street", "dispatcher")
    case = lamp(town.who("station", "case_intake"), sort="road")
    step(boss, case, "accept")
    with pytest.raises(Conflict) as caught:
        assign_case(boss, case=case, unit=town.units["committee"], expected_version=version(case))
    # Taking reports on roads in is on its list of assistance; answering for roads is on none.
    assert caught.value.code is CaseCode.NOT_LISTED
    assign_case(boss, case=case, unit=town.units["committee"], role="helping", expected_version=version(case))
    share = Assignment.objects.get(unit=town.units["committee"])
    assert (share.nature, share.duty) == ("assist", "roads.accept.community")
    assert RefusedAsking.objects.count() == 1


Path_ = Callable[[Town, UUID], Any]


def by_lead(town: Town, case: UUID) -> None:
    boss = town.who("street", "dispatcher")
    assign_case(boss, case=case, unit=town.units["committee"], expected_version=version(case))


def by_sharing(town: Town, case: UUID) -> None:
    boss = town.who("street", "dispatcher")
    assign_case(boss, case=case, unit=town.units["committee"], role="responsible", expected_version=version(case))


def by_child(town: Town, case: UUID) -> None:
    boss = town.who("street", "dispatcher")
    part = open_case(boss, type="report_part", sort="unlisted", area="329921001001", text="x", parent=case).id
    step(boss, part, "accept")
    by_lead(town, part)


@pytest.mark.django_db
@pytest.mark.parametrize("path", [by_lead, by_sharing, by_child])
def test_no_path_gives_a_committee_what_no_list_names(path: Path_, unlisted: None) -> None:
    town = make_town()
    case = lamp(town.who("station", "case_intake"), sort="unlisted")
    step(town.who("street", "dispatcher"), case, "accept")
    with pytest.raises(Conflict) as caught:
        path(town, case)
    assert caught.value.code is CaseCode.NOT_LISTED
    assert not Assignment.objects.filter(unit=town.units["committee"]).exists()
    kept = RefusedAsking.objects.get()
    assert (kept.why, kept.unit, kept.asked_by) == ("not_listed", town.units["committee"], town.units["street"])
    assert kept.path == "cases.assign_case"


@pytest.fixture
def unlisted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sort whose matter no list gives to any body of a community."""
    from dataclasses import replace

    from linli.cases.queries import types

    read = types.type_of

    def with_sort(entry: Any) -> Any:
        found = read(entry)
        if entry.key != "report_part":
            return found
        sort = replace(found.sorts["road"], key="unlisted", matter="nobodys")
        return replace(found, sorts={**found.sorts, "unlisted": sort})

    monkeypatch.setattr(types, "type_of", with_sort)


@pytest.mark.django_db
def test_a_merge_brings_no_work_to_anybody() -> None:
    from linli.cases.commands import merge_cases

    town = make_town()
    boss, desk = town.who("street", "dispatcher"), town.who("station", "case_intake")
    one, other = lamp(desk), lamp(desk, text="又一盏灯")
    merge_cases(boss, case=other, into=one, expected_version=version(other))
    assert not Assignment.objects.exists()
    assert Case.objects.get(pk=other).state == "merged"
