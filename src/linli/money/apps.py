"""The Django app of the noun "how much"."""

from django.apps import AppConfig


class MoneyConfig(AppConfig):
    """How much."""

    name = "linli.money"
    label = "money"
    verbose_name = "How much"
