"""The demo's year of cases: taken in, handled, rated, reopened; tasks with parts; recurring duties."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from linli.cases.commands import (
    accept_share,
    assign_case,
    create_obligation,
    open_case,
    raise_alarm,
    record_fact,
    take_step,
    turn_obligation,
)
from linli.cases.queries.clocks import clocks_due
from linli.demo.cast import Cast, at_moment
from linli.demo.matters import matters, stories
from linli.demo.places import communities, read_county
from linli.demo.sharing import load_sharing
from linli.demo.walks import walk_through
from linli.kernel.actor import Actor, system_actor
from linli.kernel.clock import local_day
from linli.kernel.clock_port import LOCAL
from linli.kernel.command import Receipt
from linli.kernel.jobs.outbox import hand_on
from linli.kernel.jobs.queue import skip_told

COUNTS = {"small": 16, "default": 100, "full": 2_000}
# Of acts older than this nobody is told any more.
TOLD = timedelta(days=3)
TASKS = ("linli.cases.jobs.tell_parties", "linli.cases.jobs.meet_obligation")
Say = Callable[[str], None]


def cast_of(county: str, at: datetime) -> Cast:
    """Who acts in the demo."""
    return Cast(county, at, {town["code"]: town["name"] for town in read_county()["towns"]})


def load_cases(office: Actor, count: int, today: date, say: Say) -> None:
    """A year of cases up to the beginning of the day on which loading began."""
    cast, end = cast_of(office.county, office.at), datetime.combine(today, time(0), LOCAL)
    months: set[tuple[int, int]] = set()
    for matter in matters(count, communities(), today):
        month = (matter.at.year, matter.at.month)
        if month not in months:
            months.add(month)
            sweep(office.county, matter.at)
        walk_through(matter, cast, end)
        if matter.number and matter.number % 200 == 0:
            say(f"  {matter.number} of {count} cases")
    load_tasks(cast, end)
    load_duties(cast, end)
    load_sharing(cast, end)
    sweep(office.county, end)


def sweep(county: str, at: datetime) -> None:
    """What the machine does by itself: alarms, and cases that come to rest."""
    for _, clock in list(clocks_due(at)):
        raise_alarm(system_actor(county, at, "cases.raise_alarm"), clock=clock)


def hand_on_the_past(county: str, today: date) -> None:
    """Order the journal; of the last days the worker tells people, of all before nobody."""
    while hand_on(county):
        continue
    before = datetime.combine(today, time(0), LOCAL) - TOLD
    for task in TASKS:
        skip_told(county, task, before)


def load_tasks(cast: Cast, end: datetime) -> None:
    """Tasks of a department, each with parts that towns carry out."""
    setter = cast.seat(cast.unit(cast.county, "清和县住房和城乡建设局"), "case_worker")
    towns = [cast.unit(here, name) for here, name in _seats()]
    for place, task in enumerate(stories()["tasks"]):
        at = end - timedelta(days=task["days_ago"], hours=-10)
        parent = _task(setter, f"{place}", at, task["title"], cast.county).id
        for number, title in enumerate(task["parts"]):
            _part(cast, setter, towns[number], f"{place}/{number}", at + timedelta(days=1), title, parent, number == 0)


def _seats() -> Iterator[tuple[str, str]]:
    for town in read_county()["towns"]:
        street = town["name"].endswith("街道")
        yield town["code"], f"{town['name']}{'办事处' if street else '人民政府'}"


def _task(setter: Actor, key: str, at: datetime, title: str, area: str, **more: Any) -> Receipt:
    given: dict[str, Any] = {
        "type": "task",
        "area": "329921001001" if area == "329921" else area,
        "text": title,
        "title": title,
    }
    return open_case(at_moment(setter, at, f"demo/task/{key}"), **given, **more)


def _part(cast: Cast, setter: Actor, unit: UUID, key: str, at: datetime, title: str, parent: UUID, done: bool) -> None:
    opened = _task(setter, key, at, title, cast.county, parent=parent)
    worker = cast.seat(unit, "case_worker")
    steps: list[tuple[Callable[..., Receipt], Actor, dict[str, Any]]] = [
        (assign_case, setter, {"unit": unit}),
        (accept_share, worker, {}),
    ]
    if done:
        steps.append((take_step, worker, {"action": "finish", "note": "已完成，台账已报"}))
    part, version = opened.id, opened.version
    for number, (command, actor, given) in enumerate(steps):
        moment = at + timedelta(hours=20 * number + 1)
        receipt = command(
            at_moment(actor, moment, f"demo/task/{key}/{number}"), case=part, expected_version=version, **given
        )
        version = receipt.version


def load_duties(cast: Cast, end: datetime) -> None:
    """Recurring duties of a street: done in time, or missed once."""
    street = cast.unit("329921001", "河滨街道办事处")
    head = cast.seat(cast.unit(cast.county, "清和县城市管理局"), "case_head")
    for number, story in enumerate(stories()["duties"]):
        _duty(head, street, story, f"demo/duty/{number}", end)


def _duty(head: Actor, unit: UUID, story: Mapping[str, Any], key: str, end: datetime) -> None:
    begun = end - timedelta(days=story["days_ago"], hours=-9)
    given = {name: story[name] for name in ("title", "kind", "period", "grace", "basis")}
    made = create_obligation(
        at_moment(head, begun, key), unit=unit, since=local_day(begun), **given
    ).id  # fmt: skip
    machine = system_actor(head.county, begun, "cases.turn_obligation", "cases.open_case")
    months = int(story["period"][0])
    due = begun + timedelta(days=30 * months - 4)
    if story["done"] and due < end:
        turn_obligation(at_moment(machine, due - timedelta(days=6), f"{key}/ahead"), obligation=made)
        record_fact(at_moment(head, due, f"{key}/fact"), obligation=made, on=local_day(due))
    elif not story["done"]:
        missed = begun + timedelta(days=31 * months + 20)
        turn_obligation(at_moment(machine, min(missed, end - timedelta(hours=1)), f"{key}/missed"), obligation=made)
