"""Why steps of the policy library are refused."""

from linli.kernel.errors import ErrorCode, n_


class LibraryCode(ErrorCode):
    """Reasons of papers, findings and links."""

    KNOWN = (
        "library_known",
        n_("This file is in the library already: {title}."),
        n_("Open it there. A new edition is a file of its own."),
    )
    STATE = (
        "library_state",
        n_("This finding is {state}; the step does not fit."),
        n_("Load the page again to see where it stands."),
    )
    KIND = (
        "library_kind",
        n_("Only findings of one kind and one paper go together."),
        n_("Mark tasks, or figures, of this paper alone."),
    )
    DAY = ("library_day", n_("This is no day, span of days or rhythm."), n_("Write it like 2030-06-30."))
    FIGURE = ("library_figure", n_("This is no number."), n_("Write digits, with a point for decimals."))
    PARTS = (
        "library_parts",
        n_("A task is split into at least two parts with words in each."),
        n_("Write one part on each line."),
    )
    LINK = (
        "library_link",
        n_("A clause cannot be linked to itself, nor twice in the same way."),
        n_("Choose another clause."),
    )
    REPEALED = ("library_repealed", n_("This paper was repealed on {day}."), n_("Nothing more is changed in it."))
    LATE = ("library_late", n_("A repeal holds from a day after the paper's own."), n_("Look at the dates again."))
