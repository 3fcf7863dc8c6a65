"""Steps of a case's flow, words beside it, and visits counted."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from linli.cases.commands.filing import add_files
from linli.cases.commands.matter import add_act, opened, refuse_ended, refuse_party_handling, take
from linli.cases.commands.parties import must_speak
from linli.cases.models import CaseClock
from linli.cases.queries.matter import Matter, own_parties
from linli.cases.rules.case_reasons import CaseCode
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.command import Receipt, command
from linli.kernel.errors import Conflict, Invalid, KernelCode, Problem, TooLate

NOTE_LENGTH = 5_000
# Steps that carry more than a word: each has a command of its own.
SPECIAL = frozenset(
    {"dispatch", "merge", "tell_missing", "rate", "return", "recall", "grant_data", "refuse_data", "give_data"}
)
# Steps that end a clock which the resident may use only in time (R10.2: reopen in a window kept by the server).
IN_TIME = {"reopen": "window", "ask_review": "review_ask", "ask_rereview": "rereview_ask"}


def receipt(matter: Matter) -> Receipt:
    """The case as it is now."""
    return Receipt("cases.case", matter.row.id, matter.row.state, matter.row.version)


def checked_note(text: str, *, needed: bool = False) -> str:
    """The trimmed words; Invalid when they are too long, or missing where they are needed."""
    plain = text.replace("\x00", "").strip()
    if needed and not plain:
        raise Invalid(KernelCode.INVALID, problems=(Problem("note", KernelCode.REQUIRED),))
    if len(plain) > NOTE_LENGTH:
        data = {"length": len(plain), "limit": NOTE_LENGTH}
        raise Invalid(KernelCode.INVALID, problems=(Problem("note", KernelCode.TOO_LONG, data),))
    return plain


@command("cases.take_step")
def take_step(
    actor: Actor, *, case: UUID, action: str, note: str = "", given: Sequence[str] = (),
    files: Sequence[Mapping[str, Any]] = (), expected_version: int,
) -> Receipt:  # fmt: skip
    """Take an action of the case's flow: accept, finish, verify, send back, withdraw, open again …

    Who may, what must be given and which clocks move stands in the flow. Actions with more to them (dispatch, merge,
    tell_missing, rate) are refused here. ``files`` that the store took in are added by the same act.
    """
    if action in SPECIAL:
        raise Conflict(CaseCode.SPECIAL_STEP)
    plain = checked_note(note)
    matter = opened(actor, case, expected_version, by_party=True)
    if matter.row.merged_into_id is not None:
        raise Conflict(CaseCode.ENDED)
    if not _is_for_parties(matter, action):
        refuse_party_handling(matter)
    must_speak(matter, action)
    _refuse_late(matter, action)
    if files:
        add_files(matter, files)
    take(matter, action, note=plain, given=given)
    return receipt(matter)


def _is_for_parties(matter: Matter, action: str) -> bool:
    """Whether the flow leaves a step to those who speak for the case: withdraw, open again, ask for a review …"""
    return any(item.key == action and "reporter" in item.by for item in matter.flow.actions)


def _refuse_late(matter: Matter, action: str) -> None:
    clock = matter.clock(IN_TIME[action]) if action in IN_TIME else None
    if clock is not None and clock.due_at is not None and matter.actor.at > clock.due_at:
        raise TooLate(CaseCode.REOPEN_OVER, {"day": str(_last_day(clock))})


def _last_day(clock: CaseClock) -> date:
    assert clock.due_on is not None, "a clock with a due moment has a due day"
    return clock.due_on


@command("cases.note_case")
def note_case(actor: Actor, *, case: UUID, text: str, shown: str = "inner") -> Receipt:
    """Write a note into a case: ``inner`` for those who work on it, ``reporter`` also for its parties."""
    if shown not in ("inner", "reporter"):
        raise Invalid(KernelCode.INVALID, problems=(Problem("shown", KernelCode.REQUIRED),))
    plain = checked_note(text, needed=True)
    matter = opened(actor, case, by_party=True)
    must_speak(matter)
    add_act(matter, "note", words={"note": plain}, shown="reporter" if own_parties(matter) else shown)
    return receipt(matter)


@command("cases.record_visit")
def record_visit(actor: Actor, *, case: UUID, note: str = "") -> Receipt:
    """Count a trip: somebody came again for a case that was taken in before (S-080)."""
    plain = checked_note(note)
    matter = opened(actor, case)
    matter.row.trips += 1
    matter.counts.add("trips")
    day = local_day(actor.at)
    add_act(matter, "visit", told={"day": str(day)}, words={"note": plain} if plain else {}, shown="inner")
    return receipt(matter)


@command("cases.retitle_case")
def retitle_case(
    actor: Actor, *, case: UUID, title: str, place_name: str, urgent: bool, expected_version: int
) -> Receipt:
    """Give a case the title and place that others may read: the staff's own words, rounded to building or street."""
    plain, place = title.strip(), place_name.strip()
    if not plain or len(plain) > 120 or len(place) > 80:
        raise Invalid(KernelCode.INVALID, problems=(Problem("title", KernelCode.REQUIRED),))
    matter = opened(actor, case, expected_version)
    refuse_ended(matter)
    row = matter.row
    row.title, row.place_name, row.urgent = plain, place, urgent
    add_act(matter, "retitle", told={"urgent": urgent}, words={"title": plain, "place_name": place}, shown="inner")
    return receipt(matter)
