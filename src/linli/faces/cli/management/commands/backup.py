"""``linli backup FOLDER``: database, files and seals into a folder, with a list by which every bit is checked."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from linli.faces.cli.backups import BackupProblem, make_backup


class Command(BaseCommand):
    """The keys are not in it: keep the key file elsewhere, or nobody can read what it holds."""

    help = "Back up database, files and seals into an empty folder; others go on working."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it and say what is in it."""
        try:
            listed = make_backup(options["folder"], self.stdout.write)
        except BackupProblem as problem:
            raise CommandError("\n".join(problem.wrong)) from problem
        rows, parts = sum(listed["rows"].values()), len(listed["parts"])
        self.stdout.write(f"{rows} rows and {parts} parts are in {options['folder']}.")
        self.stdout.write(
            f"It is worth nothing without the keys {', '.join(listed['keys'])}: keep the key file elsewhere."
        )
