"""The import contracts bite: a planted import breaks exactly its contract."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.guards.source import PROJECT, ROOT

pytestmark = [pytest.mark.pure, pytest.mark.slow]

PLANTED = [
    ("floors", "kernel/ids.py", "import linli.people.rules.passwords"),
    ("floors", "cases/rules/notes.py", "import linli.ui.wording"),
    ("floors", "ui/contrast.py", "import linli.faces.desk.places"),
    ("faces", "faces/desk/places.py", "import linli.faces.api.reasons"),
    ("inside-a-noun", "people/models/unit.py", "import linli.people.queries.units"),
    ("inside-a-noun", "cases/queries/notes.py", "import linli.cases.commands.words"),
    ("kernel", "kernel/journal/events.py", "import linli.kernel.jobs.queue"),
    ("kernel", "kernel/clock/age.py", "import linli.kernel.flow.table"),
    ("pure-rules", "people/rules/passwords.py", "import django.utils.timezone"),
]


def lint(source: Path, contract: str) -> str:
    """What import-linter says of one contract in a copy of the source."""
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--contract", contract]
    environment = {**os.environ, "PYTHONPATH": str(source)}
    done = subprocess.run(
        [*command, "--config", PROJECT / ".importlinter"],
        env=environment,
        cwd=source,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("source")
    shutil.copytree(ROOT, target / "linli", ignore=shutil.ignore_patterns("static", "__pycache__", "locale"))
    return target


def test_the_source_keeps_every_contract(copied: Path) -> None:
    for contract in {name for name, _, _ in PLANTED}:
        assert "0 broken" in lint(copied, contract), contract


@pytest.mark.parametrize(("contract", "file", "line"), PLANTED)
def test_a_planted_import_breaks_its_contract(copied: Path, contract: str, file: str, line: str) -> None:
    path = copied / "linli" / file
    before = path.read_text(encoding="utf-8")
    path.write_text(f"{before}\n{line}\n", encoding="utf-8")
    try:
        assert "1 broken" in lint(copied, contract)
    finally:
        path.write_text(before, encoding="utf-8")


def test_a_package_on_no_floor_is_noticed(copied: Path) -> None:
    (copied / "linli" / "attic").mkdir()
    (copied / "linli" / "attic" / "__init__.py").write_text("")
    try:
        assert "0 broken" not in lint(copied, "floors")
    finally:
        shutil.rmtree(copied / "linli" / "attic")
