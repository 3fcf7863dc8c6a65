"""The one way in which a case changes: locked, a step of its flow, clocks, effects, act, journal."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from linli.cases.commands import clockwork
from linli.cases.models import CaseAct
from linli.cases.models.case import NEVER
from linli.cases.queries.access import visible
from linli.cases.queries.matter import Matter, facts, loaded, own_parties
from linli.cases.rules.case_reasons import CaseCode
from linli.kernel.actor import Actor
from linli.kernel.command import expect_version, record
from linli.kernel.db.inserting import insert_row
from linli.kernel.db.locks import lock_row
from linli.kernel.errors import Conflict, NotAllowed
from linli.kernel.flow import ClockChange, ClockMove, Outcome, step
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, subject_of
from linli.kernel.ports import effect_named

SIGNED = ("accepted", "done")
# The parts of a row that an act can change; the words of the case and its number never change here.
KEPT = (
    "area", "type", "sort", "type_entry", "flow_entry", "form_entry", "visibility", "title", "place_name", "urgent",
    "state", "public", "accepted_at", "done_at", "closed_at", "ended_at", "due_at", "alarm", "receiver", "lead",
    "sponsor", "handed_over", "merged_into", "rating", "returned", "rework", "reopened", "notices", "trips",
    "supporters", "parts", "acts", "version",
)  # fmt: skip


def opened(actor: Actor, case: UUID, expected_version: int | None = None, *, by_party: bool = False) -> Matter:
    """Lock a case that the actor may know of; NotFound for others, Conflict with what changed when it is stale.

    Refuses a party of the case, who handles none of it (E46), unless the command is one for parties too (``by_party``).
    """
    row = lock_row(visible(actor), "case", case)
    if expected_version is not None:
        expect_version(row, expected_version)
    matter = loaded(actor, row)
    if not by_party:
        refuse_party_handling(matter)
    return matter


def refuse_party_handling(matter: Matter) -> None:
    """Whoever is a party of a case handles none of it (E46)."""
    if own_parties(matter):
        raise NotAllowed(CaseCode.OWN_CASE)


def refuse_ended(matter: Matter) -> None:
    """Nothing is done to a case that is ended."""
    if matter.row.ended_at is not None:
        raise Conflict(CaseCode.ENDED)


def take(
    matter: Matter, action: str, *, note: str = "", given: Iterable[str] = (), told: Mapping[str, Any] | None = None,
    shown: str = "reporter", words: Mapping[str, str] | None = None, also: Callable[[], None] | None = None,
) -> Outcome:  # fmt: skip
    """Take an action of the flow: state, clocks, effects, act, journal. ``also`` runs once the flow has allowed it."""
    outcome = step(matter.flow, matter.row.state, action, facts(matter, note, given, action))
    matter.row.state = outcome.state
    # Effects first: a clock may count from the acceptance that one of them sets.
    for name in outcome.effects:
        effect_named(name)(matter)
    for move in outcome.clocks:
        _move(matter, move)
    if also is not None:
        also()
    if matter.flow.states[outcome.state].end:
        _end(matter)
    spoken = {**({"note": note.strip()} if note.strip() else {}), **(words or {})}
    add_act(matter, action, told=told, words=spoken, shown=shown)
    return outcome


def _move(matter: Matter, move: ClockChange) -> None:
    row, at = matter.clock(move.clock), matter.actor.at
    if move.move is ClockMove.START:
        if row is not None:
            clockwork.stop_row(row, at)
        matter.clocks.append(clockwork.begin(matter.row, matter.type, move.clock, at))
    elif row is None:
        return  # a clock that does not run has nothing to pause or stop
    elif move.move is ClockMove.STOP:
        clockwork.stop_row(row, at)
    elif move.move is ClockMove.PAUSE and not clockwork.is_paused(row):
        clockwork.pause_row(row, at, move.reason)
    elif move.move is ClockMove.RESUME and clockwork.is_paused(row):
        clockwork.resume_row(row, at)


def _end(matter: Matter) -> None:
    matter.row.ended_at = matter.actor.at
    for clock in matter.clocks:
        if clock.stopped_at is None:
            clockwork.stop_row(clock, matter.actor.at)


def add_act(
    matter: Matter, action: str, *, told: Mapping[str, Any] | None = None, words: Mapping[str, str] | None = None,
    shown: str = "reporter",
) -> None:  # fmt: skip
    """Write an act with its journal entry, and keep the row. ``told`` holds nothing personal, ``words`` may."""
    actor, row = matter.actor, matter.row
    settle(matter)
    row.acts += 1
    row.version += 1
    counts = sorted(matter.counts)
    matter.counts.clear()
    known = {**(told or {}), **({"counts": counts} if counts else {})}
    if row.lead_id != matter.told_lead:
        known["lead"], matter.told_lead = str(row.lead_id or ""), row.lead_id
    entry = record(
        actor, subject_of(row),
        Act(("state",), dict(words or {}), {**known, "action": action, "state": row.state}, "cases.case_acted"),
    )  # fmt: skip
    act = CaseAct(
        id=new(row.county), county=row.county, case=row, seq=row.acts, at=actor.at, action=action, state=row.state,
        facts=known, spoken=sorted(words or {}), who=actor.label[:170], account=actor.account, post=actor.post,
        unit=actor.unit, stand_in_for=actor.stand_in_for, party=actor.party, channel=actor.channel, shown=shown,
        entry=entry,
    )  # fmt: skip
    insert_row(act)
    if not row._state.adding:
        row.save(update_fields=KEPT)
        return
    # The number last of all: whoever takes it holds the day's counter until the commit, and others wait.
    if matter.number is not None:
        row.number = matter.number()
    insert_row(row)


def settle(matter: Matter) -> None:
    """What the row says of its clocks and shares: due moment, alarm, whether a lead has signed for it (S-075)."""
    row = matter.row
    row.handed_over = any(
        share.role == "lead" and share.unit_id == row.lead_id and share.state in SIGNED for share in matter.shares
    )
    running = [clock for clock in matter.clocks if clock.stopped_at is None and clock.assignment_id is None]
    main = next((clock for clock in running if clock.key == matter.type.main_clock), None)
    ends = [clock.due_at for clock in ([main] if main else running) if clock.due_at]
    row.due_at = min(ends) if ends and row.ended_at is None else NEVER
    row.alarm = max((clock.rung for clock in running if clock.ladder), default=0) if row.ended_at is None else 0
