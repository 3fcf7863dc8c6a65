"""Starts children, restarts a dead one, ends all on a signal."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import structlog

log = structlog.get_logger("linli.run")
POLL_SECONDS = 0.3
PATIENCE_SECONDS = 10.0
LONGEST_PAUSE = 30.0


@dataclass
class Child:
    """A process that must always run; ``pause`` grows while it keeps dying at once."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = 0.5
    not_before: float = 0.0
    deaths: int = field(default=0)

    def start(self) -> None:
        """Start it, in a process group of its own so that one Ctrl-C is handled by the supervisor alone."""
        self.process = subprocess.Popen(self.command, start_new_session=True)  # noqa: S603 -- our own command line
        self.started = time.monotonic()
        log.info("child_started", child=self.name, pid=self.process.pid)

    def look(self) -> None:
        """Start it again if it died."""
        if self.process is None:
            if time.monotonic() >= self.not_before:
                self.start()
        elif self.process.poll() is not None:
            self._died(self.process.returncode)

    def _died(self, code: int) -> None:
        self.deaths += 1
        lived = time.monotonic() - self.started
        self.pause = 0.5 if lived > PATIENCE_SECONDS else min(self.pause * 2, LONGEST_PAUSE)
        log.warning("child_died", child=self.name, code=code, again_in=self.pause)
        self.process, self.not_before = None, time.monotonic() + self.pause

    def end(self) -> None:
        """Ask it to end; kill it if it does not."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def supervise(children: Sequence[Child]) -> None:
    """Run ``children`` until a signal says stop."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    try:
        while not stop.is_set():
            for child in children:
                child.look()
            stop.wait(POLL_SECONDS)
    finally:
        for child in reversed(children):
            child.end()


def python(*arguments: str) -> tuple[str, ...]:
    """A command line of this interpreter."""
    return (sys.executable, *arguments)
