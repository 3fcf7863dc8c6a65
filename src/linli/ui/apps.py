"""The Django app that holds the design system's templates, tags and static files."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Templates under ``ui/``, static files under ``linli/``, the tag library ``linli_ui``."""

    name = "linli.ui"
    label = "linli_ui"
    verbose_name = "Linli design system"
