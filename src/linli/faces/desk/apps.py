"""The Django app of the face "desk"."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Staff pages."""

    name = "linli.faces.desk"
    label = "face_desk"

    def ready(self) -> None:
        """Register the places of the navigation."""
        from linli.faces.desk.places import register

        register()
