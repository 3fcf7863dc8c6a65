"""The client that is written from the description: strict types, and a case taken in with it over a real port."""

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from django.test import Client
from scripts.client import SNAPSHOT, written

from tests.cases.town import make_town
from tests.faces.test_api_cases import DESK, lamp, program
from tests.served import served

pytestmark = [pytest.mark.slow]


@pytest.fixture(scope="module")
def module(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    """The client, written and loaded."""
    path = tmp_path_factory.mktemp("client") / "linli_client.py"
    path.write_text(written(json.loads(SNAPSHOT.read_text(encoding="utf-8"))), encoding="utf-8")
    spec = importlib.util.spec_from_file_location("linli_client", path)
    assert spec is not None and spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


@pytest.fixture
def address(db: None) -> Iterator[str]:
    """The application on a real port, within the test's own transaction."""
    with served() as found:
        yield found


@pytest.mark.pure
def test_its_types_are_strict(module: ModuleType) -> None:
    assert module.__file__ is not None
    path = Path(module.__file__)
    made = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=/dev/null", path.name],
        cwd=path.parent, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stdout[:2000]


@pytest.mark.serves("S-279", boundary="a refusal is an exception with the problem document")
@pytest.mark.django_db
def test_a_case_by_the_client(module: ModuleType, address: str) -> None:
    town = make_town()
    asker = program(town, "station", "case_intake", DESK)
    token = asker.headers["Authorization"].removeprefix("Bearer ")
    client = module.Linli(f"{address}/api/v1", token)
    made = client.cases_take(lamp(), key="one")
    again = client.cases_take(lamp(), key="one")
    assert made["id"] == again["id"] and again["repeated"]
    assert client.cases_read(made["id"])["row"]["number"] == made["number"]
    assert [row["id"] for row in client.cases_list_cases(size=10)["rows"]] == [made["id"]]
    with pytest.raises(module.Refused) as refused:
        client.cases_read("00000000-0000-0000-0000-000000000000")
    assert refused.value.status == 404 and refused.value.problem["code"] == "not_found"


@pytest.mark.django_db
def test_the_explorer_asks_nobody_else() -> None:
    page = Client().get("/api/v1/docs")
    text = page.content.decode()
    assert page.status_code == 200 and "http://" not in text and "https://" not in text
    assert Client().get("/api/v1/openapi.json").json()["openapi"] == "3.1.0"
