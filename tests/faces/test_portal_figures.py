"""The six figures: wrong, over, sent twice, come back to, reloaded; nothing that was filled in is lost."""

from datetime import timedelta
from typing import Any

import pytest

from linli.kernel.clock_port import now
from tests.cases.town import make_town
from tests.faces.portal import PHONE, Visitor, fresh_limits, only_case, sent_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(db: None) -> Visitor:
    fresh_limits()
    make_town()
    one = Visitor()
    one.until_who()
    one.post("/report/who/", way="phone", phone=PHONE, name="王小明")
    return one


def _wrong() -> str:
    return f"{(int(sent_code()) + 1) % 1_000_000:06}"


def _text(page: Any) -> str:
    return str(page.content.decode())


def _goes_to(answer: Any) -> str:
    return str(answer.headers["Location"])


def test_wrong_figures_are_told_under_their_field_until_new_ones_are_needed(visitor: Visitor) -> None:
    for _ in range(5):
        page = visitor.post("/report/code/", code=_wrong())
        assert page.status_code == 422 and 'id="id_code_error"' in _text(page)
    page = visitor.post("/report/code/", code=sent_code())
    assert page.status_code == 409 and "重新发送" in _text(page), "five tries are over, even for the right ones"
    assert _goes_to(visitor.post("/report/code/", again="1")) == "/report/code/?new=1"
    assert "以前的不再有效" in visitor.text("/report/code/?new=1")
    assert _goes_to(visitor.post("/report/code/", code=sent_code())) == "/report/check/"
    assert "王小明" in visitor.text("/report/check/") and "三号桥边第二盏" in visitor.text("/report/check/")


def test_figures_that_are_over_say_so(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    late = now() + timedelta(minutes=11)
    monkeypatch.setattr("linli.faces.portal.visiting.now", lambda: late)
    assert "现在没有可用的六位数字" in visitor.text("/report/code/")
    page = visitor.post("/report/code/", code=sent_code())
    assert page.status_code == 409 and "重新发送" in _text(page)
    visitor.post("/report/code/", again="1")
    assert _goes_to(visitor.post("/report/code/", code=sent_code())) == "/report/check/"


def test_what_is_proven_stays_proven(visitor: Visitor) -> None:
    code = sent_code()
    for figures in (code, code, _wrong(), ""):
        assert _goes_to(visitor.post("/report/code/", code=figures)) == "/report/check/"
    assert _goes_to(visitor.post("/report/code/", again="1")) == "/report/check/"
    assert _goes_to(visitor.get("/report/code/")) == "/report/check/"
    assert visitor.post("/report/check/").status_code == 302 and only_case().sort == "street_lamp"


def test_figures_are_read_as_people_write_them(visitor: Visitor) -> None:
    wide = sent_code().translate({48 + figure: 0xFF10 + figure for figure in range(10)})
    assert _goes_to(visitor.post("/report/code/", code=f" {wide[:3]} {wide[3:]}")) == "/report/check/"


def test_sending_unproven_leads_to_the_figures(visitor: Visitor) -> None:
    page = visitor.post("/report/check/")
    assert page.status_code == 422 and 'id="id_code_error"' in _text(page) and 'action="/report/code/"' in _text(page)


def test_another_number_wants_its_own_figures(visitor: Visitor) -> None:
    visitor.post("/report/code/", code=sent_code())
    first = sent_code()
    assert _goes_to(visitor.post("/report/who/", way="phone", phone="13900139000", name="")) == "/report/code/"
    assert visitor.post("/report/code/", code=first if first != sent_code() else "x").status_code == 422
    assert _goes_to(visitor.post("/report/who/", way="alone")) == "/report/check/"
    assert _goes_to(visitor.get("/report/code/")) == "/report/check/"


def test_without_a_number_there_are_no_figures() -> None:
    fresh_limits()
    make_town()
    visitor = Visitor()
    visitor.until_who()
    assert _goes_to(visitor.get("/report/code/")) == _goes_to(visitor.post("/report/code/", code="1")) == "/report/who/"


def test_a_number_that_was_only_saved_asks_for_figures_when_one_comes_back() -> None:
    fresh_limits()
    make_town()
    visitor = Visitor()
    visitor.until_who()
    visitor.post("/report/later/", step="who", way="phone", phone=PHONE, name="王小明")
    assert _goes_to(visitor.get("/report/nowhere/")) == "/report/code/"
    assert "现在没有可用的六位数字" in visitor.text("/report/code/")
