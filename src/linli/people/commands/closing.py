"""What ends with a unit: posts, terms, stand-ins, relations and log-ins."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.command import record
from linli.kernel.db.rows import CountyRow
from linli.kernel.errors import Conflict
from linli.kernel.journal.entries import Act, subject_of
from linli.people.models import Post, Session, StandIn, Tenure, Unit, UnitRelation
from linli.people.queries.actors import held_posts
from linli.people.rules.reasons import PeopleCode


def close_unit(actor: Actor, unit: Unit, day: date) -> None:
    """End on ``day`` whatever of ``unit`` is still open; refused when a term begins only later.

    The powers are gone from the first moment of ``day``, because no closed unit's post is held.
    """
    tenures = Tenure.objects.filter(county=unit.county, post__unit=unit)
    later = tenures.filter(since__gt=day).order_by("since").first()
    if later is not None:
        raise Conflict(PeopleCode.LATER_TERMS, {"since": str(later.since)})
    running = list(tenures.filter(Q(ended__isnull=True) | Q(ended__gt=day)).order_by("id"))
    _end(actor, running, "ended", day)
    _end(actor, Post.objects.filter(county=unit.county, unit=unit, until__isnull=True).order_by("id"), "until", day)
    _end_stand_ins(actor, unit, day)
    _end_relations(actor, unit, day)
    accounts = {row.account_id for row in running} | {account for account in _standing_in(unit) if account}
    _end_log_ins(actor, unit, accounts, day)


def _end(actor: Actor, rows: Iterable[CountyRow], field: str, day: date) -> None:
    for row in rows:
        last: Any = max(day, getattr(row, "since", None) or day)
        setattr(row, field, last)
        row.version += 1
        row.save(update_fields=[field, "version"])
        record(actor, subject_of(row), Act(changed=(field,), facts={field: str(last), "unit_closed": True}))


def _end_stand_ins(actor: Actor, unit: Unit, day: date) -> None:
    rows = StandIn.objects.filter(Q(post__unit=unit) | Q(by_post__unit=unit), county=unit.county, until__gt=day)
    _end(actor, rows.order_by("id"), "until", day)


def _end_relations(actor: Actor, unit: Unit, day: date) -> None:
    rows = UnitRelation.objects.filter(Q(unit=unit) | Q(other=unit), county=unit.county)
    _end(actor, rows.filter(Q(until__isnull=True) | Q(until__gt=day)).order_by("id"), "until", day)


def _standing_in(unit: Unit) -> set[UUID | None]:
    rows = StandIn.objects.filter(county=unit.county, post__unit=unit)
    return set(rows.values_list("account_id", flat=True))


def _end_log_ins(actor: Actor, unit: Unit, accounts: set[UUID], day: date) -> None:
    """Log those out who hold nothing else; a closing in the future does so by itself, as no power is left then."""
    if day > local_day(actor.at):
        return
    gone = [account for account in accounts if _holds_nothing_but(unit, account, actor)]
    Session.objects.filter(account__in=gone).delete()


def _holds_nothing_but(unit: Unit, account: UUID, actor: Actor) -> bool:
    return all(post.unit == unit.id for post in held_posts(account, actor.at))
