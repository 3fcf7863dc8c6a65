"""Persons on the desk: found by POST, masked, changed, shown for a purpose; without JavaScript."""

import re
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.core.cache import cache
from django.test import Client

from linli.kernel.actor import system_actor
from linli.kernel.clock_port import now
from linli.people.commands import create_unit
from linli.people.models import Consent, ContactPoint, Look, Person, Residence
from linli.people.queries.own import person_of_account
from linli.places.commands import NewBuilding, NewDwelling, import_divisions, load_buildings_batch
from tests.faces.test_desk_notes import Desk, hidden
from tests.ledger import budget
from tests.people.people import COMMANDS, log_in, make_colleague
from tests.people.persons.records import HERE, make_person, number, phone

pytestmark = pytest.mark.django_db
ROWS = [
    ("329921", "清和县"),
    ("329921001", "河滨街道"),
    (HERE, "柳岸社区居民委员会"),
    ("329921001002", "望河社区居民委员会"),
]
DOOR = "清和县河滨街道柳岸社区柳岸花园1幢1单元101室"


class Window(Desk):
    """A colleague of a community's service station."""

    def __init__(self, name: str, area: str, *roles: str) -> None:
        cache.clear()
        office = system_actor("329921", now(), *COMMANDS)
        unit = create_unit(office, area=area, name=f"{name}的单位", kind="department").id
        self.who = make_colleague(name, unit, *roles)
        self.client = Client()
        log_in(self.client, self.who)


@pytest.fixture(autouse=True)
def _places(db: None) -> None:
    office = system_actor("329921", now(), "places.import_divisions", "places.load_buildings_batch")
    import_divisions(office, run="t", rows=ROWS)
    house = NewBuilding("清和县河滨街道柳岸社区柳岸花园1幢", (NewDwelling("101", 1, 1),))
    load_buildings_batch(office, area=HERE, buildings=[house], since=date(2026, 1, 1), run="t")


@pytest.fixture
def window() -> Window:
    return Window("qian", HERE, "registrar")


@pytest.fixture
def chief() -> Window:
    return Window("yin", "329921", "chief_registrar")


def text(page: Any) -> str:
    return str(page.content.decode())


def one(person: UUID, page: str = "") -> str:
    return f"/desk/persons/{person}/{page}"


def send(desk: Desk, path: str, **data: Any) -> Any:
    """Fill a form as it was drawn, changed by ``data``."""
    drawn = desk.get(path)
    kept = {name: hidden(drawn, name) for name in ("key", "expected_version") if f'name="{name}"' in text(drawn)}
    return desk.post(path, **{**kept, **data})


def test_search_by_characters_pinyin_and_whole_numbers(window: Window) -> None:
    make_person("欧阳小燕", 1, phones=(phone(1),))
    make_person("周明", 2)
    for asked in ("小燕", "oyxy", number(1), phone(1), number(1).lower()):
        page = text(window.post("/desk/persons/", q=asked))
        assert "欧**燕" in page and "周*" not in page, asked
    for asked in (number(1)[:-2], phone(1)[:-1], "不在"):
        assert "欧**燕" not in text(window.post("/desk/persons/", q=asked))
    assert "周*" in text(window.get("/desk/persons/"))
    assert "欧**燕" not in text(window.post("/desk/persons/", q="周明"))


def test_no_word_of_a_search_stands_in_an_address(window: Window) -> None:
    for index in range(60):
        make_person("周明", index + 1)
    page = text(window.post("/desk/persons/", q="周明"))
    assert 'method="get"' not in page.partition("<main")[2]
    assert not re.search(r'href="[^"]*(after|before|q)=', page.partition("<main")[2])
    after = re.search(r'name="after" value="([^"]+)"', page)
    assert after is not None
    following = text(window.post("/desk/persons/", q="周明", after=after[1]))
    assert following.count("周*") >= 10 and 'name="before"' in following


