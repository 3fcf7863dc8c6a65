"""Legal states of a unit: which follows on which, and when (E14, R7.1)."""

from datetime import date

STATES = ("idea", "filed", "registered", "rated", "closed")
FOLLOWING = {
    "idea": ("filed", "registered", "closed"),
    "filed": ("registered", "closed"),
    "registered": ("rated", "closed"),
    "rated": ("registered", "closed"),  # a rating runs out
    "closed": (),
}
LEGAL = ("registered", "rated")


def may_follow(before: str, after: str) -> bool:
    """Whether a unit may go from one legal state into the other."""
    return after in FOLLOWING[before]


def is_later(before: date | None, after: date) -> bool:
    """Whether a state that begins ``after`` leaves the one ``before`` at least a day (None: begin unknown)."""
    return before is None or before < after


def needs_code(wanted: str, state: str) -> bool:
    """Whether a unit of this kind (``wanted``: needed, expected, none) has to have a credit code in ``state``."""
    return wanted == "needed" and state in LEGAL


def lacks_code(wanted: str, state: str, code: str) -> bool:
    """Whether the lack of a credit code is to be shown."""
    return not code and wanted != "none" and state in LEGAL
