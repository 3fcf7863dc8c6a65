"""Confirmed tasks become cases; figures become lines; a programme says how it stands (S-255, S-257, S-262)."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.cases.models import Assignment, Case, CaseClock
from linli.documents.commands import confirm_findings, edit_finding, repeal_paper
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.db.listing import Asked, fetch
from linli.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from linli.programmes.commands import revise_target, run_tasks, set_lines, show_programme, start_programme
from linli.programmes.models import PlannedTask, TargetValue
from linli.programmes.queries.programmes import (
    PROGRAMMES,
    lines_of,
    overdue_tasks,
    programme_detail,
    shown_programme,
    shown_programmes,
    standing,
    tasks_listing,
)
from linli.programmes.rules.units import Directory, Known, below
from tests.cases.town import COMMUNITY, COUNTY, TOWN, Town, make_town
from tests.documents.library import clerk, found, taken

pytestmark = [pytest.mark.django_db, pytest.mark.serves("S-255")]


def begun(town: Town) -> tuple[Actor, UUID, UUID]:
    """A programme of the made paper with all its tasks and figures confirmed and run."""
    actor = clerk(town)
    paper = taken(actor)
    confirm_findings(actor, findings=[row.pk for row in found(paper, "task")])
    confirm_findings(actor, findings=[row.pk for row in found(paper, "target")])
    programme = start_programme(actor, paper=paper, area=COUNTY).id
    assert run_tasks(actor, programme=programme).values == {"tasks": 3, "left": 0}
    return actor, paper, programme


def test_a_confirmed_task_is_a_case_of_the_units_the_paper_names() -> None:
    town = make_town()
    _, _, programme = begun(town)
    tasks = list(PlannedTask.objects.filter(programme=programme, whole=None).order_by("no"))
    assert [task.case.type for task in tasks] == ["policy_task"] * 3
    first = tasks[0]
    assert (first.until, first.case.lead_id, first.case.state) == (
        date(2026, 12, 31),
        town.units["urban"],
        "dispatched",
    )
    assert CaseClock.objects.get(case=first.case, key="handle").due_on == date(2026, 12, 31)
    shares = dict(Assignment.objects.filter(case=first.case).values_list("unit", "role"))
    assert shares == {town.units["urban"]: "lead", town.units["housing"]: "helping"}
    lasting = tasks[1]
    assert (lasting.until, lasting.case.due_at.year) == (None, 2199)
    assert lasting.named == {"helping": ["县财政局"]}, "what the register does not know is left to a person, by name"


def test_each_area_a_collective_name_means_gets_a_part_and_its_office_the_work() -> None:
    town = make_town()
    _, _, programme = begun(town)
    parts = PlannedTask.objects.filter(programme=programme, whole__isnull=False)
    assert [(part.area, part.whole.no, part.case.parent_id == part.whole.case_id) for part in parts] == [
        (TOWN, 1, True)
    ]
    assert [(part.case.lead_id, part.case.state) for part in parts] == [(town.units["street"], "dispatched")]


def test_running_again_opens_nothing_twice_and_only_what_was_confirmed() -> None:
    actor, paper, programme = begun(make_town())
    assert run_tasks(actor, programme=programme).unchanged
    assert Case.objects.count() == 4
    with pytest.raises(Conflict, match="programme_begun"):
        start_programme(actor, paper=paper, area=COUNTY)
    other = taken(
        actor, "清和县道路维修工作方案\n一、主要任务\n(一)修好破损路面。（牵头单位：县城市管理局）\n", "b.txt"
    )
    waiting = found(other, "task")[0]
    second = start_programme(actor, paper=other, area=COUNTY, title="修路").id
    with pytest.raises(Conflict, match="programme_not_confirmed"):
        run_tasks(actor, programme=second, findings=[waiting.pk])
    assert run_tasks(actor, programme=second).unchanged


def test_many_tasks_are_run_in_turns() -> None:
    actor = clerk(make_town())
    lines = "\n".join(f"{n}.做好第{n}件事。（牵头单位：县城市管理局）" for n in range(1, 31))
    paper = taken(actor, f"工作安排\n一、任务\n{lines}\n", "many.txt")
    rows = found(paper, "task")
    assert len(rows) == 30
    confirm_findings(actor, findings=[row.pk for row in rows])
    programme = start_programme(actor, paper=paper, area=COUNTY).id
    assert run_tasks(actor, programme=programme).values == {"tasks": 20, "left": 10}
    assert run_tasks(actor, programme=programme).values == {"tasks": 10, "left": 0}


def test_a_day_that_has_passed_makes_a_task_late_from_the_start() -> None:
    actor, _, programme = begun(make_town())
    day = local_day(actor.at)
    late = overdue_tasks(COUNTY, programme, day)
    expected = [no for no, until in ((1, date(2026, 12, 31)), (3, date(2026, 6, 30))) if until < day]
    assert sorted(row.no for row in late) == expected
    after = overdue_tasks(COUNTY, programme, date(2027, 1, 1))
    assert [row.no for row in after] == [3, 1]


def test_how_a_programme_stands_takes_few_questions() -> None:
    town = make_town()
    actor, _, programme = begun(town)
    day = date(2027, 1, 1)
    late = replace(actor, at=actor.at.replace(year=2027))
    with CaptureQueriesContext(connection) as asked:
        row = programme_detail(late, programme)
        stands = standing(COUNTY, row, day)
        page = fetch(tasks_listing(COUNTY, programme, day), late, Asked())
        overdue_tasks(COUNTY, programme, day)
        lines_of(COUNTY, programme)
    assert len(asked.captured_queries) <= 10
    assert (row.tasks, row.ended) == (3, 0)
    assert stands.undated == 1
    assert {load.name: load.tasks for load in stands.loads} == {"清和县城市管理局": 2, "清和县住房和城乡建设局": 1}
    assert [task.no for task in page.rows] == [1, 2, 3]
    assert fetch(tasks_listing(COUNTY, programme, day), late, Asked(filters={"only": "undated"})).count == 1
    assert fetch(PROGRAMMES, actor, Asked()).count == 1


@pytest.mark.serves("S-257", "S-262")
def test_a_figure_is_a_line_with_its_original_beside_every_revision() -> None:
    actor, _, programme = begun(make_town())
    assert set_lines(actor, programme=programme).values == {"lines": 2}
    assert set_lines(actor, programme=programme).unchanged
    rate, bays = lines_of(COUNTY, programme)
    assert (rate.operator, rate.until, rate.values[0].original) == (">=", date(2027, 12, 31), (98_000, None))
    assert bays.values[0].original == (500_000, None)
    revise_target(actor, line=bays.id, value="620", year=2027, basis="县政府常务会议纪要〔2026〕3号", whole="全部泊位")
    revise_target(actor, line=bays.id, value="40", year=2027, area=TOWN, basis="分解下达")
    line = lines_of(COUNTY, programme)[1]
    assert line.whole == "全部泊位"
    found_values = {(value.area, value.year): value for value in line.values}
    county, town = found_values[COUNTY, 2027], found_values[TOWN, 2027]
    assert (county.original, county.current, county.revisions) == ((500_000, None), (620_000, None), 1)
    assert (town.current, town.revisions) == ((40_000, None), 0)
    assert TargetValue.objects.filter(line=line.id, seq=1, area=COUNTY).get().thousandths == 500_000
    for wrong in (
        {"value": "many"},
        {"value": "1", "year": 12},
        {"value": "1", "basis": " "},
        {"value": "2", "upper": "1"},
    ):
        given = {"line": line.id, "year": 2027, "basis": "x", **wrong}
        with pytest.raises(Invalid):
            revise_target(actor, **given)  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(Conflict, match="programme_same"):
        revise_target(actor, line=line.id, value="620", year=2027, basis="x", whole="全部泊位")


def test_only_a_shown_programme_is_seen_by_everybody() -> None:
    actor, _, programme = begun(make_town())
    day = local_day(actor.at)
    with pytest.raises(NotFound):
        shown_programme(COUNTY, programme, day)
    version = programme_detail(actor, programme).version
    show_programme(actor, programme=programme, shown=True, expected_version=version)
    assert shown_programme(COUNTY, programme, day).tasks == 3
    assert len(shown_programmes(COUNTY, day)) == 1
    show_programme(actor, programme=programme, shown=False, expected_version=version + 1)
    assert shown_programmes(COUNTY, day) == ()


def test_who_may_not_is_refused_and_other_areas_are_not_there() -> None:
    town = make_town()
    actor, _, programme = begun(town)
    reader = town.who("street", "clerk")
    assert programme_detail(reader, programme).title
    with pytest.raises(NotAllowed):
        run_tasks(reader, programme=programme)
    inside = replace(actor, powers=dict.fromkeys(actor.powers, (COMMUNITY,)))
    with pytest.raises(NotFound):
        run_tasks(inside, programme=programme)
    with pytest.raises(NotFound):
        show_programme(inside, programme=programme, shown=True, expected_version=1)


def test_a_repealed_paper_sets_no_tasks() -> None:
    actor = clerk(make_town())
    paper = taken(actor)
    repeal_paper(actor, paper=paper, on=local_day(actor.at) - timedelta(days=1), expected_version=1, basis="上级公告")
    with pytest.raises(Conflict, match="programme_repealed"):
        start_programme(actor, paper=paper, area=COUNTY)


def test_a_changed_unit_is_the_one_that_gets_the_work() -> None:
    town = make_town()
    actor = clerk(town)
    paper = taken(actor)
    one = found(paper, "task")[0]
    edit_finding(actor, finding=one.pk, expected_version=1, changes={"lead": "县信访局", "helping": ""})
    programme = start_programme(actor, paper=paper, area=COUNTY).id
    run_tasks(actor, programme=programme)
    assert PlannedTask.objects.get(programme=programme, whole=None).case.lead_id == town.units["petitions"]


def test_names_of_papers_mean_units_of_the_register() -> None:
    ids = [UUID(int=number) for number in range(1, 6)]
    names = ("清和县民政局", "清和县公安局", "清和县数据管理局（12345热线中心）", "河滨街道办事处", "城东街道办事处")
    places = ("清和县", "清和县", "清和县", "河滨街道", "城东街道")
    known = Directory(Known(*unit) for unit in zip(ids, names, places, strict=True))
    assert [known.find(name) for name in ("县民政局", "市公安局", "民政局", "清和县民政局", "县數據管理局")] == [
        ids[0], ids[1], ids[0], ids[0], ids[2],
    ]  # fmt: skip
    assert known.find("办事处") is None, "two could be meant"
    assert known.find("县海洋局") is None
    collective = ("各街道", "各乡镇（街道）", "各社区", "各县（市）、区", "县民政局", "各村", "乡镇")
    assert [below(name) for name in collective] == [
        "town", "town", "community", "", "", "community", "town",
    ]  # fmt: skip
