"""Providers of short messages and mail on the loopback, with bad habits: they drop, delay, repeat and lie."""

import json
import socket
import socketserver
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

HEADS = b"\r\n\r\n"


@dataclass
class Provider:
    """What a provider was told; ``habits`` are taken one a request, then it is honest."""

    port: int = 0
    habits: list[str] = field(default_factory=list)
    taken: list[dict[str, Any]] = field(default_factory=list)
    asked: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def habit(self) -> str:
        """The habit of this request."""
        with self.lock:
            self.asked += 1
            return self.habits.pop(0) if self.habits else "honest"

    def took(self, parcel: dict[str, Any]) -> None:
        """Remember what was delivered to the phone or the box."""
        with self.lock:
            self.taken.append(parcel)

    def delivered(self) -> Counter[str]:
        """How often each message came out, by its number."""
        return Counter(str(parcel["id"]) for parcel in self.taken)


def _read_request(conn: socket.socket) -> tuple[str, dict[str, Any]]:
    got = b""
    while HEADS not in got:
        piece = conn.recv(4096)
        if not piece:
            return "", {}
        got += piece
    head, _, body = got.partition(HEADS)
    wanted = next(
        int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")
    )
    while len(body) < wanted:
        body += conn.recv(4096)
    return head.decode(), json.loads(body)


def _answer(conn: socket.socket, status: str, body: str) -> None:
    data = body.encode()
    conn.sendall(f"HTTP/1.1 {status}\r\nContent-Length: {len(data)}\r\n\r\n".encode() + data)


def _sms(provider: Provider, conn: socket.socket) -> None:
    habit = provider.habit()
    head, parcel = _read_request(conn)
    if not head or habit == "drop":
        return
    parcel["head"] = head
    if habit in ("honest", "drop_after", "slow_yes", "trickle"):
        provider.took(parcel)
    if habit == "repeat":
        provider.took(parcel)
        provider.took(parcel)
    _reply(provider, conn, habit, parcel)


def _reply(provider: Provider, conn: socket.socket, habit: str, parcel: dict[str, Any]) -> None:
    yes = json.dumps({"id": f"p-{len(provider.taken)}"})
    if habit == "drop_after":
        return  # taken, but nobody hears of it
    if habit == "delay" or habit == "slow_yes":
        time.sleep(2.5)
    if habit == "trickle":
        conn.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n")
        for _ in range(30):
            conn.sendall(b" ")
            time.sleep(0.1)
        return
    answers = {
        "busy": ("503 Busy", ""), "too_many": ("429 Slow", ""), "refuse": ("400 Bad", ""), "lie": ("200 OK", "{}"),
        "garbage": ("200 OK", "<html>ok</html>"), "away": ("302 Found\r\nLocation: http://127.0.0.1:1/", ""),
    }  # fmt: skip
    _answer(conn, *answers.get(habit, ("200 OK", yes)))


def _line(conn: socket.socket, text: str) -> None:
    conn.sendall(f"{text}\r\n".encode())


def _mail(provider: Provider, conn: socket.socket) -> None:
    habit, file, letter, data = provider.habit(), conn.makefile("rb"), "", False
    if habit == "drop":
        return
    if habit == "delay":
        time.sleep(2.5)
    _line(conn, "220 here")
    for raw in file:
        line = raw.decode("utf-8", "replace").rstrip("\r\n")
        if data and line != ".":
            letter += line + "\n"
        elif data:
            data = False
            provider.took({"id": letter.partition("Message-ID: <")[2].partition("@")[0], "letter": letter})
            if habit == "drop_after":
                return
            _line(conn, "250 taken")
        elif line.upper() == "DATA":
            data = habit != "busy"
            _line(conn, "354 go on" if data else "451 later")
        elif line.upper().startswith("RCPT") and habit == "refuse":
            _line(conn, "550 no such box")
        elif line.upper().startswith("QUIT"):
            _line(conn, "221 bye")
            return
        else:
            _line(conn, "250 ok")


@contextmanager
def running(kind: str) -> Iterator[Provider]:
    """A provider of ``sms`` or ``mail`` on a free port."""
    provider = Provider()

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            try:
                (_sms if kind == "sms" else _mail)(provider, self.request)
            except OSError:
                return

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        provider.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield provider
        finally:
            server.shutdown()
            thread.join()
