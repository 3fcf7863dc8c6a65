"""Requests for data between the units of the small town."""

from datetime import date
from typing import Any
from uuid import UUID

from linli.cases.commands import ask_for_data, decide_data_request, give_data
from linli.cases.models import CaseClock, DataRequest
from linli.kernel.actor import Actor
from linli.kernel.command import Receipt
from tests.cases.town import COMMUNITY, Town, version
from tests.cases.walking import on

WISH: dict[str, Any] = {
    "fields": ["residence", "household"], "area": COMMUNITY, "since": date(2026, 1, 1), "until": date(2026, 6, 30),
    "duty": "property_service.handle.county", "purpose": "核对物业服务用房配建", "ground": "《物业管理条例》第三十条",
    "keep_until": date(2026, 12, 31),
}  # fmt: skip
# Monday; the working days of spring 2026 follow, with Qingming on 6 April.
MONDAY = on(2026, 3, 2)


def asker(town: Town, at: Any = MONDAY, *roles: str) -> Actor:
    """The data officer of the housing department."""
    return town.who("housing", "data_officer", *roles, at=at)


def holder(town: Town, at: Any = MONDAY, *roles: str) -> Actor:
    """The data officer of the street office."""
    return town.who("street", "data_officer", *roles, at=at)


def ask(town: Town, who: Actor | None = None, **changed: Any) -> Receipt:
    """The housing department asks the street office."""
    return ask_for_data(who or asker(town), holder=town.units["street"], **{**WISH, **changed})


def case_of(request: UUID) -> UUID:
    """The case of a request."""
    found = DataRequest.objects.get(pk=request).case_id
    assert found is not None
    return found


def seen(request: UUID) -> int:
    """The version that a decision names."""
    return version(case_of(request))


def decide(town: Town, request: UUID, *granted: str, at: Any = MONDAY, **more: Any) -> Receipt:
    """The street office decides."""
    return decide_data_request(
        holder(town, at), request=request, granted=granted, expected_version=seen(request), **more
    )


def give(town: Town, request: UUID, *fields: str, at: Any = MONDAY, **more: Any) -> Receipt:
    """The street office gives."""
    given = {"persons": 214, "way": "file", **more}
    return give_data(holder(town, at), request=request, fields=fields, expected_version=seen(request), **given)


def given(town: Town, at: Any = MONDAY, **changed: Any) -> UUID:
    """A request that was granted and given, both fields."""
    request = ask(town, asker(town, at), **changed).id
    fields = changed.get("fields", WISH["fields"])
    decide(town, request, *fields, at=at)
    give(town, request, *fields, at=at)
    return request


def due_on(request: UUID, clock: str) -> str:
    """The day on which a running clock of a request ends."""
    return str(CaseClock.objects.get(case=case_of(request), key=clock, stopped_at__isnull=True).due_on)
