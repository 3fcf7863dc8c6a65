"""The Django app of the noun "words"."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Words."""

    name = "linli.documents"
    label = "documents"
    verbose_name = "Words"

    def ready(self) -> None:
        """Register pack sections."""
        from linli.documents.queries import policy_words

        policy_words.register()
