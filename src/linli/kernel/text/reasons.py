"""Why a text cannot be read as an amount or a measure."""

from linli.kernel.errors import ErrorCode, n_


class TextCode(ErrorCode):
    """Reasons for refusing an amount."""

    BAD_AMOUNT = (
        "bad_amount",
        n_("This cannot be read as an amount of money."),
        n_("Write it like 1200.50, 1,200.50元 or 1.2万元."),
    )
    BAD_MEASURE = (
        "bad_measure",
        n_("This cannot be read as a floor or land area."),
        n_("Write it like 480, 480.5平方米 or 1.2公顷."),
    )
    TOO_FINE = (
        "too_fine",
        n_("This has more decimals than can be kept ({limit})."),
        n_("Give the exact figure from the voucher; nothing is rounded."),
    )
    TOO_MUCH = (
        "too_much",
        n_("This figure is too large to be kept."),
        n_("Check the unit."),
    )
