"""Handing cases to outside systems in tests: a target in the pack, a case that everybody may see, the jobs' clock."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from linli.cases import jobs
from linli.cases.commands import hand_over_case, retitle_case
from linli.cases.models import Case, CaseAct, Handover
from linli.kernel.actor import Actor
from linli.kernel.clock_port import now
from linli.kernel.db.guard import writing
from linli.kernel.jobs import outbox
from linli.kernel.jobs.worker import work_until_idle
from linli.people.models import Message
from tests.cases.outside import Outside
from tests.cases.town import COUNTY, Town, lamp, version
from tests.cases.walking import step
from tests.packs.folders import publish_rows

WORDS = "三号桥北侧路灯不亮，请检修线路"
MOST = ("dispatcher", "case_worker")


def target(outside: Outside | None, kind: str = "open311", **more: Any) -> None:
    """An outside system in the pack of the county."""
    address = f"http://127.0.0.1:{outside.port}" if outside else ""
    services = {"report_part": "parts", "report_part/street_lamp": "L-7" if kind != "linli" else "report_part/lamp"}
    row = {
        "key": "city", "title": {"zh-Hans": "市政平台", "en": "City"}, "kind": kind, "address": address,
        "services": services, "days": 5, "jurisdiction": "qinghe", "area": "329922001001", **more,
    }  # fmt: skip
    with writing("test"):
        publish_rows(COUNTY, row, section="handovers", pack="outside")


def boss(town: Town, at: datetime | None = None) -> Actor:
    """Somebody of the street who may."""
    return town.who("street", *MOST, at=at or now())


def shown(town: Town) -> UUID:
    """A lamp that everybody may see."""
    case = lamp(town.who("station", "case_intake", at=now()))
    step(boss(town), case, "accept")
    title = {"title": "三号桥路灯不亮", "place_name": "三号桥", "urgent": False}
    retitle_case(boss(town), case=case, expected_version=version(case), **title)
    if not Case.objects.get(pk=case).public:
        with writing("test"):
            Case.objects.filter(pk=case).update(public=True)
    while outbox.hand_on(COUNTY):
        pass
    return case


def hand(town: Town, case: UUID, **changed: Any) -> UUID:
    """Hand it over; the handover."""
    given = {"target": "city", "text": WORDS, **changed}
    hand_over_case(boss(town), case=case, expected_version=version(case), **given)
    found: UUID = Handover.objects.order_by("-handed_at", "-id").values_list("pk", flat=True)[0]
    return found


def row_of(handover: UUID) -> Handover:
    """As stored."""
    return Handover.objects.get(pk=handover)


class Clock:
    """The clock of the jobs."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.at = now()
        monkeypatch.setattr(jobs, "now", lambda: self.at)

    def sweep(self, **later: float) -> None:
        """Let the minute's job run once, some time later."""
        self.at += timedelta(**later)
        jobs.sweep_handovers.func(job_key="test")


def acts(case: UUID) -> list[str]:
    """The acts of a case that tell of handovers."""
    rows = CaseAct.objects.filter(case=case).order_by("seq").values_list("action", flat=True)
    return [action for action in rows if "outside" in action or "hand" in action]


def alarm(town: Town, case: UUID, template: str) -> None:
    """A notice at the desk of the unit that answers, once."""
    work_until_idle(COUNTY)
    (found,) = Message.objects.filter(template=template)
    row = Case.objects.get(pk=case)
    assert found.channel == "desk" and found.unit == (row.lead_id or row.receiver_id)
