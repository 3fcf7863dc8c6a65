"""The application on a port of this machine, over the connection and transaction of the test that asks."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch
from wsgiref.simple_server import WSGIRequestHandler, make_server

from django.db import connections

from linli.config.wsgi import application


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Requests are logged by the application itself."""


@contextmanager
def one_connection() -> Iterator[None]:
    """Requests leave the test's connection open. Django's own test client has it so too, for its own requests only."""
    connection = connections["default"]
    with patch.object(connection, "close_if_unusable_or_obsolete", lambda: None):
        yield


@contextmanager
def served() -> Iterator[str]:
    """Its address. One request at a time: the connection is the test's, which waits for each answer."""
    connection = connections["default"]
    connection.inc_thread_sharing()

    def run() -> None:
        connections["default"] = connection
        server.serve_forever(poll_interval=0.05)

    with one_connection(), make_server("127.0.0.1", 0, application, handler_class=_Quiet) as server:
        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
    connection.dec_thread_sharing()
