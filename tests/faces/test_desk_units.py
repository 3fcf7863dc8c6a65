"""Units, posts and terms on the desk: made, related, filled, shown; refusals keep what was typed."""

from datetime import date
from html import unescape
from typing import Any
from uuid import UUID

import pytest

from linli.people.queries.terms import post_detail
from linli.people.queries.units import unit_detail
from tests.faces.test_desk_notes import Desk, hidden
from tests.people.units.making import COMMUNITY, account, post, seat, unit
from tests.people.units.test_organisation import COMMITTEE, PARTY, STATION, joined, office

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)
NO_PROOF = "没有选举材料"


@pytest.fixture
def system() -> Desk:
    return Desk("shen", "信息中心", "system_admin")


@pytest.fixture
def security() -> Desk:
    return Desk("fang", "安全科", "security_admin")


def text(answer: Any) -> str:
    return str(answer.content.decode())


def id_in(answer: Any) -> UUID:
    assert answer.status_code == 302, text(answer)
    return UUID(answer.headers["Location"].rstrip("/").rsplit("/", 1)[-1])


def new_unit(desk: Desk, **changes: str) -> Any:
    data = {"name": "柳岸社区居委会", "kind": "residents_committee", "area": COMMUNITY, **changes}
    return desk.post("/desk/units/new/", **data)


def test_a_unit_is_set_up_and_listed(system: Desk) -> None:
    made = id_in(new_unit(system, basis="街道批复"))
    page = text(system.get(f"/desk/units/{made}/"))
    assert "柳岸社区居委会" in page and "街道批复" in page and "缺信用代码" in page
    for query in ("?q=柳岸", "?kind=residents_committee", "?state=registered&life=open"):
        assert "柳岸社区居委会" in text(system.get(f"/desk/units/{query}")), query
    assert "柳岸社区居委会" not in text(system.get("/desk/units/?kind=volunteer_team"))
    assert "柳岸社区居委会" not in text(system.get("/desk/units/?state=filed"))
    assert system.get("/desk/units/?kind=castle").status_code == 422


@pytest.mark.parametrize(
    ("language", "kind"), [("zh-hans", "居民委员会"), ("zh-hant", "居民委員會"), ("en", "Residents' committee")]
)
def test_a_kind_from_the_pack_is_read_in_each_language(system: Desk, language: str, kind: str) -> None:
    made = id_in(new_unit(system))
    system.client.cookies["linli_language"] = language
    assert kind in unescape(text(system.get(f"/desk/units/{made}/")))


@pytest.mark.parametrize(
    ("field", "value", "status"),
    [
        ("name", "", 422), ("kind", "", 422), ("kind", "castle", 422), ("area", "320205", 422), ("area", "", 422),
        ("area", "3299210", 422), ("credit_code", "91", 422), ("since", "昨天", 422), ("state", "closed", 422),
        ("name", "名" * 121, 422),
    ],
)  # fmt: skip
def test_bad_input_is_told_at_its_field_and_kept(system: Desk, field: str, value: str, status: int) -> None:
    page = new_unit(system, basis="依据还在", **{field: value})
    assert page.status_code == status and 'value="依据还在"' in text(page)
    assert f'id="id_{field}_error"' in text(page)
    assert "柳岸社区居委会" not in text(system.get("/desk/units/"))


def test_the_same_form_sent_twice_makes_one_unit(system: Desk) -> None:
    key = hidden(system.get("/desk/units/new/"), "key")
    assert id_in(new_unit(system, key=key)) == id_in(new_unit(system, key=key))
    again = new_unit(system)
    assert again.status_code == 409 and "id_name_error" in text(again)


def test_a_unit_is_corrected_and_a_stale_version_is_told(system: Desk) -> None:
    where = f"/desk/units/{unit('居委会', 'residents_committee')}/edit/"
    version = hidden(system.get(where), "expected_version")
    assert system.post(where, name="柳岸居委会", credit_code="", expected_version=version).status_code == 302
    stale = system.post(where, name="我的名字", credit_code="", expected_version=version)
    assert stale.status_code == 409 and "我的名字" in text(stale) and "名称" in text(stale)
    assert hidden(stale, "expected_version") != version, "sent again it holds"


