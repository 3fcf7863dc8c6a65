"""The last line: what Django asks for when a view or a middleware has raised something that is no refusal."""

import sys
from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.template.exceptions import TemplateDoesNotExist

import linli.ui
from linli.config.middleware.problems import as_refusal
from linli.kernel.errors import KernelCode, Outage, Refusal
from linli.ui.web.answers import is_for_programs, problem_response

STATIC_PAGES = Path(linli.ui.__file__).parent / "static" / "linli" / "errors"


class Bug(Refusal):
    """Something went wrong on our side (500)."""

    status = 500


@cache
def _static_page(status: int) -> str:
    return (STATIC_PAGES / f"{status}.html").read_text(encoding="utf-8")


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500: an outage in middleware is 503 or 429; a bug is 500. Pages here need no template and no database."""
    refusal = as_refusal(sys.exc_info()[1] or Exception()) or Bug(KernelCode.UNKNOWN, _number(request))
    if is_for_programs(request):
        return problem_response(request, refusal)
    if isinstance(refusal, Outage | Bug):
        return HttpResponse(_static_page(refusal.status), status=refusal.status)
    try:
        return problem_response(request, refusal)
    except (TemplateDoesNotExist, OSError):
        return HttpResponse(_static_page(500), status=refusal.status)


def _number(request: HttpRequest) -> dict[str, str]:
    return {"number": getattr(request, "number", "")}
