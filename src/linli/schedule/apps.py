"""The Django app of the noun "when"."""

from django.apps import AppConfig


class ScheduleConfig(AppConfig):
    """When."""

    name = "linli.schedule"
    label = "schedule"
    verbose_name = "When"
