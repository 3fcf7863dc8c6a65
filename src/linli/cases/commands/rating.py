"""The resident judges: 1 to 5 stars with reasons; a bad rating opens the case again (R3.5, R10.2)."""

from collections.abc import Sequence
from uuid import UUID

from linli.cases.commands.matter import add_act, opened, take
from linli.cases.commands.parties import must_speak
from linli.cases.commands.steps import checked_note, receipt
from linli.cases.queries.matter import roles
from linli.cases.rules.case_reasons import CaseCode
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.command import Receipt, command
from linli.kernel.errors import Conflict, Invalid, KernelCode, NotAllowed, Problem
from linli.kernel.packs.parameters import parameter

REASONS = ("slow", "not_solved", "not_told", "unfriendly", "back_and_forth", "good_work", "quick", "kind")


@command("cases.rate_case")
def rate_case(
    actor: Actor, *, case: UUID, stars: int, reasons: Sequence[str] = (), text: str = "", expected_version: int
) -> Receipt:
    """Rate a closed case once. At or below the place's mark the case is opened again, as far as its flow lets it."""
    if not 1 <= stars <= 5:
        raise Invalid(KernelCode.INVALID, problems=(Problem("stars", CaseCode.STARS),))
    plain = checked_note(text)
    matter = opened(actor, case, expected_version, by_party=True)
    if "reporter" not in roles(matter):
        raise NotAllowed(KernelCode.NOT_ALLOWED)
    must_speak(matter, "rate")
    _refuse_unratable(matter.row.closed_at is None or not matter.type.rated, matter.row.rating)
    matter.row.rating = stars
    kept = [reason for reason in dict.fromkeys(reasons) if reason in REASONS]
    add_act(matter, "rate", told={"rating": stars, "reasons": kept}, words={"note": plain} if plain else {})
    bad = parameter("case.rating.bad", matter.row.area, local_day(actor.at)).value
    offered = {action.key for action in matter.flow.actions_from(matter.row.state)}
    if stars <= bad and "reopen" in offered:
        take(matter, "reopen", note=plain or "★" * stars, told={"by_rating": True})
    return receipt(matter)


def _refuse_unratable(not_yet: bool, rating: int | None) -> None:
    if not_yet:
        raise Conflict(CaseCode.NOT_RATED)
    if rating is not None:
        raise Conflict(CaseCode.RATED)
