"""The Django app of the noun "what is planned"."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """What is planned."""

    name = "linli.programmes"
    label = "programmes"
    verbose_name = "What is planned"

    def ready(self) -> None:
        """Register the commands."""
        from linli.programmes import commands  # noqa: F401 -- importing registers the commands