def test_the_record_is_masked_and_a_reveal_lasts_for_one_answer(window: Window) -> None:
    person = make_person("欧阳小燕", 1, phones=(phone(1),), hukou_address=DOOR)
    page = text(window.get(one(person)))
    assert "欧**燕" in page and phone(1)[:3] + "****" in page
    assert not any(secret in page for secret in ("小燕", number(1), phone(1), "101室"))
    assert Look.objects.count() == 0
    shown = window.post(one(person, "reveal/"), group="phone", purpose="contact")
    assert phone(1) in text(shown) and number(1) not in text(shown)
    assert "no-store" in shown.headers["Cache-Control"] and Look.objects.count() == 1
    assert phone(1) not in text(window.get(one(person)))
    assert window.post(one(person, "reveal/"), group="phone", purpose="curiosity").status_code == 422
    assert window.post(one(person, "reveal/"), group="other", purpose="contact").status_code == 422
    assert window.get(one(person, "reveal/")).status_code == 405 and Look.objects.count() == 1


def test_the_reveal_form_carries_its_token(window: Window) -> None:
    page = text(window.get(one(make_person("周明", 1))))
    form = page.partition('action="' + re.findall(r'action="([^"]*reveal/)"', page)[0])[2].partition("</form>")[0]
    assert "csrfmiddlewaretoken" in form and "purpose" in form


def test_register_with_dwelling_and_phone(window: Window) -> None:
    given = {
        "area": HERE, "name": "沈一", "identity": number(5), "residence": "registered", "dwelling": DOOR,
        "since": "2026-05-01", "phone": phone(5), "source": "document",
    }  # fmt: skip
    assert send(window, "/desk/persons/new/", **given).status_code == 302
    assert Residence.objects.get(person__name="沈一").dwelling is not None
    again = send(window, "/desk/persons/new/", **given)
    assert again.status_code == 409 and "沈一" in text(again) and Person.objects.count() == 1
    wrong = send(window, "/desk/persons/new/", **{**given, "identity": "110105", "name": "", "dwelling": "没有这里"})
    assert wrong.status_code == 422 and "没有这里" in text(wrong)
    wrong = send(window, "/desk/persons/new/", **{**given, "since": "昨天"})
    assert wrong.status_code == 422 and "昨天" in text(wrong) and Person.objects.count() == 1


def test_a_death_is_noted_at_the_window_and_taken_back_in_the_county(window: Window, chief: Window) -> None:
    person = make_person("周明", 1, phones=(phone(1),))
    page = window.get(one(person, "death/"))
    assert page.status_code == 200 and "死亡日期" in text(page)
    wrong = send(window, one(person, "death/"), on="2999-01-01", source="document")
    assert wrong.status_code == 422 and Person.objects.get().died is None
    noted = send(window, one(person, "death/"), on="2026-01-05", source="document")
    assert noted.status_code == 302 and window.get(noted.headers["Location"]).status_code == 200
    assert Residence.objects.get().until == Person.objects.get().died == date(2026, 1, 5)
    assert window.get(one(person, "")).status_code == 404 and window.get(one(person, "alive/")).status_code == 403
    assert "撤回死亡登记" in text(chief.get(one(person, "")))
    assert send(chief, one(person, "alive/")).status_code == 302
    assert Residence.objects.get().until is None and Person.objects.get().died is None


def test_correct_move_and_end(window: Window) -> None:
    person = make_person("周明", 1, hukou_address=DOOR)
    correct = {"name": "周敏", "source": "document", "clear": "hukou_address"}
    assert send(window, one(person, "correct/"), **correct).status_code == 302
    row = Person.objects.get()
    assert (row.name, row.hukou_address) == ("周敏", None)
    stale = window.post(one(person, "correct/"), name="周民", source="document", expected_version="1")
    assert stale.status_code == 409 and Person.objects.get().name == "周敏"
    moved = {"kind": "registered", "area": HERE, "dwelling": "", "since": "2026-06-01", "source": "register"}
    assert send(window, one(person, "move/"), **moved).status_code == 302
    assert Residence.objects.filter(kind="registered").count() == 1
    assert send(window, one(person, "end/"), kind="registered", until="2026-07-01").status_code == 302
    assert send(window, one(person, "end/"), kind="away", until="2026-07-01").status_code == 404
    assert Residence.objects.get(kind="registered").until == date(2026, 7, 1)


