"""Kills its process, or stops it, at the n-th write or commit; which one is said in a file of the data folder.

``crash`` holds "web 3", "worker 5" or "pause 2": the kind of process (or a pause, for killing the database
meanwhile) and the number of the step. The file is removed when the step is reached, so each kill happens once.
"""

import os
import signal
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from linli.kernel.db.statements import read_statement

KIND = "worker" if "work" in sys.argv else "schedule" if "schedule" in sys.argv else "web"


class Steps:
    """Counts the steps since the file was written."""

    def __init__(self) -> None:
        self.control = Path(os.environ["LINLI_DATA"]) / "crash"
        self.seen = 0.0
        self.count = 0
        self.lock = threading.Lock()

    def reached(self) -> str:
        """What to do at this step: "kill", "pause" or nothing."""
        with self.lock:
            try:
                stamp = self.control.stat().st_mtime_ns
                kind, number = self.control.read_text().split()
            except (FileNotFoundError, ValueError):
                return ""
            if stamp != self.seen:
                self.seen, self.count = stamp, 0
            if kind not in (KIND, f"pause-{KIND}"):
                return ""
            self.count += 1
            if self.count < int(number):
                return ""
            self.control.unlink()
            return "pause" if kind.startswith("pause") else "kill"

    def step(self) -> None:
        """One step."""
        act = self.reached()
        if act == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if act == "pause":
            held = self.control.with_name("held")
            held.touch()
            while held.exists():
                time.sleep(0.02)


class PointsConfig(AppConfig):
    """Installs the steps."""

    name = "tests.crash"
    label = "crash_points"

    def ready(self) -> None:
        """Before each write and before and after each commit stands a step."""
        from linli.cases.commands import handing_out
        from linli.kernel.hooks import ledger
        from linli.kernel.jobs import queue, worker

        queue.LEASE = ledger.LEASE = handing_out.LEASE = timedelta(seconds=2)
        worker.RENEW_SECONDS = 0.5
        steps = Steps()

        def wrapper(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            if read_statement(sql).writes:
                steps.step()
            return execute(sql, params, many, context)

        def install(connection: BaseDatabaseWrapper, **_: Any) -> None:
            if not any(getattr(w, "__name__", "") == "wrapper" for w in connection.execute_wrappers):
                connection.execute_wrappers.append(wrapper)

        connection_created.connect(install, weak=False)
        commit = BaseDatabaseWrapper._commit

        def stepped(self: BaseDatabaseWrapper) -> Any:
            steps.step()
            result = commit(self)
            steps.step()
            return result

        BaseDatabaseWrapper._commit = stepped
        tear_copies(steps)


def tear_copies(steps: Steps) -> None:
    """The copy of the seals outside the database: a kill before, after and in the middle of each file."""
    from linli.kernel.journal import outside

    append, write_places = outside._append, outside._write_places

    def torn(path: Path, line: str) -> None:
        if steps.reached():
            with path.open("a") as file:
                file.write(line[: len(line) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        append(path, line)
        steps.step()

    def placed(path: Path, places: Any) -> None:
        steps.step()
        write_places(path, places)
        steps.step()

    outside._append, outside._write_places = torn, placed
