"""The Django app of the face "portal"."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Residents' pages."""

    name = "linli.faces.portal"
    label = "face_portal"

    def ready(self) -> None:
        """Register the places of the navigation."""
        from linli.faces.portal.navigation import register

        register()
