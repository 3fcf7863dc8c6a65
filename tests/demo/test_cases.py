"""The demo's year of cases: believable, the same at every load, in every state; a day that is played."""

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest
from django.conf import settings

from linli.cases.models import Case, CaseAct, CaseFile, Occurrence, RefusedAsking
from linli.demo.cases import load_cases
from linli.demo.loading import COMMANDS
from linli.demo.matters import matters
from linli.demo.places import communities
from linli.demo.play import Day, play
from linli.kernel.actor import system_actor
from linli.kernel.clock import local_day
from linli.kernel.clock_port import now
from linli.kernel.journal.models import JournalEntry
from linli.kernel.journal.verifying import verify
from linli.people.models import Message
from tests.cases.walking import assert_folds

TODAY = date(2026, 11, 20)


@pytest.mark.pure
def test_the_year_has_seasons_storms_and_repeat_callers() -> None:
    year = matters(600, communities(), TODAY)
    assert year == matters(600, communities(), TODAY) and len(year) == 600
    months = {sort: Counter(m.at.month for m in year if m.kind["sort"] == sort) for sort in ("straw", "road")}
    assert months["straw"].most_common(1)[0][0] == 10 and set(months["straw"]) <= {6, 10, 11}
    ice = [m for m in year if m.kind.get("photo") == "ice"]
    assert ice and {m.at.month for m in ice} <= {12, 1, 2}
    days = Counter(local_day(m.at) for m in year)
    (first, most), (second, many) = days.most_common(2)
    assert most >= 15 and many >= 15 and {first.month, second.month} == {7, 8}, "two storms"
    callers = Counter(m.phone for m in year)
    assert callers["13800000001"] == 9 and callers["13800000002"] == 7
    assert all(TODAY - timedelta(days=400) < local_day(m.at) < TODAY for m in year)


@pytest.mark.django_db
@pytest.mark.slow
def test_cases_of_every_flow_are_there_and_a_second_load_changes_nothing(demo: list[str]) -> None:
    office = system_actor(settings.LINLI.county, now(), *COMMANDS)
    today = local_day(now())
    load_cases(office, 60, today, lambda text: None)
    before = JournalEntry.objects.count()
    load_cases(office, 60, today, lambda text: None)
    assert JournalEntry.objects.count() == before
    assert Case.objects.filter(parent__isnull=False, type="task").count() == 5, "parts of tasks"
    assert {"done", "open", "missed"} <= set(Occurrence.objects.values_list("state", flat=True).order_by("id"))
    assert len(set(Case.objects.order_by("id").values_list("state", flat=True))) >= 5
    assert CaseFile.objects.filter(kind="before").exists() and CaseFile.objects.filter(kind="after").exists()
    assert not CaseAct.objects.filter(at__gt=now()).exists()
    for case in Case.objects.order_by("id"):
        assert_folds(case.id)
    assert list(verify(settings.LINLI.county)) == []
    assert RefusedAsking.objects.count() <= 60 and Message.objects.filter(state="failed").count() == 0


@pytest.mark.django_db
@pytest.mark.slow
def test_a_day_is_played_through_the_commands(demo: list[str]) -> None:
    before, said = Case.objects.count(), list[str]()
    assert play(Day(settings.LINLI.county, Random(3)), 25, 0, said.append) == 25
    assert Case.objects.count() > before + 4 and len(said) == 25
    fresh = Case.objects.order_by("-received_at")[: Case.objects.count() - before]
    assert len({case.state for case in fresh}) > 1, "some have gone on"
    for case in fresh:
        assert_folds(case.id)
