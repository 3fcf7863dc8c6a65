"""Acceptance 4 on the demo: pages of every role, then no number and no phone outside the sealed columns."""

import json
import logging
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from linli.demo.loading import demo_accounts
from linli.kernel.jobs.worker import work_until_idle
from linli.kernel.journal.verifying import verify
from linli.people.models import Look, Person
from tests.demo.walking import cells, leaks, logged_in, secrets, walk

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PAGES = 14


def test_the_finder_finds() -> None:
    hidden = frozenset({"329921198001010013", "13812345678", "u1@example.com"})
    assert leaks("a329921198001010013b", hidden) == {"329921198001010013"}
    assert leaks('{"p": "+8613812345678"}', hidden) == {"13812345678"}
    assert leaks("mail u1@example.com", hidden) == {"u1@example.com"}
    assert leaks("138****5678 329921********0013", hidden) == set()


def _changes(client: Client, hidden: frozenset[str]) -> list[Any]:
    """What a registrar does in a day, with real numbers typed into forms: right ones and wrong ones."""
    person = Person.objects.filter(area="329921001001", birth_year__lt=1990).order_by("id").first()
    assert person is not None
    number = sorted(text for text in hidden if text.startswith("329921"))[0]
    phone = sorted(text for text in hidden if len(text) == 11)[0]
    one = f"/desk/persons/{person.id}/"
    return [
        client.post("/desk/persons/", {"q": number}),
        client.post("/desk/persons/", {"q": phone}),
        client.post(f"{one}correct/", {"identity": number, "source": "document", "expected_version": "1"}),
        client.post(f"{one}contacts/new/", {"kind": "phone", "value": phone, "source": "self"}),
        client.post(f"{one}contacts/new/", {"kind": "phone", "value": f"{phone}9", "source": "self"}),
        client.post(f"{one}reveal/", {"group": "person", "purpose": "identify"}),
        client.post(f"{one}reveal/", {"group": "phone", "purpose": number}),
        client.post("/desk/me/", {"code": number}),
        client.get(f"{one}nothing/{number}/"),
        client.get("/api/v1/notes", headers={"Authorization": f"Bearer {number}"}),
    ]


def test_no_number_no_phone_anywhere(demo: list[str], caplog: pytest.LogCaptureFixture) -> None:
    _a_page_writes_no_look_a_reveal_one_an_export_one_a_person()
    hidden = secrets()
    assert len(hidden) > 800
    addresses, problems = [], []
    with caplog.at_level(logging.DEBUG):
        for account in demo_accounts():
            client = logged_in(account.name)
            for path, page in walk(client, ["/desk/"], PAGES):
                addresses.append(path)
                if not page.streaming and leaks(page.content.decode(), hidden):
                    problems.append((account.name, path))
        answers = _changes(logged_in("demo.registrar"), hidden)
        work_until_idle(settings.LINLI.county)
    assert problems == [] and len(set(addresses)) > 40
    assert [answer.status_code for answer in answers[:4]] == [200, 200, 422, 302]
    redirects = [answer.headers.get("Location", "") for answer in answers]
    written = [json.dumps(record.__dict__, default=str) for record in caplog.records if "backends" not in record.name]
    for text in [*addresses, *redirects, *written, *demo]:
        assert leaks(text, hidden) == set(), text
    found = {(name, one) for name, text in cells() for one in leaks(text, hidden)}
    assert found == set()
    assert list(verify(settings.LINLI.county)) == []


def _a_page_writes_no_look_a_reveal_one_an_export_one_a_person() -> None:
    registrar, chief = logged_in("demo.registrar"), logged_in("demo.chief")
    before = Look.objects.count()
    for client in (registrar, chief):
        assert all(page.status_code < 500 for _, page in walk(client, ["/desk/persons/"], 25))
    assert Look.objects.count() == before
    person = Person.objects.filter(area="329921001001", birth_year__lt=1990).order_by("id")[0]
    shown = registrar.post(f"/desk/persons/{person.id}/reveal/", {"group": "person", "purpose": "identify"})
    assert person.name in shown.content.decode() and "no-store" in shown.headers["Cache-Control"]
    assert Look.objects.count() == before + 1
    assert person.name not in registrar.get(f"/desk/persons/{person.id}/").content.decode()
    ids = [str(row) for row in Person.objects.order_by("id").values_list("id", flat=True)[:7]]
    given = {"ids": ids, "act": "write", "fields": ["name", "phone"], "purpose": "contact"}
    assert chief.post("/desk/persons/export/", {"ids": ids}).status_code == 200
    assert Look.objects.count() == before + 1
    assert chief.post("/desk/persons/export/", given).headers["Content-Type"].startswith("text/csv")
    assert Look.objects.count() == before + 8
    auditor = logged_in("demo.looks").get("/desk/looks/").content.decode()
    assert "钱小燕" in auditor and "殷红" in auditor
