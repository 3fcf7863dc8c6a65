"""The Django app of the noun "words"."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Words."""

    name = "linli.documents"
    label = "documents"
    verbose_name = "Words"

    def ready(self) -> None:
        """Register commands, pack sections and what webhooks may tell."""
        from linli.documents import commands  # noqa: F401 -- importing registers the commands
        from linli.documents.queries import policy_words
        from linli.kernel.errors import n_
        from linli.kernel.hooks.offers import offer

        offer("documents.paper_repealed", n_("A policy paper was repealed"))

        policy_words.register()
