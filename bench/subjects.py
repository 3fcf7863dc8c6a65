"""What is measured, and against what."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from django.db import connection

from bench.world import World
from linli.cases.commands import send_note
from linli.cases.queries.notes import NOTES
from linli.kernel.clock_port import now
from linli.kernel.db.listing import Asked, fetch
from linli.kernel.flow import Facts, step
from linli.kernel.packs.flows import flow_at


@dataclass(frozen=True)
class Subject:
    """One thing to time: ``times`` calls a round; ``against`` names the yardstick."""

    name: str
    act: Callable[[], None]
    times: int
    against: str = ""


def subjects(world: World) -> list[Subject]:
    """The yardstick first."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare (id uuid PRIMARY KEY, word text)")
    flow = flow_at("note", "329921", now())
    facts = Facts(roles=frozenset({"receiver"}), given=frozenset({"note"}), values={"returned": 0})

    def bare() -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO bare VALUES (%s, 'x')", [uuid4()])

    def send() -> None:
        actor = world.actor().keyed(str(uuid4()))
        send_note(actor, receiver=world.receiver, subject="路灯", body="谁来修?", days=5)

    def first_page() -> None:
        fetch(NOTES, world.actor(), Asked())

    def one_step() -> None:
        step(flow, "delivered", "answer", facts)

    return [
        Subject("bare insert of one row", bare, 200),
        Subject("send a note (all guards of production, journal, outbox, key)", send, 50, "bare insert of one row"),
        Subject("first page of notes", first_page, 20, "bare insert of one row"),
        Subject("one step of a flow, in memory", one_step, 2000, "bare insert of one row"),
    ]
