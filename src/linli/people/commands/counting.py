"""Counting the register anew, once a night (S-093, S-282)."""

from datetime import date, timedelta

from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.command import Receipt, command, record
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, Subject
from linli.people.models import PersonCount
from linli.people.queries.person_counts import counted_on, counting

KIND = "people.counts"
BATCH = 2_000


@command("people.count_persons")
def count_persons(actor: Actor) -> Receipt:
    """Keep how many there were yesterday; unchanged where that was done already.

    What was counted before stays: the first day of each month for good, other days until the next night.
    """
    county, day = actor.county, local_day(actor.at) - timedelta(days=1)
    subject = Subject(KIND, new(county), county, county)
    if counted_on(county) == day:
        return Receipt(KIND, subject.id, "counted", 1, unchanged=True)
    _drop_daily(county, day)
    rows = (PersonCount(id=new(county), county=county, **fields) for fields in counting(county, day))
    made = PersonCount.objects.bulk_create(rows, batch_size=BATCH)
    record(actor, subject, Act(facts={"day": str(day), "rows": len(made)}))
    return Receipt(KIND, subject.id, "counted", 1)


def _drop_daily(county: str, day: date) -> None:
    rows = PersonCount.objects.filter(county=county)
    rows.exclude(day__day=1).delete()
    rows.filter(day__gte=day).delete()  # a clock that was set back counts again
