"""The Django app of the noun "where"."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Where."""

    name = "linli.places"
    label = "places"
    verbose_name = "Where"

    def ready(self) -> None:
        """Register the commands."""
        from linli.places import commands  # noqa: F401 -- importing registers the commands
