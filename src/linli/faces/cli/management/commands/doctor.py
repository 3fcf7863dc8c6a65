"""``linli doctor``: check this installation and say what to do."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from linli.faces.cli.checks import all_faults


class Command(BaseCommand):
    """Looks at settings, keys, disk, database, protection, bundle, jobs and demo remains."""

    help = "Check this installation and say what to do."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each fault with its remedy; exit 1 if there is one."""
        faults = all_faults()
        for fault in faults:
            self.stdout.write(f"✗ {fault.what}\n    {fault.do}")
        if faults:
            raise CommandError(f"{len(faults)} things need attention")
        self.stdout.write("✓ All is well.")
