"""Outside systems on the loopback: an Open311 server and another Linli, with bad habits. Real sockets."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass
class Outside:
    """What an outside system has taken in. ``habits`` are taken one a request; ``lists`` whether it lets itself be
    searched; ``tokens`` whether it gives a token first.
    """

    port: int = 0
    habits: list[str] = field(default_factory=list)
    taken: list[dict[str, str]] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    status: str = "open"
    notes: str = ""
    lists: bool = True
    tokens: bool = False
    heads: list[dict[str, str]] = field(default_factory=list)

    def take(self, told: dict[str, str]) -> str:
        """A new request; its number there."""
        self.taken.append(told)
        return f"SR-{len(self.taken)}"


class Handler(BaseHTTPRequestHandler):
    """GeoReport v2 and the two addresses of Linli that matter."""

    outside: Outside

    def log_message(self, *args: Any) -> None:
        """Nothing is printed."""

    def _habit(self) -> str:
        self.outside.asked.append(f"{self.command} {self.path}")
        self.outside.heads.append({name.lower(): value for name, value in self.headers.items()})
        return self.outside.habits.pop(0) if self.outside.habits else "honest"

    def _say(self, status: int, found: Any) -> None:
        body = found if isinstance(found, bytes) else json.dumps(found).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        """Take a request in, unless the habit is another."""
        habit = self._habit()
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if habit in ("drop", "busy", "refuse"):
            if habit != "drop":
                self._say(503 if habit == "busy" else 400, [{"code": 400, "description": "no"}])
            return
        number = self._taken(body)
        if habit == "drop_after":
            return
        if habit == "delay":
            time.sleep(1.5)
        if habit == "lie":
            self._say(200, b"<html>thanks</html>")
        elif habit == "repeat":
            self._say(500, [])
        else:
            self._say(201, self._answer(number))

    def _taken(self, body: str) -> str:
        if self.path.startswith("/api/v1/"):
            key = self.headers["Idempotency-Key"]
            if key not in self.outside.keys:
                self.outside.keys[key] = self.outside.take(json.loads(body))
            return self.outside.keys[key]
        return self.outside.take({name: values[0] for name, values in parse_qs(body).items()})

    def _answer(self, number: str) -> Any:
        if self.path.startswith("/api/v1/"):
            return {"id": number, "type": "cases.case", "status": "reported", "version": 1, "repeated": False}
        return [{"token": f"t-{number}"}] if self.outside.tokens else [{"service_request_id": number}]

    def do_GET(self) -> None:
        """How a request stands, whether it came, its number."""
        habit, path = self._habit(), urlsplit(self.path).path
        if habit == "busy":
            self._say(503, [])
        elif path.startswith("/api/v1/cases/"):
            row = {"state": self.outside.status, "ended": self.outside.status == "rejected"}
            self._say(200, {"row": row, "closed_at": "2026-11-26" if self.outside.status == "closed" else None})
        elif path == "/requests.json":
            rows = [{"service_request_id": f"SR-{at}", **told} for at, told in enumerate(self.outside.taken, start=1)]
            self._say(200 if self.outside.lists else 404, rows if self.outside.lists else [])
        elif path.startswith("/tokens/"):
            self._say(200, [{"token": path[8:-5], "service_request_id": path[10:-5] if habit != "later" else None}])
        else:
            found = {"service_request_id": path[10:-5], "status": self.outside.status}
            self._say(200, [{**found, "status_notes": self.outside.notes}])


@contextmanager
def outside_system() -> Iterator[Outside]:
    """An outside system on a free port."""
    outside = Outside()
    made = type("Made", (Handler,), {"outside": outside})
    with ThreadingHTTPServer(("127.0.0.1", 0), made) as server:
        outside.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield outside
        finally:
            server.shutdown()
            thread.join()
