"""The Django app of the demo."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demo county."""

    name = "linli.demo"
    label = "demo"

    def ready(self) -> None:
        """Give the desk its button that puts the clock forward; only in demo mode."""
        from django.conf import settings

        from linli.demo.clock import advance
        from linli.kernel.ports import advance_clock

        if settings.LINLI.mode == "demo":
            advance_clock.fill(advance)
