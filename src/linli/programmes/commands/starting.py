"""A place takes on a paper, and shows its residents what it promised."""

from typing import Final
from uuid import UUID

from linli.documents.queries.papers import paper_detail
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.command import Receipt, command, expect_version, must_cover, record
from linli.kernel.db.locks import lock_row
from linli.kernel.db.upsert import insert_if_absent
from linli.kernel.errors import Conflict, Invalid, KernelCode, Problem
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, subject_of
from linli.programmes.models import Programme
from linli.programmes.rules.reasons import ProgrammeCode

PROGRAMME: Final = "programmes.programme"
TITLE_LENGTH: Final = 300


@command("programmes.start_programme")
def start_programme(actor: Actor, *, paper: UUID, area: str, title: str = "") -> Receipt:
    """Take on a paper of the library in an area; its confirmed tasks are run by ``programmes.run_tasks``."""
    must_cover(actor, area)
    found, _ = paper_detail(actor, paper)
    if found.repealed_on is not None and found.repealed_on <= local_day(actor.at):
        raise Conflict(ProgrammeCode.REPEALED)
    plain = title.replace("\x00", "").strip() or found.title
    if len(plain) > TITLE_LENGTH:
        data = {"length": len(plain), "limit": TITLE_LENGTH}
        raise Invalid(KernelCode.INVALID, problems=(Problem("title", KernelCode.TOO_LONG, data),))
    row = Programme(id=new(actor.county), county=actor.county, area=area, paper_id=paper, title=plain,
                    started_at=actor.at)  # fmt: skip
    if not insert_if_absent(row):
        raise Conflict(ProgrammeCode.BEGUN)
    record(actor, subject_of(row), Act(("title",), facts={"paper": str(paper)}))
    return Receipt(PROGRAMME, row.id, "started", row.version)


def locked_programme(actor: Actor, programme: UUID) -> Programme:
    """The programme, locked; NotFound outside the actor's areas."""
    row = lock_row(Programme, "area", programme)
    must_cover(actor, row.area)
    return row


@command("programmes.show_programme")
def show_programme(actor: Actor, *, programme: UUID, shown: bool, expected_version: int) -> Receipt:
    """Show a programme to everybody, or take it off again."""
    row = locked_programme(actor, programme)
    expect_version(row, expected_version)
    if row.shown is shown:
        return Receipt(PROGRAMME, row.id, "shown" if shown else "hidden", row.version, unchanged=True)
    row.shown = shown
    row.version += 1
    row.save(update_fields=["shown", "version"])
    record(actor, subject_of(row), Act(("shown",), facts={"shown": shown}))
    return Receipt(PROGRAMME, row.id, "shown" if shown else "hidden", row.version)
