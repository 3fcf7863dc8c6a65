"""Short messages over HTTP: one JSON POST with a token in a header; no redirect, no private address, one time-out."""

import http.client
import ipaddress
import json
import socket
import ssl
import time
from urllib.parse import urlsplit

from linli.kernel.installation import Installation
from linli.kernel.sending.parcel import NotSent, Parcel

LONGEST_ANSWER = 65_536
TRY_AGAIN = (408, 425, 429)


def _is_foreign(address: str) -> bool:
    """Whether an address lies in the open net: not in this machine, not in the house."""
    return ipaddress.ip_address(address.partition("%")[0]).is_global


def _socket(host: str, port: int, seconds: float, private: bool) -> socket.socket:
    """A connection to the very address that was checked, so that a name cannot change its mind in between."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(item[4][0]) for item in found]
    if not private and not all(map(_is_foreign, addresses)):
        raise NotSent("private_address")
    return socket.create_connection((addresses[0], port), timeout=seconds)


def _connection(installation: Installation) -> tuple[http.client.HTTPConnection, str]:
    parts = urlsplit(installation.sms_url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise NotSent("bad_address")
    if parts.scheme == "http" and not installation.guarded:
        raise NotSent("not_encrypted")
    secure = parts.scheme == "https"
    port, seconds = parts.port or (443 if secure else 80), float(installation.send_seconds)
    made = http.client.HTTPConnection(parts.hostname, port, timeout=seconds)
    plain = _socket(parts.hostname, port, seconds, installation.guarded)
    made.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=parts.hostname) if secure else plain
    return made, (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _body(parcel: Parcel) -> bytes:
    return json.dumps(
        {"id": str(parcel.number), "to": parcel.to, "text": parcel.text}, ensure_ascii=False
    ).encode()  # fmt: skip


def _headers(installation: Installation, parcel: Parcel) -> dict[str, str]:
    return {
        "Content-Type": "application/json; charset=utf-8",
        "Accept": "application/json",
        installation.sms_header: installation.sms_token,
        "Idempotency-Key": str(parcel.number),
    }


def _read(answer: http.client.HTTPResponse, sock: socket.socket | None, seconds: float) -> bytes:
    """The answer, in one time for all of it: a provider that sends a byte now and then holds up nobody."""
    end, found = time.monotonic() + seconds, b""
    while len(found) < LONGEST_ANSWER:
        left = end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        if sock is not None and sock.fileno() >= 0:
            sock.settimeout(left)
        piece = answer.read1(4096)
        if not piece:
            return found
        found += piece
    raise NotSent("answer_too_long")


def _number(status: int, text: bytes) -> str:
    """The provider's number; a yes without one is no yes."""
    if status >= 300:
        raise NotSent(f"http_{status}", final=400 <= status < 500 and status not in TRY_AGAIN)
    try:
        found = json.loads(text)
    except ValueError as error:
        raise NotSent("answer_not_understood") from error
    number = found.get("id") if isinstance(found, dict) else None
    if not isinstance(number, str | int) or isinstance(number, bool) or not str(number):
        raise NotSent("answer_not_understood")
    return str(number)[:80]


def send_sms(installation: Installation, parcel: Parcel) -> str:
    """Send by the provider's address and return its number."""
    try:
        made, path = _connection(installation)
        try:
            made.request("POST", path, _body(parcel), _headers(installation, parcel))
            sock = made.sock
            answer = made.getresponse()
            return _number(answer.status, _read(answer, sock, float(installation.send_seconds)))
        finally:
            made.close()
    except TimeoutError as error:
        raise NotSent("time_out") from error
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        raise NotSent("tls" if isinstance(error, ssl.SSLError) else "no_connection") from error
