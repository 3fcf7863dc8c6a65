"""Why a file is not taken for a table."""

from linli.kernel.errors import ErrorCode, n_


class SheetCode(ErrorCode):
    """Reasons of the readers of tables."""

    EMPTY = ("sheet_empty", n_("This file is empty."), n_("Choose the file again."))
    UNKNOWN_KIND = (
        "sheet_unknown_kind",
        n_("This file is no table."),
        n_("Send a spreadsheet (xlsx, xls, ods) or a text table (csv)."),
    )
    BINARY_BOOK = (
        "sheet_binary_book",
        n_("Binary workbooks (xlsb) are not taken in."),
        n_("Save it as xlsx and send that."),
    )
    BROKEN = (
        "sheet_broken",
        n_("This file is damaged or was not copied to its end."),
        n_("Open it in a spreadsheet program, save it anew and send it again."),
    )
    LOCKED = (
        "sheet_locked",
        n_("This file is protected by a password."),
        n_("Open it, take off the password, save it and send it again."),
    )
    MACROS = (
        "sheet_macros",
        n_("This file holds macros."),
        n_("Save it without macros (xlsx) and send that."),
    )
    ENTITIES = (
        "sheet_entities",
        n_("This file holds definitions that no spreadsheet program writes."),
        n_("Open it in a spreadsheet program and save it as xlsx."),
    )
    UNPACKS_TOO_LARGE = (
        "sheet_unpacks_too_large",
        n_("Unpacked, this file is far larger than a table should be."),
        n_("Delete empty rows and pictures, or split the file."),
    )
    TOO_MANY_COLUMNS = (
        "sheet_too_many_columns",
        n_("The sheet {sheet} reaches to column {column}; {limit} columns are read."),
        n_("Delete what stands far to the right and save the file."),
    )
    TOO_MANY_CELLS = (
        "sheet_too_many_cells",
        n_("The sheet {sheet} has more than {limit} cells."),
        n_("Split the file, or save the sheet as csv."),
    )
    TOO_MANY_SHEETS = (
        "sheet_too_many_sheets",
        n_("This file has more than {limit} sheets."),
        n_("Split the file."),
    )
    LONG_CELL = (
        "sheet_long_cell",
        n_("A cell in row {row} is longer than any value; a quotation mark may be missing."),
        n_("Look at the file around this row."),
    )
    BAD_LETTERS = (
        "sheet_bad_letters",
        n_("The letters of this file cannot be read: it is neither UTF-8, UTF-16 nor GB18030."),
        n_("Save it as xlsx, or as csv in UTF-8."),
    )
