"""The Django app of the demo."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demo county."""

    name = "linli.demo"
    label = "demo"
