"""Counting the year's promises anew, once a night (S-078)."""

from datetime import timedelta

from linli.cases.models import PromiseCount
from linli.cases.queries.promises import counted_on, counted_year
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.command import Receipt, command, record
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, Subject

KIND = "cases.promises"
BATCH = 2_000


@command("cases.count_promises")
def count_promises(actor: Actor) -> Receipt:
    """Replace the county's counts by those of the year up to yesterday; unchanged where that was done already."""
    county, last = actor.county, local_day(actor.at) - timedelta(days=1)
    subject = Subject(KIND, new(county), county, county)
    if counted_on(county) == last:
        return Receipt(KIND, subject.id, "counted", 1, unchanged=True)
    PromiseCount.objects.filter(county=county).delete()
    rows = (PromiseCount(id=new(county), county=county, **fields) for fields in counted_year(county, last))
    made = PromiseCount.objects.bulk_create(rows, batch_size=BATCH)
    record(actor, subject, Act(facts={"last": str(last), "rows": len(made)}))
    return Receipt(KIND, subject.id, "counted", 1)
