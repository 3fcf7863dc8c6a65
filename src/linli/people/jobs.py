"""What happens by itself: units, posts and persons follow when areas are merged or split. Every task may run twice."""

from uuid import UUID

from django_tasks import task

from linli.kernel.actor import system_actor
from linli.kernel.clock_port import now
from linli.kernel.journal.reading import object_of
from linli.people.commands.recoding import STEPS, recode_residents
from linli.places.queries.areas import area_change, successor_links
from linli.places.queries.dwellings import moved_dwellings

POWERS = ("people.recode_units", "people.recode_persons", "people.recode_residents")


@task()
def follow_areas(*, entry: str, job_key: str) -> None:
    """Bring every open row from an old code to its successor, batch by batch; a crash goes on where it stopped.

    Residents follow their dwelling; what has no dwelling, and units, follow the code where it is gone.
    """
    county, change = object_of(UUID(entry))
    actor = system_actor(county, now(), *POWERS)
    for before, after, dwellings in moved_dwellings(county, change):
        recode_residents(actor, dwellings=dwellings, before=before, after=after)
    for before, after in successor_links(area_change(county, change)):
        for step in STEPS if before != after else ():
            while step(actor, before=before, after=after).status != "done":
                pass
