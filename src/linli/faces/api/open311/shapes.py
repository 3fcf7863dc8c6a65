"""Services, definitions and requests as the standard names their parts. Ids and codes are always texts."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from linli.cases.queries.public_requests import RequestRow
from linli.cases.queries.services import Service
from linli.kernel.clock_port import LOCAL
from linli.kernel.codes import AreaLevel
from linli.kernel.form import Field, FieldKind
from linli.ui.web.wording import label_of, said

Absolute = Callable[[str], str]
SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
DATATYPES = {
    FieldKind.INTEGER: "number", FieldKind.FEN: "number", FieldKind.DATE: "datetime", FieldKind.GROUP: "text",
    FieldKind.BOOLEAN: "singlevaluelist", FieldKind.ENUM: "singlevaluelist", FieldKind.MULTI_ENUM: "multivaluelist",
}  # fmt: skip
COLUMNS = " | "


def moment(at: datetime | None) -> str | None:
    """A moment as W3C writes it, with the zone."""
    return at.astimezone(LOCAL).isoformat(timespec="seconds") if at else None


def service_tree(service: Service) -> dict[str, Any]:
    """One service of the list."""
    kind = service.type
    # Chinese first; a searcher may know either word.
    words = [label[name] for label in (service.label, kind.label) for name in sorted(label, reverse=True)]
    what = kind.guide.get("what")
    return {
        "service_code": service.code,
        "service_name": label_of(service.label),
        "description": label_of(what) if what else label_of(service.label),
        "metadata": bool(service.questions),
        "type": "realtime",
        "keywords": ", ".join(dict.fromkeys(words)),
        "group": label_of(kind.label),
    }


def definition_tree(service: Service) -> dict[str, Any]:
    """What else the service asks for."""
    asked = [_attribute(field, place) for place, field in enumerate(service.questions, 1)]
    return {"service_code": service.code, "attributes": asked}


def _attribute(field: Field, place: int) -> dict[str, Any]:
    tree: dict[str, Any] = {
        "variable": True,
        "code": field.key,
        "datatype": DATATYPES.get(field.kind, "text" if field.multiline else "string"),
        # What is asked in some circumstances only cannot be demanded of everybody.
        "required": field.required and field.show_if is None,
        "datatype_description": _how(field) or None,
        "order": place,
        "description": said(field.label),
    }
    values = _values(field)
    return {**tree, "values": values} if values else tree


def _how(field: Field) -> str:
    """How the answer is written."""
    if field.rows:
        return gettext("One a line: {columns}").format(columns=COLUMNS.join(said(row.label) for row in field.rows))
    return said(field.hint) or (gettext("yuan") if field.kind is FieldKind.FEN else "")


def _values(field: Field) -> list[dict[str, str]]:
    if field.kind is FieldKind.BOOLEAN:
        return [{"key": "true", "name": gettext("yes")}, {"key": "false", "name": gettext("no")}]
    return [{"key": option.value, "name": said(option.label)} for option in field.options]


def request_tree(row: RequestRow, absolute: Absolute) -> dict[str, Any]:
    """One public report: the staff's title, the rounded place, never the words of who reported it."""
    report = row.report
    photo = f"/reports/{report.number}/photo/{report.photos[0]}/" if report.photos else ""
    return {
        "service_request_id": report.number,
        "status": "open" if report.open else "closed",
        "status_notes": label_of(report.state_label),
        "service_name": label_of(report.sort_label),
        "service_code": row.service,
        "description": report.title,
        "agency_responsible": report.lead_name or None,
        "service_notice": None,
        "requested_datetime": moment(report.received_at),
        "updated_datetime": moment(row.updated_at),
        "expected_datetime": moment(row.due_at),
        "address": ", ".join(text for text in (report.place_name, report.area_name) if text) or None,
        "address_id": report.area[: AreaLevel.COMMUNITY],
        "zipcode": None,
        "lat": report.lat,
        "long": report.lon,
        "media_url": absolute(photo) if photo else None,
    }


def discovery_tree(changed: datetime, absolute: Absolute, *, live: bool) -> dict[str, Any]:
    """Where the service is, how it is spoken to, and how one gets a key."""
    endpoint = {
        "specification": SPECIFICATION,
        "url": absolute("/open311/v2"),
        "changeset": moment(changed),
        "type": "production" if live else "test",
        "formats": ["text/xml", "application/json"],
    }
    contact = gettext("People and phones of every community: {address}").format(address=absolute("/area/"))
    key = gettext("A unit of the county makes a key at the desk; its scopes name cases.open_case: {address}")
    return {
        "changeset": moment(changed), "contact": contact, "key_service": key.format(address=absolute("/desk/tokens/")),
        "endpoints": [endpoint],
    }  # fmt: skip
