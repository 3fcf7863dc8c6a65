"""The REST service: bearer tokens, problem+json, the same commands and queries as every other face."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import HttpBearer

from linli.faces.api.cases.endpoints import files
from linli.faces.api.cases.roof import router as cases
from linli.faces.api.jobs.endpoints import router as jobs
from linli.faces.api.journal.endpoints import router as journal
from linli.faces.api.messages.endpoints import router as messages
from linli.faces.api.notes.endpoints import router as notes
from linli.faces.api.people.endpoints import router as people
from linli.faces.api.places.endpoints import router as places
from linli.faces.api.reasons import ApiCode
from linli.kernel.actor import Actor
from linli.kernel.clock_port import now
from linli.kernel.errors import Invalid, KernelCode, Problem, Refusal
from linli.people.queries.actors import actor_of_token
from linli.ui.web.answers import problem_response


class Unauthenticated(Refusal):
    """No token, or one that is not in force (401)."""

    status = 401


class Token(HttpBearer):
    """A personal token; the actor it stands for is set on the request."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """The actor, or None."""
        actor = actor_of_token(token, now())
        if actor is not None:
            key = request.headers.get("Idempotency-Key", "")[:100]
            request.actor = actor.keyed(key) if key else actor  # type: ignore[attr-defined]  # read by the endpoints
        return actor


service = NinjaAPI(
    title="Linli", version="1", urls_namespace="api", auth=Token(), docs_url=None,
    description="Everything that a face can do, by the same commands.",
)  # fmt: skip
service.add_router("/notes", notes)
service.add_router("/cases", cases)
service.add_router("/files", files)
service.add_router("/places", places)
service.add_router("/people", people)
service.add_router("/messages", messages)
service.add_router("/journal", journal)
service.add_router("/jobs", jobs)


@service.exception_handler(Refusal)
def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return problem_response(request, refusal)


@service.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    response = problem_response(request, Unauthenticated(ApiCode.NO_TOKEN))
    response.headers["WWW-Authenticate"] = "Bearer"
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
    return problem_response(request, Invalid(KernelCode.BAD_REQUEST))
