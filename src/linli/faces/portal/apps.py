"""The Django app of the face "portal"."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Residents' pages."""

    name = "linli.faces.portal"
    label = "face_portal"
