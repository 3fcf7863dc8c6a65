"""States, verdicts and reasons of ledgers in words."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from uuid import UUID

from django.utils.translation import gettext

from linli.faces.desk.persons.looks import FIELD_WORDS
from linli.kernel.errors import ErrorCode, all_codes, n_
from linli.ui.parts import StateBadge, StateTone
from linli.ui.web.wording import hint_of, message_of

STATES = {
    "reading": n_("Being read"),
    "ready": n_("Waits for you"),
    "applying": n_("Being written"),
    "finished": n_("In the register"),
    "undoing": n_("Being undone"),
    "undone": n_("Undone"),
    "dropped": n_("Given up"),
    "failed": n_("Cannot be read"),
}
TONES = {
    "reading": StateTone.ACTIVE,
    "ready": StateTone.ATTENTION,
    "applying": StateTone.ACTIVE,
    "finished": StateTone.DONE,
    "undoing": StateTone.ACTIVE,
    "undone": StateTone.STOPPED,
    "dropped": StateTone.STOPPED,
    "failed": StateTone.DANGER,
}
VERDICTS = {
    "new": n_("New"),
    "changed": n_("Changed"),
    "same": n_("Known, nothing new"),
    "double": n_("May be known already"),
    "refused": n_("Not taken"),
    "left": n_("Left out by you"),
    "kept": n_("Kept when it was undone"),
}
MEANINGS = {
    "new": n_("persons who come into the register"),
    "changed": n_("known persons of whom the file says something new"),
    "same": n_("known persons; the register has all of it"),
    "double": n_("somebody has to say whether it is the same person"),
    "refused": n_("something is wrong in the row; it is not taken"),
    "left": n_("you decided not to take them"),
    "kept": n_("somebody had changed them since"),
}
HOMES = {"living": n_("They live there"), "registered": n_("They are registered there")}
WHY = {
    "name": n_("same name"),
    "name_differs": n_("other name"),
    "birth": n_("same day of birth"),
    "year": n_("same year of birth"),
    "birth_differs": n_("other birth"),
    "sex_differs": n_("other sex"),
    "phone": n_("same phone"),
    "home": n_("same dwelling"),
    "number_differs": n_("other identity number"),
}
FIELDS = {**FIELD_WORDS, "contact": n_("Phone or mail, added"), "residence": n_("Where they live or are registered")}


def address_of(run: UUID, page: str = "") -> str:
    """The address of a run's page, or of one of the pages behind it."""
    return f"/desk/ledgers/{run}/{page}"


def badge(state: str) -> StateBadge:
    """The state of a run."""
    return StateBadge(gettext(STATES[state]), TONES[state])


def why_words(why: Iterable[str]) -> str:
    """What agrees and what differs between two records."""
    return "、".join(gettext(WHY[reason]) for reason in why)


@lru_cache(maxsize=1)
def _codes() -> Mapping[str, ErrorCode]:
    return {code.code: code for code in all_codes()}


def reason_words(code: str) -> tuple[str, str]:
    """What is wrong and what to do, of a stored code; a message whose figures were not stored is left out."""
    found = _codes().get(code)
    if found is None:
        return code, ""
    hint = hint_of(found, {})
    return (hint, "") if "{" in found.message else (message_of(found, {}), hint)
