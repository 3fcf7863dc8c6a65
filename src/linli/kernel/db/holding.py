"""Who works on the data of an installation: a restore waits for nobody and refuses while somebody does.

The engine cannot tell: a worker of SQLite that waits holds nothing, keeps the old file open, and would write into it.
"""

import fcntl
import os
from typing import Final

from django.conf import settings

NAME: Final = "in-use"
# Held until the process ends, however it ends: the system lets go of it.
_held: list[int] = []


class InUse(Exception):
    """Processes of this installation run."""


def hold() -> None:
    """Say that this process works on the data; many may. Waits while a restore has it alone."""
    _held.append(_lock(fcntl.LOCK_SH))


def hold_alone() -> None:
    """Say that nobody else may. Raises ``InUse`` at once when somebody does."""
    _held.append(_lock(fcntl.LOCK_EX | fcntl.LOCK_NB))


def _lock(kind: int) -> int:
    settings.LINLI.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = os.open(settings.LINLI.data / NAME, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, kind)
    except BlockingIOError as error:
        os.close(file)
        raise InUse("processes of this installation work on its data; stop 'linli run' first") from error
    return file
