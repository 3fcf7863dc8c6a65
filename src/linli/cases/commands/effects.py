"""What steps of a flow do besides leading to another state; pack flows name them."""

from collections.abc import Callable

from linli.cases.commands import clockwork
from linli.cases.models import Assignment
from linli.cases.models.assignment import LIVE
from linli.cases.queries.matter import Matter
from linli.cases.rules.visibility import Visibility
from linli.kernel.ports import register_effect


def _accepted(matter: Matter) -> None:
    matter.row.accepted_at = matter.row.accepted_at or matter.actor.at


def _accepted_on_receipt(matter: Matter) -> None:
    # R3.1: silence is acceptance on the day of receipt.
    matter.row.accepted_at = matter.row.received_at


def _done(matter: Matter) -> None:
    matter.row.done_at = matter.actor.at
    for share in matter.shares:
        if share.role == "lead" and share.state in LIVE:
            _close(share, "done", matter)


def _closed(matter: Matter) -> None:
    matter.row.closed_at = matter.actor.at
    for share in matter.shares:
        if share.state in LIVE:
            _close(share, "done", matter)


def _publish(matter: Matter) -> None:
    matter.row.public = matter.row.visibility == Visibility.PUBLIC.value


def _hide(matter: Matter) -> None:
    matter.row.public = False


def _count(name: str) -> Callable[[Matter], None]:
    def effect(matter: Matter) -> None:
        setattr(matter.row, name, getattr(matter.row, name) + 1)
        matter.counts.add(name)

    return effect


def _close(share: Assignment, state: str, matter: Matter) -> None:
    share.state, share.ended_at, share.version = state, matter.actor.at, share.version + 1
    share.save(update_fields=["state", "ended_at", "version"])
    for clock in matter.clocks:
        if clock.assignment_id == share.id and clock.stopped_at is None:
            clockwork.stop_row(clock, matter.actor.at)


def drop_shares(matter: Matter) -> None:
    """Take the work from every unit; the lead too."""
    for share in matter.shares:
        if share.state in LIVE:
            _close(share, "dropped", matter)
    matter.row.lead = None


def close_share(matter: Matter, share: Assignment, state: str) -> None:
    """End one share as refused, done or dropped; a lead that is not done leads no more."""
    _close(share, state, matter)
    if share.role == "lead" and state != "done":
        matter.row.lead = None


def _lead_again(matter: Matter) -> None:
    """The last lead leads again, with its work accepted."""
    leads = [share for share in matter.shares if share.role == "lead" and share.state == "done"]
    if leads and matter.lead is None:
        last = leads[-1]
        last.state, last.ended_at, last.version = "accepted", None, last.version + 1
        last.save(update_fields=["state", "ended_at", "version"])
    unfinish(matter)


def unfinish(matter: Matter) -> None:
    """What is worked on again is neither done nor closed: every list, board and public count looks at these two."""
    matter.row.done_at = matter.row.closed_at = None


def _again(name: str) -> Callable[[Matter], None]:
    """Count a rework or a reopening, whichever way the flow goes on."""
    count = _count(name)

    def effect(matter: Matter) -> None:
        count(matter)
        unfinish(matter)

    return effect


EFFECTS: dict[str, Callable[[Matter], None]] = {
    "cases.accepted": _accepted,
    "cases.accepted_on_receipt": _accepted_on_receipt,
    "cases.done": _done,
    "cases.closed": _closed,
    "cases.publish": _publish,
    "cases.hide": _hide,
    "cases.drop_shares": drop_shares,
    "cases.lead_again": _lead_again,
    "cases.count_return": _count("returned"),
    "cases.count_rework": _again("rework"),
    "cases.count_reopening": _again("reopened"),
    "cases.count_notice": _count("notices"),
}


def register() -> None:
    """Register them (called at start-up)."""
    for name, effect in EFFECTS.items():
        register_effect(name, effect)
