"""The policy library and programmes at the desk: read, judged, carried out, shown to residents; without JavaScript."""

from datetime import date

import pytest
from django.test import Client

from linli.cases.models import Case
from linli.documents.models import Clause, ClauseLink, Finding, PolicyPaper
from linli.programmes.models import Programme, TargetLine, TargetValue
from tests.documents.library import PAPER
from tests.faces.ledger_desk import places, words
from tests.faces.policy_desk import LIST, judge, read, sent, task
from tests.faces.test_desk_persons import Window
from tests.ledger import budget

pytestmark = [pytest.mark.django_db, pytest.mark.serves("S-303", "S-255", boundary="policies at the desk")]


@pytest.fixture
def wen() -> Window:
    places()
    return Window("wen", "329921", "policy_clerk", "clerk")


def test_a_paper_is_sent_found_in_either_script_and_shown_beside_its_tasks(wen: Window) -> None:
    assert "政策库里还没有文件" in words(wen.get(LIST))
    paper = read(wen)
    for asked in ("路灯", "路燈"):
        assert "加强路灯维护" in words(wen.get(f"{LIST}?q={asked}"))
    assert "加强路灯维护" not in words(wen.get(f"{LIST}?q=河道"))
    page = wen.get(f"{LIST}{paper}/")
    text = words(page)
    assert "3 条待确认" in text and "县城市管理局" in text and "2026年12月31日" in text
    assert page.content.decode().count("ll-lit-task") >= 3
    assert "亮灯率" in words(wen.get(f"{LIST}{paper}/figures/"))
    assert b"".join(wen.get(f"{LIST}{paper}/file/").streaming_content) == PAPER.encode()


def test_what_cannot_be_read_is_told_with_what_to_do(wen: Window) -> None:
    answer = sent(wen, b"%PDF-1.4 broken", "坏.pdf")
    assert answer.status_code == 422
    assert "文件已损坏" in words(answer)
    read(wen)
    assert sent(wen).status_code == 409
    assert PolicyPaper.objects.count() == 1


def test_findings_are_judged_one_after_the_other(wen: Window) -> None:
    paper = read(wen)
    one, two, three = (task(paper, place) for place in range(3))
    page = wen.get(f"{LIST}{paper}/findings/{one.pk}/")
    assert "任务 1 / 3" in words(page) and "ll-lit-now" in page.content.decode()
    answer = judge(
        wen,
        one,
        "edit",
        lead="县民政局、县公安局",
        title="更换老旧路灯",
        deadline="2027-01-31",
        helping="",
        responsible="",
    )
    assert answer.headers["Location"].endswith(f"/findings/{two.pk}/")
    one.refresh_from_db()
    assert (one.state, one.data["lead"], one.data["helping"]) == ("confirmed", ["县民政局", "县公安局"], [])
    wrong = judge(wen, two, "edit", title="", deadline="年底")
    assert wrong.status_code == 422
    assert "请写成 2030-06-30 这样" in words(wrong)
    judge(wen, two, "split", titles="建立制度\n每月巡查")
    judge(wen, three, "drop", reason="已在别处")
    assert [row.state for row in Finding.objects.filter(paper=paper, kind="task").order_by("seq", "id")] == [
        "confirmed", "confirmed", "confirmed", "dropped",
    ]  # fmt: skip
    judge(wen, three, "reopen")
    three.refresh_from_db()
    assert three.state == "found"


def test_marked_rows_are_confirmed_and_merged_together(wen: Window) -> None:
    paper = read(wen)
    ids = [str(task(paper, place).pk) for place in range(3)]
    page = f"{LIST}{paper}/judge/"
    assert wen.client.post(page, {"ids": [], "act": "confirm", "kind": "task"}).status_code == 422
    assert wen.client.post(page, {"ids": ids[:2], "act": "merge", "kind": "task"}).status_code == 302
    assert wen.client.post(page, {"ids": [ids[0], ids[2]], "act": "confirm", "kind": "task"}).status_code == 302
    assert sorted(Finding.objects.filter(paper=paper, kind="task").values_list("state", flat=True)) == [
        "confirmed", "confirmed", "dropped",
    ]  # fmt: skip


def test_what_is_missing_is_added(wen: Window) -> None:
    paper = read(wen)
    clause = Clause.objects.filter(paper=paper).order_by("seq").first()
    assert clause is not None
    answer = wen.post(f"{LIST}{paper}/add/", title="补一条", lead="县财政局", clause=str(clause.pk), deadline="")
    assert answer.status_code == 302
    added = Finding.objects.get(paper=paper, edited=True)
    assert (added.data["title"], added.clause_id) == ("补一条", clause.pk)
    assert wen.get(f"{LIST}{paper}/add/?kind=target").status_code == 200
    assert (
        wen.post(f"{LIST}{paper}/add/?kind=target", metric="灯杆", operator=">=", value="9", unit="根").status_code
        == 302
    )


