"""Messages, the journal and jobs by API."""

import pytest
from django.conf import settings

from linli.kernel.clock_port import now
from linli.kernel.ids import new
from linli.kernel.jobs.models import Job
from linli.kernel.jobs.worker import work_until_idle
from linli.people.models import Message
from tests.cases.town import make_town
from tests.faces.api_desk import COUNTY, GONE, TOWN, county, every_row, journalled, program
from tests.faces.test_api_cases import lamp
from tests.faces.test_api_notes import Program
from tests.ledger import budget
from tests.people.people import make_colleague

pytestmark = [pytest.mark.django_db, pytest.mark.serves("S-279")]


@pytest.fixture
def system() -> Program:
    county()
    return program("xi", "system_admin")


def given_up(writing_as_test: None) -> str:
    """A message of a report that no provider took."""
    town = make_town()
    who = make_colleague("window", town.units["station"], "case_intake", "clerk")
    Program(who, tuple(who.actor().powers))("post", "/cases", lamp())
    work_until_idle(settings.LINLI.county)
    row = Message.objects.exclude(channel="desk").order_by("id")[0]
    Message.objects.filter(pk=row.pk).update(state="given_up", tries=7, last_error="refused", next_try_at=None)
    return str(row.id)


def test_a_message_is_tried_again(writing_as_test: None) -> None:
    message = given_up(None)
    asker = program("xi", "system_admin")
    rows = every_row(asker, "/messages?state=given_up")
    assert [row["id"] for row in rows] == [message] and "13800138000" not in str(rows)
    assert asker("get", f"/messages/{message}").json()["last_error"] == "refused"
    assert asker("post", f"/messages/{message}/retry").status_code == 200
    assert asker("get", f"/messages/{message}").json()["state"] == "queued"
    assert asker("post", f"/messages/{message}/retry").status_code == 409
    assert asker("get", f"/messages/{GONE}").status_code == 404 and journalled(message)[-1] == "people.retry_message"
    assert program("du")("get", "/messages").status_code == 403
    assert Program(asker.who, ("people.see_messages",))("post", f"/messages/{message}/retry").status_code == 403


def test_notices_are_those_of_ones_unit(system: Program) -> None:
    clerk = program("window", "case_intake")
    assert clerk("get", "/messages/notices").json()["rows"] == []
    assert system("get", "/messages/notices").status_code == 403


def test_the_journal(system: Program) -> None:
    made = system("post", "/people/units", {"area": TOWN, "name": "某站", "kind": "department"}).json()["id"]
    auditor = program("shen", "auditor")
    asked = f"/journal?command=people.create_unit&type=people.unit&area={TOWN}"
    rows = every_row(auditor, asked)
    assert [row["object_id"] for row in rows] == [made]
    day = rows[0]["recorded_at"][:10]
    assert auditor("get", f"/journal?day={day}").json()["rows"] is not None
    history = auditor("get", f"/journal/people.unit/{made}").json()
    assert history[0]["command"] == "people.create_unit" and history[0]["facts"]["name"] == "某站"
    assert history[0]["channel"] == "api"
    assert auditor("get", f"/journal/people.unit/{GONE}").status_code == 404
    assert system("get", "/journal").status_code == 403


@pytest.mark.parametrize(
    "query", ["command=people.fly", "command=x", "day=soon", "day=9999-12-31", "area=x", "type=%00", "sort=area"]
)
def test_a_journal_that_cannot_be_shown(system: Program, query: str) -> None:
    assert program("shen", "auditor")("get", f"/journal?{query}").status_code == 422


def test_jobs(system: Program, writing_as_test: None) -> None:
    job = dead_job()
    assert [row["id"] for row in every_row(system, "/jobs?state=dead")] == [job]
    assert Program(system.who, ("kernel.see_jobs",))("post", f"/jobs/{job}/revive").status_code == 403
    assert system("post", f"/jobs/{job}/revive").json()["status"] == "ready"
    assert system("post", f"/jobs/{GONE}/revive").status_code == 404
    assert system("get", "/jobs?state=x").status_code == 422 and journalled(job) == ["kernel.revive_job"]


def dead_job() -> str:
    """A job that failed for good."""
    row = Job(
        id=new(COUNTY),
        county=COUNTY,
        task="linli.cases.jobs.sweep_clocks",
        arguments={},
        created_at=now(),
        run_after=now(),
    )
    row.state, row.last_error = "dead", "x"
    row.save(force_insert=True)
    return str(row.id)


def test_statements(system: Program) -> None:
    for index in range(12):
        system("post", "/people/units", {"area": COUNTY, "name": f"某局{index}", "kind": "department"})
    auditor = program("shen", "auditor")
    for asker, path in ((system, "/messages"), (auditor, "/journal"), (system, "/jobs")):
        asker("get", path)
        with budget("api.office.list"):
            assert asker("get", path).status_code == 200
