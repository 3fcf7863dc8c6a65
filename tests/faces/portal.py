"""Somebody at the portal without a log-in, and the town they live in."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from linli.cases.models import Case
from linli.cases.queries.drafts import wanted_code
from linli.faces.portal.limits import QUOTAS
from linli.kernel.journal.models import JournalEntry
from tests.cases.town import COMMUNITY, Town, lamp, version
from tests.cases.walking import step
from tests.conftest import NOON
from tests.kernel.files.made import picture

PHONE = "13800138000"


def fresh_limits() -> None:
    """Forget how often something was done."""
    for quota in QUOTAS:
        quota.forget()


@dataclass
class Visitor:
    """A browser without a log-in."""

    client: Client = field(default_factory=Client)

    def get(self, path: str, **more: Any) -> Any:
        """Open an address."""
        return self.client.get(path, **more)

    def post(self, path: str, **given: Any) -> Any:
        """Send a form."""
        return self.client.post(path, given)

    def photo(self) -> Any:
        """The first step of a report, with one photo."""
        return self.post("/report/photo/", photos=SimpleUploadedFile("lamp.jpg", picture(positioned=True)))

    def until_who(self, what: str = "report_part:street_lamp", **where: str) -> None:
        """Photo, what and where."""
        assert self.photo().headers["Location"] == "/report/what/"
        assert self.post("/report/what/", what=what).headers["Location"] == "/report/where/"
        given = {"area": COMMUNITY, "text": "三号桥边第二盏", **where}
        assert self.post("/report/where/", **given).status_code == 302

    def nameless(self) -> Any:
        """A whole report without a name; the answer to sending."""
        self.until_who()
        assert self.post("/report/who/", way="alone").headers["Location"] == "/report/check/"
        return self.post("/report/check/")

    def prove(self, base: str, **who: str) -> Any:
        """Phone and six figures; the answer to the figures."""
        given = {"way": "phone", "phone": PHONE, "name": "王小明", **who}
        assert self.post(f"{base}who/", **given).headers["Location"] == f"{base}code/"
        return self.post(f"{base}code/", code=sent_code())

    def text(self, path: str) -> str:
        """The page of an address as text."""
        return str(self.get(path).content.decode())

    def enter(self, number: str, key: str) -> Any:
        """Open a case with number and code."""
        return self.post("/track/", number=number, key=key)


def sent_code() -> str:
    """The six figures that were sent last."""
    entry = JournalEntry.objects.filter(command="cases.send_code").order_by("-id")[0]
    found = list(wanted_code(settings.LINLI.county, entry.id))
    return found[0][1]


def only_case() -> Case:
    """The one case there is."""
    return Case.objects.get()


def public_lamp(town: Town, **changed: Any) -> Case:
    """A lamp that the station took in and the street accepted: everybody sees it."""
    case: UUID = lamp(town.who("station", "case_intake"), **changed)
    step(town.who("street", "dispatcher"), case, "accept")
    return Case.objects.get(pk=case)


def ready_to_rate(town: Town, case: UUID, at: datetime = NOON) -> None:
    """Let units finish and verify a case."""
    from linli.cases.commands import accept_share, assign_case
    from tests.cases.walking import attach

    boss, worker = town.who("street", "dispatcher", at=at), town.who("urban", "case_worker", at=at)
    if Case.objects.get(pk=case).state == "reported":
        step(boss, case, "accept")
    assign_case(boss, case=case, unit=town.units["urban"], expected_version=version(case))
    accept_share(worker, case=case, expected_version=version(case))
    attach(case, "after")
    step(worker, case, "finish", "换了灯泡")
    step(town.who("street", "verifier", at=at, mark="other"), case, "verify")
