"""The Django app of the kernel."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """What no noun owns."""

    name = "linli.kernel"
    label = "kernel"

    def ready(self) -> None:
        """Register commands and pack sections."""
        from linli.kernel.jobs import reviving  # noqa: F401 -- registers the command
        from linli.kernel.packs import calendars, flows, forms, parameters, publishing  # noqa: F401 -- registers commands

        parameters.register()
        calendars.register()
        flows.register()
        forms.register()
