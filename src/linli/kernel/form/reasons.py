"""Why a form or what is filled in is refused."""

from linli.kernel.errors import ErrorCode, n_


class FormCode(ErrorCode):
    """What is wrong with an entry."""

    WRONG_TYPE = ("form_wrong_type", n_("This is not {expected}."), n_("Correct it and send again."))
    UNKNOWN_FIELD = ("form_unknown_field", n_("The form has no field “{field}”."), n_("Remove it."))
    UNKNOWN_STEP = ("form_unknown_step", n_("The form has no step “{step}”."), n_("Start the form again."))
    DATA_TOO_LARGE = ("form_data_too_large", n_("More than {limit} entries were sent."), n_("Send fewer."))
    NOT_AN_OPTION = ("form_not_an_option", n_("This is not one of the choices."), n_("Choose one of the list."))
    TOO_SHORT = ("form_too_short", n_("This has {length} characters; {limit} are needed."), n_("Add what is missing."))
    TOO_SMALL = ("form_too_small", n_("This is less than {limit}."), n_("Give a larger number."))
    TOO_BIG = ("form_too_big", n_("This is more than {limit}."), n_("Give a smaller number."))
    TOO_FEW = ("form_too_few", n_("{length} were given; at least {limit} are needed."), n_("Add what is missing."))
    TOO_MANY = ("form_too_many", n_("{length} were given; {limit} are allowed."), n_("Remove some."))
    TOO_EARLY = ("form_too_early", n_("This is before {limit}."), n_("Give a later day."))
    TOO_LATE = ("form_too_late", n_("This is after {limit}."), n_("Give an earlier day."))
    BAD_CHARACTER = (
        "form_bad_character",
        n_("This holds a character that cannot be kept."),
        n_("Type it anew instead of pasting it."),
    )
    BAD_SHAPE = ("form_bad_shape", n_("This does not have the right form."), n_("Look at the hint beside the field."))


class FormFault(ErrorCode):
    """What can be wrong with a form itself (found before it is published)."""

    UNKNOWN_KIND = (
        "form_unknown_kind",
        n_("Forms have no field of type “{type}” with format “{format}”."),
        n_("Use one of the kinds of the guide."),
    )
    RESERVED_NAME = (
        "form_reserved_name",
        n_("“{found}” is a word of the condition language."),
        n_("Choose another name."),
    )
    BOUNDS = ("form_bounds", n_("The lower bound lies above the upper one."), n_("Exchange them."))
    NO_PURPOSE = (
        "form_no_purpose",
        n_("A field with personal data needs its purpose."),
        n_("Say what it is needed for, or remove the field."),
    )
    CYCLE = (
        "form_cycle",
        n_("Whether “{field}” is shown depends on itself."),
        n_("Break the circle of conditions."),
    )
    SHADOWED = (
        "form_shadowed",
        n_("A row has a field “{field}”, and so has the form."),
        n_("Give one of them another name."),
    )
    UNKNOWN_FIELD = (
        "form_names_unknown_field",
        n_("There is no field “{field}”."),
        n_("Define it or correct the name."),
    )
    NOT_IN_A_STEP = (
        "form_not_in_a_step",
        n_("The field “{field}” stands in {count} steps; it must stand in one."),
        n_("Put it into one step."),
    )
    BAD_OPTIONS = (
        "form_bad_options",
        n_("Each choice needs a text, and only choices have one."),
        n_("Give a text for each choice."),
    )
    NESTED = ("form_nested", n_("Rows cannot hold rows."), n_("Split the form."))
    TOO_MUCH = ("form_too_much", n_("There are {count}; {limit} are allowed."), n_("Split the form."))
    BAD_PATTERN = (
        "form_bad_pattern",
        n_("This pattern is outside of what forms allow: {why}."),
        n_("Write ^…$ from characters, [classes], \\d, groups and bounded counts."),
    )
