"""Watches tests marked ``serves``: a row counts if its test used a face, met a refusal and names a boundary."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.signals import request_started

RESULTS = Path(__file__).resolve().parent / "artifacts"


class Evidence:
    """What happened during one test."""

    def __init__(self) -> None:
        self.requests = 0
        self.refusals = 0

    def asked(self, **_: Any) -> None:
        """A request came in."""
        self.requests += 1

    def refused(self) -> None:
        """A face answered with a refusal."""
        self.refusals += 1


@pytest.fixture(autouse=True)
def _evidence(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    marks = list(request.node.iter_markers("serves"))
    if not marks:
        yield
        return
    from linli.ui.web import answers

    seen, answer = Evidence(), answers.problem_response

    def counted(*args: Any, **kwargs: Any) -> Any:
        seen.refused()
        return answer(*args, **kwargs)

    for module in ("linli.config.middleware.problems", "linli.config.middleware.gates", "linli.faces.api.service"):
        monkeypatch.setattr(f"{module}.problem_response", counted)
    request_started.connect(seen.asked, weak=False)
    yield
    request_started.disconnect(seen.asked)
    # Not among the properties of the report: those travel between processes.
    request.node.stash[EVIDENCE] = seen


def served_rows(marks: list[pytest.Mark], seen: Evidence | None) -> list[str]:
    """The rows of a passed test that count: through a face, with a refusal and a named boundary."""
    if seen is None or not seen.requests or not seen.refusals:
        return []
    return [str(row) for mark in marks if mark.kwargs.get("boundary") for row in mark.args]


class MissionPlugin:
    """Collects the rows of passed tests into a file a worker process."""

    def __init__(self) -> None:
        self.served: dict[str, list[str]] = {}

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
        """Remember what a passed test serves, when its fixtures are done."""
        outcome: Any = yield
        report = outcome.get_result()
        if report.when == "call":
            item.stash[PASSED] = report.passed
        if report.when == "teardown" and item.stash.get(PASSED, False):
            seen = item.stash.get(EVIDENCE, None)
            for row in served_rows(list(item.iter_markers("serves")), seen):
                self.served.setdefault(row, []).append(item.nodeid)

    def pytest_sessionfinish(self) -> None:
        """Write the file."""
        if not self.served:
            return
        RESULTS.mkdir(exist_ok=True)
        name = f"mission-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}-{os.getpid()}.json"
        (RESULTS / name).write_text(json.dumps(self.served, ensure_ascii=False, indent=1), encoding="utf-8")


PASSED = pytest.StashKey[bool]()
EVIDENCE = pytest.StashKey[Evidence]()
__all__ = ["MissionPlugin", "_evidence", "served_rows"]
