"""Members of area sets: who belongs to which from when, and what a merge does to them."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models import Q

from linli.kernel.codes import county_of
from linli.kernel.db.ranges import inside_or_above
from linli.kernel.errors import Conflict
from linli.kernel.ids import new
from linli.places.models import AreaSet, AreaSetMember
from linli.places.rules.reasons import PlacesCode

ONE_DAY = timedelta(days=1)


def fresh_member(owner: AreaSet, code: str, since: date, until: date | None = None) -> AreaSetMember:
    """A member not yet saved."""
    return AreaSetMember(
        id=new(owner.county), county=owner.county, area=code, set=owner, kind=owner.kind, exclusive=owner.exclusive,
        since=since, until=until,
    )  # fmt: skip


def refuse_overlap(member: AreaSetMember) -> None:
    """Conflict when the area, or one in it or around it, belongs to another exclusive set of the kind meanwhile.

    The sets of the kind must be locked.
    """
    meets = Q(until__isnull=True) | Q(until__gte=member.since)
    rows = AreaSetMember.objects.filter(meets, county=member.county).exclude(pk=member.pk)
    if member.until is not None:
        rows = rows.filter(since__lte=member.until)
    shared = inside_or_above("area", member.area)
    same = Q(set=member.set_id, area=member.area)
    others = Q(kind=member.kind, exclusive=True) & shared & ~Q(set=member.set_id) if member.exclusive else Q(pk__in=[])
    found = rows.filter(same | others).select_related("set").order_by("since", "id").first()
    if found is not None:
        data = {"code": found.area, "set": found.set.name, "since": str(found.since)}
        raise Conflict(PlacesCode.ALREADY_MEMBER, data)


def carry_sets(old: Sequence[str], new_codes: Iterable[str], on: date, *, ends: bool) -> None:
    """Let new areas belong to the sets of the old ones from a day on; Conflict when these exclude each other."""
    rows = AreaSetMember.objects.filter(county=county_of(old[0]), area__in=old, until__isnull=True)
    members = list(rows.select_related("set").order_by("id"))
    sets = {member.set_id: member.set for member in members}
    if ends:
        for member in members:
            member.until = max(on - ONE_DAY, member.since)
            member.save(update_fields=["until"])
    for code in new_codes:
        for owner in sets.values():
            _join(owner, code, on)


def _join(owner: AreaSet, code: str, on: date) -> None:
    rows = AreaSetMember.objects.filter(county=owner.county, area=code, until__isnull=True)
    open_rows = list(rows.select_related("set").order_by("id"))
    if any(row.set_id == owner.id for row in open_rows):
        return
    rival = next((row for row in open_rows if owner.exclusive and row.exclusive and row.kind == owner.kind), None)
    if rival is not None:
        raise Conflict(PlacesCode.SETS_DIFFER, {"code": code, "one": rival.set.name, "other": owner.name})
    fresh_member(owner, code, on).save(force_insert=True)
