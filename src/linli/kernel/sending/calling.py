"""Asking an outside address over HTTP: no redirect, no address in the house, one time-out over everything."""

import http.client
import io
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult, urlsplit

LONGEST_ANSWER = 65_536
# Addresses that lead on to others which nobody checked: 6to4, Teredo, NAT64.
BRIDGES = tuple(map(ipaddress.ip_network, ("2002::/16", "2001::/32", "64:ff9b::/96", "64:ff9b:1::/48")))


class NoAnswer(Exception):
    """Nothing was asked, or nothing was answered: ``reason`` is one word without address and text."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Call:
    """What is asked of whom. ``seconds`` is the time for everything from the look-up of the name to the last byte.

    ``private`` lets it go to this machine and this house, and unencrypted (demo and test only). ``longest`` is how
    many bytes of the answer are read; 0 leaves it unread, where the status says all.
    """

    address: str
    seconds: float
    private: bool
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    method: str = "POST"
    longest: int = LONGEST_ANSWER


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    body: bytes


def is_foreign(address: str) -> bool:
    """Whether a numeric address lies in the open net: not in this machine, not in the house, no bridge to either."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return is_foreign(str(found.ipv4_mapped))
        if any(found in bridge for bridge in BRIDGES):
            return False
    return found.is_global and not found.is_multicast


def parts_of(address: str, *, private: bool) -> SplitResult:
    """The parts of an address that may be asked; NoAnswer names what is wrong with it. Asks nobody."""
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError as error:
        raise NoAnswer("bad_address") from error
    if not usable or parts.username is not None or not address.isascii() or any(map(str.isspace, address)):
        raise NoAnswer("bad_address")
    if parts.scheme == "http" and not private:
        raise NoAnswer("not_encrypted")
    if not private and _is_literal(parts.hostname or "") and not is_foreign(parts.hostname or ""):
        raise NoAnswer("private_address")
    return parts


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


class _Line:
    """A socket that is over at one moment, however slowly the other side sends; what the library asks of a socket."""

    def __init__(self, sock: socket.socket, end: float) -> None:
        self._sock, self._end = sock, end

    def in_time(self) -> socket.socket:
        """The socket, for what is left of the time; TimeoutError when nothing is."""
        self._sock.settimeout(_left(self._end))
        return self._sock

    def sendall(self, data: Any) -> None:
        """Send all of it."""
        self.in_time().sendall(data)

    def makefile(self, *_: Any, **__: Any) -> io.BufferedReader:
        """What the other side sends, as a file."""
        return io.BufferedReader(_Bytes(self))

    def close(self) -> None:
        """The library says so as soon as it has read the head; the body is still to come."""

    def hang_up(self) -> None:
        """Now it is over."""
        self._sock.close()


class _Bytes(io.RawIOBase):
    """The bytes of a line, each piece within the time that is left for all."""

    def __init__(self, line: _Line) -> None:
        self._line = line

    def readable(self) -> bool:
        """It is only read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Some bytes."""
        return self._line.in_time().recv_into(buffer)


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _looked_up(host: str, port: int, end: float) -> list[str]:
    """The addresses of a name. The system's look-up knows no time-out, so it has a thread of its own."""
    found: list[Any] = []

    def look() -> None:
        try:
            found.append([str(item[4][0]) for item in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)])
        except (OSError, UnicodeError) as error:
            found.append(error)

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    thread.join(_left(end))
    if not found:
        raise TimeoutError
    if isinstance(found[0], Exception):
        raise found[0]
    return list(dict.fromkeys(found[0]))


def _connected(host: str, port: int, end: float, private: bool) -> socket.socket:
    """A connection to the very address that was checked, so that a name cannot change its mind in between."""
    addresses = _looked_up(host, port, end)
    if not private and not all(map(is_foreign, addresses)):
        raise NoAnswer("private_address")
    fault: OSError = OSError("no address")
    for address in addresses:
        try:
            return socket.create_connection((address, port), timeout=_left(end))
        except TimeoutError:
            raise
        except OSError as error:
            fault = error
    raise fault


def _line_to(parts: SplitResult, end: float, private: bool) -> _Line:
    host, secure = parts.hostname or "", parts.scheme == "https"
    plain = _connected(host, parts.port or (443 if secure else 80), end, private)
    if not secure:
        return _Line(plain, end)
    try:
        plain.settimeout(_left(end))
        return _Line(ssl.create_default_context().wrap_socket(plain, server_hostname=host), end)
    except (OSError, ValueError):
        plain.close()
        raise


def _read(answer: http.client.HTTPResponse, longest: int) -> bytes:
    if not longest:
        return b""
    found = b""
    while len(found) < longest:
        piece = answer.read1(4096)
        if not piece:
            return found
        found += piece
    raise NoAnswer("answer_too_long")


def _asked(call: Call, parts: SplitResult) -> Answer:
    end = time.monotonic() + call.seconds
    made = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=call.seconds)
    line = _line_to(parts, end, call.private)
    made.sock = line  # it has what the library asks of a socket
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        made.request(call.method, path, call.body or None, {**_host(parts), **call.headers})
        answer = made.getresponse()
        return Answer(answer.status, _read(answer, call.longest))
    finally:
        line.hang_up()


def _host(parts: SplitResult) -> dict[str, str]:
    """The name that was asked for, with its port only where it is not the usual one."""
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname or ""
    return {"Host": f"{host}:{parts.port}" if parts.port else host}


def ask(call: Call) -> Answer:
    """Ask once and return the answer, whatever its status; NoAnswer when there is none in time.

    Holds no transaction and never follows a redirect; must not be called inside a transaction.
    """
    try:
        return _asked(call, parts_of(call.address, private=call.private))
    except TimeoutError as error:
        raise NoAnswer("time_out") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NoAnswer("tls" if isinstance(error, ssl.SSLError) else "no_connection") from error
