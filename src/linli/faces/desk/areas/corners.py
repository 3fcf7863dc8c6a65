"""Outlines as people type, paste or send them."""

import json

from django.http import HttpRequest

from linli.faces.desk.forms import FormCode, typed_pair
from linli.kernel.errors import Invalid, KernelCode, Problem

LARGEST = 5_000_000


def _no_corner(number: int, text: str) -> Invalid:
    problem = Problem("corners", FormCode.BAD_CORNER, {"line": number, "text": text[:40]})
    return Invalid(KernelCode.INVALID, problems=(problem,))


def corners_of(text: str) -> str:
    """GeoJSON of what was typed: pasted GeoJSON as it is, else a closed ring of "longitude, latitude" lines."""
    if text.lstrip().startswith("{"):
        return text
    ring = []
    for number, line in enumerate((line for line in text.splitlines() if line.strip()), start=1):
        pair = typed_pair(line)
        if pair is None:
            raise _no_corner(number, line)
        ring.append([*pair])
    if ring and ring[0] != ring[-1]:
        ring.append(ring[0])
    return json.dumps({"type": "Polygon", "coordinates": [ring]})


def sent_text(request: HttpRequest, file: str, field: str) -> str:
    """The text of a file that was sent, else of the field beside it; Invalid for what is too large or no UTF-8."""
    found = request.FILES.get(file)
    if found is None:
        return request.POST.get(field, "")
    if (found.size or 0) > LARGEST:
        problem = Problem(file, KernelCode.TOO_LARGE, {"limit": f"{LARGEST // 1_000_000} MB"})
        raise Invalid(KernelCode.INVALID, problems=(problem,))
    try:
        return bytes(found.read()).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid(KernelCode.INVALID, problems=(Problem(file, FormCode.NOT_UTF8),)) from error


def sent_json(request: HttpRequest, file: str, field: str) -> dict[str, object]:
    """The same as a JSON object; Invalid names the line that cannot be read."""
    try:
        found = json.loads(sent_text(request, file, field))
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        problem = Problem(field, FormCode.BAD_JSON, {"line": line})
        raise Invalid(KernelCode.INVALID, problems=(problem,)) from error
    return found if isinstance(found, dict) else {"type": type(found).__name__}
