"""How outside systems are spoken to: Open311 GeoReport v2, and another Linli. Pure: bytes out, bytes in."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from linli.cases.rules.handovers import LINLI, LONGEST_ID, Errand, Reply

TRY_AGAIN = (408, 425, 429)
CLOSED = "closed"
# An answer that says nothing: what was sent may have arrived.
NOT_UNDERSTOOD = Reply(error="answer_not_understood")
JSON, FORM = "application/json", "application/x-www-form-urlencoded; charset=utf-8"


@dataclass(frozen=True)
class Request:
    """One request: method, address, body, headers."""

    method: str
    address: str
    body: bytes
    headers: Mapping[str, str]


def mark_of(number: str) -> str:
    """The words by which a case is found again in an outside system."""
    return f"[Linli {number}]"


def request_of(errand: Errand, key: str) -> Request:
    """The request of an errand; ``key`` is our key for the outside system."""
    return _to_linli(errand, key) if errand.target.kind == LINLI else _to_open311(errand, key)


def _to_open311(errand: Errand, key: str) -> Request:
    address, brief = errand.target.address.rstrip("/"), errand.brief
    more = {"jurisdiction_id": errand.target.jurisdiction} if errand.target.jurisdiction else {}
    if errand.deed == "send":
        body = urlencode({**more, **_described(errand), "api_key": key}).encode()
        headers = {"Content-Type": FORM, "Accept": JSON, "Idempotency-Key": str(brief.handover)}
        return Request("POST", f"{address}/requests.json", body, headers)
    asked = {
        "find": ("requests.json", {"service_code": brief.service, "start_date": f"{brief.since:%Y-%m-%dT%H:%M:%SZ}"}),
        "token": (f"tokens/{quote(errand.token, safe='')}.json", {}),
        "look": (f"requests/{quote(errand.outside_id, safe='')}.json", {}),
    }
    path, query = asked[errand.deed]
    given = {**more, **query}
    return Request("GET", f"{address}/{path}" + (f"?{urlencode(given)}" if given else ""), b"", {"Accept": JSON})


def _described(errand: Errand) -> dict[str, str]:
    brief = errand.brief
    told = {
        "service_code": brief.service,
        "description": f"{brief.title}\n{brief.text}\n{mark_of(brief.number)}",
        "address_string": brief.place,
    }
    if brief.lon is None or brief.lat is None:
        return told
    return {**told, "lat": f"{brief.lat:.4f}", "long": f"{brief.lon:.4f}"}


def _to_linli(errand: Errand, key: str) -> Request:
    address, brief = f"{errand.target.address.rstrip('/')}/api/v1/cases", errand.brief
    headers = {"Authorization": f"Bearer {key}", "Accept": JSON}
    if errand.deed != "send":
        return Request("GET", f"{address}/{quote(errand.outside_id, safe='')}", b"", headers)
    type_, _, sort = brief.service.partition("/")
    told: dict[str, Any] = {
        "type": type_, "sort": sort, "area": errand.target.area, "title": brief.title, "place_name": brief.place,
        "text": f"{brief.text}\n{mark_of(brief.number)}", "lon": brief.lon, "lat": brief.lat,
    }  # fmt: skip
    given = {name: value for name, value in told.items() if value not in ("", None)}
    # The same key at every try: the other house opens one case however often it is asked.
    more = {"Content-Type": JSON, "Idempotency-Key": str(brief.handover)}
    return Request("POST", address, json.dumps(given, ensure_ascii=False).encode(), {**headers, **more})


def read_answer(errand: Errand, status: int, body: bytes) -> Reply:
    """What an answer says. A yes without a number is no yes, and whatever is not understood may have arrived."""
    if not 200 <= status < 300:
        final = 400 <= status < 500 and status not in TRY_AGAIN
        return Reply(error=f"http_{status}", final=final, refused=final and errand.deed == "send")
    try:
        found = json.loads(body)
    except ValueError:
        return NOT_UNDERSTOOD
    if errand.target.kind == LINLI:
        return _of_linli(errand, found)
    return _of_open311(errand, found)


def _of_open311(errand: Errand, found: object) -> Reply:
    rows = [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []
    if errand.deed == "find":
        mark = mark_of(errand.brief.number)
        rows = [row for row in rows if mark in str(row.get("description", ""))]
        if not rows:
            return Reply(nothing=True) if isinstance(found, list) else NOT_UNDERSTOOD
    row = rows[0] if rows else {}
    outside_id, token = _text(row.get("service_request_id")), _text(row.get("token"))
    if errand.deed == "token" and rows and not outside_id:
        return Reply(token=errand.token)
    if errand.deed == "look":
        state = _text(row.get("status"))
        note = str(row.get("status_notes") or "")[:1000] if state else ""
        return Reply(state=state, closed=state == CLOSED, note=note) if state else NOT_UNDERSTOOD
    return Reply(outside_id, token) if outside_id or token else NOT_UNDERSTOOD


def _of_linli(errand: Errand, found: object) -> Reply:
    row = found if isinstance(found, dict) else {}
    if errand.deed == "send":
        outside_id = _text(row.get("id"))
        return Reply(outside_id) if outside_id else NOT_UNDERSTOOD
    line = row.get("row")
    state = _text(line.get("state")) if isinstance(line, dict) else ""
    done, ended = bool(row.get("closed_at")), isinstance(line, dict) and bool(line.get("ended"))
    return Reply(state=state, closed=done, turned_down=ended and not done) if state else NOT_UNDERSTOOD


def _text(value: object) -> str:
    if not isinstance(value, str | int) or isinstance(value, bool):
        return ""
    return str(value)[:LONGEST_ID]
