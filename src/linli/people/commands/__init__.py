"""The only writers of people."""

from linli.people.commands.accounts import create_account, enrol, issue_enrolment
from linli.people.commands.log_ins import note_log_in, note_log_out, note_wrong_password
from linli.people.commands.posts import appoint, create_post, end_tenure
from linli.people.commands.tokens import issue_token, revoke_token
from linli.people.commands.units import create_unit

__all__ = [
    "appoint",
    "create_account",
    "create_post",
    "create_unit",
    "end_tenure",
    "enrol",
    "issue_enrolment",
    "issue_token",
    "note_log_in",
    "note_log_out",
    "note_wrong_password",
    "revoke_token",
]
