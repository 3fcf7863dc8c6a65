"""Saved views: one's own lists with their filters, under names."""

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command, record
from linli.kernel.errors import Conflict, Invalid, KernelCode, NotAllowed, NotFound, Problem
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, subject_of
from linli.people.models import SavedView
from linli.people.rules.reasons import PeopleCode

MOST_VIEWS = 20
TITLE_LENGTH, QUERY_LENGTH = 40, 500


@command("people.save_view")
def save_view(actor: Actor, *, listing: str, title: str, query: str) -> Receipt:
    """Keep a list as it is shown under a name of one's own; the same name again replaces it."""
    if actor.account is None:
        raise NotAllowed(KernelCode.NOT_ALLOWED)
    plain = _checked(title, query)
    rows = SavedView.objects.filter(county=actor.county, account_id=actor.account, listing=listing)
    row = rows.filter(title=plain).first()
    if row is None:
        if rows.count() >= MOST_VIEWS:
            raise Conflict(PeopleCode.MANY_VIEWS, {"limit": MOST_VIEWS})
        row = SavedView(id=new(actor.county), county=actor.county, area=actor.area or actor.county,
                        account_id=actor.account, listing=listing[:60], title=plain, version=0)  # fmt: skip
    row.query, row.version = query, row.version + 1
    row.save()
    record(actor, subject_of(row), Act(("title",), facts={"listing": row.listing}))
    return Receipt("people.savedview", row.id, "saved", row.version)


def _checked(title: str, query: str) -> str:
    plain = title.replace("\x00", "").strip()
    if not plain:
        raise Invalid(KernelCode.INVALID, problems=(Problem("title", KernelCode.REQUIRED),))
    for path, text, limit in (("title", plain, TITLE_LENGTH), ("query", query, QUERY_LENGTH)):
        if len(text) > limit:
            data = {"length": len(text), "limit": limit}
            raise Invalid(KernelCode.INVALID, problems=(Problem(path, KernelCode.TOO_LONG, data),))
    return plain


@command("people.drop_view")
def drop_view(actor: Actor, *, view: UUID) -> Receipt:
    """Forget one of one's own saved views."""
    rows = SavedView.objects.filter(county=actor.county, account_id=actor.account or UUID(int=0), pk=view)
    row = rows.first()
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    record(actor, subject_of(row), Act(facts={"listing": row.listing}))
    rows.delete()
    return Receipt("people.savedview", view, "dropped", row.version)
