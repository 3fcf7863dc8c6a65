"""The Django app of the noun "where"."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Where."""

    name = "linli.places"
    label = "places"
    verbose_name = "Where"