def test_a_unit_goes_into_the_next_state(system: Desk) -> None:
    made = unit("志愿队", "volunteer_team", since=date(2026, 1, 1))
    where = f"/desk/units/{made}/state/"
    version = hidden(system.get(where), "expected_version")
    early = system.post(where, state="registered", since="2025-12-31", expected_version=version)
    assert early.status_code == 422 and "id_since_error" in text(early)
    assert system.post(where, state="closed", since="2026-06-01", expected_version=version).status_code == 302
    assert unit_detail(office(), made, DAY).state == "closed"
    assert "posts/new" not in text(system.get(f"/desk/units/{made}/"))
    assert "已备案" in text(system.get(f"/desk/units/{made}/?day=2026-03-01"))


def test_units_are_related_and_parted(system: Desk) -> None:
    street, committee = unit("街道办", "street_office", "329921001"), unit("居委会", "residents_committee")
    where = f"/desk/units/{street}/relate/"
    data = {"kind": "guides", "other": str(committee), "since": "2026-01-01"}
    assert system.post(where, **data).status_code == 302
    assert "受其指导" in text(system.get(f"/desk/units/{committee}/"))
    circle = system.post(f"/desk/units/{committee}/relate/", kind="guides", other=str(street), since="2026-01-01")
    assert circle.status_code == 409
    bare = system.post(where, kind="entrusts", other=str(committee), since="2026-01-01")
    assert bare.status_code == 422 and "id_basis_error" in text(bare)
    assert system.post(where, kind="answers_for", place=COMMUNITY, since="2026-01-01").status_code == 302
    page = text(system.get(f"/desk/units/{street}/"))
    end = next(part for part in page.split('"') if part.startswith("/desk/relations/"))
    version = hidden(system.get(end), "expected_version")
    assert system.post(end, until="2025-01-01", expected_version=version).status_code == 422
    assert system.post(end, until="2026-02-01", expected_version=version).status_code == 302


@pytest.mark.serves("S-112", boundary="grid worker's duty phone shown, vacant seat said so")
def test_a_post_is_set_up_filled_and_shown_where_it_is_in_charge(system: Desk, security: Desk) -> None:
    committee = unit("居委会", "residents_committee")
    data = {
        "title": "一格网格员", "kind": "grid_worker", "seats": "1", "place": f"{COMMUNITY}001",
        "duty_phone": "0517-88886666", "roles": ["clerk"],
    }  # fmt: skip
    where = id_in(system.post(f"/desk/units/{committee}/posts/new/", **data))
    assert "空缺1席" in text(security.get(f"/desk/posts/{where}/"))
    worker = account("范志强")
    appointed = security.post(
        f"/desk/posts/{where}/appoint/", account=str(worker), since="2026-01-01", procedure="hired", proof="合同7号"
    )
    assert appointed.status_code == 302
    page = text(security.get(f"/desk/posts/{where}/"))
    assert "范志强" in page and "合同7号" in page and "0517-88886666" in page and "聘用" in page
    assert "空缺" not in page
    away = security.post(
        f"/desk/posts/{where}/stand-in/",
        account=str(account("许")),
        since="2026-11-01",
        until="2099-01-01",
        reason="手术",
    )
    assert away.status_code == 302
    shown = text(security.get(f"/desk/posts/{where}/"))
    assert "许" in shown and "手术" not in shown, "the reason stands on no page"
    assert system.get(f"/desk/posts/{where}/appoint/").status_code == 403, "the system administrator appoints nobody"


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"title": ""}, "title"), ({"seats": "0"}, "seats"), ({"seats": "many"}, "seats"), ({"kind": "king"}, "kind"),
        ({"place": "329922"}, "place"), ({"duty_phone": "12"}, "duty_phone"), ({"roles": ["king"]}, "roles"),
        ({"since": "x"}, "since"),
    ],
)  # fmt: skip
def test_a_bad_post_is_told_at_its_field(system: Desk, changes: dict[str, Any], path: str) -> None:
    where = f"/desk/units/{unit('居委会', 'residents_committee')}/posts/new/"
    page = system.post(where, **{"title": "主任", "kind": "director", "seats": "1", **changes})
    assert page.status_code == 422 and f'id="id_{path}_error"' in text(page)