def test_household_by_whole_numbers(window: Window) -> None:
    head = make_person("周明", 1, kind="registered")
    child = make_person("周小", 2, kind="registered", phones=(phone(2),))
    given = {f"member_{head}": "head", "add": phone(2), "add_relation": "child", "since": "2026-05-01"}
    assert send(window, one(head, "household/"), **given).status_code == 302
    page = text(window.get(one(head)))
    assert one(child) in page
    wrong = send(window, one(head, "household/"), **{**given, "add": "周小"})
    assert wrong.status_code == 422
    left = {f"member_{head}": "head", f"member_{child}": "", "since": "2026-06-01"}
    assert send(window, one(head, "household/"), **left).status_code == 302
    assert one(child) not in text(window.get(one(head)))


def test_contact_points_with_wishes_and_safety(window: Window) -> None:
    person, other = make_person("周明", 1), make_person("周红", 2)
    assert other != person
    assert send(window, one(person, "contacts/new/"), kind="phone", value=phone(7), source="self").status_code == 302
    assert send(window, one(person, "contacts/new/"), kind="phone", value="12", source="self").status_code == 422
    contact = ContactPoint.objects.get()
    path = one(person, f"contacts/{contact.id}/")
    wishes = {"channels": ["sms"], "quiet_from": "22:00", "quiet_to": "07:00", "setting": "via", "via": number(2)}
    assert send(window, path, **wishes).status_code == 302
    row = ContactPoint.objects.get()
    assert (row.channels, row.quiet_from, row.quiet_to, row.via_id) == (["sms"], 1320, 420, other)
    assert "role=" in text(window.get(one(person)))
    assert send(window, path, **{**wishes, "quiet_to": ""}).status_code == 422
    version = hidden(window.get(path), "expected_version")
    assert window.post(f"{path}end/", expected_version=version).status_code == 302
    assert ContactPoint.objects.get().until is not None


def test_consents_are_given_and_withdrawn(window: Window) -> None:
    person, child = make_person("周明", 1), make_person("周小", 3, identity="", birth="2020-01-01")
    given = {
        "purpose": "visit", "fields": ["phone"], "audience": "服务站", "text_version": "告知书1", "way": "paper",
        "expires_on": "2027-05-01",
    }  # fmt: skip
    assert send(window, one(person, "consents/new/"), **given).status_code == 302
    assert send(window, one(child, "consents/new/"), **given).status_code == 422
    assert send(window, one(child, "consents/new/"), **given, guardian=number(1)).status_code == 302
    consent = Consent.objects.filter(person=person).get()
    assert "告知书1" in text(window.get(one(person, "consents/")))
    done = window.post(one(person, f"consents/{consent.id}/withdraw/"), expected_version="1")
    assert done.status_code == 302 and Consent.objects.get(pk=consent.id).withdrawn_at is not None


def test_export_asks_what_for_and_harmless_cells(chief: Window) -> None:
    ids = [str(make_person("周明", 1, phones=(phone(1),))), str(make_person("=1+1", 2))]
    asked = chief.post("/desk/persons/export/", ids=ids)
    assert asked.status_code == 200 and Look.objects.count() == 0
    refused = chief.post("/desk/persons/export/", ids=ids, act="write", fields=["name"], purpose="")
    assert refused.status_code == 422 and Look.objects.count() == 0
    file = chief.post("/desk/persons/export/", ids=ids, act="write", fields=["name", "phone"], purpose="contact")
    assert Look.objects.count() == 2 and "'=1+1" in text(file) and f"+86{phone(1)}" in text(file)
    assert chief.post("/desk/persons/export/", ids=["x"]).status_code == 422


