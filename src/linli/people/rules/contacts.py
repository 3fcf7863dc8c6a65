"""Rules of contact points: kinds, wishes, quiet hours, and what keeps a person safe."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

PHONE, MAIL = "phone", "mail"
KINDS = (PHONE, MAIL)
CHANNELS = {PHONE: ("call", "sms"), MAIL: ("mail",)}
FREE, NEVER, HOURS, VIA = "free", "never", "hours", "via"
SETTINGS = (FREE, NEVER, HOURS, VIA)
DAY_MINUTES = 24 * 60
_MAIL = re.compile(r"[^\s@<>\"',;:()\[\]\\]{1,64}@(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}")


@dataclass(frozen=True)
class Wishes:
    """How a person wants to be reached, in minutes of the local day; None means no such hours."""

    channels: tuple[str, ...]
    quiet_from: int | None = None
    quiet_to: int | None = None
    setting: str = FREE
    safe_from: int | None = None
    safe_to: int | None = None


def normal_mail(text: str) -> str | None:
    """The address in lower case, or None when it is none."""
    plain = text.strip().lower()
    return plain if len(plain) <= 254 and _MAIL.fullmatch(plain) else None


def within_hours(minute: int, start: int, end: int) -> bool:
    """Whether a minute of the day lies in [start, end), which may pass midnight (22:00 to 7:00)."""
    if start <= end:
        return start <= minute < end
    return minute >= start or minute < end


def may_reach(wishes: Wishes, channel: str, minute: int) -> bool:
    """Whether this contact may be used by ``channel`` at a local minute of the day.

    A safety setting beats all wishes: never and via close every channel, hours close all but those hours.
    """
    if wishes.setting in (NEVER, VIA) or channel not in wishes.channels:
        return False
    if wishes.setting == HOURS and not _inside(minute, wishes.safe_from, wishes.safe_to):
        return False
    return not _inside(minute, wishes.quiet_from, wishes.quiet_to)


def _inside(minute: int, start: int | None, end: int | None) -> bool:
    return start is not None and end is not None and within_hours(minute, start, end)


def wishes_fit(kind: str, wishes: Wishes) -> bool:
    """Whether the channels belong to the kind and all hours are whole pairs of a day."""
    pairs = ((wishes.quiet_from, wishes.quiet_to), (wishes.safe_from, wishes.safe_to))
    known = set(wishes.channels) <= set(CHANNELS[kind]) and wishes.setting in SETTINGS
    return known and all(_is_pair(pair) for pair in pairs) and (wishes.setting != HOURS or wishes.safe_from is not None)


def _is_pair(pair: Sequence[int | None]) -> bool:
    start, end = pair
    if start is None or end is None:
        return start is None and end is None
    return 0 <= start <= DAY_MINUTES and 0 <= end <= DAY_MINUTES and start != end
