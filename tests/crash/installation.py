"""A real installation for one test: its own data folder, its own database, real processes."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

PATIENCE = 60.0


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(condition: Callable[[], Any], what: str, patience: float = PATIENCE) -> Any:
    """Wait until ``condition`` is true and return its value."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"waited {patience:.0f} s for {what}")


class Place:
    """The installation."""

    def __init__(self, data: Path, database_url: str = "") -> None:
        self.data = data
        self.port = free_port()
        self.environment = {
            **os.environ,
            "LINLI_MODE": "demo",
            "LINLI_DATA": str(data),
            "LINLI_PORT": str(self.port),
            "LINLI_WORKERS": "1",
            "LINLI_DATABASE_URL": database_url,
            "LINLI_REQUESTS_PER_MINUTE": "1000000",
            "LINLI_LOG_LEVEL": "WARNING",
            "DJANGO_SETTINGS_MODULE": "tests.crash.settings",
        }
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        # What each 429 said about when to come again.
        self.waits: list[str] = []

    def linli(self, *arguments: str) -> str:
        """Run a command to its end and return what it printed."""
        command = [sys.executable, "-m", "linli", *arguments]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def script(self, text: str) -> str:
        """Run Python inside the installation and return what it printed."""
        head = "import django; django.setup()\n"
        command = [sys.executable, "-c", head + text]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.strip()

    def start(self, name: str, *command: str) -> None:
        """Start a process and remember it."""
        with (self.data / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, *command], env=self.environment, stdout=log, stderr=log, start_new_session=True
            )

    def start_web(self) -> None:
        """Start the web server and wait until it answers."""
        self.start(
            "web", "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port),
            "--workers", "1", "--blocking-threads", "4", "--log-level", "error",
            "linli.config.wsgi:application",
        )  # fmt: skip
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        """Wait until the server can work."""
        wait_for(lambda: self.status("/health/ready") == 200, "the web server")

    def kill(self, name: str) -> None:
        """End a process and all its children at once, as a power cut does."""
        process = self.processes[name]
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def keep_web(self) -> None:
        """Start the web server again if it ended because its worker was killed (as ``linli run`` does)."""
        if self.processes["web"].poll() is not None:
            self.start_web()

    def start_worker(self, name: str = "worker") -> None:
        """Start a job worker."""
        self.start(name, "-m", "linli", "work")

    def keep_worker(self, name: str = "worker") -> None:
        """Start a job worker again if it was killed."""
        if self.processes[name].poll() is not None:
            self.start_worker(name)

    def status(self, path: str) -> int:
        """The status of a GET, 0 when nobody answers."""
        return self.send("GET", path)[0]

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """Send a request once; (0, None) when the connection broke."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        sent = json.dumps(body) if body is not None else None
        kinds = {"Content-Type": "application/json"} if sent else {}
        try:
            connection.request(method, path, sent, {**kinds, **headers})
            answer = connection.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException):
            return 0, None
        finally:
            connection.close()
        if answer.status == 429:
            self.waits.append(answer.headers.get("Retry-After", ""))
        kind = answer.headers.get("Content-Type", "")
        return answer.status, json.loads(text) if "json" in kind else text

    def end(self) -> None:
        """Kill what still runs; ``linli run`` is asked, so that it ends its children."""
        for name, process in self.processes.items():
            if process.poll() is None:
                if name == "run":
                    process.send_signal(signal.SIGTERM)
                    process.wait(60)
                else:
                    os.killpg(process.pid, signal.SIGKILL)
                    process.wait()

    def crash_at(self, kind: str, step: int) -> None:
        """Have the process of ``kind`` killed at its ``step``-th write or commit from now."""
        draft = self.data / "crash.new"
        draft.write_text(f"{kind} {step}")
        draft.rename(self.data / "crash")

    def crash_waits(self) -> bool:
        """Whether the kill has not happened yet."""
        return (self.data / "crash").exists()

    def forget_crash(self) -> None:
        """No kill after all."""
        (self.data / "crash").unlink(missing_ok=True)


def copy_folder(source: Path, target: Path) -> None:
    """Copy a loaded data folder."""
    shutil.copytree(source, target)
