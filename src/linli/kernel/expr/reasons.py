"""Why an expression or a declaration of a pack is refused."""

from linli.kernel.errors import ErrorCode, n_


class ExprCode(ErrorCode):
    """Reasons about expressions; ``at`` is the position of the character, from 1."""

    TOO_LONG = (
        "expr_too_long",
        n_("The expression has {length} characters; {limit} are allowed."),
        n_("Split it."),
    )
    TOO_DEEP = ("expr_too_deep", n_("The expression is nested deeper than {limit} levels."), n_("Split it."))
    BAD_CHARACTER = (
        "expr_bad_character",
        n_("“{found}” at position {at} means nothing here."),
        n_("Use whole numbers, texts in quotes, dates, names and the operators of the guide."),
    )
    UNEXPECTED = (
        "expr_unexpected",
        n_("“{found}” at position {at} does not fit."),
        n_("Look at what stands before it."),
    )
    INCOMPLETE = ("expr_incomplete", n_("The expression ends too early."), n_("Complete it."))
    CHAINED = (
        "expr_chained",
        n_("Comparisons cannot be chained (position {at})."),
        n_("Join two comparisons with “and”."),
    )
    BAD_DATE = ("expr_bad_date", n_("There is no day {found}."), n_("Write dates as year-month-day."))
    UNKNOWN_NAME = (
        "expr_unknown_name",
        n_("The name “{name}” is not known here."),
        n_("Use one of the names that the form or flow defines."),
    )
    UNKNOWN_FUNCTION = (
        "expr_unknown_function",
        n_("There is no function “{name}”."),
        n_("Use len or missing."),
    )
    WRONG_KIND = (
        "expr_wrong_kind",
        n_("“{operator}” cannot be used on {left} and {right}."),
        n_("Compare like with like."),
    )


class DeclaredCode(ErrorCode):
    """Reasons about the mappings in which packs declare forms, flows, checklists and calendars."""

    FAULTY = ("declared_faulty", n_("The declaration has faults."), n_("Correct each of the places named."))
    WRONG_TYPE = ("declared_wrong_type", n_("This must be {expected}."), n_("Look at the guide for packs."))
    MISSING_KEY = ("declared_missing_key", n_("The key “{key}” is missing."), n_("Add it."))
    UNKNOWN_KEY = (
        "declared_unknown_key",
        n_("The key “{key}” is not known here."),
        n_("Remove it or check its spelling."),
    )
    BAD_NAME = (
        "declared_bad_name",
        n_("“{found}” is not a name: use small letters, digits and underscores, a letter first."),
        n_("Choose another name."),
    )
    TWICE = ("declared_twice", n_("“{found}” is given twice."), n_("Keep one of the two."))
    OUT_OF_RANGE = (
        "declared_out_of_range",
        n_("This must lie between {least} and {most}."),
        n_("Choose a value in that range."),
    )
    EMPTY = ("declared_empty", n_("This must not be empty."), n_("Fill it in."))
