"""The Django app of the face "cli"."""

from django.apps import AppConfig


class CliConfig(AppConfig):
    """Management commands."""

    name = "linli.faces.cli"
    label = "face_cli"
