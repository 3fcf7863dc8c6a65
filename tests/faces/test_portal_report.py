"""A report in three steps: photo, what and where, who; sent once whatever happens."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from linli.cases.commands import drop_old_drafts
from linli.cases.models import Case, CaseDraft, CaseFile, CaseParty
from linli.kernel.actor import system_actor
from linli.kernel.clock_port import now
from linli.kernel.files.models import StoredFile
from linli.kernel.files.store import path_of
from linli.kernel.journal.models import JournalEntry
from tests.cases.town import COMMUNITY, Town, make_town
from tests.faces.portal import PHONE, Visitor, fresh_limits, only_case, public_lamp, sent_code

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def town(db: None) -> Town:
    fresh_limits()
    return make_town()


@pytest.fixture
def visitor() -> Visitor:
    return Visitor()


def test_with_a_phone_from_photo_to_receipt(visitor: Visitor) -> None:
    visitor.until_who()
    assert visitor.prove("/report/").headers["Location"] == "/report/check/"
    page = visitor.text("/report/check/")
    assert "路灯不亮" in page and "柳岸社区" in page and PHONE not in page
    assert visitor.post("/report/check/").headers["Location"] == "/receipt/"
    case = only_case()
    assert (case.sort, case.area, case.channel, case.state) == ("street_lamp", COMMUNITY, "portal", "reported")
    assert CaseFile.objects.get(case=case).kind == "before"
    receipt = visitor.text("/receipt/")
    assert " ".join(case.number[at : at + 4] for at in range(0, 20, 4)) in receipt
    code = re.search(r'll-ticket-code">([0-9A-Z]{4} [0-9A-Z]{4})<', receipt)
    assert code and '<svg class="ll-qr"' in receipt
    stranger = Visitor()
    assert stranger.enter(case.number, code[1]).headers["Location"] == "/track/case/"
    assert stranger.get("/track/case/").status_code == 200
    assert JournalEntry.objects.filter(command="cases.open_case").count() == 1


@pytest.mark.serves("S-113", boundary="the sixth figure is wrong: nothing is opened; sent twice it is one case")
def test_wrong_figures_open_nothing_and_twice_is_once(visitor: Visitor) -> None:
    assert visitor.get("/reports/32992120261120000012/").status_code == 404
    visitor.until_who()
    visitor.post("/report/who/", way="phone", phone=PHONE, name="")
    right = sent_code()
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    refused = visitor.post("/report/code/", code=wrong)
    assert refused.status_code == 422 and "六位" in refused.content.decode()
    assert visitor.post("/report/check/").status_code == 422 and not Case.objects.exists()
    visitor.post("/report/code/", code=right)
    cookies = visitor.client.cookies.output()
    assert visitor.post("/report/check/").status_code == 302
    again = Visitor()
    for name, value in re.findall(r"Set-Cookie: (linli_report)=([^;]+)", cookies):
        again.client.cookies[name] = value.strip('"')
    assert again.post("/report/check/").headers["Location"] == "/receipt/"
    assert Case.objects.count() == 1
    assert only_case().number in again.text("/receipt/").replace(" ", "")


def test_without_a_phone_it_is_limited_and_held(visitor: Visitor) -> None:
    from linli.faces.portal.limits import nameless

    assert visitor.nameless().status_code == 302
    case = only_case()
    assert not case.public and CaseParty.objects.get(case=case).phone is None
    assert visitor.get(f"/reports/{case.number}/").status_code == 404, "held until the staff accept it"
    for _ in range(nameless.most - 1):
        nameless.note("127.0.0.1", now())
    other = Visitor()
    refused = other.nameless()
    assert refused.status_code == 429 and int(refused.headers["Retry-After"]) > 0
    assert Case.objects.count() == 1 and "三号桥边第二盏" in refused.content.decode()


@pytest.mark.parametrize(("what", "phone"), [("report_part:gas_leak", "119"), ("report_event:injured", "120")])
def test_an_emergency_says_whom_to_call(visitor: Visitor, what: str, phone: str) -> None:
    visitor.photo()
    page = visitor.post("/report/what/", what=what)
    assert page.status_code == 409 and f'href="tel:{phone}"' in page.content.decode()
    assert JournalEntry.objects.get(command="cases.note_emergency").facts["phone"] == phone
    assert not Case.objects.exists()


def test_a_hazard_asks_more_and_needs_its_photo(visitor: Visitor) -> None:
    visitor.post("/report/photo/")
    visitor.post("/report/what/", what="hazard:wiring")
    where = visitor.post("/report/where/", area=COMMUNITY)
    assert where.headers["Location"] == "/report/form-all/"
    assert visitor.post("/report/form-all/", asked="grade,since").status_code == 422
    assert visitor.post("/report/form-all/", grade="major", asked="grade,since").status_code == 302
    visitor.post("/report/who/", way="alone")
    refused = visitor.post("/report/check/")
    assert refused.status_code == 422 and "照片" in refused.content.decode()
    visitor.photo()
    assert visitor.post("/report/check/").status_code == 302


def test_known_reports_are_suggested_and_joined(town: Town, visitor: Visitor) -> None:
    known = public_lamp(town, lon=119.81, lat=33.41)
    visitor.photo()
    visitor.post("/report/what/", what="report_part:street_lamp")
    visitor.post("/report/where/", area=COMMUNITY, text="三号桥边的路灯不亮")
    page = visitor.text("/report/similar/")
    assert known.number in page
    key = re.search(r'name="key" value="([0-9a-f]{32})"', page)
    assert key
    assert visitor.get(f"/reports/{known.number}/join/").status_code == 405
    for _ in range(2):
        visitor.client.cookies.pop("linli_joined", None)
        assert visitor.post(f"/reports/{known.number}/join/", key=key[1]).headers["Location"] == "/receipt/"
    known.refresh_from_db()
    assert known.supporters == 1
    assert known.number in visitor.text("/receipt/").replace(" ", "")
    case = visitor.text("/track/case/")
    assert "三号桥边的路灯不亮" not in case, "who joins does not read the reporter's words"
    assert "13800138000" not in case


def test_a_report_told_apart_is_not_asked_about_again(town: Town, visitor: Visitor) -> None:
    known = public_lamp(town, lon=119.81, lat=33.41)
    visitor.photo()
    visitor.post("/report/what/", what="report_part:street_lamp")
    where = {"area": COMMUNITY, "text": "三号桥边的路灯不亮"}
    assert visitor.post("/report/where/", **where).headers["Location"] == "/report/similar/"
    assert 'method="post" action="/report/similar/"' in visitor.text("/report/similar/")
    kept = CaseDraft.objects.get().box
    assert visitor.get("/report/similar/").status_code == 200 and CaseDraft.objects.get().box == kept
    for _ in range(2):
        assert visitor.post("/report/similar/").headers["Location"] == "/report/who/"
    assert visitor.get("/report/similar/").headers["Location"] == "/report/who/"
    known.refresh_from_db()
    assert known.supporters == 0


def test_a_draft_comes_back_with_its_code(visitor: Visitor) -> None:
    visitor.photo()
    visitor.post("/report/what/", what="report_part:street_lamp")
    saved = visitor.post("/report/later/", step="where", area=COMMUNITY, text="还没写完")
    code = re.search(r"([0-9A-Z]{4} [0-9A-Z]{4})", saved.content.decode())
    assert code
    elsewhere = Visitor()
    assert elsewhere.post("/resume/", code="AAAA BBBB").status_code == 422
    back = elsewhere.post("/resume/", code=code[1].lower())
    assert back.headers["Location"] == "/report/who/"
    assert "还没写完" in elsewhere.text("/report/where/")


def test_photos_can_be_looked_at_and_removed(visitor: Visitor) -> None:
    visitor.photo()
    assert visitor.get("/report/file/0/").headers["Content-Type"] == "image/jpeg"
    assert Visitor().get("/report/file/0/").status_code == 404
    assert visitor.post("/report/photo/", remove="0").headers["Location"] == "/report/photo/"
    assert visitor.get("/report/file/0/").status_code == 404
    page = visitor.post("/report/photo/", photos=SimpleUploadedFile("x.zip", b"PK\x03\x04nonsense"))
    assert page.status_code == 422 and "<img" not in page.content.decode()


def test_places(visitor: Visitor) -> None:
    visitor.photo()
    visitor.post("/report/what/", what="report_part:road")
    for given, field in (
        ({}, "area"), ({"address": "没有的路9号"}, "address"), ({"lon": "x", "lat": "3"}, "point"),
        ({"lon": "1", "lat": "1"}, "point"), ({"lon": "119.0", "lat": "30.0"}, "point"),
        ({"area": "110101001001"}, "area"),
        ({"address": "长" * 301, "area": COMMUNITY}, "address"),
    ):  # fmt: skip
        page = visitor.post("/report/where/", **given)
        assert page.status_code == 422, field
        kept = given.get("address", "")
        assert kept in page.content.decode()
    assert visitor.post("/report/where/", address="没有的路9号", area=COMMUNITY).status_code == 302


def test_hostile_input(visitor: Visitor) -> None:
    visitor.photo()
    many = {f"f{at}": "x" for at in range(10_000)}
    assert visitor.post("/report/what/", **many).status_code == 400
    form = "application/x-www-form-urlencoded"
    for body in (b"what=%ff%fe%00", b"what=\xff\xfe", b"what=report_part%3Astreet_lamp%00"):
        assert visitor.client.post("/report/what/", body, content_type=form).status_code == 422
    text = json.dumps(many).encode()
    assert visitor.client.post("/report/what/", text, content_type="application/json").status_code == 422
    visitor.post("/report/what/", what="report_part:road")
    nul = visitor.client.post("/report/where/", b"address=%00%ff%fe&text=%00", content_type=form)
    assert nul.status_code == 422
    for value in ("forged", "a:b:c", "1:AAAAAAAA:x"):
        visitor.client.cookies["linli_report"] = value
        visitor.client.cookies["linli_case"] = value
        assert visitor.get("/report/where/").status_code == 302
        assert visitor.get("/track/case/").headers["Location"] == "/track/"
    assert not Case.objects.exists()


def test_tokens_are_asked_for(visitor: Visitor) -> None:
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    for path in ("/report/photo/", "/report/check/", "/track/", "/track/case/rate/", "/area/", "/community/"):
        assert strict.post(path).status_code == 403, path


def test_drafts_are_limited(visitor: Visitor) -> None:
    from linli.faces.portal.limits import drafts

    for _ in range(drafts.most):
        drafts.note("127.0.0.1", now())
    assert visitor.photo().status_code == 429
    assert not CaseDraft.objects.exists()


def test_anew(visitor: Visitor, django_capture_on_commit_callbacks: Any) -> None:
    assert "/report/anew/" not in visitor.text("/report/photo/"), "there is nothing to throw away"
    with django_capture_on_commit_callbacks(execute=True):
        visitor.until_who()
        visitor.post("/report/who/", way="phone", phone=PHONE, name="王小明")
    assert 'formaction="/report/anew/"' in visitor.text("/report/photo/")
    file = path_of(StoredFile.objects.get().sha256)
    assert file.exists() and visitor.get("/report/anew/").status_code == 405 and CaseDraft.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        assert visitor.post("/report/anew/").headers["Location"] == "/report/"
    assert not CaseDraft.objects.exists() and not StoredFile.objects.exists() and not file.exists()
    assert visitor.post("/report/anew/").headers["Location"] == "/report/", "twice is once"
    page = visitor.text("/report/photo/")
    assert "/report/file/0/" not in page and visitor.get("/report/file/0/").status_code == 404
    visitor.photo()
    for path in ("/report/where/", "/report/who/", "/report/check/"):
        assert not re.search("三号桥|王小明|13800138000", visitor.text(path)), path


def test_anew_leaves_what_was_sent(visitor: Visitor, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        visitor.nameless()
        visitor.photo()
        visitor.post("/report/anew/")
    assert path_of(StoredFile.objects.get().sha256).exists()
    with django_capture_on_commit_callbacks(execute=True):
        drop_old_drafts(system_actor("329921", now() + timedelta(days=31), "cases.drop_old_drafts"))
    assert not CaseDraft.objects.exists()
    assert path_of(StoredFile.objects.get().sha256).exists(), "it is the case's"


def test_a_removed_photo_is_gone(visitor: Visitor, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        visitor.photo()
    file = path_of(StoredFile.objects.get().sha256)
    with django_capture_on_commit_callbacks(execute=True):
        visitor.post("/report/photo/", remove="0")
    assert not file.exists() and not StoredFile.objects.exists()


def test_without_a_draft_one_begins_anew(visitor: Visitor) -> None:
    visitor.photo()
    assert visitor.post("/report/anew/").headers["Location"] == "/report/"
    assert not CaseDraft.objects.exists()
    assert visitor.get("/report/where/").headers["Location"] == "/report/what/", "without a draft it begins anew"
