"""Finding what a need is called, and who answers for it: the search of residents and the routing of a matter."""

from django.test import Client

from bench.subjects import Subject
from bench.world import World
from linli.cases.queries.duties import way_of
from linli.cases.rules.types import DutyStep
from linli.kernel.clock import local_day
from linli.kernel.clock_port import now

BARE = "bare insert of one row"


def lookup_subjects(world: World) -> list[Subject]:
    """The search goes through the whole page, the routing is the question alone."""
    visitor, day = Client(SERVER_NAME="localhost"), local_day(now())

    def search() -> None:
        if (answer := visitor.get("/search/", {"q": "路灯"})).status_code != 200:
            raise SystemExit(f"the search: {answer.status_code}")

    def route() -> None:
        way_of("mediation", DutyStep.ACCEPT, "329921001001", day, "329921")

    return [
        Subject("search of guides, reports and places", search, 20, BARE),
        Subject("who answers for a matter at a place", route, 200, BARE),
    ]
