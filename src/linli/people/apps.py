"""The Django app of the noun "who"."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Who."""

    name = "linli.people"
    label = "people"
    verbose_name = "Who"

    def ready(self) -> None:
        """Register commands, pack sections, offers, subscribers, schedules and listeners."""
        from datetime import timedelta

        from linli.kernel.db.standing import watch
        from linli.kernel.erasing.registry import register_erasable
        from linli.kernel.errors import n_
        from linli.kernel.hooks.offers import offer
        from linli.kernel.jobs.schedules import every
        from linli.kernel.journal.events import subscribe
        from linli.people import commands  # noqa: F401 -- importing registers the commands
        from linli.people.bridge import signals
        from linli.people.commands.erasing import PERSONS
        from linli.people.queries import fields, ledger_columns, person_counts, post_kinds, roles, templates, unit_kinds

        watch("people_unit", "people_unitrelation")
        subscribe("places.areas_merged", "linli.people.jobs.follow_areas")
        subscribe("places.area_split", "linli.people.jobs.follow_areas")
        offer("people.unit_state_changed", n_("A unit's legal state changed"))
        unit_kinds.register()
        fields.register()
        ledger_columns.register()
        person_counts.register()
        post_kinds.register()
        roles.register()
        templates.register()
        subscribe("people.message_queued", "linli.people.jobs.send_queued")
        every("linli.people.jobs.sweep_messages", timedelta(minutes=1))
        subscribe("people.ledger_begun", "linli.people.jobs.ledgers.read_begun")
        subscribe("people.ledger_confirmed", "linli.people.jobs.ledgers.write_confirmed")
        subscribe("people.ledger_dropped", "linli.people.jobs.ledgers.clear_taken_back")
        subscribe("people.ledger_undone", "linli.people.jobs.ledgers.clear_taken_back")
        every("linli.people.jobs.counting.count_nightly", timedelta(hours=1))
        every("linli.people.jobs.ledgers.forget_old", timedelta(days=1))
        register_erasable(PERSONS)
        signals.connect()
