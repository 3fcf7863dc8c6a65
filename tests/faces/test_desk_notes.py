"""Notes on the desk: what a clerk sees and does, without JavaScript."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from linli.cases.models import Note
from linli.kernel.jobs.worker import work_until_idle
from tests.people.people import Colleague, log_in, make_colleague, make_unit

pytestmark = pytest.mark.django_db


class Desk:
    """A colleague at a browser."""

    def __init__(self, name: str, unit: str, *roles: str) -> None:
        cache.clear()
        self.who: Colleague = make_colleague(name, make_unit(unit), *roles)
        self.client = Client()
        log_in(self.client, self.who)

    def get(self, path: str) -> Any:
        return self.client.get(path)

    def post(self, path: str, **data: Any) -> Any:
        return self.client.post(path, data)


def hidden(page: Any, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())
    assert found, name
    return found[1]


@pytest.fixture
def zhou() -> Desk:
    return Desk("zhou", "街道办")


@pytest.fixture
def fan() -> Desk:
    return Desk("fan", "住建局")


def send(zhou: Desk, fan: Desk, **changes: str) -> Any:
    key = hidden(zhou.get("/desk/notes/new/"), "key")
    data = {"receiver": str(fan.who.unit), "subject": "路灯", "body": "谁来修", "days": "3", "key": key, **changes}
    return zhou.post("/desk/notes/new/", **data)


def test_a_note_goes_from_desk_to_desk(zhou: Desk, fan: Desk) -> None:
    address = send(zhou, fan).headers["Location"]
    work_until_idle(settings.LINLI.county)
    assert "路灯" in fan.get("/desk/").content.decode()
    page = fan.get(address)
    done = fan.post(f"{address}answer/", text="我们来修", expected_version=hidden(page, "expected_version"))
    assert done.status_code == 302
    page = zhou.get(address)
    assert "我们来修" in page.content.decode()
    zhou.post(f"{address}close/", expected_version=hidden(page, "expected_version"))
    assert Note.objects.get().state == "closed"
    assert Note.objects.get().answer != "我们来修".encode()


def test_a_double_click_sends_once(zhou: Desk, fan: Desk) -> None:
    key = hidden(zhou.get("/desk/notes/new/"), "key")
    first, second = send(zhou, fan, key=key), send(zhou, fan, key=key)
    assert first.headers["Location"] == second.headers["Location"]
    assert Note.objects.count() == 1


def test_what_is_wrong_is_told_and_what_was_typed_is_kept(zhou: Desk, fan: Desk) -> None:
    page = send(zhou, fan, subject="", body="只有正文", days="0")
    text = page.content.decode()
    assert page.status_code == 422 and "只有正文" in text
    assert 'id="id_subject_error"' in text and not Note.objects.exists()


@pytest.mark.parametrize("days", ["", "x", "-1", "99999999999999999999", "3"])
def test_days_that_are_no_number(zhou: Desk, fan: Desk, days: str) -> None:
    assert send(zhou, fan, days=days).status_code == (302 if days == "3" else 422)


def test_the_second_editor_sees_what_changed(zhou: Desk, fan: Desk) -> None:
    address = send(zhou, fan).headers["Location"]
    first, second = zhou.get(f"{address}edit/"), zhou.get(f"{address}edit/")
    words = {"subject": "甲", "body": "乙"}
    zhou.post(f"{address}edit/", **words, expected_version=hidden(first, "expected_version"), key=hidden(first, "key"))
    late = {"subject": "丙", "body": "我写的", "expected_version": hidden(second, "expected_version")}
    page = zhou.post(f"{address}edit/", **late, key=hidden(second, "key"))
    assert page.status_code == 409 and "我写的" in page.content.decode()
    assert Note.objects.get().subject == "甲"


def test_a_stranger_gets_404_and_one_without_power_403(zhou: Desk, fan: Desk) -> None:
    address = send(zhou, fan).headers["Location"]
    assert Desk("han", "水务局").get(address).status_code == 404
    assert Desk("shen", "办公室", "system_admin").get("/desk/notes/").status_code == 403


def test_the_list_answers_fragments_too(zhou: Desk, fan: Desk) -> None:
    send(zhou, fan)
    whole = zhou.get("/desk/notes/").content.decode()
    part = zhou.client.get("/desk/notes/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" in whole and "<html" not in part and "路灯" in part


def test_filters_search_and_sort(zhou: Desk, fan: Desk) -> None:
    send(zhou, fan)
    send(zhou, fan, subject="电梯", key="k2")
    assert "电梯" not in zhou.get("/desk/notes/?q=路灯").content.decode().partition('id="rows"')[2]
    assert "路灯" not in zhou.get("/desk/notes/?side=received").content.decode().partition('id="rows"')[2]
    assert zhou.get("/desk/notes/?state=nonsense").status_code == 422
    assert zhou.get("/desk/notes/?sort=-due_on").status_code == 200


def test_tokens_are_shown_once(zhou: Desk) -> None:
    page = zhou.post("/desk/tokens/", name="脚本", days="30", scopes=["cases.see_own_notes"])
    assert "linli_329921_" in page.content.decode()
    assert "linli_329921_" not in zhou.get("/desk/tokens/").content.decode()
    assert zhou.post("/desk/tokens/", name="x", days="366", scopes=["cases.see_own_notes"]).status_code == 422
    assert zhou.post("/desk/tokens/", name="x", days="1", scopes=["people.create_unit"]).status_code == 422


def test_jobs_are_for_administrators(zhou: Desk, fan: Desk) -> None:
    send(zhou, fan)
    work_until_idle(settings.LINLI.county)
    admin = Desk("admin", "信息中心", "system_admin")
    assert "deliver" in admin.get("/desk/jobs/").content.decode()
    assert zhou.get("/desk/jobs/").status_code == 403
