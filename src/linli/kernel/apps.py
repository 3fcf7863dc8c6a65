"""The Django app of the kernel."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """What no noun owns."""

    name = "linli.kernel"
    label = "kernel"

    def ready(self) -> None:
        """Register commands, pack sections, offers of webhooks, subscribers and schedules."""
        from datetime import timedelta

        from linli.kernel.db import among
        from linli.kernel.erasing import commands as erasing_commands  # noqa: F401 -- registers the commands
        from linli.kernel.errors import n_
        from linli.kernel.hooks import commands  # noqa: F401 -- registers the commands
        from linli.kernel.hooks.offers import offer
        from linli.kernel.hooks.rules import PING
        from linli.kernel.jobs import reviving, sealing  # noqa: F401 -- registers a command
        from linli.kernel.jobs.schedules import every
        from linli.kernel.journal.events import subscribe
        from linli.kernel.packs import archive_classes, calendars, flows, forms, parameters, publishing  # noqa: F401 -- registers commands

        among.install()
        offer(PING, n_("A test"))
        offer("packs.pack_applied", n_("A pack was published"))
        subscribe("kernel.hook_replay_asked", "linli.kernel.hooks.jobs.replay")
        every("linli.kernel.hooks.jobs.send_due", timedelta(minutes=1))
        every("linli.kernel.hooks.jobs.forget_old", timedelta(hours=6))
        subscribe("kernel.contents_erased", "linli.kernel.erasing.jobs.clear")
        every("linli.kernel.erasing.jobs.propose_due", timedelta(days=1))
        archive_classes.register()
        sealing.register()
        parameters.register()
        calendars.register()
        flows.register()
        forms.register()
