"""Why a code or number is refused, and what is said about one that is accepted with a warning."""

from linli.kernel.errors import ErrorCode, n_


class CodesCode(ErrorCode):
    """Findings about area codes, identity numbers, credit codes and phones; the names follow R2.1."""

    BAD_LENGTH = (
        "bad_length",
        n_("The number has {length} characters; it needs {expected}."),
        n_("Check it against the document."),
    )
    BAD_CHARACTERS = (
        "bad_characters",
        n_("The number holds characters that do not belong there: {found}."),
        n_("Check it against the document. O and 0, I and 1 are easily mixed up."),
    )
    UNKNOWN_PROVINCE = (
        "unknown_province",
        n_("No province has the code {province}."),
        n_("Check the first two digits."),
    )
    BAD_DATE = (
        "bad_date",
        n_("The date inside the number does not exist or lies outside 1800 to today."),
        n_("Check the birth date digits."),
    )
    BAD_CHECK = (
        "bad_check",
        n_("The last character does not fit the others: at least one is mistyped."),
        n_("Compare every digit with the document."),
    )
    BAD_SHAPE = (
        "bad_shape",
        n_("This does not look like a number of this kind."),
        n_("Check the kind of document and the number."),
    )
    CENTURY_UNCLEAR = (
        "century_unclear",
        n_("This 15-digit number may belong to someone born in the 1800s."),
        n_("Ask for the 18-digit number."),
    )
    BAD_AREA_PART = (
        "bad_area_part",
        n_("The area code has a zero part between parts that are filled in."),
        n_("Check the code in the division list."),
    )
    NOT_A_COMMUNITY = (
        "not_a_community",
        n_("Grids and buildings are numbered inside a community; {code} is not a community code."),
        n_("Give the 12-digit code of the community."),
    )
    BAD_SEQUENCE = (
        "bad_sequence",
        n_("The running number {number} is not between 1 and {limit}."),
        n_("Choose a free number in that range."),
    )
    NO_STATISTICAL_FORM = (
        "no_statistical_form",
        n_("A grid has no 12-digit statistical code."),
        n_("Use the code of its community."),
    )
    AREA_CODE_MISSING = (
        "area_code_missing",
        n_("A landline number needs its area code."),
        n_("Ask for the area code, for example 0571-."),
    )
    BAD_PHONE = (
        "bad_phone",
        n_("This is not a phone number that can be reached."),
        n_("Give a mobile number, or a landline with its area code."),
    )

    # Warnings: the value stands, but someone should look.
    FICTIONAL_AREA = (
        "fictional_area",
        n_("The area {code} is fictional; it serves demonstrations and tests only."),
        n_("Do not use it for real people."),
    )
    AREA_NOT_CURRENT = (
        "area_not_current",
        n_("The area {code} is not in the division list of {edition}; it may be abolished or new."),
        n_("Nothing has to be done if the document shows this code."),
    )
    FIFTEEN_DIGITS = (
        "fifteen_digits",
        n_("An old 15-digit number was extended to 18 digits; the old one no longer proves identity."),
        n_("Ask for the present card."),
    )
    UNUSUAL_PART = (
        "unusual_part",
        n_("A part of the code lies outside the ranges in use."),
        n_("Check the code; it is kept as given."),
    )
    ORGANISATION_CHECK = (
        "organisation_check",
        n_("The organisation part of the code does not fit its own check character."),
        n_("Compare the code with the certificate; it is kept as given."),
    )
    UNKNOWN_CATEGORY = (
        "unknown_category",
        n_("The first two characters name no known kind of registration."),
        n_("Compare the code with the certificate; it is kept as given."),
    )
