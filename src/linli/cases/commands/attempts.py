"""What is kept although it was refused: counted, never lost."""

from uuid import UUID

from linli.cases.models import RefusedAsking
from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command, record
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, Subject


@command("cases.note_refused_asking")
def note_refused_asking(
    actor: Actor, *, case: UUID | None, type: str, visibility: str, matter: str, category: str, why: str,
    duty: str, unit: UUID, area: str, path: str, asked_by: UUID | None,
) -> Receipt:  # fmt: skip
    """Keep an attempt to give a community what it may not be given: who asked, what, on which path (S-244)."""
    row = RefusedAsking.objects.create(
        id=new(actor.county), county=actor.county, area=area, at=actor.at, case=case, type=type, visibility=visibility,
        matter=matter, category=category, why=why, duty=duty, unit=unit, asked_by=asked_by, path=path,
    )  # fmt: skip
    facts = {"type": type, "matter": matter, "category": category, "why": why, "unit": str(unit), "path": path}
    subject = Subject("cases.refusedasking", row.id, actor.county, area)
    record(actor, subject, Act(facts=facts, event="cases.asking_refused"), outcome="refused")
    return Receipt("cases.refusedasking", row.id, "kept", 1)


@command("cases.note_emergency")
def note_emergency(actor: Actor, *, type: str, sort: str, area: str, phone: str) -> Receipt:
    """Keep that somebody reported an emergency and was told the number to call (R3.4, T058)."""
    row = new(actor.county)
    facts = {"type": type, "sort": sort, "phone": phone}
    record(actor, Subject("cases.emergency", row, actor.county, area), Act(facts=facts), outcome="refused")
    return Receipt("cases.emergency", row, "told", 1)
