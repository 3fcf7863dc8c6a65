"""Why steps of a run are refused, and why a line is."""

from linli.kernel.errors import ErrorCode, n_


class RunCode(ErrorCode):
    """Reasons of runs; those of cells are ``LedgerCode``."""

    STATE = (
        "people_ledger_state",
        n_("The import stands at {state}; this step does not fit."),
        n_("Load the page again to see where it stands."),
    )
    TOO_LARGE = (
        "people_ledger_too_large",
        n_("The file has more than {megabytes} megabytes."),
        n_("Split it into several files."),
    )
    TOO_MANY_FILES = (
        "people_ledger_too_many_files",
        n_("At most {limit} files are taken in at once."),
        n_("Send the others afterwards."),
    )
    FILES_REFUSED = (
        "people_ledger_files_refused",
        n_("{count} of {total} files cannot be taken in; nothing was read."),
        n_("Mend them or leave them out, then choose the files again."),
    )
    EMPTY = ("people_ledger_empty", n_("The file is empty."), n_("Choose another file."))
    UNDECIDED = (
        "people_ledger_undecided",
        n_("{count} rows may be persons who are registered already."),
        n_("Decide about each of them first, or leave all of them out."),
    )
    CHOICE = (
        "people_ledger_choice",
        n_("This cannot be chosen for the row."),
        n_("Choose one of the records shown, a new person, or leave the row out."),
    )
    MEANING = (
        "people_ledger_meaning",
        n_("The column {column} cannot be taken to mean this."),
        n_("Choose one of the meanings of the list, or that it is not kept."),
    )
    NEVER_KEPT = (
        "people_ledger_never_kept",
        n_("The column {column} holds what may not be kept: nation, politics, belief, health, poverty causes, notes."),
        n_("Leave it as it is; it is shown to you and written nowhere."),
    )
    NO_NAMES = (
        "people_ledger_no_names",
        n_("This table has no names of columns, so nothing can be chosen for it."),
        n_("Put a row of names over the data and send the file again."),
    )
    NO_LAYOUT = (
        "people_ledger_no_layout",
        n_("No table of this file lists persons, so nothing can be exported in its layout."),
        n_("Choose another ledger."),
    )
    DIED = (
        "people_ledger_died",
        n_("The death of this person is noted in the register."),
        n_("Take the row out of the ledger. If the note is wrong, the chief registrar takes it back."),
    )
    ELSEWHERE = (
        "people_ledger_elsewhere",
        n_("Someone with this number is registered in another community of the county."),
        n_("Ask that community, or have the county move the person."),
    )
    TOO_LATE = (
        "people_ledger_too_late",
        n_("The import was finished more than {days} days ago and cannot be undone any more."),
        n_("Correct the records one by one."),
    )
    NOT_ACCOUNTED = (
        "people_ledger_not_accounted",
        n_("Not every row of the file is accounted for."),
        n_("Nothing was taken. Report this to the administrator."),
    )
