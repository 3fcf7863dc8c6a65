"""Why a file is not read as a policy paper."""

from linli.kernel.errors import ErrorCode, n_


class PolicyCode(ErrorCode):
    """Reasons of the readers of policy papers."""

    EMPTY = ("policy_empty", n_("This file holds no words."), n_("Choose the file again."))
    BINARY = (
        "policy_binary",
        n_("This file is no text, web page, Word document or PDF."),
        n_("Send the paper as txt, html, docx or pdf."),
    )
    OLD_WORD = (
        "policy_old_word",
        n_("This is a document of an older program (doc, wps, rtf, ofd)."),
        n_("Open it, save it as docx or as PDF with text, and send that."),
    )
    LOCKED = (
        "policy_locked",
        n_("This file is protected by a password."),
        n_("Open it, take off the password, save it and send it again."),
    )
    SCANNED = (
        "policy_scanned",
        n_("This PDF holds pictures of pages and no text."),
        n_("Send the paper as text, or have its pages turned into text first."),
    )
    BROKEN = (
        "policy_broken",
        n_("This file is damaged or was not copied to its end."),
        n_("Open it in its program, save it anew and send it again."),
    )
    TOO_LARGE = (
        "policy_too_large",
        n_("This file is larger than {limit} MB, or holds more text than can be read at once."),
        n_("Send the paper in parts."),
    )
    DESTROYED = (
        "policy_destroyed",
        n_("{share} % of this text is lost: reading it would be guessing."),
        n_("Find another copy of the paper. This file stays as it is."),
    )
