"""The Django app of the noun "what is owed"."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """What is owed."""

    name = "linli.cases"
    label = "cases"
    verbose_name = "What is owed"

    def ready(self) -> None:
        """Register commands, effects, pack sections, subscribers and schedules."""
        from datetime import timedelta

        from linli.cases import commands  # noqa: F401 -- importing registers the commands
        from linli.cases.commands import effects
        from linli.cases.commands.erasing import CASES, forget_persons, persons_held
        from linli.cases.queries import dictionary, duties, outside, targets, types
        from linli.cases.queries.parties import persons_in_cases
        from linli.kernel.erasing.registry import follow, hold_back, register_erasable
        from linli.kernel.jobs.schedules import every
        from linli.kernel.journal.events import subscribe
        from linli.people.queries.ledger_traces import ask_in_use

        register_erasable(CASES)
        hold_back("people.person", persons_held)
        follow("people.person", forget_persons)
        effects.register()
        duties.register()
        dictionary.register()
        types.register()
        outside.register()
        targets.register()
        ask_in_use(persons_in_cases)
        subscribe("cases.note_sent", "linli.cases.jobs.deliver")
        subscribe("packs.pack_applied", "linli.cases.jobs.recount_clocks")
        every("linli.cases.jobs.sweep_alarms", timedelta(minutes=1))
        every("linli.cases.jobs.sweep_clocks", timedelta(minutes=1))
        subscribe("places.areas_merged", "linli.cases.jobs.follow_areas")
        subscribe("places.area_split", "linli.cases.jobs.follow_areas")
        subscribe("cases.case_acted", "linli.cases.jobs.meet_obligation")
        subscribe("cases.case_acted", "linli.cases.jobs.tell_parties")
        subscribe("cases.code_wanted", "linli.cases.jobs.send_code")
        subscribe("cases.handover_waiting", "linli.cases.jobs.send_handover")
        every("linli.cases.jobs.sweep_handovers", timedelta(minutes=1))
        every("linli.cases.jobs.turn_obligations", timedelta(hours=1))
        every("linli.cases.jobs.count_promises_nightly", timedelta(hours=1))
        every("linli.cases.jobs.forget_drafts", timedelta(hours=6))
