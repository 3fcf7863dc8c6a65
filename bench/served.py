"""A real server of the bench and lines to it, on the machine that is measured."""

import http.client
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

PORT, ASKERS = 8797, 4


class Line:
    """One kept connection to the server."""

    def __init__(self, port: int = PORT) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers: dict[str, str] = {}

    def ask(self, method: str, path: str, headers: dict[str, str], body: Any = None) -> Any:
        """Send and read; an answer that is no success ends the bench."""
        sent = json.dumps(body).encode() if body is not None else None
        self.line.request(method, f"/api/v1{path}", sent, {**headers, "Content-Type": "application/json"})
        answer = self.line.getresponse()
        text = answer.read()
        if answer.status >= 300:
            raise SystemExit(f"{method} {path}: {answer.status} {text[:300].decode()}")
        return json.loads(text)

    def page(self, path: str) -> bytes:
        """Read a page that answers 200."""
        self.line.close()  # a server closes what was idle for long
        self.line.request("GET", path, headers=self.headers)
        answer = self.line.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{path}: {answer.status}")
        return text


@contextmanager
def server(port: int = PORT, settings: str = "linli.config.settings") -> Iterator[int]:
    """Two workers on the world's database, Linli's or others under ``settings``; their process number."""
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "2", "--blocking-threads", "2", "--log-level", "error", "linli.config.wsgi:application",
    ]  # fmt: skip
    setting = {**os.environ, "DJANGO_SETTINGS_MODULE": settings}
    process = subprocess.Popen(command, env=setting)  # noqa: S603 -- our own server
    try:
        _wait(port)
        yield process.pid
    finally:
        process.terminate()
        process.wait()


def _wait(port: int) -> None:
    for _ in range(200):
        try:
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            line.request("GET", "/health/ready")
            if line.getresponse().status in (200, 404):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not start")


def rate(act: Callable[[Line], object], seconds: float, port: int = PORT) -> float:
    """How often a second ``act`` is done over all connections together."""
    faults: list[SystemExit] = []
    end, done, lock = time.perf_counter() + seconds, [0], threading.Lock()

    def work() -> None:
        line = Line(port)
        try:
            while time.perf_counter() < end:
                act(line)
                with lock:
                    done[0] += 1
        except SystemExit as failed:
            faults.append(failed)

    started = time.perf_counter()
    threads = [threading.Thread(target=work) for _ in range(ASKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return done[0] / (time.perf_counter() - started)
