"""``linli migrate``: Django's, in the migrations' write context."""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate

from linli.kernel.db.guard import writing


class Command(Migrate):
    """Brings the database to this version; the journal's protection is renewed afterwards."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate under the migrations' context."""
        with writing("migration"):
            super().handle(*args, **options)
