"""Why cases' commands refuse."""

from linli.kernel.errors import ErrorCode, n_


class CasesCode(ErrorCode):
    """Reasons of notes and, later, of all cases."""

    SAME_UNIT = ("cases_same_unit", n_("A unit cannot send a note to itself."), n_("Choose another unit."))
    DAYS_OUT_OF_RANGE = (
        "cases_days_out_of_range",
        n_("The answer can be asked for within {least} to {most} working days."),
        n_("Choose a number in that range."),
    )
    NOT_EDITABLE = (
        "cases_not_editable",
        n_("This note can no longer be changed: it is {state}."),
        n_("Send a new note, or ask for it to be withdrawn."),
    )
    NO_UNIT = (
        "cases_no_unit",
        n_("Your post belongs to no unit."),
        n_("Choose a post that belongs to a unit."),
    )
