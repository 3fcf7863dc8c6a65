"""Why commands on cases refuse."""

from linli.kernel.errors import ErrorCode, n_


class CaseCode(ErrorCode):
    """Reasons of cases."""

    NO_TYPE = ("case_no_type", n_("There is no such matter here."), n_("Choose one from the list."))
    NO_SORT = ("case_no_sort", n_("Say which sort of matter it is."), n_("Choose one from the list."))
    NOT_FOR_PUBLIC = (
        "case_not_for_public",
        n_("This matter is taken in by the staff only."),
        n_("Go to a window or call your community."),
    )
    NO_AREA = ("case_no_area", n_("Say where it is."), n_("Choose a place on the map or from the list."))
    AREA_DIVIDED = (
        "case_area_divided",
        n_("This place was divided. Now there are: {areas}."),
        n_("Choose one of them, or a point on the map."),
    )
    SEALED = (
        "case_sealed_not_ready",
        n_("Sealed matters cannot be taken in yet."),
        n_("Hand it to the competent office on paper. Nothing was kept here."),
    )
    EMERGENCY = (
        "case_emergency",
        n_("This is an emergency: call {phone} now."),
        n_("Call {phone}. Nothing is dispatched from here."),
    )
    POINT = ("case_bad_point", n_("This is no place on the map."), n_("Choose the place again."))
    PARTY = ("case_bad_party", n_("This person cannot be entered so."), n_("Check role, name and phone."))
    TOO_MANY_REPRESENTATIVES = (
        "case_too_many_representatives",
        n_("There can be at most {limit} representatives."),
        n_("Name fewer people."),
    )
    AGENT_NEEDS_END = (
        "case_agent_needs_end",
        n_("A mandate says what it is for and until when."),
        n_("Enter what the agent may do and the last day."),
    )
    OUTSIDE_MANDATE = (
        "case_outside_mandate",
        n_("The mandate does not cover this."),
        n_("Ask the person themselves, or for a new mandate."),
    )
    PHOTO_NEEDED = ("case_photo_needed", n_("This report needs a photo."), n_("Add a photo and send again."))
    DAY_IS_FULL = (
        "case_day_is_full",
        n_("No more numbers can be given out today."),
        n_("Note it on paper and enter it tomorrow."),
    )
    OWN_CASE = (
        "case_own_case",
        n_("You are a party of this case, so another person must handle it."),
        n_("Hand it to a colleague."),
    )
    SPECIAL_STEP = (
        "case_special_step",
        n_("This step needs more than a word."),
        n_("Use the button of its own name."),
    )
    ENDED = ("case_ended", n_("This case is ended."), n_("Open it again, or make a new one."))
    FORBIDDEN = (
        "case_forbidden_category",
        n_("A community can never be made responsible for this: {category}."),
        n_("Give it to the department in charge. The attempt was counted."),
    )
    BASIS_NEEDED = (
        "case_basis_needed",
        n_("A case goes to the police only by the legal route: say under which law."),
        n_("Name the law and its article; they are kept in the history of the case."),
    )
    NOT_LISTED = (
        "case_not_listed",
        n_("This is on no list of the community."),
        n_("Give it to the unit whose duty it is. The attempt was counted."),
    )
    NOT_THEIRS = (
        "case_not_theirs",
        n_("The list gives this to another body of the community: {entry}."),
        n_("Give it to that body. The attempt was counted."),
    )
    NO_UNIT_THERE = ("case_no_unit_there", n_("There is no such unit any more."), n_("Choose another unit."))
    HAS_SHARE = ("case_has_share", n_("This unit has a share in the case already."), n_("Look at who works on it."))
    HAS_LEAD = ("case_has_lead", n_("Another unit leads this case already."), n_("Take the lead from it first."))
    NO_SHARE = ("case_no_share", n_("Your unit has no such share in this case."), n_("Look at who works on it."))
    NOT_YOUR_SHARE = (
        "case_not_your_share",
        n_("Another unit gave this share."),
        n_("Ask who dispatches the case to take it back."),
    )
    NOT_EXTENDABLE = (
        "case_not_extendable",
        n_("This clock cannot be given more time."),
        n_("Finish in time, or say why it took longer."),
    )
    NO_CLOCK = ("case_no_clock", n_("This clock does not run."), n_("Look at the clocks of the case."))
    PAUSE_REASON = (
        "case_pause_reason",
        n_("A clock stands still only for one of the reasons of the list."),
        n_("Choose a reason."),
    )
    NOT_SAME = (
        "case_not_same",
        n_("These two cannot be merged."),
        n_("Choose two open cases of one kind; a case never goes into itself."),
    )
    REOPEN_OVER = (
        "case_reopen_over",
        n_("The time to open it again was over on {day}."),
        n_("Make a new report and name the number of this one."),
    )
    RATED = ("case_rated", n_("This case was rated already."), n_("One rating is enough. Thank you."))
    NOT_RATED = ("case_not_rated", n_("This case cannot be rated now."), n_("Wait until it is closed."))
    STARS = ("case_stars", n_("Give 1 to 5 stars."), n_("Choose a number of stars."))
    SECOND_NOTICE = (
        "case_second_notice",
        n_("Everything missing was to be told at once. A second notice counts as a fault of the service."),
        n_("Say why this could not be known the first time."),
    )
    NOTHING_MISSING = ("case_nothing_missing", n_("Name what is missing."), n_("Mark at least one paper."))
    SAME_ROUTE = ("case_same_route", n_("The case goes that way already."), n_("Choose another matter."))
    NO_PARTY = ("case_no_party", n_("Nobody of this case can be asked."), n_("Decide by what is known."))
    QUESTION_USED = (
        "case_question_used",
        n_("This question was answered, or its time is over."),
        n_("Look at your case with number and code."),
    )
    SUPPORTED = ("case_supported", n_("You have joined this report already."), n_("You hear of it like the first."))
    WRONG_KEY = (
        "case_wrong_key",
        n_("Number and code do not fit together."),
        n_("Check both. After five tries an hour has to pass."),
    )
    TRIES = (
        "case_tries",
        n_("There were too many tries for this number."),
        n_("Try again in {minutes} minutes, or go to a window with your receipt."),
    )
    REPEAT = (
        "case_repeat",
        n_("This matter was decided for good: {number}."),
        n_("Bring new facts, or take the way that the last answer names."),
    )
    TOO_MANY_FILES = (
        "case_too_many_files",
        n_("A case holds at most {limit} files."),
        n_("Remove some, or put several pages into one PDF."),
    )
    DRAFT_GONE = (
        "case_draft_gone",
        n_("This draft is no longer there."),
        n_("Begin again; drafts are kept for a month."),
    )
    TOO_MANY_CODES = (
        "case_too_many_codes",
        n_("No more codes can be sent for this report."),
        n_("Send it without a phone, or go to a window."),
    )
    CODE_OVER = ("case_code_over", n_("This code is no longer good."), n_("Ask for a new one."))
    RECEIVED = (
        "case_received_when",
        n_("It cannot have come in then."),
        n_("Enter a moment of the last 31 days."),
    )
    FACT_DAY = (
        "case_fact_day",
        n_("The duty cannot have been done on this day."),
        n_("Enter a day that is not in the future, after the last time it was done."),
    )
    END_DAY = (
        "case_end_day",
        n_("The duty cannot end before it began on {since}."),
        n_("Enter a day from then on."),
    )
    NOT_OUTSIDE = (
        "case_not_outside",
        n_("Only a case that everybody may see is handed to an outside system."),
        n_("Handle it here, or hand it over on paper."),
    )
    NO_TARGET = (
        "case_no_target",
        n_("There is no such outside system for this matter."),
        n_("Choose one from the list."),
    )
    HANDED_ALREADY = (
        "case_handed_already",
        n_("The case is in these hands already."),
        n_("Follow it there, or withdraw it first."),
    )
    OUTSIDE_WORDS = (
        "case_outside_words",
        n_("These words name a party, or hold a number of somebody."),
        n_("Say only what has to be done and where."),
    )
    HANDOVER_STATE = (
        "case_handover_state",
        n_("This is not possible for the handover as it stands now."),
        n_("Reload the page and look at what is possible."),
    )
    BY_REQUEST = (
        "case_by_request",
        n_("Data are asked for with their fields, not as a case of their own."),
        n_("Use “Ask for data”."),
    )
    NO_FIELD = (
        "case_no_data_field",
        n_("The data dictionary has no field {field}."),
        n_("Choose fields from the list."),
    )
    NOT_SHARED = (
        "case_data_not_shared",
        n_("{field} is shared with nobody: {why}."),
        n_("Ask for what you need without this field."),
    )
    ASKED_ALREADY = (
        "case_data_asked_already",
        n_("Your unit has asked for {field} already: {number}."),
        n_("Wait for the answer, or withdraw that request first."),
    )
    DATA_PERIOD = ("case_data_period", n_("The period ends before it begins."), n_("Check both days."))
    KEEP_UNTIL = (
        "case_data_keep_until",
        n_("Data are needed until a day within the next {years} years."),
        n_("Enter the last day on which your unit needs them."),
    )
    NOT_YOUR_DUTY = (
        "case_data_not_your_duty",
        n_("This is no duty of your unit here."),
        n_("Choose the duty for which your unit needs the data."),
    )
    NOT_THE_HOLDER = (
        "case_data_not_the_holder",
        n_("This unit holds no data of that place."),
        n_("Ask a unit of the place itself or above it."),
    )
    UNCONDITIONAL = (
        "case_data_unconditional",
        n_("These fields are shared without conditions; they cannot be refused."),
        n_("Grant them, or have the dictionary changed."),
    )
    NOT_ASKED = (
        "case_data_not_asked",
        n_("{field} is no field of this request that can be given."),
        n_("Name fields of the request only."),
    )
    DATA_INCOMPLETE = (
        "case_data_incomplete",
        n_("Everything that was granted is given together."),
        n_("Give all granted fields."),
    )
    PERSONS = (
        "case_data_persons",
        n_("Say of how many persons the data are."),
        n_("Enter a number; 0 only where nothing tells of a person."),
    )
    CHILDREN_OPEN = ("case_children_open", n_("Parts of this case are still open."), n_("Finish them first."))
    ERASE_OPEN = (
        "case_erase_open",
        n_("This case goes on; its words are needed."),
        n_("It can be erased once it is ended."),
    )
    ERASE_AT_WORK = (
        "case_erase_at_work",
        n_("A case of this person goes on."),
        n_("The person can be erased once it is ended."),
    )
    ERASE_HELD_CASE = (
        "case_erase_held_case",
        n_("A legal hold stands on a case of this person."),
        n_("The person can be erased once the hold is lifted."),
    )
