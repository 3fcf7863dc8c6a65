"""What is asked of the list of requests, read strictly: an empty parameter is as good as none."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.http import QueryDict

from linli.cases.queries.public_requests import MOST
from linli.faces.api.open311.reasons import Open311Code
from linli.kernel.errors import ErrorCode, Invalid, KernelCode, NotFound, Problem

LONGEST = timedelta(days=90)
STATES = {"open": True, "closed": False}
_FIRST, _LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
# A plus sign that nobody encoded arrives as a blank.
_PLUS = re.compile(r" (?=\d\d:?\d\d$)")


@dataclass(frozen=True)
class Wanted:
    """What a list is asked for; with ``numbers`` nothing else counts. ``open`` is None for both states."""

    numbers: tuple[str, ...]
    services: tuple[str, ...]
    open: bool | None
    since: datetime
    until: datetime


def wrong(path: str, code: ErrorCode, **data: object) -> Invalid:
    """One parameter is wrong."""
    return Invalid(KernelCode.INVALID, problems=(Problem(path, code, data),))


def listed(text: str) -> tuple[str, ...]:
    """The items between commas."""
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def wanted(query: QueryDict, known: set[str], at: datetime) -> Wanted:
    """What the address asks for; Invalid or, for a service that nobody knows, NotFound."""
    numbers = listed(query.get("service_request_id", ""))
    if len(numbers) > MOST:
        raise wrong("service_request_id", Open311Code.TOO_MANY_IDS, limit=MOST)
    if numbers:
        return Wanted(numbers, (), None, at, at)
    services = listed(query.get("service_code", ""))
    for code in services:
        if code not in known:
            raise NotFound(Open311Code.NO_SERVICE, {"given": code[:60]})
    return Wanted((), services, _state(query), *_range(query, at))


def _state(query: QueryDict) -> bool | None:
    states = listed(query.get("status", ""))
    if not set(states) <= set(STATES):
        raise wrong("status", Open311Code.BAD_STATUS)
    return STATES[states[0]] if len(states) == 1 else None


def _range(query: QueryDict, at: datetime) -> tuple[datetime, datetime]:
    since, until = _moment(query, "start_date"), _moment(query, "end_date")
    if since is None:
        until = until or at
        return until - LONGEST, until
    until = until or min(max(at, since), since + LONGEST)
    if not timedelta(0) <= until - since <= LONGEST:
        raise wrong("start_date, end_date", Open311Code.BAD_RANGE, limit=LONGEST.days)
    return since, until


def _moment(query: QueryDict, name: str) -> datetime | None:
    text = _PLUS.sub("+", query.get(name, "").strip())
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise wrong(name, Open311Code.BAD_DATE) from error
    if found.tzinfo is None or not _FIRST <= found <= _LAST:
        raise wrong(name, Open311Code.BAD_DATE)
    return found
