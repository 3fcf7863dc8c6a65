"""The demo county as a whole: what is there, what is deliberately missing, and that loading twice changes nothing."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest
from django.conf import settings

from linli.demo.cases import COUNTS
from linli.demo.families import families
from linli.demo.loading import COMMANDS, _Load, load_demo, read_stories
from linli.demo.names import Numbers, credit_code
from linli.demo.places import communities
from linli.demo.residents import SCALES, shares
from linli.demo.units import bodies
from linli.kernel.actor import system_actor
from linli.kernel.clock import local_day
from linli.kernel.clock_port import now
from linli.kernel.codes import check_credit, check_identity, check_phone
from linli.kernel.journal.models import JournalEntry
from linli.people.models import Household, LedgerRun, Person, Residence, Unit, UnitRelation
from linli.people.queries.chart import chart
from linli.people.queries.residences import persons_counted
from linli.places.models import Dwelling, Placement, Subdivision
from tests.actors import actor_with

TODAY = date(2026, 11, 20)


@pytest.mark.pure
def test_names_and_numbers_are_valid_and_the_same_at_every_load() -> None:
    one, other = [list(families(random.Random(7), 60, TODAY)) for _ in range(2)]
    assert one == other and sum(map(len, one)) == 60
    numbers = Numbers()
    made = [numbers.identity(member.birth, member.sex) for family in one for member in family]
    phones = [numbers.phone() for _ in range(5_000)]
    assert len(set(made)) == 60 and len(set(phones)) == 5_000
    for number, member in zip(made, [member for family in one for member in family], strict=True):
        facts = check_identity(number, TODAY).facts
        assert facts is not None and (facts.birth, int(facts.sex)) == (member.birth, member.sex)
    assert all(check_phone(phone).ok for phone in phones)
    assert all(check_credit(credit_code(kind, 10_000_001)).ok for kind in ("11", "54", "91", "N2"))


@pytest.mark.pure
def test_people_are_spread_like_the_counts() -> None:
    here = communities()
    assert (len([c for c in here if c.urban]), len([c for c in here if not c.urban])) == (39, 77)
    for count in SCALES.values():
        found = shares(count, here)
        assert sum(found) == count and min(found) >= 0
    assert 380_000 < sum(c.residents for c in here) < 430_000


def _flags(code: str) -> Counter[str]:
    reader = actor_with("people.see_units", at=now())
    found = chart(reader, code, local_day(now()))
    units = [unit for body in found.bodies for unit in body.units]
    holders = [holder for unit in units for post in unit.posts for holder in post.holders]
    flags = Counter(flag for holder in holders for flag in holder.flags)
    flags["vacant"] = sum(post.vacant for unit in units for post in unit.posts)
    flags["missing"] = len(found.missing)
    return flags


def _the_chart_finds_exactly_what_is_meant_to_be_wrong() -> None:
    faults = bodies()["faults"]
    wrong = {"missing": "missing", "vacant": "vacant", "overdue": "overdue_term", "clash": "conflict"}
    for story, flag in wrong.items():
        for code in faults[story]:
            assert _flags(code)[flag] > 0, (story, code)
    named = {code for story in faults.values() for code in story}
    whole = [here.code for here in communities() if here.code not in named][:12]
    for code in whole:
        assert {flag: count for flag, count in _flags(code).items() if count} == {}, code


@pytest.mark.django_db
@pytest.mark.slow
def test_the_county_is_whole_and_a_second_load_changes_nothing(demo: list[str]) -> None:
    loaded = Person.objects.filter(run__isnull=True)
    assert loaded.count() == SCALES["small"] and any("600 of 600" in line for line in demo)
    assert {run.state: (run.counts["new"], run.counts["double"], run.counts["refused"]) for run in
            LedgerRun.objects.all()} == {"finished": (14, 0, 2), "ready": (4, 3, 0)}  # fmt: skip
    counted = persons_counted("329921", "329921", local_day(now()))
    assert counted["registered"] > 300 and counted["living"] > 300 and counted["away"] > 0
    assert Unit.objects.filter(kind__in=("residents_committee", "village_committee")).count() == 116
    assert Subdivision.objects.filter(kind="group").count() == Unit.objects.filter(kind__endswith="_group").exclude(
        kind="social_group").count()  # fmt: skip
    kinds = set(UnitRelation.objects.order_by("id").values_list("kind", flat=True))
    assert kinds == {"leads", "guides", "supervises", "entrusts", "answers_for"}
    assert Placement.objects.count() == 2 * Dwelling.objects.count()
    heads = Residence.objects.filter(relation="head", until__isnull=True).count()
    assert heads == Household.objects.count() > 100
    assert Residence.objects.filter(dwelling__isnull=True, run__isnull=True).count() == 0
    _the_chart_finds_exactly_what_is_meant_to_be_wrong()
    entries = JournalEntry.objects.count()
    assert not load_demo(settings.LINLI.county, "small")
    _steps_again()
    assert JournalEntry.objects.count() == entries and loaded.count() == SCALES["small"]


def _steps_again() -> None:
    """What an interrupted load does when it goes on: every step once more, on a later day's clock."""
    at = now() + timedelta(hours=1)
    office = system_actor(settings.LINLI.county, at, *COMMANDS)
    load = _Load(office, local_day(now()), read_stories(), lambda text: None)
    for words, step in load.steps(SCALES["small"], COUNTS["small"]):
        if words not in ("statistics", "journal", "what is long over"):
            step()
