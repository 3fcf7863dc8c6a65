"""The Django app of the noun "how it stands"."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """How it stands."""

    name = "linli.indicators"
    label = "indicators"
    verbose_name = "How it stands"
