"""The Django app of the face "api"."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """REST, Open311, webhooks."""

    name = "linli.faces.api"
    label = "face_api"

    def ready(self) -> None:
        """Let refusals under Open311's addresses be told in its shape."""
        from linli.faces.api.open311.refusals import register

        register()