@pytest.mark.serves("S-264", "S-126")
def test_clauses_are_linked_covered_and_alarms_raised_by_a_repeal(wen: Window) -> None:
    upper, lower = read(wen), read(wen, PAPER.replace("8号", "9号"), "二.txt")
    above, below = (Clause.objects.filter(paper=paper).order_by("seq").last() for paper in (upper, lower))
    assert above and below
    assert "没有下级文件落实" in words(wen.get(f"{LIST}{upper}/clauses/"))
    page = wen.get(f"{LIST}{lower}/clauses/?other={upper}")
    assert str(above.pk) in page.content.decode()
    answer = wen.post(
        f"{LIST}{lower}/link/", clause=str(below.pk), to=str(above.pk), kind="answers", other_paper=str(upper)
    )
    assert answer.status_code == 302
    assert "已覆盖" in words(wen.get(f"{LIST}{upper}/clauses/"))
    form = {"on": "2026-10-01", "basis": "上级公告", "expected_version": "1"}
    assert wen.post(f"{LIST}{upper}/repeal/", **{**form, "basis": ""}).status_code == 422
    assert wen.post(f"{LIST}{upper}/repeal/", **form).status_code == 302
    assert "加强路灯维护" in words(wen.get(f"{LIST}alarms/"))
    assert "仍以它为依据" in words(wen.get(f"{LIST}{upper}/citing/"))
    link = ClauseLink.objects.get()
    assert wen.post(f"{LIST}{lower}/unlink/", link=str(link.pk)).status_code == 302
    assert not ClauseLink.objects.exists()


def test_the_head_is_corrected(wen: Window) -> None:
    paper = read(wen)
    given = {"title": "新题", "issuer": "县政府", "number": "1号", "rank": "county", "expected_version": "1"}
    assert wen.post(f"{LIST}{paper}/describe/", **given, issued_on="2026-03-02", valid_from="").status_code == 302
    row = PolicyPaper.objects.get(pk=paper)
    assert (row.title, row.issued_on, row.valid_from) == ("新题", date(2026, 3, 2), None)
    assert wen.post(f"{LIST}{paper}/describe/", **given, issued_on="", valid_from="").status_code == 409


def carried_out(wen: Window) -> tuple[str, Programme]:
    paper = read(wen)
    for kind in ("task", "target"):
        ids = [str(pk) for pk in Finding.objects.filter(paper=paper, kind=kind).values_list("pk", flat=True)]
        wen.client.post(f"{LIST}{paper}/judge/", {"ids": ids, "act": "confirm", "kind": kind})
    assert wen.post(f"/desk/programmes/new/?paper={paper}", title="路灯方案").status_code == 302
    programme = Programme.objects.get()
    return f"/desk/programmes/{programme.pk}/", programme


def test_confirmed_tasks_run_as_cases_and_the_page_says_how_it_stands(wen: Window) -> None:
    page, programme = carried_out(wen)
    assert "下达 3 项已确认任务" in words(wen.get(page))
    assert wen.post(f"{page}run/").status_code == 302
    assert Case.objects.filter(type="policy_task", parent=None).count() == 3
    text = words(wen.get(page))
    assert "路灯方案" in text and "未定期限" in text and "未能交给" in text
    assert wen.get(f"{page}?only=undated").status_code == 200
    assert wen.post(f"{page}set/").status_code == 302
    assert "不少于 98 %" in words(wen.get(f"{page}figures/")).replace("98%", "98 %")
    line = TargetLine.objects.order_by("no")[0]
    given = {"area": "329921", "year": "2027", "value": "99", "upper": "", "whole": "主要道路路灯", "basis": "常务会议"}
    assert wen.post(f"{page}lines/{line.pk}/", **{**given, "value": "多"}).status_code == 422
    assert wen.post(f"{page}lines/{line.pk}/", **given).status_code == 302
    assert list(TargetValue.objects.filter(line=line).order_by("seq").values_list("thousandths", flat=True)) == [
        98000,
        99000,
    ]
    assert "调整过 1 次" in words(wen.get(f"{page}figures/"))
    assert Client().get(f"/programmes/{programme.pk}/").status_code == 404
    programme.refresh_from_db()
    assert wen.post(f"{page}show/", expected_version=str(programme.version), shown="1").status_code == 302
    public = words(Client().get(f"/programmes/{programme.pk}/"))
    assert "更换老旧路灯" in public and "不少于" in public
    assert "路灯方案" in words(Client().get("/programmes/"))


def test_pages_keep_their_budgets(wen: Window) -> None:
    page, programme = carried_out(wen)
    wen.post(f"{page}run/")
    paper = programme.paper_id
    wen.get(page)
    with budget("a policy paper at the desk"):
        wen.get(f"{LIST}{paper}/")
    with budget("the policy library at the desk"):
        wen.get(LIST)
    with budget("a programme at the desk"):
        wen.get(page)


def test_who_may_only_read_is_offered_nothing_more(wen: Window) -> None:
    paper = read(wen)
    reader = Window("du", "329921001", "clerk")
    page = reader.get(f"{LIST}{paper}/")
    assert page.status_code == 200 and "落实这份文件" not in words(page)
    assert reader.get(f"{LIST}new/").status_code == 403
    assert (
        reader.client.post(f"{LIST}{paper}/judge/", {"ids": [str(task(paper).pk)], "act": "confirm"}).status_code == 403
    )
    assert judge(reader, task(paper), "edit", title="x").status_code == 403
    outsider = Window("wai", "329922", "policy_clerk", "clerk")
    assert outsider.get(f"{LIST}{paper}/").status_code == 404
