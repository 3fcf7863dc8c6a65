"""The Django app of the noun "what stands there"."""

from django.apps import AppConfig


class ThingsConfig(AppConfig):
    """What stands there."""

    name = "linli.things"
    label = "things"
    verbose_name = "What stands there"
