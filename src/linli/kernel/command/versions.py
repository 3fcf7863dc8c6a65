"""Checks that most commands begin with: is it still what the actor saw, and is it inside their area."""

from linli.kernel.actor import Actor
from linli.kernel.command.state import running
from linli.kernel.db.rows import CountyRow
from linli.kernel.errors import Conflict, KernelCode, NotFound
from linli.kernel.journal.entries import subject_of
from linli.kernel.journal.reading import changes_since


def expect_version(row: CountyRow, expected: int) -> None:
    """Conflict with what changed, by whom and when, unless ``row`` is still at ``expected`` (9f)."""
    if row.version == expected:
        return
    subject = subject_of(row)
    later = changes_since(subject.county, subject.type, subject.id, expected)
    changes = [
        {
            "at": entry.at.isoformat(),
            "command": entry.command,
            "post": str(entry.post),
            "fields": list(entry.changed),
        }
        for entry in later
    ]
    raise Conflict(KernelCode.STALE, {"version": row.version, "changes": changes})


def must_cover(actor: Actor, area: str) -> None:
    """NotFound unless the command in hand is the actor's inside ``area``: foreign rows do not exist for them."""
    state = running()
    assert state is not None, "must_cover is for commands"
    if not actor.may(state.name, area):
        raise NotFound(KernelCode.NOT_FOUND)
