"""Due dates as iCalendar (RFC 5545): kind and number, never the title, which may name somebody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from icalendar import Calendar, Event

from linli.kernel.clock_port import LOCAL


@dataclass(frozen=True)
class Due:
    """What is owed: ``at`` the moment, ``version`` rises with every change, ``address`` where it is worked on."""

    id: UUID
    words: str
    at: datetime
    version: int
    address: str


def calendar_of(name: str, dues: Iterable[Due], at: datetime) -> bytes:
    """The calendar's text: CRLF, folded at 75 octets. What is due at the end of a day fills that day."""
    made = Calendar()
    made.add("prodid", "-//Linli//due dates//ZH")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("refresh-interval;value=duration", "PT1H")
    for due in dues:
        made.add_component(_event(due, at))
    return bytes(made.to_ical())


def _event(due: Due, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{due.id}@linli")
    event.add("dtstamp", at)
    event.add("sequence", due.version)
    event.add("summary", due.words)
    local = due.at.astimezone(LOCAL)
    # The last moment of a day is 24:00, the first of the next.
    whole = local.time() == time(0)
    event.add("dtstart", (local - timedelta(days=1)).date() if whole else due.at)
    event.add("url", due.address)
    event.add("transp", "TRANSPARENT")
    return event
