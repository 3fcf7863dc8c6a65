"""The only writers of cases."""

from linli.cases.commands.alarms import raise_alarm, recount_clock
from linli.cases.commands.asking_data import ask_for_data
from linli.cases.commands.assigning import accept_share, assign_case, drop_share, finish_share, refuse_share
from linli.cases.commands.attaching import attach_files, remove_file, show_file
from linli.cases.commands.attempts import note_emergency, note_refused_asking
from linli.cases.commands.clocking import extend_clock, pause_clock, resume_clock
from linli.cases.commands.drafts import drop_draft, drop_old_drafts, keep_draft, prove_phone, send_code
from linli.cases.commands.giving_data import decide_data_request, give_data
from linli.cases.commands.handing_out import (
    follow_handover,
    hand_over_case,
    note_handover,
    retry_handover,
    try_handover,
    withdraw_handover,
)
from linli.cases.commands.merging_cases import merge_cases, support_case
from linli.cases.commands.missing import tell_missing
from linli.cases.commands.note_steps import (
    answer_note,
    close_note,
    deliver_note,
    return_note,
    warn_note,
    withdraw_note,
)
from linli.cases.commands.notes import edit_note, send_note
from linli.cases.commands.obligations import create_obligation, end_obligation, record_fact, turn_obligation
from linli.cases.commands.opening import open_case
from linli.cases.commands.parties import add_party, end_party, return_originals, reveal_party
from linli.cases.commands.promises import count_promises
from linli.cases.commands.questions import answer_question, ask_party, close_question
from linli.cases.commands.rating import rate_case
from linli.cases.commands.recoding import recode_case, recode_obligation
from linli.cases.commands.rerouting import reroute_case
from linli.cases.commands.steps import note_case, record_visit, retitle_case, take_step
from linli.cases.commands.tasks import open_task

__all__ = [
    "accept_share",
    "add_party",
    "answer_note",
    "answer_question",
    "ask_for_data",
    "ask_party",
    "assign_case",
    "attach_files",
    "close_note",
    "close_question",
    "count_promises",
    "create_obligation",
    "decide_data_request",
    "deliver_note",
    "drop_draft",
    "drop_old_drafts",
    "drop_share",
    "edit_note",
    "end_obligation",
    "end_party",
    "extend_clock",
    "finish_share",
    "follow_handover",
    "give_data",
    "hand_over_case",
    "keep_draft",
    "merge_cases",
    "note_case",
    "note_emergency",
    "note_handover",
    "note_refused_asking",
    "open_case",
    "open_task",
    "pause_clock",
    "prove_phone",
    "raise_alarm",
    "rate_case",
    "recode_case",
    "recode_obligation",
    "record_fact",
    "record_visit",
    "recount_clock",
    "refuse_share",
    "remove_file",
    "reroute_case",
    "resume_clock",
    "retitle_case",
    "retry_handover",
    "return_note",
    "return_originals",
    "reveal_party",
    "send_code",
    "send_note",
    "show_file",
    "support_case",
    "take_step",
    "tell_missing",
    "try_handover",
    "turn_obligation",
    "warn_note",
    "withdraw_handover",
    "withdraw_note",
]
