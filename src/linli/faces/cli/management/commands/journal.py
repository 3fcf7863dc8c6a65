"""``linli journal verify``: is the journal true?"""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from linli.kernel.journal.reading import verify


class Command(BaseCommand):
    """Names every journal entry that was changed, removed, inserted or reordered."""

    help = "Verify the journal."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """verify, and the county."""
        parser.add_argument("act", choices=["verify"])
        parser.add_argument("--county", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        """Go through the whole order of a county."""
        findings = 0
        for finding in verify(options["county"] or settings.LINLI.county):
            self.stdout.write(f"{finding.kind}: {finding.entry}")
            findings += 1
        if findings:
            raise CommandError(f"{findings} entries are not as they were written")
        self.stdout.write("The journal is true.")
