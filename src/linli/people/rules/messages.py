"""Rules of the message ledger: states, how often and when a message is tried again, quiet hours."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from uuid import UUID

from linli.kernel.text import in_language
from linli.people.rules.contacts import DAY_MINUTES, HOURS, NEVER, VIA, Wishes, may_reach, within_hours

SMS, MAIL, DESK = "sms", "mail", "desk"
CHANNELS = (SMS, MAIL, DESK)
QUEUED, TRYING, SENT, FAILED, GIVEN_UP = "queued", "trying", "sent", "failed", "given_up"
STATES = (QUEUED, TRYING, SENT, FAILED, GIVEN_UP)
OPEN = (QUEUED, TRYING, FAILED)
NAME = re.compile(r"\{([a-z_]+)\}")
# Minutes before the second, third … try; after the last one a person has to look.
WAITS = (1, 5, 15, 60, 240, 720)
MOST_TRIES = len(WAITS) + 1
# Longer than a provider may take: until then nobody else tries the same message.
LEASE = timedelta(minutes=2)
# Nobody is told of what is long over, for instance after the worker stood still for weeks.
TOO_OLD = timedelta(days=7)


@dataclass(frozen=True)
class Template:
    """A text of the pack with its names, in each language. ``at_once`` does not wait for quiet hours to end."""

    key: str
    subject: Mapping[str, str]
    text: Mapping[str, str]
    names: tuple[str, ...]
    at_once: bool


@dataclass(frozen=True)
class Letter:
    """What is to be told to whom, about which object, by which way; the fields are those of the ledger."""

    event: UUID
    recipient: UUID
    channel: str
    template: str
    params: Mapping[str, str]
    about: tuple[str, UUID]
    area: str
    to: str = ""
    person: UUID | None = None
    unit: UUID | None = None
    needs: str = ""
    language: str = "zh-Hans"
    expires_at: datetime | None = None


def wait_after(tries: int) -> timedelta | None:
    """How long to wait after try number ``tries``; None when it was the last."""
    return timedelta(minutes=WAITS[tries - 1]) if tries <= len(WAITS) else None


def minutes_of(moment: datetime, zone: tzinfo) -> int:
    """Minutes since local midnight."""
    local = moment.astimezone(zone)
    return local.hour * 60 + local.minute


def minutes_to_wait(allowed: Callable[[int], bool], minute: int) -> int | None:
    """In how many minutes the first allowed minute of a day comes: 0 is now, None is never."""
    return next((ahead for ahead in range(DAY_MINUTES) if allowed((minute + ahead) % DAY_MINUTES)), None)


def allowed_at(points: Sequence[Wishes], channel: str, quiet: tuple[int, int] | None) -> Callable[[int], bool]:
    """Whether one number may be used at a minute of the day, given what everybody who has it asked for.

    A safety setting of one of them closes it for all; wishes must allow it for at least one; a number that nobody has
    registered is bound by the quiet hours only. ``quiet`` None: a message for which somebody waits at this moment.
    """

    def allowed(minute: int) -> bool:
        if quiet is not None and quiet[0] != quiet[1] and within_hours(minute, *quiet):
            return False
        if any(point.setting in (NEVER, VIA) or _outside(point, minute) for point in points):
            return False
        heard = [point if quiet is not None else replace(point, quiet_from=None, quiet_to=None) for point in points]
        return not heard or any(may_reach(point, channel, minute) for point in heard)

    return allowed


def _outside(point: Wishes, minute: int) -> bool:
    """Whether a minute lies outside the only hours in which it is safe to call."""
    if point.setting != HOURS or point.safe_from is None or point.safe_to is None:
        return False
    return not within_hours(minute, point.safe_from, point.safe_to)


def filled(template: Template, language: str, values: Mapping[str, str]) -> tuple[str, str]:
    """(subject, text) of a template with its names filled in, each once: a value is never read as a name."""

    def fill(words: Mapping[str, str]) -> str:
        return NAME.sub(lambda found: values.get(found[1], ""), in_language(words, language))

    return fill(template.subject), fill(template.text)
