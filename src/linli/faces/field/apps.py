"""The Django app of the face "field"."""

from django.apps import AppConfig


class FieldConfig(AppConfig):
    """Grid workers' offline app."""

    name = "linli.faces.field"
    label = "face_field"
