"""One's own record: what is kept about the owner of the token, masked, and who looked at it."""

from typing import Any

from django.http import HttpRequest

from linli.faces.api.asking import actor_of
from linli.faces.api.people import record_shapes as shapes
from linli.faces.api.routing import NounRouter
from linli.kernel.errors import KernelCode, NotFound
from linli.people.queries.looks import looks_at_me
from linli.people.queries.own import person_of_account
from linli.people.queries.persons import person_detail

router = NounRouter("people")


@router.get("", response=shapes.OwnRecordOut, summary="One's own record")
def read_own_record(request: HttpRequest) -> dict[str, Any]:
    """Of the person to whom the account is bound; 404 where it is bound to nobody. Masked, as every page is.

    The values themselves are shown to their owner on the desk only, after both factors: a token may lie about.
    """
    actor = actor_of(request, "people.see_own_record")
    person = person_of_account(actor.county, actor.account)
    if person is None:
        raise NotFound(KernelCode.NOT_FOUND)
    # The right to one's own record is everybody's; it reaches no other.
    return {"person": person_detail(actor.granted("people.see_persons"), person), "looks": list(looks_at_me(actor))}
