"""Messages on the desk: the ledger without words, notices for one's unit, the outbox of a demo."""

from dataclasses import replace
from typing import Any

import pytest

from linli.kernel.sending import portal_address
from linli.people.commands import settle_message, try_message
from linli.people.models import Message
from tests.faces.county_desk import words
from tests.faces.test_desk_notes import Desk
from tests.ledger import budget
from tests.people.messages.ledger import PHONE, machine, queued

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> Desk:
    return Desk("qu", "社会工作部", "system_admin")


def given_up() -> Any:
    row = queued()
    try_message(machine(), message=row)
    settle_message(machine(), message=row, tries=1, error="recipient_refused", final=True)
    return row


def test_the_ledger_shows_states_and_tries_but_no_words(admin: Desk) -> None:
    for _ in range(3):
        given_up()
    page = words(admin.get("/desk/messages/?state=given_up"))
    assert page.count("/retry/") == 3 and "路灯不亮" not in page and PHONE not in page and "32992120261120" not in page
    assert Desk("fan", "住建局").get("/desk/messages/").status_code == 403
    with budget("any list"):
        assert admin.get("/desk/messages/").status_code == 200


def test_a_message_is_tried_again_by_a_button_only(admin: Desk) -> None:
    row = given_up()
    address = f"/desk/messages/{row}/retry/"
    assert admin.get(address).status_code == 200 and Message.objects.get(pk=row).state == "given_up"
    assert admin.post(address).status_code == 302 and Message.objects.get(pk=row).state == "queued"
    assert admin.post(address).status_code == 409
    assert admin.get("/desk/messages/01890000-0000-7000-8000-000000000001/retry/").status_code == 404
    assert Desk("fan", "住建局").post(address).status_code == 403


def test_notices_are_those_of_ones_own_unit(admin: Desk) -> None:
    fan = Desk("fan", "住建局", "case_worker")
    queued(channel="desk", template="alarm_overdue", unit=fan.who.unit, needs="cases.see_own_cases", to="")
    queued(channel="desk", template="alarm_overdue", unit=fan.who.unit, needs="cases.see_confidential", to="")
    page = words(fan.get("/desk/notices/"))
    assert page.count("32992120261120000018") == 1 and "/desk/cases/" in page
    assert "32992120261120000018" not in words(admin.get("/desk/notices/"))
    with budget("any list"):
        assert fan.get("/desk/notices/").status_code == 200


def test_the_outbox_shows_words_and_working_links_in_a_demo_only(admin: Desk, settings: Any) -> None:
    place = settings.LINLI
    queued(params={"title": "路灯不亮", "number": "1", "link": f"{portal_address(place)}/q/abc/"})
    page = words(admin.get("/desk/outbox/"))
    assert "路灯不亮" in page and 'href="/q/abc/"' in page and PHONE not in page and "138****8000" in page
    with budget("any list"):
        assert admin.get("/desk/outbox/").status_code == 200
    settings.LINLI = replace(place, mode="production")
    assert admin.get("/desk/outbox/").status_code == 404
