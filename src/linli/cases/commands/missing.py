"""Telling what is missing: once, everything (R3.1 art. 32(4), R3.2, S-080)."""

from collections.abc import Sequence
from uuid import UUID

from linli.cases.commands.matter import opened, refuse_ended, take
from linli.cases.commands.steps import checked_note, receipt
from linli.cases.rules.case_reasons import CaseCode
from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command
from linli.kernel.errors import Conflict, Invalid, KernelCode, Problem


@command("cases.tell_missing")
def tell_missing(
    actor: Actor, *, case: UUID, materials: Sequence[str], note: str = "", why_again: str = "", expected_version: int
) -> Receipt:
    """Tell the applicant everything that is missing, in one notice.

    A second notice is refused unless it says why the thing could not be known the first time; it is then flagged and
    counts as a fault of the service.
    """
    plain, again = checked_note(note), checked_note(why_again)
    if not materials and not plain:
        raise Invalid(KernelCode.INVALID, problems=(Problem("materials", CaseCode.NOTHING_MISSING),))
    matter = opened(actor, case, expected_version)
    refuse_ended(matter)
    second = matter.row.notices > 0
    if second and not again:
        raise Conflict(CaseCode.SECOND_NOTICE)
    words = {"why_again": again} if again else {}
    told = {"materials": list(dict.fromkeys(materials)), "second_notice": second}
    take(matter, "tell_missing", note=plain, given=("materials",), told=told, words=words)
    return receipt(matter)
