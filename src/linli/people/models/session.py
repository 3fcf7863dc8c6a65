"""Sessions: whose they are, and under which post."""

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class Session(AbstractBaseSession):
    """A browser session of the whole installation (a reference table)."""

    account = models.UUIDField(null=True, db_index=True)
    last_seen = models.DateTimeField(null=True)

    class Meta:
        db_table = "people_session"

    @classmethod
    def get_session_store_class(cls) -> type:
        """The store that writes these rows (asked for by Django's session framework)."""
        raise NotImplementedError("sessions are opened through SESSION_ENGINE")
