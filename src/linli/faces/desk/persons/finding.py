"""The one person that a whole number means."""

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.db.listing import Asked, fetch
from linli.kernel.errors import ErrorCode, Invalid, KernelCode, Problem, n_
from linli.people.queries.person_search import read_search
from linli.people.queries.persons import PERSONS


class FindingCode(ErrorCode):
    """Why a number does not lead to one person."""

    NOBODY = (
        "desk_nobody",
        n_("This number leads to no person here, or to several."),
        n_("Enter a whole identity number, or a phone number that only one person has."),
    )


def one_person(actor: Actor, text: str, field: str) -> UUID:
    """The person whose identity or phone number was typed whole; Invalid at ``field`` otherwise."""
    wanted = read_search(text)
    if wanted.identity_keys or wanted.contact_keys:
        rows = fetch(PERSONS, actor, Asked(search=text, size=2)).rows
        if len(rows) == 1:
            return rows[0].id
    raise Invalid(KernelCode.INVALID, problems=(Problem(field, FindingCode.NOBODY),))
