"""A registrar of a community who takes ledgers in at a browser, with the real worker in this process."""

import re
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from linli.kernel.actor import system_actor
from linli.kernel.clock_port import now
from linli.kernel.jobs.worker import work_until_idle
from linli.people.models import LedgerRun
from linli.places.commands import import_divisions
from tests.faces.test_desk_notes import hidden
from tests.faces.test_desk_persons import ROWS, Window
from tests.people.persons.records import HERE

COUNTY = "329921"
LIST = "/desk/ledgers/"


def places() -> None:
    """The county's communities."""
    import_divisions(system_actor(COUNTY, now(), "places.import_divisions"), run="t", rows=ROWS)


def registrar(name: str = "qian", area: str = HERE) -> Window:
    """Who takes ledgers in for a community."""
    return Window(name, area, "registrar")


def sent(desk: Window, *files: tuple[str, bytes], area: str = HERE, home: str = "living", key: str = "") -> Any:
    """The answer to files that were sent."""
    given = {"area": area, "home": home, "key": key or hidden(desk.get(f"{LIST}new/"), "key")}
    return desk.client.post(f"{LIST}new/", {**given, "files": [SimpleUploadedFile(name, data) for name, data in files]})


def read(desk: Window, data: bytes, name: str = "居民台账.csv") -> UUID:
    """A run that was read."""
    answer = sent(desk, (name, data))
    assert answer.status_code == 302, words(answer)
    work_until_idle(COUNTY)
    return UUID(answer.headers["Location"].split("/")[-2])


def written(desk: Window, run: UUID, **given: str) -> Any:
    """The answer to confirming; the worker has written the run."""
    answer = press(desk, run, "confirm/", **given)
    work_until_idle(COUNTY)
    return answer


def press(desk: Window, run: UUID, page: str, **given: str) -> Any:
    """The answer to a button of the run's page."""
    version = str(LedgerRun.objects.get(pk=run).version)
    return desk.post(f"{LIST}{run}/{page}", expected_version=version, **given)


def words(page: Any) -> str:
    """The page as text without marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))
