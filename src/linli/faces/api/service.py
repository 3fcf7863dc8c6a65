"""The REST service: bearer tokens, problem+json, the same commands and queries as every other face."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja.errors import AuthenticationError, HttpError, ValidationError

from linli.faces.api.calendars.endpoints import router as calendars
from linli.faces.api.cases.endpoints import files
from linli.faces.api.cases.roof import router as cases
from linli.faces.api.describing import DescribedAPI
from linli.faces.api.documents.endpoints import router as documents
from linli.faces.api.entrance import Token, Unauthenticated
from linli.faces.api.hooks.endpoints import router as hooks
from linli.faces.api.jobs.endpoints import router as jobs
from linli.faces.api.journal.endpoints import router as journal
from linli.faces.api.messages.endpoints import router as messages
from linli.faces.api.notes.endpoints import router as notes
from linli.faces.api.people.endpoints import router as people
from linli.faces.api.places.endpoints import router as places
from linli.faces.api.programmes.endpoints import router as programmes
from linli.faces.api.programs.endpoints import oauth
from linli.faces.api.programs.endpoints import router as programs
from linli.faces.api.reading import BodyParser, Unreadable
from linli.faces.api.reasons import ApiCode
from linli.kernel.errors import Invalid, KernelCode, Problem, Refusal
from linli.ui.web.answers import problem_response

service = DescribedAPI(
    title="Linli", version="1", urls_namespace="api", auth=Token(), docs_url=None, parser=BodyParser(),
    description="Everything that a face can do, by the same commands.",
)  # fmt: skip
service.add_router("/notes", notes)
service.add_router("/cases", cases)
service.add_router("/calendar.ics", calendars)
service.add_router("/files", files)
service.add_router("/oauth", oauth)
service.add_router("/programs", programs)
service.add_router("/hooks", hooks)
service.add_router("/places", places)
service.add_router("/people", people)
service.add_router("/messages", messages)
service.add_router("/documents", documents)
service.add_router("/programmes", programmes)
service.add_router("/journal", journal)
service.add_router("/jobs", jobs)


@service.exception_handler(Refusal)
def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return problem_response(request, refusal)


@service.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    response = problem_response(request, Unauthenticated(ApiCode.NO_TOKEN))
    # A calendar program asks its owner for a password only when it is told so; a browser on other pages must not.
    asks = request.path.endswith("/calendar.ics")
    response.headers["WWW-Authenticate"] = 'Basic realm="linli"' if asks else "Bearer"
    return response


@service.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    problems = tuple(_problem(item) for item in error.errors)
    return problem_response(request, Invalid(KernelCode.INVALID, problems=problems))


def _problem(item: dict[str, Any]) -> Problem:
    path = ".".join(str(part) for part in item["loc"] if part not in ("body", "query", "path", "payload"))
    return Problem(path, ApiCode.FIELD, {"reason": item["msg"]})


@service.exception_handler(HttpError)
def _bad(request: HttpRequest, error: HttpError) -> HttpResponse:
    # The library wraps whatever the reader of bodies says; our own reader knows more than that.
    cause = error.__cause__
    return problem_response(request, cause if isinstance(cause, Refusal) else Unreadable(KernelCode.BAD_REQUEST))
