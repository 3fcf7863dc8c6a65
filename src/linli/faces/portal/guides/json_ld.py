"""A guide for machines: schema.org's GovernmentService as JSON-LD, so that search engines can tell what it says."""

import json
import re
from typing import Any

from django.conf import settings
from django.utils.translation import gettext

from linli.cases.queries.guides import Guide, Limit
from linli.faces.portal.contacts.people import phone_words
from linli.faces.portal.guides.words import GROUPS
from linli.faces.portal.intake.journey import REPORTED
from linli.faces.portal.parts import DataBlock
from linli.faces.portal.places import area_words
from linli.faces.portal.visiting import county
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.people.queries.in_charge import duty_phones
from linli.ui.web.requests import LinliRequest, absolute
from linli.ui.web.wording import label_of

# Written out instead of the address of a context: nobody has to fetch anything to read it.
CONTEXT = {"@vocab": "https://schema.org/", "serviceUrl": {"@type": "@id"}, "url": {"@type": "@id"}}
_PERIOD = re.compile(r"(\d+)(h|d|wd|m|y)")
_WRITTEN = {"h": "PT{}H", "d": "P{}D", "m": "P{}M", "y": "P{}Y"}
WEEK, WORKING = 7, 5


def duration(period: str) -> str:
    """A period of a pack as ISO 8601 writes it; "" for what is none.

    ISO 8601 knows no working days: they are told as days of weeks without holidays, 20wd as P28D.
    """
    found = _PERIOD.fullmatch(period)
    if found is None:
        return ""
    amount, unit = int(found[1]), found[2]
    return f"P{-(-amount * WEEK // WORKING)}D" if unit == "wd" else _WRITTEN[unit].format(amount)


def service_block(found: Guide, main: str, area: str, actor: Actor, request: LinliRequest) -> DataBlock:
    """The guide as a block of data; ``main`` is the clock whose end residents are told (two queries)."""
    place = _place(area_words(area) or settings.LINLI_PLACE, area)
    what = found.texts.get("what") or found.texts.get("who")
    tree = {
        "@context": CONTEXT,
        "@type": "GovernmentService",
        "name": label_of(found.label),
        "description": label_of(what) if what else None,
        "url": absolute(request, f"/guides/{found.key}/"),
        "serviceType": gettext(GROUPS[found.group]),
        "provider": {"@type": "GovernmentOrganization", "name": found.unit_name or settings.LINLI_PLACE},
        "areaServed": place,
        "jurisdiction": _place(settings.LINLI_PLACE, county()),
        "audience": _audience(found),
        "availableChannel": _channel(found, _main(found, main), actor, request),
        "hoursAvailable": _hours(found),
    }
    return DataBlock(json.dumps(_known(tree), ensure_ascii=False))


def _known(tree: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in tree.items() if value}


def _place(name: str, code: str) -> dict[str, str]:
    return {"@type": "AdministrativeArea", "name": name, "identifier": code}


def _audience(found: Guide) -> dict[str, str] | None:
    who = found.texts.get("who")
    return {"@type": "Audience", "audienceType": label_of(who)} if who else None


def _main(found: Guide, main: str) -> Limit | None:
    return next((limit for limit in found.limits if limit.key == main), None)


def _channel(found: Guide, limit: Limit | None, actor: Actor, request: LinliRequest) -> dict[str, Any]:
    path = "/report/" if found.group in REPORTED else f"/apply/{found.key}/"
    return _known(
        {
            "@type": "ServiceChannel",
            "serviceUrl": absolute(request, path),
            "servicePhone": _phone(found, actor),
            "serviceLocation": {"@type": "Place", "name": found.unit_name} if found.unit_name else None,
            "processingTime": duration(limit.promised or limit.legal) if limit else "",
        }
    )


def _phone(found: Guide, actor: Actor) -> dict[str, str] | None:
    """The duty phone of the unit where the matter is taken in."""
    offices = duty_phones(found.unit_area, local_day(actor.at)) if found.unit_area else ()
    number = next((phone for unit, _, phone in offices if unit == found.unit_name), "")
    return {"@type": "ContactPoint", "telephone": phone_words(number)} if number else None


def _hours(found: Guide) -> dict[str, str] | None:
    """Opening hours are the unit's own words; when they were confirmed is told with them."""
    if not found.hours or found.hours_on is None:
        return None
    return {
        "@type": "OpeningHoursSpecification", "description": found.hours, "validFrom": found.hours_on.isoformat()
    }  # fmt: skip
