"""Accounts and roles on the desk: what a security administrator does, what others may not."""

import re
from typing import Any

import pytest
from django.test import Client

from linli.people.models import Account
from tests.faces.test_desk_notes import Desk
from tests.people.units.making import account, post, seat, unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def security() -> Desk:
    return Desk("fang", "安全科", "security_admin")


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_an_account_is_created_enrolled_and_listed(security: Desk) -> None:
    made = security.post("/desk/accounts/new/", login_name="Lu.Wen", display_name="陆文")
    where = made.headers["Location"]
    assert "未开通" in text(security.get(where))
    assert "陆文" in text(security.get("/desk/accounts/?state=new")).partition('id="rows"')[2]
    page = text(security.post(f"{where}link/"))
    link = re.search(r"http://testserver(/enrol/[^/]+/)", page)
    assert link and Client().get(link[1]).status_code == 200
    assert link[1] not in text(security.get(where)), "shown once"
    assert security.client.get(f"{where}link/").status_code == 405, "looking makes no link"


@pytest.mark.parametrize(
    ("field", "value"),
    [("login_name", ""), ("login_name", "13900010002"), ("login_name", "fang"), ("display_name", "")],
)
def test_a_bad_account_is_told_at_its_field(security: Desk, field: str, value: str) -> None:
    page = security.post("/desk/accounts/new/", **{"login_name": "lu", "display_name": "陆文", field: value})
    assert page.status_code in (409, 422) and f'id="id_{field}_error"' in text(page)
    assert not Account.objects.filter(display_name="陆文").exists()


def test_phone_and_mail_are_set_and_masked(security: Desk) -> None:
    where = f"/desk/accounts/{account('lu')}/"
    bad = security.post(f"{where}contact/", phone="12", mail="lu@example.org")
    assert bad.status_code == 422 and "id_phone_error" in text(bad) and "lu@example.org" in text(bad)
    assert security.post(f"{where}contact/", phone="13900010002", mail="lu@example.org").status_code == 302
    page = text(security.get(where))
    assert "13900010002" not in page and "lu@example.org" not in page and "0002" in page
    assert f'href="{where}"' in text(security.get("/desk/accounts/?q=13900010002")).partition('id="rows"')[2]
    assert "/desk/accounts/0" not in text(security.get("/desk/accounts/?q=13900010009")).partition('id="rows"')[2]


def test_locked_unlocked_deactivated_active_again(security: Desk) -> None:
    lu = Desk("lu", "民政局")
    where = f"/desk/accounts/{lu.who.account}/"
    for _ in range(6):
        Client().post("/login/", {"login": "lu", "password": "wrong"})
    assert "已锁定" in text(security.get(where))
    assert f'href="{where}"' in text(security.get("/desk/accounts/?state=locked")).partition('id="rows"')[2]
    assert security.post(f"{where}unlock/").status_code == 302
    assert "已锁定" not in text(security.get(where))
    assert "立即失效" in text(security.get(f"{where}deactivate/")), "asked before it is done"
    assert security.post(f"{where}deactivate/").status_code == 302
    assert "已停用" in text(security.get(where)) and lu.get("/desk/").status_code == 302
    assert security.post(f"{where}link/").status_code == 409
    assert security.post(f"{where}activate/").status_code == 302
    own = security.post(f"/desk/accounts/{security.who.account}/deactivate/")
    assert own.status_code == 409 and "不能停用自己" in text(own)


def test_others_look_or_do_not_even_look() -> None:
    made = account("lu")
    auditor = Desk("han", "审计局", "auditor")
    page = text(auditor.get(f"/desk/accounts/{made}/"))
    assert "deactivate" not in page and "/link/" not in page
    for path in ("link", "unlock", "activate", "deactivate", "contact"):
        assert auditor.post(f"/desk/accounts/{made}/{path}/").status_code == 403, path
    assert Desk("shen", "信息中心", "system_admin").get("/desk/accounts/").status_code == 403
    assert Desk("zhou", "街道办").get(f"/desk/accounts/{made}/").status_code == 403


def test_roles_the_matrix_and_who_holds_one(security: Desk) -> None:
    seat(post(unit("居委会", "residents_committee"), "主任"), account("许"))
    page = text(security.get("/desk/roles/"))
    assert "安全管理员" in page and "people.appoint" in page and "任命" in page
    sheet = text(security.get("/desk/roles/sheet/"))
    assert "权限一览表" in sheet and "people.enrol" in sheet and "持开通链接的本人" in sheet and "data-print" in sheet
    role = text(security.get("/desk/roles/clerk/"))
    assert "许" in role and "发出便函" in role and "cases.send_note" in role
    assert security.get("/desk/roles/king/").status_code == 404


def test_every_command_and_look_is_told_in_words() -> None:
    from linli.faces.desk.words import DEEDS
    from linli.people.queries.roles import role_matrix
    from tests.conftest import NOON

    names = {row.name for row in role_matrix("329921", NOON) if not row.name.startswith("test.")}
    assert names - set(DEEDS) == set(), "say each in words in faces/desk/words.py"
    assert set(DEEDS) - names == set(), "words for what is gone"
