"""What a command writes beside its change: the journal entry and what it announces."""

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.command.state import running
from linli.kernel.journal.entries import Act, Subject, write_entry


class RecordOutsideCommand(Exception):
    """A bug: only commands write the journal."""


def record(actor: Actor, subject: Subject, act: Act, *, outcome: str = "done") -> UUID:
    """Write the journal entry of the command in hand, with its outbox row, and return its id."""
    state = running()
    if state is None:
        raise RecordOutsideCommand("record() was called outside a command")
    state.entries += 1
    return write_entry(actor, state.name, outcome, subject, act)


def announce(actor: Actor, subject: Subject, event: str) -> UUID:
    """Write an entry whose only purpose is its event."""
    return record(actor, subject, Act(event=event))
