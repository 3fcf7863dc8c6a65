"""Refusals as the standard tells them: 404 for what is not there, 403 for the key, 400 for everything else.

What refuses before the service itself is asked keeps its own status, in the same shape: 405, 413, 429, 500, 503.
"""

import re

from django.http import HttpRequest, HttpResponse

from linli.faces.api.open311.wire import answer, format_of
from linli.kernel.errors import Problem, Refusal
from linli.ui.web.answers import speak_under
from linli.ui.web.wording import hint_of, message_of

PREFIX = "/open311/"
STATUS = {401: 403, 409: 400, 422: 400}
# Our names of what was sent, in the words of the standard.
NAMES = {
    "type": "service_code", "sort": "service_code", "text": "description", "point": "lat, long", "area": "address_id",
    "address": "address_string", "parties[0].phone": "phone", "parties[0].name": "first_name, last_name",
}  # fmt: skip
_VALUE = re.compile(r"values\.([^.\[]+)")


def status_of(refusal: Refusal) -> int:
    """The HTTP status by the standard."""
    return STATUS.get(refusal.status, refusal.status)


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Every reason as an error of its own, in the format that was asked for."""
    status = status_of(refusal)
    words = [_named(problem) for problem in refusal.problems]
    words = words or [f"{message_of(refusal.code, refusal.data)} {hint_of(refusal.code, refusal.data)}"]
    tree = [{"code": str(status), "description": text} for text in words]
    response = answer(format_of(request.path), "errors", tree, status)
    if "allow" in refusal.data:
        response.headers["Allow"] = str(refusal.data["allow"])
    return response


def _named(problem: Problem) -> str:
    name = NAMES.get(problem.path) or _VALUE.sub(r"attribute[\1]", problem.path)
    return f"{name}: {message_of(problem.code, problem.data)} {hint_of(problem.code, problem.data)}"


def register() -> None:
    """Tell every refusal under our addresses so (called at start-up)."""
    speak_under(PREFIX, refused)
