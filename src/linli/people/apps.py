"""The Django app of the noun "who"."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Who."""

    name = "linli.people"
    label = "people"
    verbose_name = "Who"

    def ready(self) -> None:
        """Register commands, pack sections and listeners."""
        from linli.kernel.journal.events import subscribe
        from linli.people import commands  # noqa: F401 -- importing registers the commands
        from linli.people.bridge import signals
        from linli.people.queries import fields, post_kinds, roles, unit_kinds

        subscribe("places.areas_merged", "linli.people.jobs.follow_areas")
        subscribe("places.area_split", "linli.people.jobs.follow_areas")
        unit_kinds.register()
        fields.register()
        post_kinds.register()
        roles.register()
        signals.connect()
