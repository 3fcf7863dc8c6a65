"""Sessions in our own table; they save in the framework context, above the GET guard (settled.md, machinery 2)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from linli.kernel.db.guard import writing
from linli.people.models import Session

ACCOUNT_KEY = "_auth_user_id"
SEEN_KEY = "seen"


class SessionStore(DatabaseStore):
    """Django's database sessions with the account and the last use beside the data."""

    @classmethod
    def get_model_class(cls) -> Any:
        """Our session table."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """A row with account and last use filled from the data."""
        row: Any = super().create_model_instance(data)
        row.account = UUID(data[ACCOUNT_KEY]) if data.get(ACCOUNT_KEY) else None
        row.last_seen = datetime.fromisoformat(data[SEEN_KEY]) if data.get(SEEN_KEY) else None
        return row

    def save(self, must_create: bool = False) -> None:
        """Write the session."""
        with writing("framework"):
            super().save(must_create)

    def delete(self, session_key: str | None = None) -> None:
        """End the session."""
        with writing("framework"):
            super().delete(session_key)
