"""Commands, looks, kinds of object and fields in words: for the journal and for the matrix of roles."""

from collections.abc import Iterable, Mapping

from django.utils.translation import get_language, gettext

from linli.faces.desk.words_cases import CASE_DEEDS
from linli.kernel.codes import check_phone
from linli.kernel.command import all_commands
from linli.kernel.errors import n_

DEEDS = {
    **CASE_DEEDS,
    "cases.answer_note": n_("Answer a note"),
    "cases.close_note": n_("Close a note"),
    "cases.deliver_note": n_("Deliver a note"),
    "cases.edit_note": n_("Change a note's words"),
    "cases.return_note": n_("Send an answer back"),
    "cases.send_note": n_("Send a note"),
    "cases.warn_note": n_("Raise a note's alarm"),
    "cases.withdraw_note": n_("Withdraw a note"),
    "kernel.revive_job": n_("Try a failed job again"),
    "packs.apply_pack": n_("Publish a pack"),
    "people.add_contact": n_("Add a person's phone or mail"),
    "people.appoint": n_("Appoint somebody to a post"),
    "people.appoint_stand_in": n_("Name a stand-in"),
    "people.change_unit_state": n_("Change a unit's legal state"),
    "people.correct_person": n_("Correct a person's record"),
    "people.create_account": n_("Create an account"),
    "people.create_post": n_("Set up a post"),
    "people.create_unit": n_("Set up a unit"),
    "people.deactivate_account": n_("Deactivate an account"),
    "people.edit_post": n_("Correct a post"),
    "people.edit_unit": n_("Correct a unit"),
    "people.end_contact": n_("End a person's phone or mail"),
    "people.end_post": n_("Abolish a post"),
    "people.end_relation": n_("End a relation between units"),
    "people.end_residence": n_("End a residence"),
    "people.end_stand_in": n_("End standing in"),
    "people.end_tenure": n_("End a term"),
    "people.enrol": n_("Complete an account by its link"),
    "people.export_persons": n_("Export persons"),
    "people.give_consent": n_("Note a consent"),
    "people.issue_enrolment": n_("Issue an enrolment link"),
    "people.issue_token": n_("Make a token"),
    "people.merge_persons": n_("Merge two records of a person"),
    "people.move_person": n_("Move a person"),
    "people.note_log_in": n_("Log in"),
    "people.note_log_out": n_("Log out"),
    "people.note_look": n_("Note a look"),
    "people.note_wrong_password": n_("Wrong password or code"),
    "people.queue_message": n_("Put a message into the ledger"),
    "people.try_message": n_("Try to send a message"),
    "people.settle_message": n_("Note how a try ended"),
    "people.retry_message": n_("Try a message again"),
    "people.see_messages": n_("See how messages stand"),
    "people.reactivate_account": n_("Activate an account again"),
    "people.recode_persons": n_("Give persons the new code of their area"),
    "people.recode_residents": n_("Residents follow their dwelling"),
    "people.recode_units": n_("Give units the new code of their area"),
    "people.register_person": n_("Register a person"),
    "people.relate_units": n_("Relate two units"),
    "people.reveal": n_("Show unmasked values of a person"),
    "people.revoke_token": n_("End a token"),
    "people.drop_view": n_("Forget a saved view"),
    "people.save_view": n_("Save a view of a list"),
    "people.set_account_contact": n_("Set an account's phone and mail"),
    "people.set_contact_wishes": n_("Set wishes about contact"),
    "people.set_household": n_("Say who belongs to a household"),
    "people.unlock_account": n_("Unlock an account"),
    "people.unmerge_persons": n_("Take a merge back"),
    "people.withdraw_consent": n_("Withdraw a consent"),
    "people.bind_account": n_("Bind an account to a person"),
    "people.issue_binding_code": n_("Issue a binding code"),
    "people.note_wrong_binding": n_("Wrong binding code"),
    "people.load_persons_batch": n_("Load a batch of persons"),
    "people.load_relations_batch": n_("Load a batch of relations"),
    "people.load_units_batch": n_("Load a batch of units"),
    "people.load_accounts_batch": n_("Load a batch of accounts"),
    "places.load_buildings_batch": n_("Load a batch of buildings"),
    "places.add_alias": n_("Add another way to write an address"),
    "places.add_building": n_("Set up a building"),
    "places.add_dwellings": n_("Set up dwellings"),
    "places.add_to_set": n_("Add an area to a set"),
    "places.change_address": n_("Change an address"),
    "places.create_area": n_("Set up an area"),
    "places.create_group": n_("Set up a residents' group"),
    "places.create_set": n_("Set up a set of areas"),
    "places.dismiss_address": n_("Set an address aside"),
    "places.draw_boundary": n_("Draw a boundary"),
    "places.draw_grid": n_("Draw a grid"),
    "places.edit_dwelling": n_("Correct a dwelling"),
    "places.end_part": n_("End a group or grid"),
    "places.fill_grid": n_("Fill a grid with dwellings"),
    "places.import_addresses": n_("Take in a list of addresses"),
    "places.import_divisions": n_("Import a division list"),
    "places.import_grids": n_("Import grids"),
    "places.locate_building": n_("Put a building on the map"),
    "places.match_address": n_("Match an address"),
    "places.merge_areas": n_("Merge areas"),
    "places.place_building": n_("Give a building to a community"),
    "places.place_dwellings": n_("Put dwellings into a group or grid"),
    "places.queue_address": n_("Keep an address for matching"),
    "places.redraw_grid": n_("Redraw a grid"),
    "places.release_dwellings": n_("Take dwellings out of a group or grid"),
    "places.remove_from_set": n_("Take an area out of a set"),
    "places.rename_area": n_("Rename an area"),
    "places.rename_part": n_("Rename a group or grid"),
    "places.set_figure": n_("Enter a count"),
    "places.split_area": n_("Split an area"),
    "cases.see_notes": n_("See all notes inside the area"),
    "cases.see_own_notes": n_("See the notes of one's own unit"),
    "kernel.see_jobs": n_("See jobs"),
    "kernel.see_journal": n_("See the journal"),
    "people.see_accounts": n_("See accounts"),
    "people.see_looks": n_("See who looked at persons"),
    "people.see_persons": n_("See persons, masked"),
    "people.see_units": n_("See units, posts and terms"),
    "places.see_areas": n_("See areas"),
    "places.see_dwellings": n_("See dwellings"),
}
OBJECTS = {
    "cases.case": n_("Case"),
    "cases.draft": n_("Draft"),
    "cases.emergency": n_("Emergency"),
    "cases.note": n_("Note between units"),
    "cases.obligation": n_("Recurring duty"),
    "cases.party": n_("Party of a case"),
    "cases.refusedasking": n_("Refused attempt"),
    "kernel.job": n_("Job"),
    "kernel.packversion": n_("Pack"),
    "people.account": n_("Account"),
    "people.accesstoken": n_("Token"),
    "people.consent": n_("Consent"),
    "people.contactpoint": n_("Phone or mail of a person"),
    "people.household": n_("Household"),
    "people.export": n_("Export"),
    "people.look": n_("Look at a person"),
    "people.person": n_("Person"),
    "people.post": n_("Post"),
    "people.recoding": n_("Change of codes"),
    "people.residence": n_("Residence"),
    "people.savedview": n_("Saved view"),
    "people.standin": n_("Stand-in"),
    "people.tenure": n_("Term"),
    "people.unit": n_("Unit"),
    "people.unitrelation": n_("Relation between units"),
    "places.address": n_("Address"),
    "places.addressgap": n_("Address to match"),
    "places.area": n_("Area"),
    "places.areafigure": n_("Count"),
    "places.areasetmember": n_("Member of a set"),
    "places.areaset": n_("Set of areas"),
    "places.boundary": n_("Boundary"),
    "places.building": n_("Building"),
    "places.divisionbatch": n_("Division list"),
    "places.dwelling": n_("Dwelling"),
    "places.subdivision": n_("Group or grid"),
}
FIELDS = {
    "account": n_("Account"),
    "area": n_("Place"),
    "basis": n_("Basis"),
    "before": n_("Before"),
    "by_post": n_("Post standing in"),
    "credit_code": n_("Credit code"),
    "duty_phone": n_("Duty phone"),
    "ended": n_("Left on"),
    "failures": n_("Failed tries"),
    "is_active": n_("May log in"),
    "kind": n_("Kind"),
    "locked_until": n_("Lock"),
    "login_name": n_("Log-in name"),
    "mail": n_("Mail"),
    "name": n_("Name"),
    "other": n_("Other unit"),
    "password": n_("Password"),
    "phone": n_("Phone"),
    "place": n_("Looks after"),
    "polygon": n_("Outline"),
    "post": n_("Post"),
    "procedure": n_("Procedure"),
    "proof": n_("Proof"),
    "reason": n_("Reason"),
    "revoked_at": n_("Ended"),
    "roles": n_("Roles"),
    "seats": n_("Seats"),
    "second_factor": n_("Second factor"),
    "since": n_("Since"),
    "state": n_("State"),
    "title": n_("Title"),
    "unit": n_("Unit"),
    "until": n_("Until"),
    "code": n_("Code"),
    "square_metres": n_("Area in m²"),
    "subject": n_("Subject"),
    "body": n_("Text"),
    "answer": n_("Answer"),
    "text": n_("Text"),
    "value": n_("Value"),
    "measure": n_("What was counted"),
    "source": n_("Source"),
    "tokens": n_("Tokens"),
    "address": n_("Address"),
    "alarm": n_("Alarm"),
    "aliases": n_("Other ways to write it"),
    "answered_at": n_("Answered on"),
    "areas": n_("Areas"),
    "birth": n_("Date of birth"),
    "channels": n_("Ways of contact"),
    "days": n_("Days"),
    "delivered_at": n_("Delivered on"),
    "dwellings": n_("Dwellings"),
    "ended_at": n_("Ended on"),
    "hukou_address": n_("Registered address"),
    "identity": n_("Identity number"),
    "members": n_("Members"),
    "merged_into": n_("Merged into"),
    "next_alarm_at": n_("Next alarm"),
    "point": n_("Point on the map"),
    "quiet_from": n_("Quiet from"),
    "quiet_to": n_("Quiet until"),
    "residence": n_("Residence"),
    "safe_from": n_("Safe from"),
    "safe_to": n_("Safe until"),
    "setting": n_("Safety of contact"),
    "sex": n_("Sex"),
    "times": n_("How often"),
    "use": n_("Use"),
    "via": n_("By way of"),
    "withdrawn_at": n_("Withdrawn on"),
}


def deed_words(name: str) -> str:
    """A command or look in words; one that has none yet is told by the first line of its docstring."""
    if name in DEEDS:
        return gettext(DEEDS[name])
    return next((info.meaning for info in all_commands() if info.name == name), name)


def object_words(kind: str) -> str:
    """A kind of object in words."""
    return gettext(OBJECTS[kind]) if kind in OBJECTS else kind


def field_word(name: str) -> str:
    """A field in words."""
    return gettext(FIELDS[name]) if name in FIELDS else name


def field_words(names: Iterable[str]) -> str:
    """Fields in words, each once."""
    return "、".join(dict.fromkeys(field_word(name) for name in sorted(names)))


def phone_words(number: str) -> str:
    """A phone number as people dial it here: with the area code of a landline, without +86."""
    facts = check_phone(number).facts
    if facts is None:
        return number
    extension = gettext(" ext. {number}").format(number=facts.extension) if facts.extension else ""
    return f"{facts.area_code}-{facts.local}{extension}" if facts.area_code else facts.local


def label_of(labels: Mapping[str, str]) -> str:
    """The label of a pack entry in the reader's language: English, else Chinese."""
    return labels["en"] if get_language() == "en" else labels["zh-Hans"]
