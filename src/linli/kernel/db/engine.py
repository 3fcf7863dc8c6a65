"""The two engines: how Django is told about them, and what their errors mean."""

from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from django.db import DatabaseError, InterfaceError, OperationalError

Meaning = Literal["retry", "busy", "away", "bug"]

SQLITE_SETUP = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32000; "
    # What is erased is gone from the file too, not only from its tables.
    "PRAGMA secure_delete=ON"
)
LOCK_WAIT_SECONDS = 5


def settings_for(database_url: str, data: Path) -> dict[str, Any]:
    """Django's database settings for ``database_url``; an empty one means SQLite in ``data``."""
    if not database_url:
        return _sqlite(data / "linli.sqlite3")
    parts = urlsplit(database_url)
    if parts.scheme in ("postgres", "postgresql"):
        return _postgresql(parts)
    raise ValueError("LINLI_DATABASE_URL must start with postgresql://")


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": LOCK_WAIT_SECONDS,
            "init_command": SQLITE_SETUP,
        },
    }


def _postgresql(parts: Any) -> dict[str, Any]:
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/") or "linli",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": query.get("port", str(parts.port or "")),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "server_side_binding": True,
            "prepare_threshold": 5,
            "connect_timeout": 5,
            "options": f"-c lock_timeout={LOCK_WAIT_SECONDS}s -c idle_in_transaction_session_timeout=60s",
        },
    }


def meaning_of(error: DatabaseError | InterfaceError) -> Meaning:
    """What a database error asks of us: retry once, say busy, say away, or treat as a bug."""
    state = getattr(error.__cause__, "sqlstate", None)
    if state in ("40001", "40P01"):
        return "retry"
    if state == "55P03" or "database is locked" in str(error):
        return "busy"
    if isinstance(error, InterfaceError | OperationalError):
        return _away_or_bug(state, str(error))
    return "bug"


def _away_or_bug(state: str | None, text: str) -> Meaning:
    lost = state is None or state[:2] in ("08", "57", "53")
    missing = "no such table" in text or "no such column" in text
    return "away" if lost and not missing else "bug"
