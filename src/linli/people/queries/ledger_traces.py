"""Who of a run's persons was touched since, and which runs wait for something."""

from collections.abc import Callable, Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from linli.people.models import BindingCode, Consent, ContactPoint, LedgerPart, LedgerRun, Look, Person, Residence
from linli.people.rules.ledgers.runs import DROPPED, FAILED, FINISHED, UNDO_TIME, UNDOING

# Higher packages say here which persons they refer to: (county, persons) → those in use.
InUse = Callable[[str, Collection[UUID]], set[UUID]]
_in_use: list[InUse] = []


def ask_in_use(asked: InUse) -> None:
    """Register a query of a higher package (called at start-up)."""
    if asked not in _in_use:
        _in_use.append(asked)


def touched_of(run: LedgerRun) -> set[UUID]:
    """The new persons of a run whom somebody has changed, looked at for a purpose, or linked to something since."""
    rows = Person.everything.filter(county=run.county, run=run.id)
    mine = {"county": OuterRef("county"), "person": OuterRef("pk")}
    others = ~Q(run=run.id) | Q(run__isnull=True) | Q(version__gt=1)
    changed = rows.filter(
        Q(version__gt=1) | Q(account__isnull=False) | Q(merged_into__isnull=False)
        | Exists(Person.everything.filter(county=OuterRef("county"), merged_into=OuterRef("pk")))
        | Exists(Residence.everything.filter(others, **mine))
        | Exists(ContactPoint.everything.filter(others, **mine))
        | Exists(Consent.objects.filter(**mine))
        | Exists(BindingCode.objects.filter(**mine))
        | Exists(Look.objects.filter(county=OuterRef("county"), subject=OuterRef("pk")))
    )  # fmt: skip
    found = set(changed.order_by("pk").values_list("pk", flat=True))
    if _in_use:
        persons = set(rows.order_by("pk").values_list("pk", flat=True))
        found |= set().union(*(asked(run.county, persons) for asked in _in_use))
    return found


def runs_to_forget(at: datetime) -> list[tuple[str, UUID]]:
    """County and id of the runs whose file has been kept for as long as it may be."""
    kept = Exists(LedgerPart.objects.filter(county=OuterRef("county"), run=OuterRef("pk")))
    old = Q(finished_at__lt=at - UNDO_TIME, state=FINISHED) | Q(begun_at__lt=at - UNDO_TIME, state=FAILED)
    return list(LedgerRun.objects.filter(kept, old).order_by("id").values_list("county", "id"))


def runs_to_clear() -> list[tuple[str, UUID]]:
    """County and id of the runs that were taken back and still have rows or a file."""
    kept = Exists(LedgerPart.objects.filter(county=OuterRef("county"), run=OuterRef("pk")))
    rows = LedgerRun.objects.filter(kept, state__in=(UNDOING, DROPPED)).order_by("id")
    return list(rows.values_list("county", "id"))
