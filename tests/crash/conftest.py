"""One demo loaded once, copied for each test: a file on SQLite, a template database on PostgreSQL."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from tests.crash.installation import Place, copy_folder

URL = os.environ.get("LINLI_DATABASE_URL", "")


def database(name: str) -> str:
    """The address of another database of the cluster; empty on SQLite."""
    if not URL:
        return ""
    parts = urlsplit(URL)
    return urlunsplit((parts.scheme, parts.netloc, f"/{name}", parts.query, ""))


def administer(statement: str) -> None:
    """Run a statement on the cluster itself."""
    with psycopg.connect(URL, autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[arg-type]  # the statement is text of this file


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A loaded demo that no process uses."""
    data = tmp_path_factory.mktemp("loaded")
    if URL:
        administer("CREATE DATABASE crash_template")
    Place(data, database("crash_template")).linli("demo", "load", "--scale", "small")
    return data


@pytest.fixture
def place(loaded: Path, tmp_path: Path) -> Iterator[Place]:
    """A copy of the loaded demo; its processes end with the test."""
    copy_folder(loaded, tmp_path / "data")
    name = f"crash_{abs(hash(str(tmp_path)))}"
    if URL:
        administer(f"CREATE DATABASE {name} TEMPLATE crash_template")
    made = Place(tmp_path / "data", database(name))
    try:
        yield made
    finally:
        made.end()
