"""Papers come into the library; only what a person confirmed counts (S-255, S-303, S-126)."""

from dataclasses import replace
from datetime import date

import pytest

from linli.documents.commands import (
    add_finding,
    confirm_findings,
    describe_paper,
    drop_finding,
    edit_finding,
    link_clauses,
    merge_findings,
    reopen_finding,
    repeal_paper,
    split_finding,
    take_in_paper,
    unlink_clauses,
)
from linli.documents.models import Clause, Finding, PolicyPaper
from linli.documents.queries.leaning import alarms, cited_by_packs, coverage, links_of
from linli.documents.queries.papers import PAPERS, original_of, paper_detail
from linli.kernel.db.listing import Asked, fetch
from linli.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from linli.kernel.journal.models import JournalEntry
from tests.cases.town import COMMUNITY, COUNTY, make_town
from tests.documents.library import PAPER, clerk, found, taken

pytestmark = [pytest.mark.django_db, pytest.mark.serves("S-303", "S-255")]


def test_a_paper_is_kept_byte_for_byte_with_what_was_found() -> None:
    actor = clerk(make_town())
    paper = taken(actor)
    row, text = paper_detail(actor, paper)
    assert (row.title, row.number, row.issued_on) == (
        "清和县人民政府关于加强路灯维护的实施意见", "清政发〔2026〕8号", date(2026, 3, 1),
    )  # fmt: skip
    assert original_of(actor, paper) == ("路灯.txt", PAPER.encode())
    tasks, figures = found(paper, "task"), found(paper, "target")
    assert (len(tasks), len(figures)) == (3, 2) == (row.tasks, row.targets)
    assert tasks[0].data["lead"] == ["县城市管理局"]
    assert "更换老旧路灯" in text.text[tasks[0].start : tasks[0].end]
    assert {one.state for one in (*tasks, *figures)} == {"found"}
    assert tasks[0].clause is not None and tasks[0].clause.paper_id == paper


def test_the_same_file_twice_is_told_and_a_broken_one_refused() -> None:
    actor = clerk(make_town())
    taken(actor)
    with pytest.raises(Conflict, match="library_known"):
        taken(actor)
    for data in (b"", b"\x00\x01\x02" * 50, b"%PDF-1.4 broken"):
        with pytest.raises(Invalid):
            take_in_paper(actor, area=COUNTY, name="x", data=data)
    with pytest.raises(Invalid):
        take_in_paper(actor, area=COUNTY, name="x", data=b"abc", rank="moon")
    assert PolicyPaper.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "hits"),
    [("路灯", 1), ("路燈 維護", 1), ("亮 灯率", 1), ("〔2026〕8号", 1), ("泊位不少于５００个", 1), ("河道", 0)],
)
def test_words_are_found_whatever_their_script_and_width(words: str, hits: int) -> None:
    actor = clerk(make_town())
    taken(actor)
    assert fetch(PAPERS, actor, Asked(search=words)).count == hits


def test_only_a_person_makes_a_finding_count() -> None:
    actor = clerk(make_town())
    paper = taken(actor)
    one, two, three = found(paper, "task")
    confirm_findings(actor, findings=[one.pk, two.pk])
    assert confirm_findings(actor, findings=[one.pk]).unchanged
    receipt = edit_finding(
        actor, finding=three.pk, expected_version=1, changes={"lead": "县民政局、县公安局", "deadline": "2026-07-31"}
    )
    three.refresh_from_db()
    assert (three.state, three.edited) == ("confirmed", True)
    assert (three.data["lead"], three.data["deadline"]) == (["县民政局", "县公安局"], "2026-07-31")
    assert three.data["title"]
    reopen_finding(actor, finding=three.pk, expected_version=receipt.version)
    drop_finding(actor, finding=three.pk, expected_version=receipt.version + 1, reason="已由另一任务包含")
    assert [row.state for row in found(paper, "task")] == ["confirmed", "confirmed", "dropped"]
    with pytest.raises(Conflict, match="library_state"):
        confirm_findings(actor, findings=[three.pk])
    commands = list(JournalEntry.objects.filter(object_id=three.pk).order_by("id").values_list("command", flat=True))
    assert commands == ["documents.edit_finding", "documents.reopen_finding", "documents.drop_finding"]


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"title": " "}, "title"), ({"deadline": "年底"}, "deadline"), ({"deadline": "2026-13-40"}, "deadline"),
        ({"deadline": "2027-01-01..2026-01-01"}, "deadline"), ({"lead": "局" * 61}, "lead"),
        ({"title": "字" * 501}, "title"),
    ],
)  # fmt: skip
def test_a_wrong_field_of_a_task_is_named(changes: dict[str, str], path: str) -> None:
    actor = clerk(make_town())
    one = found(taken(actor), "task")[0]
    with pytest.raises(Invalid) as told:
        edit_finding(actor, finding=one.pk, expected_version=1, changes=changes)
    assert [problem.path for problem in told.value.problems] == [path]


def test_figures_are_checked_too() -> None:
    actor = clerk(make_town())
    one = found(taken(actor), "target")[0]
    edit_finding(actor, finding=one.pk, expected_version=1, changes={"operator": "between", "value": "95..98.5"})
    one.refresh_from_db()
    assert one.data["value"] == [95, 98.5]
    for changes in ({"operator": "~"}, {"value": "abc"}, {"operator": "=", "value": [1, 2]}, {"value": ["inf", 1]}):
        with pytest.raises(Invalid):
            edit_finding(actor, finding=one.pk, expected_version=2, changes=changes)