@pytest.mark.serves("S-036", boundary="flagged: asked once more; refused: never")
def test_conflicts_are_shown_before_appointing(security: Desk) -> None:
    who = account("许")
    seat(post(unit("居委会", "residents_committee"), "主任"), who)
    where = post(unit("监委会", "supervision_committee"), "委员", "member")
    data = {"account": str(who), "since": "2026-01-01", "procedure": "appointed"}
    asked = security.post(f"/desk/posts/{where}/appoint/", **data)
    assert asked.status_code == 409 and "不得进入监督委员会" in text(asked) and 'name="known"' in text(asked)
    assert post_detail(office(), where, DAY).terms == ()
    assert security.post(f"/desk/posts/{where}/appoint/", **data, known="on").status_code == 302
    assert "不得进入监督委员会" in text(security.get(f"/desk/posts/{where}/"))
    assert "不得进入监督委员会" in text(security.get("/desk/areas/329921/terms/"))
    system = post(unit("信息科"), "系统", "administrator", ("system_admin",))
    seat(system, account("沈"))
    chief = post(unit("安全二科"), "安全", "administrator", ("security_admin",))
    both = {**data, "account": "沈", "known": "on"}
    refused = security.post(f"/desk/posts/{chief}/appoint/", **both)
    assert refused.status_code == 409 and "三类管理员" in text(refused)
    assert security.get("/desk/areas/320205/terms/").status_code == 404


@pytest.mark.serves("N-037", boundary="two of three bodies joined, then all three")
@pytest.mark.serves("S-033", boundary="station there, assembly missing")
def test_the_chart_tells_the_joint_office_in_words(security: Desk) -> None:
    who = joined(PARTY, COMMITTEE)
    tree()
    page = text(security.get(f"/desk/areas/{COMMUNITY}/chart/?day=2026-11-20"))
    assert "合署办公" in page and "3个组织没有全部合署" in page and "近亲属" in page and "这里缺少" in page
    seat(post(unit(STATION[0], STATION[1]), "站长", STATION[2]), who)
    page = text(security.get(f"/desk/areas/{COMMUNITY}/chart/?day=2026-11-20"))
    assert "3个组织全部合署" in page
    assert "3个组织" not in text(security.get(f"/desk/areas/{COMMUNITY}/chart/?day=2025-01-01"))
    assert security.get("/desk/areas/320205001001/chart/").status_code == 404


def tree() -> None:
    from linli.kernel.actor import system_actor
    from linli.kernel.clock_port import now
    from linli.places.commands import import_divisions

    rows = [("329921", "清和县"), ("329921001", "河滨街道"), (COMMUNITY, "柳岸社区居民委员会")]
    import_divisions(system_actor("329921", now(), "places.import_divisions"), run="t", rows=rows)


@pytest.mark.serves("S-049", boundary="elected without a record is flagged, with one it is not")
def test_an_election_without_proof_is_flagged(security: Desk) -> None:
    where = post(unit("居委会", "residents_committee"), "主任")
    tree()
    data = {"account": str(account("许")), "since": "2026-01-01", "procedure": "elected", "proof": ""}
    assert security.post(f"/desk/posts/{where}/appoint/", **data).status_code == 302
    assert NO_PROOF in text(security.get(f"/desk/areas/{COMMUNITY}/chart/"))
    proved = post(unit("党委", "community_party"), "书记", "secretary")
    data_proved = {**data, "account": str(account("范")), "proof": "选举记录2026-1"}
    assert security.post(f"/desk/posts/{proved}/appoint/", **data_proved).status_code == 302
    assert text(security.get(f"/desk/areas/{COMMUNITY}/chart/")).count(NO_PROOF) == 1
    assert "2030年12月31日" in text(security.get(f"/desk/posts/{where}/")), "the law's term is filled in"
    late = security.post(f"/desk/posts/{where}/appoint/", **{**data, "until": "2099-01-01", "account": "许"})
    assert late.status_code == 422 and "id_until_error" in text(late)
    assert security.get(f"/desk/posts/{UUID(int=1)}/").status_code == 404


