"""The only writers of cases."""

from linli.cases.commands.note_steps import (
    answer_note,
    close_note,
    deliver_note,
    return_note,
    warn_note,
    withdraw_note,
)
from linli.cases.commands.notes import edit_note, send_note

__all__ = [
    "answer_note",
    "close_note",
    "deliver_note",
    "edit_note",
    "return_note",
    "send_note",
    "warn_note",
    "withdraw_note",
]
