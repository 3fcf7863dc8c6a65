"""Residences and households: moving, ending, and who belongs together."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command, record
from linli.kernel.errors import Conflict, Invalid, NotFound, Problem
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, subject_of
from linli.people.commands.deaths import refuse_dead
from linli.people.commands.person_rows import checked_community, checked_source, day_of, locked_person
from linli.people.models import Consent, ContactPoint, Person, Residence
from linli.people.rules.person_reasons import PersonCode
from linli.people.rules.residences import AWAY, KINDS, LIVING, REGISTERED, Span, first_meeting

DAY = timedelta(days=1)


@command("people.move_person")
def move_person(
    actor: Actor, *, person: UUID, kind: str, area: str, since: date, source: str, expected_version: int,
    dwelling: UUID | None = None,
) -> Receipt:  # fmt: skip
    """Begin a residence on a day and end the open one of its kind the day before (E13).

    The person must be inside the actor's area; the new place may be any community of the county.
    """
    row = locked_person(actor, "people.move_person", person, expected_version)
    refuse_dead(row)
    checked_community(row.county, area)
    _check_kind(kind)
    if since > day_of(actor):
        raise Invalid(PersonCode.RESIDENCE_DATES, problems=(Problem("since", PersonCode.RESIDENCE_DATES),))
    _make_room(row, kind, since)
    home = Residence.objects.create(
        id=new(row.county), county=row.county, area=area, person=row, kind=kind, dwelling=dwelling,
        source=checked_source(source), since=since,
    )  # fmt: skip
    _settle_area(row)
    # Where somebody lived since when can be erased; that something was written cannot.
    where = {"area": area, "since": str(since), "dwelling": str(dwelling or "")}
    facts = {"residence": str(home.id), "kind": kind, "source": source}
    record(actor, subject_of(row), Act(("residence",), where, facts, "people.person_moved"))
    return Receipt("people.person", row.id, "moved", row.version)


def _check_kind(kind: str) -> None:
    if kind not in KINDS:
        raise Invalid(PersonCode.RESIDENCE_KIND, {"kind": kind}, problems=(Problem("kind", PersonCode.RESIDENCE_KIND),))


def _make_room(row: Person, kind: str, since: date) -> None:
    known = list(Residence.objects.filter(county=row.county, person=row, kind=kind).order_by("since", "id"))
    running = [home for home in known if home.until is None and home.since < since]
    spans = [Span(home.since, home.until) for home in known if home not in running]
    met = first_meeting(Span(since, None), spans)
    if met is not None:
        raise Conflict(PersonCode.RESIDENCE_OVERLAPS, {"since": str(met.since)})
    for home in running:
        end_home(home, since - DAY)


def end_home(home: Residence, until: date) -> None:
    """Write the last day of a residence."""
    home.until, home.version = until, home.version + 1
    home.save(update_fields=["until", "version"])


def _settle_area(row: Person) -> None:
    """The person belongs where they live, else where they are registered, else where they were last."""
    homes = Residence.objects.filter(county=row.county, person=row, until__isnull=True).exclude(kind=AWAY)
    places = dict(homes.order_by("id").values_list("kind", "area"))
    row.area, row.version = places.get(LIVING) or places.get(REGISTERED) or row.area, row.version + 1
    row.save(update_fields=["area", "version"])
    ContactPoint.objects.filter(county=row.county, person=row).update(area=row.area)
    Consent.objects.filter(county=row.county, person=row).update(area=row.area)


@command("people.end_residence")
def end_residence(actor: Actor, *, person: UUID, kind: str, until: date, expected_version: int) -> Receipt:
    """End the open residence of a kind: moved out of the county, back from away, died."""
    row = locked_person(actor, "people.end_residence", person, expected_version)
    _check_kind(kind)
    homes = Residence.objects.filter(Q(until__isnull=True), county=row.county, person=row, kind=kind)
    home = homes.order_by("id").first()
    if home is None:
        raise NotFound(PersonCode.NO_RESIDENCE)
    if not home.since <= until <= day_of(actor):
        raise Invalid(PersonCode.RESIDENCE_DATES, problems=(Problem("until", PersonCode.RESIDENCE_DATES),))
    end_home(home, until)
    _settle_area(row)
    facts = {"residence": str(home.id), "kind": kind}
    record(actor, subject_of(row), Act(("residence",), {"until": str(until)}, facts, "people.residence_ended"))
    return Receipt("people.person", row.id, "ended", row.version)
