"""The service against its own description: fuzzed operation by operation, then along its links, on both engines."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import checks
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi import checks as openapi

from linli.config.wsgi import application
from linli.faces.api import entrance
from linli.faces.api.notes import endpoints
from linli.kernel.actor import Actor
from linli.kernel.command import all_commands
from linli.people.queries.actors import actor_of_token
from linli.people.queries.roles import LOOKS
from tests.cases.town import Town, make_town
from tests.faces.test_api_cases import lamp
from tests.faces.test_api_notes import Program
from tests.people.people import make_colleague
from tests.served import one_connection

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
EVERYTHING = dict.fromkeys((*(info.name for info in all_commands()), *LOOKS), ("",))
CHECKS: list[Callable[..., Any]] = [
    checks.not_a_server_error,
    openapi.status_code_conformance,
    openapi.content_type_conformance,
    openapi.response_headers_conformance,
    openapi.response_schema_conformance,
]


def _almighty(token: str, at: datetime) -> Actor | None:
    actor = actor_of_token(token, at)
    return replace(actor, powers=EVERYTHING) if actor else None


@pytest.fixture
def town() -> Town:
    return make_town()


@pytest.fixture
def program(town: Town) -> Program:
    """Somebody with a token."""
    who = make_colleague("fuzz", town.units["street"], "clerk")
    return Program(who, tuple(who.actor().powers))


@pytest.fixture
def described(town: Town, program: Program, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The service as the library loads it, asked by somebody whom no missing power stops: faults lie behind it."""
    for buckets in (entrance.askers, entrance.strangers):
        monkeypatch.setattr(buckets, "per_minute", 10**9)
    monkeypatch.setattr(entrance, "actor_of_token", _almighty)
    note = {"receiver": str(town.units["urban"]), "subject": "路灯", "body": "谁来修", "days": 3}
    made = [program("post", path, body).status_code for path, body in (("/notes", note), ("/cases", lamp()))]
    assert made == [201, 201]
    with one_connection():
        yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


LITTLE = settings(
    max_examples=15,
    stateful_step_count=8,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


def _faults_of(operation: Any, headers: dict[str, str], answers: Counter[str]) -> str:
    """What is wrong with one operation, or nothing; its answers are counted by their status."""

    @LITTLE
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        answer = case.call(headers=headers)
        answers[f"{operation.label} {answer.status_code}"] += 1
        case.validate_response(answer, checks=CHECKS)

    try:
        ask()
    except FailureGroup as group:
        return "\n".join(f"{operation.label}: {fault}" for fault in group.exceptions)
    return ""


def test_every_operation(described: Any, program: Program) -> None:
    operations = [found.ok() for found in described.get_all_operations()]
    answers: Counter[str] = Counter()
    faults = [fault for operation in operations if (fault := _faults_of(operation, program.headers, answers))]
    assert faults == []
    lists = [operation.label for operation in operations if operation.method == "get" and "{" not in operation.path]
    assert len(lists) >= 3 and [label for label in lists if not answers[f"{label} 200"]] == []
    assert [label for label in answers if label.endswith(" 401") and "/oauth/" not in label] == []


def test_a_planted_fault_is_found(described: Any, program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoints, "fetch", lambda *given: 1 / 0)
    found = next(item.ok() for item in described.get_all_operations() if item.ok().label == "GET /api/v1/notes")
    assert "Server error" in _faults_of(found, program.headers, Counter())


def test_along_the_links(described: Any, program: Program) -> None:
    answers: Counter[str] = Counter()

    class Walk(described.as_state_machine()):  # type: ignore[misc]  # made from the description
        """Calls with the token; what an answer holds is asked next."""

        def before_call(self, case: Any) -> None:
            case.headers = {**dict(case.headers or {}), **program.headers}

        def after_call(self, response: Any, case: Any) -> None:
            answers[f"{case.operation.label} {response.status_code}"] += 1

        def validate_response(self, response: Any, case: Any, **options: Any) -> None:
            case.validate_response(response, checks=CHECKS)

    Walk.run(settings=LITTLE)
    assert sum(answers.values()) > 20, answers
    reached = [label for label in answers if "{" in label and label.endswith(" 200")]
    assert reached, answers
    assert [label for label in answers if label.endswith(" 401")] == []
