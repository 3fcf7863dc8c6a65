"""The Django app of the noun "what we agreed"."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """What we agreed."""

    name = "linli.decisions"
    label = "decisions"
    verbose_name = "What we agreed"
