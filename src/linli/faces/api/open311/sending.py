"""A request that is sent in: checked, opened as a case, answered with its number. The same one twice is one case."""

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext

from linli.cases.commands import open_case
from linli.cases.queries.cases import number_of
from linli.cases.queries.party_access import receipt_code
from linli.cases.queries.services import Service, public_services
from linli.faces.api.open311.attributes import answers_of
from linli.faces.api.open311.places import place_of
from linli.faces.api.open311.reading import wrong
from linli.faces.api.open311.reasons import BadKey, Open311Code
from linli.faces.api.open311.wire import plain
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.clock_port import now
from linli.kernel.command import Receipt, answered
from linli.kernel.crypto.lookup import request_digest
from linli.kernel.errors import KernelCode, NotFound
from linli.people.queries.actors import actor_of_token
from linli.ui.web.requests import absolute

LONGEST, LONGEST_MEDIA = 4_000, 500
SAME_WITHIN = timedelta(minutes=10)
COMMAND = "cases.open_case"
# What makes two requests of one key the same one.
SAME = ("service_code", "lat", "long", "address_id", "address_string", "description", "device_id")


def send(request: HttpRequest) -> list[dict[str, Any]]:
    """Open a case for what was sent, or find the one that it opened before."""
    given = request.POST
    actor = _actor(given)
    service = _service(given, actor)
    own = request.headers.get("Idempotency-Key", "").strip()
    # The client's own key is judged by the command: the same key with other content is refused.
    keys = () if own else _same_keys(given, actor)
    for key in keys:
        before = answered(actor.keyed(key), COMMAND, actor.at - SAME_WITHIN)
        if before is not None:
            return _told(request, actor, key, before)
    key = f"open311/{hashlib.sha256(own.encode()).hexdigest()}" if own else keys[0]
    return _told(request, actor, key, _open(given, service, actor, key))


def _actor(given: QueryDict) -> Actor:
    actor = actor_of_token(given.get("api_key", "").strip(), now())
    if actor is None:
        raise BadKey(Open311Code.NO_KEY)
    if not actor.may(COMMAND):
        raise BadKey(Open311Code.NO_SCOPE)
    return actor


def _service(given: QueryDict, actor: Actor) -> Service:
    code = given.get("service_code", "").strip()
    if not code:
        raise wrong("service_code", Open311Code.SERVICE_MISSING)
    service = public_services(actor.county, actor.at).get(code)
    if service is not None and service.sort and service.emergency:
        # Refused with the number to call; that somebody asked is kept.
        open_case(actor, type=service.type.key, sort=service.sort.key, area=actor.county)
    if service is None or not service.is_offered:
        raise NotFound(Open311Code.NO_SERVICE, {"given": code[:60]})
    return service


def _same_keys(given: QueryDict, actor: Actor) -> tuple[str, ...]:
    """The keys of what was sent, in the running span of ten minutes and in the one before."""
    digest = request_digest({name: plain(given.get(name, "").strip()) for name in SAME})
    span = int(actor.at.timestamp() // SAME_WITHIN.total_seconds())
    return f"open311/{digest}/{span}", f"open311/{digest}/{span - 1}"


def _open(given: QueryDict, service: Service, actor: Actor, key: str) -> Receipt:
    place = place_of(given.dict(), actor.county, local_day(actor.at))  # type: ignore[arg-type]  # forms hold texts
    # A place may take in less than its county, and ask more.
    here = public_services(place.area, actor.at).get(service.code)
    if here is None or not here.is_offered:
        raise NotFound(Open311Code.NO_SERVICE, {"given": service.code})
    return open_case(
        actor.keyed(key), type=here.type.key, sort=here.sort.key if here.sort else "", area=place.area,
        text=_text(given, here), values=answers_of(here, given), address=place.address, lon=place.lon,
        lat=place.lat, parties=(_party(given, actor, key),),
    )  # fmt: skip


def _text(given: QueryDict, service: Service) -> str:
    """The words; a request without any says its service, so that nobody has to write."""
    text = plain(given.get("description", "")).strip()
    if len(text) > LONGEST:
        raise wrong("description", KernelCode.TOO_LONG, length=len(text), limit=LONGEST)
    media = given.get("media_url", "").strip()
    if media and not (media.startswith(("https://", "http://")) and len(media) <= LONGEST_MEDIA):
        raise wrong("media_url", Open311Code.BAD_MEDIA, limit=LONGEST_MEDIA)
    # Nobody fetches what a stranger names: the staff see the address and judge.
    return "\n".join(part for part in (text or service.label["zh-Hans"], media) if part)


def _party(given: QueryDict, actor: Actor, key: str) -> Mapping[str, Any]:
    first, last, phone = (given.get(name, "").strip() for name in ("first_name", "last_name", "phone"))
    name = f"{last}{first}" if not (first + last).isascii() else f"{first} {last}".strip()
    code = receipt_code(_mark(actor, key))
    if not (name or phone):
        return {"role": "reporter", "anonymous": True, "wishes": "none", "key": code}
    return {"role": "reporter", "name": name, "phone": phone, "wishes": "sms" if phone else "none", "key": code}


def _mark(actor: Actor, key: str) -> str:
    return f"{actor.account}/{key}"


def _told(request: HttpRequest, actor: Actor, key: str, receipt: Receipt) -> list[dict[str, Any]]:
    notice = gettext(
        "With number and code {code} the reporter sees how it stands: {address}. Others see it once it is accepted."
    ).format(code=receipt_code(_mark(actor, key)), address=absolute(request, "/track/"))
    number = receipt.values.get("number") or number_of(actor.county, receipt.id)
    return [{"service_request_id": number, "service_notice": notice, "account_id": None}]
