"""The service against its own description: fuzzed operation by operation, then along its links, on both engines."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from ninja import Schema
from schemathesis import GenerationMode, checks
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi import checks as openapi
from scripts.client import SNAPSHOT

from linli.config.wsgi import application
from linli.faces.api import entrance, paging
from linli.kernel.actor import Actor
from linli.kernel.clock_port import now
from linli.kernel.command import all_commands
from linli.people.commands import bind_account, issue_binding_code
from linli.people.queries.actors import actor_of_token
from linli.people.queries.roles import LOOKS
from tests.actors import actor_with
from tests.cases.town import Town, make_town
from tests.faces.test_api_cases import lamp
from tests.faces.test_api_notes import Program
from tests.people.people import make_colleague
from tests.people.persons.records import HERE, make_person
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
    """Somebody with a token, who is known to the register: they can read their own record."""
    who = make_colleague("fuzz", town.units["street"], "clerk")
    window = actor_with("people.issue_binding_code", area=HERE, at=now())
    code = issue_binding_code(window, person=make_person()).values["code"]
    bind_account(who.actor().granted("people.bind_account"), code=code)
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
    max_examples=5,
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
    monkeypatch.setattr(paging, "fetch", lambda *given: 1 / 0)
    found = next(item.ok() for item in described.get_all_operations() if item.ok().label == "GET /api/v1/notes")
    assert "Server error" in _faults_of(found, program.headers, Counter())


def _answers(operation: Any, headers: dict[str, str], **inside: str) -> Counter[int]:
    """The statuses of some requests that fit the description; ``inside`` are parts of the address."""
    found: Counter[int] = Counter()

    @settings(LITTLE, max_examples=3)
    @given(case=operation.as_strategy(generation_mode=GenerationMode.POSITIVE))
    def ask(case: Any) -> None:
        case.headers = {}
        case.path_parameters = {**dict(case.path_parameters or {}), **inside}
        found[case.call(headers=headers).status_code] += 1

    ask()
    return found


def _guarded(described: Any) -> list[Any]:
    operations = [found.ok() for found in described.get_all_operations()]
    return [operation for operation in operations if operation.definition.raw.get("security")]


@pytest.mark.serves("S-280", boundary="no power, no token, another area")
def test_without_power_or_token_nothing_is_done(
    described: Any, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def powerless(token: str, at: datetime) -> Actor | None:
        actor = actor_of_token(token, at)
        return replace(actor, powers={}) if actor else None

    monkeypatch.setattr(entrance, "actor_of_token", powerless)
    operations = _guarded(described)
    assert len(operations) > 25
    for operation in operations:
        assert not {status for status in _answers(operation, program.headers) if status < 400}, operation.label
        assert set(_answers(operation, {})) <= {400, 401, 404}, operation.label


def test_what_belongs_elsewhere_is_not_there(described: Any, program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    case, note = (program("get", path).json()["rows"][0]["id"] for path in ("/cases", "/notes"))

    def elsewhere(token: str, at: datetime) -> Actor | None:
        actor = actor_of_token(token, at)
        powers = dict.fromkeys(EVERYTHING, ("329921002",))
        return replace(actor, powers=powers, unit=uuid4(), account=uuid4(), area="329921002") if actor else None

    monkeypatch.setattr(entrance, "actor_of_token", elsewhere)
    reached: list[str] = []
    for operation in _guarded(described):
        for word, value in (("case_id", case), ("note_id", note)):
            if f"{{{word}}}" in operation.path:
                found = _answers(operation, program.headers, **{word: value})
                expected = {404} if operation.method == "get" else {400, 404, 422}
                assert set(found) <= expected, (operation.label, found)
                reached += [operation.label] if found[404] else []
    assert len(reached) > 30, "a body that the command itself would refuse is answered before the case is looked for"


def test_along_the_links(described: Any, program: Program) -> None:
    more = settings(LITTLE, max_examples=30)
    answers: Counter[str] = Counter()

    part = described.include(path_regex=r"^/api/v1/(notes|cases)(/\{[a-z_]+\}(/[a-z]+)*)?$")

    class Walk(part.as_state_machine()):  # type: ignore[misc]  # made from the description
        """Calls with the token; what an answer holds is asked next."""

        def before_call(self, case: Any) -> None:
            case.headers = {**dict(case.headers or {}), **program.headers}

        def after_call(self, response: Any, case: Any) -> None:
            answers[f"{case.operation.label} {response.status_code}"] += 1

        def validate_response(self, response: Any, case: Any, **options: Any) -> None:
            case.validate_response(response, checks=CHECKS)

    Walk.run(settings=more)
    assert sum(answers.values()) > 20, answers
    reached = [label for label in answers if "{" in label and label.endswith(" 200")]
    assert reached, answers
    assert [label for label in answers if label.endswith(" 401")] == []


@pytest.mark.pure
def test_versions_by_header_are_offered_where_a_version_is_taken() -> None:
    paths = json.loads(SNAPSHOT.read_text(encoding="utf-8"))["paths"]

    def offers(path: str) -> bool:
        return any(given["name"] == "If-Match" for given in paths[f"/api/v1{path}"]["post"]["parameters"])

    assert offers("/cases/{case_id}/steps") and not offers("/cases") and not offers("/notes")


@pytest.mark.parametrize(
    ("path", "status"), [("/cases?q=a%00b", 422), ("/cases?q=a", 200), ("/cases?q=%ED%A0%80", 200)]
)
def test_no_address_holds_what_no_store_can_keep(described: Any, program: Program, path: str, status: int) -> None:
    assert program("get", path).status_code == status


def _shapes(kind: type[Schema]) -> Iterator[type[Schema]]:
    for below in kind.__subclasses__():
        yield below
        yield from _shapes(below)


@pytest.mark.pure
def test_shapes_have_names_of_their_own() -> None:
    """The description knows a shape by its name alone: of two with one name it would show only the last."""
    ours = {shape for shape in _shapes(Schema) if shape.__module__.startswith("linli.faces.api.")}
    counted = Counter(shape.__name__ for shape in ours)
    assert len(counted) > 50 and [name for name, count in counted.items() if count > 1] == []
