"""An installation of its own: after an erasure and the worker's turn no file and no backup of it holds the person."""

import os
import re
import sqlite3
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.crash.installation import Place, wait_for

pytestmark = [pytest.mark.crash, pytest.mark.slow]
NAME, PHONE = "欧阳朝霞试", "13900008899"

MAKE = f"""
from datetime import date
from uuid import UUID
from linli.kernel.actor import system_actor
from linli.kernel.clock_port import now
from linli.people.commands import register_person
who = system_actor("329921", now(), "people.register_person")
made = register_person(who, area="329921001001", values={{"name": "{NAME}"}}, source="document", since=date(2020, 1, 1),
                       phones=("{PHONE}",))
print(made.id)
"""
ERASE = """
from dataclasses import replace
from uuid import UUID
from linli.kernel.actor import system_actor
from linli.kernel.clock_port import now
from linli.kernel.erasing.commands import confirm_erasure, propose_erasure
who = system_actor("329921", now(), "kernel.propose_erasure", "kernel.confirm_erasure")
one, other = (replace(who, account=UUID(int=n)) for n in (1, 2))
made = propose_erasure(one, kind="people.person", thing=UUID("{person}"), cause="request")
confirm_erasure(other, erasure=made.id, expected_version=1)
"""
DONE = """
from linli.kernel.jobs.models import Job
print(Job.objects.filter(task="linli.kernel.erasing.jobs.clear", state="done").count())
"""
SEAL = """
from django.core.management import call_command
call_command("journal", "seal")
call_command("journal", "verify")
"""


def holding(folder: Path) -> list[str]:
    """The files of the installation that hold the name or the phone."""
    found = []
    for path in (path for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes()
        if NAME.encode() in data or PHONE.encode() in data:
            found.append(str(path.relative_to(folder)))
    return found


def backup(place: Place, target: Path) -> bytes:
    """A fresh backup by the engine's own means."""
    url = place.environment["LINLI_DATABASE_URL"]
    if not url:
        with sqlite3.connect(place.data / "linli.sqlite3") as source, sqlite3.connect(target) as copy:
            source.backup(copy)
        return target.read_bytes()
    parts = urlsplit(url)
    assert parts.scheme.startswith("postgres")
    return subprocess.run(["pg_dump", "--dbname", url], capture_output=True, check=True, env={**os.environ}).stdout


def test_an_erased_person_is_in_no_file_and_no_backup(place: Place, tmp_path: Path) -> None:
    person = place.script(MAKE).splitlines()[-1]
    assert re.fullmatch(r"[0-9a-f-]{36}", person)
    assert NAME.encode() in backup(place, tmp_path / "before")
    place.start_worker()
    place.script(ERASE.format(person=person))
    wait_for(lambda: place.script(DONE).splitlines()[-1] != "0", "the engine's files are cleared")
    place.kill("worker")
    assert NAME.encode() not in backup(place, tmp_path / "after")
    assert holding(place.data) == []
    assert place.script(SEAL).splitlines()[-1] == "The journal is true."
