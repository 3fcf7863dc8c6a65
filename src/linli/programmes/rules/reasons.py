"""Why steps of a programme are refused."""

from linli.kernel.errors import ErrorCode, n_


class ProgrammeCode(ErrorCode):
    """Reasons of programmes, their tasks and figures."""

    BEGUN = (
        "programme_begun",
        n_("This paper is carried out here already."),
        n_("Open its programme and run what was confirmed since."),
    )
    REPEALED = ("programme_repealed", n_("A repealed paper sets no tasks."), n_("Choose the paper that replaced it."))
    NOT_CONFIRMED = (
        "programme_not_confirmed",
        n_("Only tasks and figures that a person confirmed become part of a programme."),
        n_("Confirm them in the paper first."),
    )
    VALUE = ("programme_value", n_("This is no number."), n_("Write digits, with a point for decimals."))
    YEAR = ("programme_year", n_("This is no year."), n_("Write it with four digits."))
    SAME = ("programme_same", n_("This is the figure that holds already."), n_("Nothing was changed."))