def test_merge_and_separate(chief: Window) -> None:
    keep, double = make_person("周明", 1), make_person("周明", identity="")
    path = one(keep, "merge/")
    found = text(chief.post(path, q="周明"))
    assert str(double) in found
    assert chief.post(path, double=str(double), keep_version="1", double_version="9").status_code == 409
    assert chief.post(path, double=str(double), keep_version="1", double_version="1").status_code == 302
    assert Person.objects.get(pk=double).merged_into_id == keep
    version = Person.objects.get(pk=double).version
    done = chief.post(one(keep, "separate/"), double=str(double), expected_version=str(version))
    assert done.status_code == 302 and Person.objects.get(pk=double).merged_into_id is None


def test_a_code_from_the_window_binds_the_account_and_shows_who_looked(window: Window) -> None:
    person = make_person("周明", 1)
    window.post(one(person, "reveal/"), group="person", purpose="identify")
    page = text(window.post(one(person, "binding/")))
    code = re.search(r"(?<![\w-])[2-9A-Z]{4}-[2-9A-Z]{4}(?![\w-])", page)
    assert code is not None
    resident = Window("zhou", "329921", "clerk")
    assert resident.post("/desk/me/", code="AAAA-AAAA").status_code == 422
    assert resident.post("/desk/me/", code=code[0]).status_code == 302
    bound = resident.who.actor()
    assert person_of_account(bound.county, bound.account) == person
    own = text(resident.get("/desk/me/"))
    assert "周*" in own and "周明" not in own and number(1) not in own and "qian" in own
    own = text(resident.post("/desk/me/", show="1"))
    assert "周明" in own and number(1) in own
    assert Look.objects.count() == 1
    assert window.post(one(person, "binding/")).status_code == 409


def test_who_looked_is_for_the_auditor(window: Window) -> None:
    person = make_person("周明", 1)
    window.post(one(person, "reveal/"), group="person", purpose="identify")
    auditor = Window("shao", "329921", "looks_auditor")
    assert "qian" in text(auditor.get("/desk/looks/"))
    page = text(auditor.get(one(person, "looks/?on=2026-11-01")))
    assert "qian" in page and "周明" not in page and "岗位qian" in page
    assert auditor.get(one(person, "looks/?on=gestern")).status_code == 200
    assert auditor.get(one(person)).status_code == 403
    assert window.get("/desk/looks/").status_code == 403


def test_other_areas_and_other_roles_see_nobody(window: Window) -> None:
    person = make_person("周明", 1)
    there = Window("wang", "329921001002", "registrar")
    assert "周*" not in text(there.get("/desk/persons/")) and there.get(one(person)).status_code == 404
    for page in ("correct/", "move/", "end/", "household/", "contacts/new/", "consents/", "consents/new/"):
        assert there.get(one(person, page)).status_code == 404, page
    assert there.post(one(person, "reveal/"), group="person", purpose="identify").status_code == 404
    clerk = Window("gu", HERE, "clerk")
    for path in ("/desk/persons/", one(person), "/desk/persons/new/", "/desk/looks/"):
        assert clerk.get(path).status_code == 403, path
    assert window.get(one(person, "merge/")).status_code == 403 and Look.objects.count() == 0


def test_pages_keep_their_budgets(window: Window) -> None:
    persons = [make_person("周明", index, kind="registered", phones=(phone(index),)) for index in range(1, 55)]
    send(window, one(persons[0], "household/"), **{f"member_{persons[0]}": "head", "since": "2026-05-01"})
    for path in ("/desk/persons/", one(persons[0])):
        window.get(path)  # the packs are read once a process
    for name, path in (
        ("desk.persons.list", "/desk/persons/"),
        ("desk.persons.one", one(persons[0])),
        ("desk.persons.consents", one(persons[0], "consents/")),
        ("desk.persons.new", "/desk/persons/new/"),
        ("desk.me", "/desk/me/"),
    ):
        with budget(name):
            assert window.get(path).status_code == 200
    with budget("desk.persons.search"):
        assert window.post("/desk/persons/", q="周明").status_code == 200
