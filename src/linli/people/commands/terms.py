"""What an appointment asks of dates and seats, and who leaves when a successor comes."""

from datetime import date, timedelta
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.clock import add_months
from linli.kernel.command import record
from linli.kernel.errors import Conflict, Invalid
from linli.kernel.journal.entries import Act, subject_of
from linli.kernel.packs.parameters import NoParameter, parameter
from linli.people.commands.faults import at_field
from linli.people.models import Account, Post, Tenure
from linli.people.queries.unit_kinds import unit_kind
from linli.people.rules.reasons import PeopleCode
from linli.people.rules.terms import Term, in_the_way, succeeded


def latest_end(post: Post, since: date, until: date | None, procedure: str) -> date | None:
    """The end of an elected term: as given, at most that of the law, which also fills an empty one (R4.1)."""
    if until is not None and until < since:
        raise at_field(Invalid, "until", PeopleCode.TERM_DATES)
    kind = unit_kind(post.unit.kind, post.area, since)
    if procedure != "elected" or kind is None or not kind.term or post.kind not in kind.elected:
        return until
    try:
        years = int(str(parameter(kind.term, post.area, since).value).removesuffix("y"))
    except NoParameter:
        return until  # before the first law in the pack: nothing to compare with
    latest = add_months(since, 12 * years) - timedelta(days=1)
    if until is not None and until > latest:
        raise at_field(Invalid, "until", PeopleCode.TERM_TOO_LONG, latest=str(latest))
    return until or latest


def check_presence(post: Post, since: date, until: date | None) -> None:
    """Refuse a term outside the life of post and unit."""
    unit = post.unit
    if unit.closed_on is not None and (until is None or until >= unit.closed_on):
        raise Conflict(PeopleCode.UNIT_CLOSED, {"day": str(unit.closed_on)})
    first = max((day for day in (post.since, unit.since) if day is not None), default=date.min)
    last = post.until or date.max
    if since < first or since > last:
        raise at_field(Conflict, "since", PeopleCode.POST_NOT_THERE, since=str(first), until=str(post.until or "…"))


def _terms(post: Post) -> list[Term]:
    rows = Tenure.objects.filter(county=post.county, post=post).order_by("since", "id")
    return [Term(row.id, row.account_id, row.since, row.until, row.ended) for row in rows]


def check_seat(post: Post, account: UUID, since: date, until: date | None) -> None:
    """Refuse a term for which no seat is free on one of its days, or that the account has already."""
    there = in_the_way(_terms(post), Term(post.id, account, since, until), post.seats)
    if there is None:
        return
    name = Account.objects.get(pk=there.account).display_name
    code = PeopleCode.TERM_OVERLAPS if there.account == account else PeopleCode.SEAT_TAKEN
    raise at_field(Conflict, "account", code, name=name, since=str(there.since))


def settle_seats(actor: Actor, post: Post) -> None:
    """Let those leave whose term had run out when a successor took their seat."""
    leaving = succeeded(_terms(post), post.seats)
    for row in Tenure.objects.filter(county=post.county, pk__in=leaving).order_by("id"):
        row.ended, row.version = leaving[row.id], row.version + 1
        row.save(update_fields=["ended", "version"])
        record(actor, subject_of(row), Act(changed=("ended",), facts={"ended": str(row.ended), "succeeded": True}))
