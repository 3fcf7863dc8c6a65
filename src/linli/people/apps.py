"""The Django app of the noun "who"."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Who."""

    name = "linli.people"
    label = "people"
    verbose_name = "Who"

    def ready(self) -> None:
        """Register commands, pack sections and listeners."""
        from linli.people import commands  # noqa: F401 -- importing registers the commands
        from linli.people.bridge import signals
        from linli.people.queries import fields, post_kinds, roles, unit_kinds

        unit_kinds.register()
        fields.register()
        post_kinds.register()
        roles.register()
        signals.connect()
