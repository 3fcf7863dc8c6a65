"""What desk forms share: typed numbers, days and versions, and how a refusal is told with what was typed."""

import re
from collections.abc import Mapping
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext

from linli.kernel.errors import ErrorCode, Invalid, KernelCode, Problem, Refusal, n_
from linli.kernel.text import half_width, parse_whole
from linli.ui.parts import Notice, Tone
from linli.ui.web.wording import hint_of, message_of

_NUMBER = r"([+-]?[0-9]{1,4}(?:\.[0-9]{0,20})?)"
_PAIR = re.compile(rf"{_NUMBER}(?: ?[,\u3001] ?| ){_NUMBER}")
# What the databases keep as a whole number; nobody types more.
LARGEST_NUMBER, LONGEST_NUMBER = 2**31 - 1, 40
# Commas of both widths and the one between the items of a list.
LIST_COMMAS = re.compile(r"[,\uff0c\u3001]")
SECRET = ("csrfmiddlewaretoken", "key", "expected_version", "export")


class FormCode(ErrorCode):
    """Why something typed cannot be read."""

    NO_DAY = ("desk_no_day", n_("This is no day."), n_("Write it as 2026-11-22."))
    BAD_CORNER = (
        "desk_bad_corner",
        n_("Line {line} is no corner: {text}"),
        n_("Write longitude and latitude, with a comma between them."),
    )
    NOT_UTF8 = (
        "desk_not_utf8",
        n_("The file cannot be read: it is not UTF-8."),
        n_("Save it as UTF-8 and send it again."),
    )
    BAD_JSON = (
        "desk_bad_json",
        n_("Line {line} cannot be read as JSON."),
        n_("Check brackets, quotes and commas, or export the file anew."),
    )
    BAD_TARGET = (
        "desk_bad_target",
        n_("Line {line} names no area: {text}"),
        n_("Write code and name with a comma between them."),
    )
    TWO_TARGETS = (
        "desk_two_targets",
        n_("A split needs at least two areas."),
        n_("Write one a line: code, name."),
    )
    TOO_MANY_LINES = (
        "desk_too_many_lines",
        n_("The desk takes in lists of at most {limit} lines."),
        n_("Cut it into several files, or use linli import_divisions."),
    )
    OUT_OF_RANGE = (
        "desk_out_of_range",
        n_("The number must lie between {least} and {most}."),
        n_("Correct it; at most 2,000 dwellings are written at once."),
    )
    CONFLICT_AHEAD = (
        "desk_conflict_ahead",
        n_("These posts do not go together: {conflict}."),
        n_("Appoint somebody else, or tick below that you know of it."),
    )
    NO_NUMBER = ("desk_no_number", n_("This is no whole number."), n_("Use digits only."))


def _invalid(path: str, code: ErrorCode) -> Invalid:
    return Invalid(KernelCode.INVALID, problems=(Problem(path, code),))


def typed_day(given: QueryDict, name: str) -> date:
    """The day in a field; Invalid names the field."""
    try:
        return date.fromisoformat(given.get(name, "").strip())
    except ValueError as error:
        raise _invalid(name, FormCode.NO_DAY) from error


def typed_number(given: Mapping[str, str], name: str) -> int:
    """The whole number in a field, zero or more; Invalid names the field."""
    found = parse_whole(given.get(name, "")[:LONGEST_NUMBER])
    if found is None or not 0 <= found <= LARGEST_NUMBER:
        raise _invalid(name, FormCode.NO_NUMBER)
    return found


def typed_optional(given: Mapping[str, str], name: str) -> int | None:
    """The same, None when the field is empty."""
    return typed_number(given, name) if given.get(name, "").strip() else None


def typed_pair(text: str) -> tuple[float, float] | None:
    """Longitude and latitude as people write them, a comma of either width or a blank between; None for all else."""
    found = _PAIR.fullmatch(half_width(text))
    return (float(found[1]), float(found[2])) if found else None


def typed_version(given: Mapping[str, str]) -> int:
    """The version that the form was made with; 0 when it is missing."""
    text = given.get("expected_version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def reply_notice(refusal: Refusal, typed: Mapping[str, str]) -> Notice:
    """What is wrong, field by field, and what was typed, so that nothing is lost."""
    lines = [hint_of(refusal.code, refusal.data)]
    lines += [f"{message_of(p.code, p.data)} {hint_of(p.code, p.data)}" for p in refusal.problems]
    kept = [text for name, text in typed.items() if name not in SECRET and text]
    if kept:
        lines += [gettext("You typed:"), *kept]
    return Notice("\n".join(dict.fromkeys(lines)), message_of(refusal.code, refusal.data), Tone.ATTENTION)
