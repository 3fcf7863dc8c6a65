"""The only writers of people."""

from linli.people.commands.account_care import (
    deactivate_account,
    reactivate_account,
    set_account_contact,
    unlock_account,
)
from linli.people.commands.accounts import create_account, enrol, issue_enrolment
from linli.people.commands.binding import bind_account, issue_binding_code, note_wrong_binding
from linli.people.commands.clients import create_client, revoke_client, rotate_client
from linli.people.commands.consents import give_consent, withdraw_consent
from linli.people.commands.contacts import add_contact, end_contact, set_contact_wishes
from linli.people.commands.counting import count_persons
from linli.people.commands.deaths import note_death, retract_death
from linli.people.commands.households import set_household
from linli.people.commands.identities import link_identity, note_refused_log_in, unlink_identity
from linli.people.commands.ledger_applying import (
    apply_ledger_chunk,
    confirm_ledger,
    decide_ledger_line,
    finish_ledger,
)
from linli.people.commands.ledger_mapping import map_ledger
from linli.people.commands.ledger_staging import begin_ledger, end_ledger_reading, fail_ledger, stage_ledger_chunk
from linli.people.commands.ledger_undoing import clear_ledger_chunk, drop_ledger, forget_ledger, undo_ledger
from linli.people.commands.log_ins import note_log_in, note_log_out, note_wrong_password
from linli.people.commands.merging import merge_persons, unmerge_persons
from linli.people.commands.messages import queue_message, retry_message, settle_message, try_message
from linli.people.commands.person_batches import load_persons_batch
from linli.people.commands.persons import correct_person, register_person
from linli.people.commands.posts import appoint, create_post, edit_post, end_post, end_tenure
from linli.people.commands.recoding import recode_persons, recode_residents, recode_units
from linli.people.commands.relation_batches import load_relations_batch
from linli.people.commands.relations import end_relation, relate_units
from linli.people.commands.residences import end_residence, move_person
from linli.people.commands.reveals import export_persons, note_look, reveal
from linli.people.commands.saved_views import drop_view, save_view
from linli.people.commands.stand_ins import appoint_stand_in, end_stand_in
from linli.people.commands.tokens import issue_token, revoke_token
from linli.people.commands.unit_batches import load_accounts_batch, load_units_batch
from linli.people.commands.units import change_unit_state, create_unit, edit_unit

__all__ = [
    "add_contact",
    "apply_ledger_chunk",
    "appoint",
    "appoint_stand_in",
    "begin_ledger",
    "bind_account",
    "change_unit_state",
    "clear_ledger_chunk",
    "confirm_ledger",
    "correct_person",
    "count_persons",
    "create_account",
    "create_client",
    "create_post",
    "create_unit",
    "deactivate_account",
    "decide_ledger_line",
    "drop_ledger",
    "drop_view",
    "edit_post",
    "edit_unit",
    "end_contact",
    "end_ledger_reading",
    "end_post",
    "end_relation",
    "end_residence",
    "end_stand_in",
    "end_tenure",
    "enrol",
    "export_persons",
    "fail_ledger",
    "finish_ledger",
    "forget_ledger",
    "give_consent",
    "issue_binding_code",
    "issue_enrolment",
    "issue_token",
    "link_identity",
    "load_accounts_batch",
    "load_persons_batch",
    "load_relations_batch",
    "load_units_batch",
    "map_ledger",
    "merge_persons",
    "move_person",
    "note_death",
    "note_log_in",
    "note_log_out",
    "note_look",
    "note_refused_log_in",
    "note_wrong_binding",
    "note_wrong_password",
    "queue_message",
    "reactivate_account",
    "recode_persons",
    "recode_residents",
    "recode_units",
    "register_person",
    "relate_units",
    "retract_death",
    "retry_message",
    "reveal",
    "revoke_client",
    "revoke_token",
    "rotate_client",
    "save_view",
    "set_account_contact",
    "set_contact_wishes",
    "set_household",
    "settle_message",
    "stage_ledger_chunk",
    "try_message",
    "undo_ledger",
    "unlink_identity",
    "unlock_account",
    "unmerge_persons",
    "withdraw_consent",
]
