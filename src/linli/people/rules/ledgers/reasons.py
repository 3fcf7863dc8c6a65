"""What is said about a cell, a row or a sheet of a ledger."""

from linli.kernel.errors import ErrorCode, n_


class LedgerCode(ErrorCode):
    """Findings while a ledger is read. Whether one flags its row says the issue's kind."""

    # Written otherwise; the value is clear.
    NAME_SPACES = ("ledger_name_spaces", n_("Blanks were taken out of the name."), n_("Nothing has to be done."))
    NAME_NOTE = (
        "ledger_name_note",
        n_("The note {note} behind the name was taken off."),
        n_("Nothing has to be done if it is no part of the name."),
    )
    ID_SPACES = ("ledger_id_spaces", n_("Blanks were taken out of the number."), n_("Nothing has to be done."))
    ID_WIDTH = ("ledger_id_width", n_("Full-width digits were made ordinary ones."), n_("Nothing has to be done."))
    ID_APOSTROPHE = (
        "ledger_id_apostrophe",
        n_("The sign before the number was taken off."),
        n_("Nothing has to be done."),
    )
    ID_LOWER_X = ("ledger_id_lower_x", n_("The last x was made a capital."), n_("Nothing has to be done."))
    ID_FIFTEEN = (
        "ledger_id_fifteen",
        n_("An old 15-digit number was extended to 18 digits."),
        n_("Ask for the present card when the person comes."),
    )
    MERGED = ("ledger_merged", n_("The value stands in the first row of merged cells."), n_("Nothing has to be done."))
    DITTO = ("ledger_ditto", n_("The value is that of the row above."), n_("Nothing has to be done."))
    RELATION = ("ledger_relation", n_("The relation was written as {value}."), n_("Nothing has to be done."))
    FLAG = ("ledger_flag", n_("The mark was read as {value}."), n_("Check the preview: an empty cell counts as no."))
    LISTED = ("ledger_listed", n_("Several values in one cell were taken apart."), n_("Check the preview."))
    NUMBER_TEXT = ("ledger_number_text", n_("A number kept as text was read."), n_("Nothing has to be done."))
    NUMBER_UNIT = ("ledger_number_unit", n_("The unit behind the number was taken off."), n_("Nothing has to be done."))
    PHONE_WRITTEN = ("ledger_phone_written", n_("The phone number was written plainly."), n_("Nothing has to be done."))
    PHONE_TWO = (
        "ledger_phone_two",
        n_("Two phone numbers share the cell; the first mobile number was taken."),
        n_("Add the other one by hand if it is needed."),
    )
    DATE_WRITTEN = ("ledger_date_written", n_("The date was written as {value}."), n_("Nothing has to be done."))
    DATE_SERIAL = ("ledger_date_serial", n_("A serial number was read as {value}."), n_("Compare one with the file."))
    DATE_BY_ID = (
        "ledger_date_by_id",
        n_("The date could be read in two ways; the identity number says {value}."),
        n_("Nothing has to be done."),
    )
    NOTHING = ("ledger_nothing", n_("The word {word} stands for no value."), n_("Nothing has to be done."))
    WORD = ("ledger_word", n_("The word was written as {value}."), n_("Nothing has to be done."))

    # Worth a look.
    INCOME = (
        "ledger_income",
        n_("The income of the year is not twelve times that of the month."),
        n_("Ask which of the two holds."),
    )
    AGE = ("ledger_age", n_("The age does not fit the birth date."), n_("The birth date is kept."))
    HIDDEN_ROW = ("ledger_hidden_row", n_("This row is hidden in the file."), n_("Look whether it is still meant."))
    STRUCK_CELL = ("ledger_struck_cell", n_("This cell is struck out."), n_("Look whether the value still holds."))

    PHONE_LOCAL = (
        "ledger_phone_local",
        n_("This landline number has no area code."),
        n_("Add the area code if it is to be dialled from elsewhere."),
    )
    DATE_AHEAD = ("ledger_date_ahead", n_("This date has not come yet."), n_("Look whether it is meant."))
    ID_EMPTY = ("ledger_id_empty", n_("Most rows of this file give no identity number."), n_("Nothing has to be done."))

    # A person must decide.
    ID_MISSING = ("ledger_id_missing", n_("The identity number is missing."), n_("Add it and import the row again."))
    ID_LOST_DIGITS = (
        "ledger_id_lost_digits",
        n_("The number was kept as a figure and lost its last digits."),
        n_("Type it again in a column formatted as text."),
    )
    ID_MASKED = ("ledger_id_masked", n_("The identity number is masked."), n_("Ask for the whole number."))
    ID_LENGTH = ("ledger_id_length", n_("The number has {length} characters."), n_("Compare it with the card."))
    ID_CHECK = (
        "ledger_id_check",
        n_("The last character of the number does not fit the others."),
        n_("Compare every digit with the card."),
    )
    ID_DATE = ("ledger_id_date", n_("The date in the number does not exist."), n_("Compare it with the card."))
    ID_BAD = ("ledger_id_bad", n_("This is no identity number."), n_("Compare it with the card."))
    ID_BIRTH = (
        "ledger_id_birth",
        n_("The birth date does not fit the identity number, which says {value}."),
        n_("Compare both with the card."),
    )
    ID_SEX = (
        "ledger_id_sex",
        n_("The sex does not fit the identity number."),
        n_("Compare both with the card."),
    )
    ID_TWICE = (
        "ledger_id_twice",
        n_("The same person stands in row {row} too."),
        n_("Leave out one of the two rows."),
    )
    PHONE_BAD = ("ledger_phone_bad", n_("This is no phone number."), n_("Ask for the number."))
    CARD_LOST_DIGITS = (
        "ledger_card_lost_digits",
        n_("The account number was kept as a figure and lost its last digits."),
        n_("Type it again in a column formatted as text."),
    )
    CARD_BAD = ("ledger_card_bad", n_("This is no account number."), n_("Compare it with the bank card."))
    DATE_BAD = ("ledger_date_bad", n_("This date does not exist or cannot be read."), n_("Write it as 1987-03-05."))
    DATE_UNCLEAR = (
        "ledger_date_unclear",
        n_("The figure {raw} may mean January or October."),
        n_("Write the date as text, for example 1987-10."),
    )
    DATE_EARLY = ("ledger_date_early", n_("This date lies too far back."), n_("Write the right date."))
    DATE_FUTURE = ("ledger_date_future", n_("This date lies in the future."), n_("Write the right date."))
    DATE_ORDER = ("ledger_date_order", n_("This date lies before the birth."), n_("Check both dates."))
    NUMBER_BAD = ("ledger_number_bad", n_("This is no number."), n_("Write figures only."))
    NUMBER_RANGE = ("ledger_number_range", n_("This number cannot be right here."), n_("Check it."))
    SEX_BAD = ("ledger_sex_bad", n_("This is no sex."), n_("Write 男 or 女."))
    FLAG_BAD = ("ledger_flag_bad", n_("This is neither yes nor no."), n_("Write 是 or 否."))
    STAFF_LIST = (
        "ledger_staff_list",
        n_("This is a list of staff: they are kept with their units and posts, not as residents."),
        n_("Appoint them at their units. Lists of staff cannot be taken in yet."),
    )
    NAME_MISSING = ("ledger_name_missing", n_("The name is missing."), n_("Add it and import the row again."))
    NAME_BAD = ("ledger_name_bad", n_("This does not look like a name."), n_("Check it."))
    STRUCK_OUT = (
        "ledger_struck_out",
        n_("This row is struck out."),
        n_("Leave it out, or take off the line if it still holds."),
    )
    MOVED_OUT = ("ledger_moved_out", n_("A note says {note}."), n_("Leave the row out if the person is gone."))
    COUNT_OFF = (
        "ledger_count_off",
        n_("The household counts {said} people; the list has {found}."),
        n_("Count again."),
    )
    SUM_OFF = ("ledger_sum_off", n_("The sum says {said}; the rows add up to {found}."), n_("Add up again."))
    FORMULA_EMPTY = (
        "ledger_formula_empty",
        n_("A formula without a stored result cannot be read."),
        n_("Open the file in a spreadsheet program, save it and try again."),
    )
    FORMULA_ERROR = ("ledger_formula_error", n_("The cell shows the error {raw}."), n_("Correct the formula."))

    # About a sheet or a file.
    NO_HEAD = ("ledger_no_head", n_("No row of column names was found on this sheet."), n_("Put one over the data."))
    NO_STYLES = (
        "ledger_no_styles",
        n_("Struck-out and hidden rows cannot be seen in this kind of file or at this size."),
        n_("Save it as xlsx with fewer rows if there are any."),
    )
    CHART_SHEET = ("ledger_chart_sheet", n_("The sheet {name} holds no cells."), n_("Nothing has to be done."))
    CUT_OFF = ("ledger_cut_off", n_("Only the first {limit} rows were read."), n_("Split the file."))
    IDS_NOT_COMPARED = (
        "ledger_ids_not_compared",
        n_("Beyond row {row} equal identity numbers were not looked for within the file."),
        n_("Nothing has to be done; the register compares them."),
    )
