"""Refusals as answers: problem+json for programs, a readable page or fragment for people."""

import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from linli.kernel.errors import Refusal
from linli.ui.parts import FieldProblem, Link, ProblemPage
from linli.ui.web.requests import is_fragment
from linli.ui.web.wording import hint_of, message_of

PROBLEM_TYPE = "application/problem+json"
Tongue = Callable[[HttpRequest, Refusal], HttpResponse]
_tongues: dict[str, Tongue] = {}


def speak_under(prefix: str, tongue: Tongue) -> None:
    """Let every refusal at addresses under ``prefix`` be told as the standard that is served there wants it.

    Faces register theirs at start-up, so that what middleware refuses speaks like what the face refuses.
    """
    _tongues[prefix] = tongue


def tongue_of(request: HttpRequest) -> Tongue | None:
    """How refusals are told at this address, where a standard says so."""
    return next((tongue for prefix, tongue in _tongues.items() if request.path.startswith(prefix)), None)


def wants_json(request: HttpRequest) -> bool:
    """Whether the asker is a program: the API's addresses, or one that accepts JSON and no page."""
    accepts = request.headers.get("Accept", "")
    return request.path.startswith("/api/") or ("json" in accepts and "text/html" not in accepts)


def is_for_programs(request: HttpRequest) -> bool:
    """Whether the answer is no page, so that it needs no template."""
    return wants_json(request) or tongue_of(request) is not None


def problem_body(refusal: Refusal, number: str) -> dict[str, Any]:
    """The problem document (RFC 9457): type, title, status, detail, code, and each field at fault."""
    body: dict[str, Any] = {
        "type": f"/docs/errors#{refusal.code.code}",
        "title": message_of(refusal.code, refusal.data),
        "status": refusal.status,
        "detail": hint_of(refusal.code, refusal.data),
        "code": refusal.code.code,
        "data": dict(refusal.data),
        "number": number,
    }
    if refusal.problems:
        body["problems"] = [
            {"path": p.path, "code": p.code.code, "message": message_of(p.code, p.data)} for p in refusal.problems
        ]
    return body


def _page(refusal: Refusal, number: str) -> ProblemPage:
    problems = tuple(FieldProblem(f"{p.path}: {message_of(p.code, p.data)}") for p in refusal.problems)
    return ProblemPage(
        status=refusal.status,
        message=message_of(refusal.code, refusal.data),
        hint=hint_of(refusal.code, refusal.data),
        kept=gettext("Nothing was changed.") if refusal.status < 500 else "",
        problems=problems,
        back=Link(gettext("To the first page"), "/"),
        number=number,
    )


def problem_response(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The answer to a refused request, with its status, and Retry-After where waiting helps."""
    tongue = tongue_of(request)
    response = tongue(request, refusal) if tongue else _in_own_words(request, refusal)
    if "retry_after" in refusal.data:
        response.headers["Retry-After"] = str(refusal.data["retry_after"])
    return response


def _in_own_words(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    number = getattr(request, "number", "")
    if wants_json(request):
        text = json.dumps(problem_body(refusal, number), ensure_ascii=False, default=str)
        return HttpResponse(text, status=refusal.status, content_type=PROBLEM_TYPE)
    context = {"problem": _page(refusal, number), "fragment": is_fragment(request)}
    return render(request, "ui/pages/problem.html", context, status=refusal.status)
