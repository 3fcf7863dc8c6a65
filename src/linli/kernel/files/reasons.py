"""Why a file is not taken in."""

from linli.kernel.errors import ErrorCode, n_


class FileCode(ErrorCode):
    """Reasons of the file store."""

    EMPTY = ("file_empty", n_("This file is empty."), n_("Choose the file again."))
    TOO_LARGE = (
        "file_too_large",
        n_("This file has {megabytes} MB; {limit} MB are allowed."),
        n_("Choose a smaller one. What you filled in is kept."),
    )
    UNKNOWN_KIND = (
        "file_unknown_kind",
        n_("Files of this kind are not taken in."),
        n_("Send a photo (JPEG, PNG, WebP), a PDF, or a document (docx, xlsx, pptx, odt, ods, txt, csv)."),
    )
    ARCHIVE = ("file_archive", n_("Archives are not taken in."), n_("Send the files in it one by one."))
    MACROS = (
        "file_macros",
        n_("This document holds macros."),
        n_("Save it without macros (docx, xlsx, pptx) or as PDF and send that."),
    )
    SCRIPT = ("file_script", n_("This is a program or a web page."), n_("Send a photo, a PDF or a document."))
    TOO_MANY_PIXELS = (
        "file_too_many_pixels",
        n_("This picture is too large: {width} × {height} pixels."),
        n_("Make it smaller (at most {limit} million pixels) and send it again."),
    )
    BROKEN = ("file_broken", n_("This file is damaged."), n_("Open it on your device, save it anew and send it again."))
    FULL = ("file_store_full", n_("The file store is full."), n_("Tell the administrator. What you filled in is kept."))
    MISSING = ("file_missing", n_("The file is no longer there."), n_("Ask for it to be sent again."))