def test_terms_and_stand_ins_end(security: Desk) -> None:
    where = post(unit("居委会", "residents_committee"), "主任")
    term = seat(where, account("许"))
    data = {"account": str(account("范")), "since": "2026-01-01", "until": "2099-01-01", "reason": "学习"}
    assert security.post(f"/desk/posts/{where}/stand-in/", **data).status_code == 302
    (away,) = post_detail(office(), where, DAY).away
    for path, last in ((f"/desk/stand-ins/{away.id}/end/", "2026-11-25"), (f"/desk/terms/{term}/end/", "2026-11-25")):
        version = hidden(security.get(path), "expected_version")
        assert security.post(path, until="2001-01-01", expected_version=version).status_code == 422
        assert security.post(path, until=last, expected_version=version).status_code == 302
    found = post_detail(office(), where, DAY)
    assert found.terms[0].ended == date(2026, 11, 25) and found.away[0].until == date(2026, 11, 25)


def test_a_stand_in_needs_one_of_two_and_a_reason(security: Desk) -> None:
    where = post(unit("居委会", "residents_committee"), "主任")
    data = {"since": "2026-01-01", "until": "2099-01-01"}
    nobody = security.post(f"/desk/posts/{where}/stand-in/", **data, reason="学习")
    assert nobody.status_code == 422 and "id_account_error" in text(nobody) and 'value="学习"' in text(nobody)
    bare = security.post(f"/desk/posts/{where}/stand-in/", **data, account=str(account("范")), reason="")
    assert bare.status_code == 422 and "id_reason_error" in text(bare)


def test_expired_terms_can_be_listed(security: Desk) -> None:
    seat(post(unit("服务站", "service_station"), "站长"), account("范"), "2020-01-01", "2025-12-31")
    assert "范" in text(security.get("/desk/terms/?state=overdue")).partition('id="rows"')[2]
    assert "届满" in text(security.get("/desk/areas/329921/terms/"))


def test_a_unit_outside_the_administration_sees_only_itself() -> None:
    team = unit("柳岸志愿队", "volunteer_team")
    other = unit("东园志愿队", "volunteer_team")
    from django.core.cache import cache
    from django.test import Client

    from tests.people.people import log_in, make_colleague

    cache.clear()
    client = Client()
    log_in(client, make_colleague("hu", team, "partner"))
    page = client.get("/desk/units/").content.decode()
    assert "柳岸志愿队" in page and "东园志愿队" not in page
    assert client.get(f"/desk/units/{team}/").status_code == 200
    assert client.get(f"/desk/units/{other}/").status_code == 404
    for path in ("/desk/units/new/", "/desk/accounts/", "/desk/journal/", f"/desk/units/{team}/edit/"):
        assert client.get(path).status_code == 403, path


def test_a_clerk_sees_no_doors_to_change(system: Desk) -> None:
    made = unit("居委会", "residents_committee")
    clerk = Desk("lu", "民政局", "clerk")
    page = text(clerk.get(f"/desk/units/{made}/"))
    assert "posts/new" not in page and "relate" not in page
    for path in ("edit", "state", "relate", "posts/new"):
        assert clerk.get(f"/desk/units/{made}/{path}/").status_code == 403
    where = post(made, "主任")
    assert "由安全管理员任命" in text(clerk.get(f"/desk/posts/{where}/"))
    assert "abolish" not in text(system.get(f"/desk/posts/{where}/"))


def test_a_post_is_abolished(system: Desk) -> None:
    where = post(unit("居委会", "residents_committee"), "主任")
    path = f"/desk/posts/{where}/end/"
    version = hidden(system.get(path), "expected_version")
    assert system.post(path, until="2026-11-01", expected_version=version).status_code == 302
    assert "已撤销" in text(system.get(f"/desk/posts/{where}/"))
    assert system.post(f"/desk/posts/{where}/edit/", title="主任", seats="1", expected_version="1").status_code == 409
