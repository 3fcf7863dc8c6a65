"""Start-up: the guard on every connection, the append-only protection after every migration."""

from typing import Any

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


def _protect_journal(**_: Any) -> None:
    from linli.kernel.db.guard import writing
    from linli.kernel.journal.protection import protect

    with writing("migration"):
        protect()


class ConfigConfig(AppConfig):
    """What ties the house together; first of the apps, so that its commands win."""

    name = "linli.config"
    label = "config"

    def ready(self) -> None:
        """Install the guard and the protection."""
        from django.apps import apps

        from linli.kernel.db.guard import install

        connection_created.connect(install, dispatch_uid="linli.guard")
        post_migrate.connect(_protect_journal, sender=apps.get_app_config("kernel"), dispatch_uid="linli.protect")
