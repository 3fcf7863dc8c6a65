"""Receivers of webhooks on the loopback, with bad habits: they drop, delay, repeat and lie. Real sockets."""

import socket
import socketserver
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

HEADS = b"\r\n\r\n"
HUGE = b"x" * (32 * 1024 * 1024)


@dataclass(frozen=True)
class Taken:
    """One message as it came in: its headers in lower case and its raw body."""

    head: str
    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        """By which a receiver tells a repeat."""
        return self.headers["webhook-id"]


@dataclass
class Receiver:
    """What a receiver was told; ``habits`` are taken one a request, then it has its ``usual`` one."""

    port: int = 0
    usual: str = "honest"
    habits: list[str] = field(default_factory=list)
    asked: int = 0
    came: list[Taken] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}/in?of=linli"

    def habit(self) -> str:
        """The habit of this request."""
        with self.lock:
            self.asked += 1
            return self.habits.pop(0) if self.habits else self.usual

    def took(self, message: Taken) -> None:
        """Remember what came in whole."""
        with self.lock:
            self.came.append(message)

    def counted(self) -> Counter[str]:
        """How often each message came, by its id."""
        return Counter(message.id for message in self.came)


def _read(conn: socket.socket) -> Taken | None:
    got = b""
    while HEADS not in got:
        piece = conn.recv(65536)
        if not piece:
            return None
        got += piece
    head, _, body = got.partition(HEADS)
    lines = head.decode().split("\r\n")[1:]
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    while len(body) < int(headers.get("content-length", "0")):
        body += conn.recv(65536)
    return Taken(head.decode(), headers, body)


ANSWERS = {
    "honest": (b"204 Good", b""),
    "rubbish": (b"200 OK", b"\xff\x00<html>\r\n\r\nHTTP/1.1 500 No"),
    "huge": (b"200 OK", HUGE),
    "busy": (b"500 Broken", b"not now"),
    "repeat": (b"500 Broken", b"taken, but nobody believes it"),
    "refuse": (b"400 Bad", b""),
    "gone": (b"410 Gone", b""),
    "away": (b"302 Found\r\nLocation: http://127.0.0.1:1/", b""),
}
# Habits under which the message was taken in, whatever is answered.
TAKES = {"honest", "rubbish", "huge", "repeat", "drop_after", "slow_yes", "delay", "garbage"}


def _serve(receiver: Receiver, conn: socket.socket) -> None:
    habit = receiver.habit()
    if habit == "drop":
        return
    message = _read(conn)
    if message is None:
        return
    if habit in TAKES:
        receiver.took(message)
    _reply(conn, habit)


def _reply(conn: socket.socket, habit: str) -> None:
    if habit == "drop_after":
        return
    if habit == "garbage":
        conn.sendall(b"hello, I speak no HTTP\r\n\r\n")
        return
    if habit == "delay":
        time.sleep(2.0)  # longer than the test's time-out
    if habit == "slow_yes":
        time.sleep(0.5)
    if habit == "trickle":
        conn.sendall(b"HTTP/1.1 200 OK\r\n")
        for _ in range(30):
            conn.sendall(b"X-More: 1\r\n")
            time.sleep(0.1)
        return
    status, body = ANSWERS.get(habit, ANSWERS["honest"])
    conn.sendall(b"HTTP/1.1 " + status + b"\r\nContent-Length: %d\r\n\r\n" % len(body))
    conn.sendall(body)


@contextmanager
def receiving(usual: str = "honest") -> Iterator[Receiver]:
    """A receiver on a free port."""
    receiver = Receiver(usual=usual)

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):
                _serve(receiver, self.request)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False
        request_queue_size = 64

    with Server(("127.0.0.1", 0), Handler) as server:
        receiver.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield receiver
        finally:
            server.shutdown()
            thread.join()
