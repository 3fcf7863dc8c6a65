"""``linli restore FOLDER``: every bit of a backup is compared, then it takes the place of database and files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from linli.faces.cli.backups import BackupProblem, checked_list, restore
from linli.kernel.db.guard import writing
from linli.kernel.journal.protection import protect
from linli.kernel.journal.verifying import verify


class Command(BaseCommand):
    """Stop ``linli run`` first."""

    help = "Put a backup in the place of database and files, after every bit of it was compared."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where from, and whether what is there may go."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("--replace", action="store_true", help="the data that is there may go")
        parser.add_argument("--check", action="store_true", help="only compare every bit")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, restore, verify the journal."""
        say = self.stdout.write
        try:
            if options["check"]:
                listed = checked_list(options["folder"], say)
                say(f"All {len(listed['parts'])} parts are as they were written.")
                return
            counts = restore(options["folder"], replace=options["replace"], say=say)
        except BackupProblem as problem:
            raise CommandError("\n".join(problem.wrong)) from problem
        say(f"{sum(counts.values())} rows are back.")
        with writing("migration"):
            protect()  # rights and triggers do not come back under another role
        self._verify()

    def _verify(self) -> None:
        found = [str(finding) for finding in verify(settings.LINLI.county)]
        for line in found:
            self.stdout.write(line)
        if found:
            raise CommandError(f"the journal says that {len(found)} things are not as they were written")
        self.stdout.write("The journal is true.")
