"""Webhooks on the desk and by API: who sees them, the secret shown once, deliveries, alarms on the first page."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from linli.kernel.actor import system_actor
from linli.kernel.clock_port import now
from linli.kernel.hooks.commands import disable_hook
from linli.kernel.hooks.models import Hook, HookDelivery
from linli.kernel.hooks.signing import is_secret
from linli.kernel.jobs.worker import work_until_idle
from tests.faces.county_desk import words
from tests.faces.test_api_notes import Program
from tests.faces.test_desk_notes import Desk, hidden
from tests.hooks.making import COUNTY, EVENT, POWERS, events, hook_to
from tests.hooks.receivers import Receiver, receiving
from tests.ledger import budget
from tests.people.people import make_colleague, make_unit

pytestmark = pytest.mark.django_db
HOME, NOWHERE = "/desk/hooks/", "http://127.0.0.1:9/"


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    settings.LINLI = replace(settings.LINLI, hook_seconds=1)
    with receiving() as found:
        yield found


@pytest.fixture
def admin() -> Desk:
    return Desk("qu", "数据局", "system_admin")


def secret_in(page: Any) -> str:
    text: str = page.content.decode()
    found = text[text.index("whsec_") :][: 6 + 44]
    assert is_secret(found)
    return found


def set_up(admin: Desk, **changes: Any) -> Any:
    data = {"name": "平台", "address": NOWHERE, "events": [EVENT, "cases.case_acted"], **changes}
    return admin.post(f"{HOME}new/", key=hidden(admin.get(f"{HOME}new/"), "key"), **data)


def test_a_webhook_is_set_up_and_its_secret_shown_once(admin: Desk) -> None:
    page = set_up(admin)
    row = Hook.objects.get()
    secret = secret_in(page)
    assert page.status_code == 200 and page.headers["Cache-Control"] == "no-store"
    assert (row.name, row.events, row.area) == ("平台", ["cases.case_acted", EVENT], COUNTY)
    for address in (HOME, f"{HOME}{row.id}/", f"{HOME}{row.id}/edit/", f"{HOME}{row.id}/deliveries/"):
        assert secret not in admin.get(address).content.decode() and "平台" in words(admin.get(address))


def test_a_double_click_sets_up_one_and_says_so(admin: Desk) -> None:
    key = hidden(admin.get(f"{HOME}new/"), "key")
    first = admin.post(f"{HOME}new/", key=key, name="a", address=NOWHERE, events=[EVENT])
    second = admin.post(f"{HOME}new/", key=key, name="a", address=NOWHERE, events=[EVENT])
    assert Hook.objects.count() == 1 and "whsec_" in words(first) and "whsec_" not in words(second)
    assert "已经显示过一次" in words(second)


@pytest.mark.parametrize(
    ("change", "told"),
    [({"address": "gopher://x"}, "不能调用"), ({"events": []}, "没有选择"), ({"name": ""}, "必填")],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(admin: Desk, change: dict[str, Any], told: str) -> None:
    page = set_up(admin, **change)
    assert page.status_code == 422 and told in words(page) and not Hook.objects.exists()
    assert page.content.decode().count("checked") == len(change.get("events", ["a", "b"]))


def test_it_is_changed_paused_and_goes_on(admin: Desk) -> None:
    set_up(admin)
    here = f"{HOME}{Hook.objects.get().id}/"
    version = hidden(admin.get(f"{here}edit/"), "expected_version")
    data = {"name": "别的", "address": NOWHERE, "events": [EVENT]}
    assert admin.post(f"{here}edit/", expected_version=version, key="1", **data).status_code == 302
    assert admin.post(f"{here}edit/", expected_version=version, key="2", **data).status_code == 409
    for verb, state in (("pause", "paused"), ("resume", "on")):
        assert admin.get(f"{here}{verb}/").status_code == 405
        assert admin.post(f"{here}{verb}/").status_code == 302 and Hook.objects.get().state == state
    assert admin.post(f"{here}resume/").status_code == 409 and Hook.objects.get().name == "别的"


def test_a_new_secret_is_shown_once_and_the_old_one_named(admin: Desk) -> None:
    first = secret_in(set_up(admin))
    here = f"{HOME}{Hook.objects.get().id}/"
    version = hidden(admin.get(f"{here}rotate/"), "expected_version")
    page = admin.post(f"{here}rotate/", old="later", expected_version=version, key="r")
    assert secret_in(page) != first and "旧密钥" in words(page)
    again = admin.post(f"{here}rotate/", old="later", expected_version="2", key="s")
    assert again.status_code == 409 and "旧密钥仍然有效" in words(again)
    page = admin.post(f"{here}rotate/", old="at_once", expected_version="2", key="t")
    assert secret_in(page) and Hook.objects.get().old_secret is None


def test_a_test_is_sent_and_sent_again(admin: Desk, receiver: Receiver) -> None:
    set_up(admin, address=receiver.address)
    here = f"{HOME}{Hook.objects.get().id}/"
    assert admin.post(f"{here}ping/").status_code == 302
    events(2)
    work_until_idle(COUNTY)
    page = words(admin.get(f"{here}deliveries/?state=sent"))
    assert len(receiver.came) == 3 and page.count("已发送") >= 3
    today = (now() + timedelta(hours=8)).date().isoformat()
    assert admin.post(f"{here}replay/", since=today, until=today, key="r").status_code == 302
    assert admin.post(f"{here}replay/", since="2026-01-01", until=today, key="s").status_code == 422
    work_until_idle(COUNTY)
    assert len(receiver.came) == 5 and len(receiver.counted()) == 3
    export = admin.post(f"{here}deliveries/", export="csv")
    assert len(b"".join(export.streaming_content).decode().strip().splitlines()) == 4


def test_who_may_and_who_may_not(admin: Desk) -> None:
    set_up(admin)
    here = f"{HOME}{Hook.objects.get().id}/"
    clerk = Desk("fan", "住建局", "security_admin")
    for address in (
        HOME,
        f"{HOME}new/",
        here,
        f"{here}deliveries/",
        f"{here}edit/",
        f"{here}rotate/",
        f"{here}replay/",
    ):
        assert clerk.get(address).status_code == 403 and admin.get(address).status_code == 200
    for verb in ("pause", "resume", "ping", "rotate", "replay", "edit"):
        assert clerk.post(f"{here}{verb}/").status_code == 403
    for verb in ("", "edit/", "rotate/", "replay/", "deliveries/"):
        assert admin.get(f"{HOME}01890000-0000-7000-8000-000000000001/{verb}").status_code == 404
    assert admin.post(f"{HOME}01890000-0000-7000-8000-000000000001/ping/").status_code == 404


def test_an_alarm_stands_on_the_first_page_until_it_is_seen_to(admin: Desk) -> None:
    hook = hook_to(NOWHERE)
    assert str(hook.id) not in words(admin.get("/desk/"))
    disable_hook(system_actor(COUNTY, now(), "kernel.disable_hook"), hook=hook.id, reason="failing")
    page = words(admin.get("/desk/")).partition("<main")[2]
    assert f"{HOME}{hook.id}/" in page and "连续失败超过三天" in page
    assert str(hook.id) not in words(Desk("fan", "住建局").get("/desk/"))
    admin.post(f"{HOME}{hook.id}/resume/")
    assert str(hook.id) not in words(admin.get("/desk/"))


@pytest.mark.parametrize("count", [1, 60])
def test_pages_keep_their_budget(admin: Desk, count: int) -> None:
    hook = hook_to(NOWHERE)
    events(count)
    admin.get("/desk/")
    here = f"{HOME}{hook.id}/"
    for name, path in (("any list", HOME), ("desk.hooks.deliveries", f"{here}deliveries/"), ("desk.hooks.one", here)):
        with budget(name):
            assert admin.get(path).status_code == 200
    with budget("desk.home"):
        assert admin.get("/desk/").status_code == 200


SCOPES = (*POWERS, "kernel.see_hooks")


@pytest.fixture
def program() -> Program:
    return Program(make_colleague("zhou", make_unit("数据局"), "system_admin", "clerk"), SCOPES)


def test_the_whole_way_by_api(program: Program, receiver: Receiver) -> None:
    body = {"name": "a", "address": receiver.address, "events": [EVENT]}
    made = program("post", "/hooks", body, **{"Idempotency-Key": "a"})
    again = program("post", "/hooks", body, **{"Idempotency-Key": "a"}).json()
    assert made.status_code == 201 and made.headers["Cache-Control"] == "no-store" and is_secret(made.json()["secret"])
    assert again["repeated"] and again["secret"] == "" and again["id"] == made.json()["id"]
    here = f"/hooks/{made.json()['id']}"
    read = program("get", here)
    assert read.headers["ETag"] == '"1"' and "secret" not in read.json() and read.json()["events"] == [EVENT]
    assert program("post", f"{here}/ping").status_code == 200
    (entry,) = events(1)
    work_until_idle(COUNTY)
    rows = program("get", f"{here}/deliveries").json()["rows"]
    assert [row["state"] for row in rows] == ["sent", "sent"] and str(entry) in {row["event"] for row in rows}
    assert program("put", here, {**body, "name": "b", "expected_version": 1}).json()["version"] == 2
    assert program("put", here, {**body, "name": "c", "expected_version": 1}).status_code == 409
    assert is_secret(program("post", f"{here}/rotate", {}).json()["secret"])
    assert program("post", f"{here}/rotate", {}).json()["code"] == "hook_rotating"
    assert program("post", f"{here}/rotate", {"at_once": True}).status_code == 200
    span = {"since": (now() - timedelta(days=1)).isoformat(), "until": now().isoformat()}
    assert program("post", f"{here}/replay", span).status_code == 200
    work_until_idle(COUNTY)
    assert receiver.counted()[str(entry)] == 2
    assert program("post", f"{here}/pause").json()["status"] == "paused"
    assert program("post", f"{here}/resume").json()["status"] == "on"
    assert [row["name"] for row in program("get", "/hooks?state=on").json()["rows"]] == ["b"]


def test_what_the_api_refuses(program: Program) -> None:
    hook = hook_to(NOWHERE)
    body = {"name": "a", "address": "gopher://x", "events": [EVENT]}
    refused = program("post", "/hooks", body)
    assert refused.status_code == 422 and refused.json()["problems"][0]["path"] == "address"
    assert program("post", "/hooks", {**body, "events": []}).status_code == 422
    naive = {"since": "2026-11-01T00:00:00", "until": "2026-11-02T00:00:00"}
    assert program("post", f"/hooks/{hook.id}/replay", naive).status_code == 422
    assert program("get", f"/hooks/{UUID(int=5)}").status_code == 404
    assert program("get", f"/hooks/{UUID(int=5)}/deliveries").status_code == 404
    reader = Program(program.who, ("kernel.see_hooks",))
    assert reader("get", "/hooks").status_code == 200 and reader("post", "/hooks", body).status_code == 403
    for verb in ("pause", "resume", "ping"):
        assert reader("post", f"/hooks/{hook.id}/{verb}").status_code == 403
    clerk = Program(make_colleague("fan", make_unit("住建局")))
    assert clerk("get", "/hooks").status_code == 403 and clerk("get", f"/hooks/{hook.id}").status_code == 403
    assert HookDelivery.objects.count() == 0
