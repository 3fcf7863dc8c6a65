"""By which address a message may go out, and when: wishes, quiet hours and safety settings of that moment."""

import json
from dataclasses import dataclass
from datetime import datetime

from linli.kernel.clock import local_day
from linli.kernel.clock_port import LOCAL
from linli.kernel.crypto.boxes import open_box
from linli.kernel.packs.parameters import parameter
from linli.people.models import ContactPoint, Message
from linli.people.queries.contacts import open_contacts, wishes_of
from linli.people.queries.person_values import opened_contact
from linli.people.rules.contacts import MAIL as MAIL_KIND
from linli.people.rules.contacts import PHONE, Wishes
from linli.people.rules.messages import Template, allowed_at, minutes_of, minutes_to_wait

KIND = {"sms": PHONE, "mail": MAIL_KIND}


@dataclass(frozen=True)
class Reach:
    """An address that may be used in ``wait`` minutes (0: now); ``wait`` None: by no address, ever."""

    address: str
    wait: int | None


def reach(row: Message, template: Template, at: datetime) -> Reach:
    """How the recipient of a message may be reached (three queries at most)."""
    minute = minutes_of(at, LOCAL)
    quiet = None if template.at_once else _quiet_hours(row.area, at)
    found = [Reach(a, minutes_to_wait(allowed_at(p, row.channel, quiet), minute)) for a, p in _addresses(row)]
    usable = [item for item in found if item.wait is not None]
    return min(usable, key=lambda item: item.wait or 0, default=Reach("", None))


def _quiet_hours(area: str, at: datetime) -> tuple[int, int]:
    start, end = parameter("message.quiet", area, local_day(at)).value
    return start, end


def _addresses(row: Message) -> list[tuple[str, list[Wishes]]]:
    """Each address with the wishes of everybody who has it."""
    if row.to is not None:
        points = _sharing(row.county, [bytes(row.lookup)]) if row.lookup else []
        return [(opened_to(row), [wishes_of(point) for point in points])]
    if row.person is None:
        return []
    own = [point for point in open_contacts(row.county, [row.person]) if point.kind == KIND[row.channel]]
    # What others who share the number asked for their safety binds too; their other wishes do not.
    others = [p for p in _sharing(row.county, [bytes(p.lookup) for p in own]) if p.setting != "free"]
    return [(opened_contact(point), _binding(point, own, others)) for point in own]


def _binding(point: ContactPoint, own: list[ContactPoint], others: list[ContactPoint]) -> list[Wishes]:
    same = {p.id: p for p in (*own, *others) if bytes(p.lookup) == bytes(point.lookup)}
    return [wishes_of(item) for item in same.values()]


def _sharing(county: str, lookups: list[bytes]) -> list[ContactPoint]:
    rows = ContactPoint.objects.filter(county=county, lookup__in=lookups, until__isnull=True)
    return list(rows.order_by("id"))


def opened_to(row: Message) -> str:
    """The address that a party gave."""
    return open_box(bytes(row.to or b""), table="people_message", field="to", row=row.id)


def words_of(row: Message) -> dict[str, str]:
    """The words that a message is filled with."""
    text = open_box(bytes(row.params), table="people_message", field="params", row=row.id)
    found: dict[str, str] = json.loads(text)
    return found
