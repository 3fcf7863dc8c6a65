"""Why a period, a calendar or a move of a clock is refused."""

from linli.kernel.errors import ErrorCode, n_


class ClockCode(ErrorCode):
    """Reasons about periods, calendars, clocks and ages."""

    BAD_PERIOD = (
        "clock_bad_period",
        n_("“{text}” is not a period."),
        n_("Write it like 20wd, 60d, 2h, 1m or 1y, and not longer than a hundred years."),
    )
    HOURS_NEED_MOMENT = (
        "clock_hours_need_moment",
        n_("Hours run from a moment; only a day is known."),
        n_("Give the time of day too."),
    )
    BORN_LATER = ("clock_born_later", n_("The birth date lies after that day."), n_("Check the birth date."))
    STOPPED = ("clock_stopped", n_("This clock has stopped."), n_("Nothing has to be done."))
    PAUSED = ("clock_paused", n_("This clock is paused already."), n_("Resume it first."))
    NOT_PAUSED = ("clock_not_paused", n_("This clock is not paused."), n_("Nothing has to be done."))
    OUT_OF_ORDER = (
        "clock_out_of_order",
        n_("The clock was moved later than that moment."),
        n_("Give a moment after the last change."),
    )
    REASON_NEEDED = (
        "clock_reason_needed",
        n_("A reason is needed."),
        n_("Say why, so that it can be told to the person concerned."),
    )
    EXTENDED_ALREADY = (
        "clock_extended_already",
        n_("The time was extended before; that is possible only once."),
        n_("Decide, or tell the person concerned why it takes longer."),
    )
    EXTENSION_TOO_LATE = (
        "clock_extension_too_late",
        n_("The time ran out on {due}; it can be extended only before."),
        n_("Decide, and tell the person concerned."),
    )
    EXTENSION_UNIT = (
        "clock_extension_unit",
        n_("An extension is counted like the time itself ({unit})."),
        n_("Give it in that unit."),
    )
    EXTENSION_TOO_LONG = (
        "clock_extension_too_long",
        n_("The extension may be {limit} at most."),
        n_("Choose a shorter one."),
    )
    # Findings about calendar data.
    BACKWARDS = ("clock_backwards", n_("The last day lies before the first."), n_("Exchange them."))
    OUTSIDE_YEAR = (
        "clock_outside_year",
        n_("{day} does not lie in {year}."),
        n_("Put it under its own year."),
    )
    DAY_TWICE = ("clock_day_twice", n_("{day} is given twice."), n_("Keep one of the two."))
    YEAR_TWICE = ("clock_year_twice", n_("The year {year} is given twice."), n_("Keep one of the two."))
    SWAP_ON_WEEKDAY = (
        "clock_swap_on_weekday",
        n_("{day} is a working day in any case."),
        n_("Swap working days lie on Saturdays and Sundays."),
    )
    NO_SUCH_DAY = ("clock_no_such_day", n_("There is no such day of the year."), n_("Check month and day."))
