"""The Django app of the face "api"."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """REST, Open311, webhooks."""

    name = "linli.faces.api"
    label = "face_api"