def test_tasks_are_split_and_merged() -> None:
    actor = clerk(make_town())
    paper = taken(actor)
    one, two, _ = found(paper, "task")
    split_finding(actor, finding=one.pk, titles=["更换路灯", "登记更换"], expected_version=1)
    rows = found(paper, "task")
    assert [row.data["title"] for row in rows[:2]] == ["更换路灯", "登记更换"]
    assert rows[1].data["lead"] == rows[0].data["lead"] and rows[1].state == "confirmed"
    merge_findings(actor, findings=[rows[0].pk, two.pk])
    first, two = Finding.objects.get(pk=one.pk), Finding.objects.get(pk=two.pk)
    assert (two.state, two.into_id) == ("dropped", first.pk)
    assert first.data["title"].startswith("更换路灯；") and "县财政局" in first.data["helping"]
    with pytest.raises(Invalid, match="invalid"):
        split_finding(actor, finding=one.pk, titles=["只有一条"], expected_version=first.version)
    with pytest.raises(Conflict):
        merge_findings(actor, findings=[one.pk])
    other = found(taken(actor, PAPER + "\n另一版", "二.txt"), "task")[0]
    with pytest.raises(Conflict, match="library_kind"):
        merge_findings(actor, findings=[one.pk, other.pk])


def test_what_reading_missed_is_added_by_hand() -> None:
    actor = clerk(make_town())
    paper = taken(actor)
    clause = Clause.objects.filter(paper=paper).order_by("seq").last()
    assert clause is not None
    made = add_finding(actor, paper=paper, kind="task", clause=clause.pk, data={"title": "补一条", "lead": "县财政局"})
    row = Finding.objects.get(pk=made.id)
    assert (row.seq, row.state, row.data["lead"], row.start) == (4, "confirmed", ["县财政局"], clause.start)
    with pytest.raises(Invalid):
        add_finding(actor, paper=paper, kind="wish", data={"title": "x"})


def test_who_may_not_is_refused_and_other_areas_are_not_there() -> None:
    town = make_town()
    actor = clerk(town)
    paper = taken(actor)
    one = found(paper, "task")[0]
    reader = town.who("street", "clerk")
    assert paper_detail(reader, paper)[0].title
    with pytest.raises(NotAllowed):
        confirm_findings(reader, findings=[one.pk])
    other = replace(actor, powers=dict.fromkeys(actor.powers, ("329922",)), county="329922")
    with pytest.raises(NotFound):
        confirm_findings(other, findings=[one.pk])
    with pytest.raises(NotFound):
        paper_detail(other, paper)
    with pytest.raises(NotFound):
        take_in_paper(
            replace(actor, powers=dict.fromkeys(actor.powers, (COMMUNITY,))), area=COUNTY, name="x", data=b"x"
        )


@pytest.mark.serves("S-126")
def test_a_repealed_paper_raises_an_alarm_where_something_leans_on_it() -> None:
    actor = clerk(make_town())
    upper, lower = taken(actor), taken(actor, PAPER.replace("8号", "9号"), "二.txt")
    here, there = (Clause.objects.filter(paper=paper).order_by("seq").first() for paper in (lower, upper))
    assert here and there
    link_clauses(actor, clause=here.pk, other=there.pk, kind="cites")
    assert alarms(actor) == ()
    with pytest.raises(Invalid):
        repeal_paper(actor, paper=upper, on=date(2026, 5, 1), expected_version=1)
    repeal_paper(actor, paper=upper, on=date(2026, 5, 1), expected_version=1, by=lower)
    (alarm,) = alarms(replace(actor, at=actor.at.replace(year=2027)))
    assert (alarm.paper, alarm.clauses) == (upper, 1)
    entry = JournalEntry.objects.filter(object_id=upper, command="documents.repeal_paper").get()
    assert entry.event == "documents.paper_repealed"
    with pytest.raises(Conflict, match="library_repealed"):
        describe_paper(actor, paper=upper, expected_version=2, title="新题")
    assert (
        fetch(PAPERS, replace(actor, at=actor.at.replace(year=2027)), Asked(filters={"state": "repealed"})).count == 1
    )


@pytest.mark.serves("S-126")
def test_pack_entries_name_papers_as_their_basis() -> None:
    found = cited_by_packs("村民委员会组织法")
    assert found and all(row.section and row.key for row in found)
    assert cited_by_packs("没有这样的法") == ()


@pytest.mark.serves("S-264")
def test_clauses_of_two_levels_are_linked_and_uncovered_ones_listed() -> None:
    actor = clerk(make_town())
    upper, lower = taken(actor), taken(actor, PAPER.replace("8号", "9号"), "二.txt")
    above, below = (list(Clause.objects.filter(paper=paper).order_by("seq")) for paper in (upper, lower))
    before = coverage(actor, upper)
    assert before and not any(row.answers for row in before)
    made = link_clauses(actor, clause=below[-1].pk, other=above[-1].pk)
    (covered,) = [row for row in coverage(actor, upper) if row.answers]
    assert (covered.clause.id, covered.answers[0].path) == (above[-1].pk, below[-1].path)
    with pytest.raises(Conflict):
        link_clauses(actor, clause=below[-1].pk, other=above[-1].pk)
    with pytest.raises(Conflict):
        link_clauses(actor, clause=below[-1].pk, other=below[-1].pk)
    unlink_clauses(actor, link=made.id)
    assert links_of(actor, upper) == ()


def test_the_head_of_a_paper_can_be_corrected() -> None:
    actor = clerk(make_town())
    paper = taken(actor)
    describe_paper(actor, paper=paper, expected_version=1, title="更正的题目", rank="nation", issuer="国务院")
    row, _ = paper_detail(actor, paper)
    assert (row.title, row.rank, row.version) == ("更正的题目", "nation", 2)
    with pytest.raises(Conflict):
        describe_paper(actor, paper=paper, expected_version=1, title="过时")
    with pytest.raises(Invalid):
        describe_paper(actor, paper=paper, expected_version=2, title="")
