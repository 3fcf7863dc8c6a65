"""``linli import_divisions FILE…``: the list of divisions of a county, a province or the country."""

from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from linli.kernel.actor import system_actor
from linli.kernel.clock_port import now
from linli.places.commands.division_files import COMMAND, NamedFault, Source, check_files, import_files
from linli.ui.web.wording import message_of


def _source(path: Path) -> Source:
    # Bytes that are no UTF-8 become surrogates, so that their line can be named.
    return Source(path.name, partial(path.open, encoding="utf-8-sig", errors="surrogateescape", newline=""))


class Command(BaseCommand):
    """Checks every line first; one bad line and nothing is written. A second import changes nothing."""

    help = "Import division files (code12,name,level,parent12 or the villages layout)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Files, --dry-run."""
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="check the files and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check all files, then apply them."""
        missing = [str(path) for path in options["files"] if not path.is_file()]
        if missing:
            raise CommandError(f"no such file: {', '.join(missing)}")
        sources = [_source(path) for path in options["files"]]
        actor = system_actor(settings.LINLI.county, now(), COMMAND)
        checked = check_files(actor, sources, self._tell)
        if checked.faults:
            raise CommandError(f"{checked.faults} of {checked.lines} lines are refused; nothing was written")
        if options["dry_run"]:
            self.stdout.write(f"{checked.lines} lines, no fault; nothing was written")
            return
        done = import_files(actor, sources, checked.run)
        for code in done.differing:
            self.stdout.write(f"{code} is known under another name, which was kept")
        self.stdout.write(
            f"{checked.lines} lines: {done.new} areas new, {done.filled} named, {done.placeholders} placeholders made"
        )

    def _tell(self, found: NamedFault) -> None:
        fault = found.fault
        words = message_of(fault.code, fault.data)
        self.stdout.write(f"{found.source}:{fault.line}: {fault.column or '-'}: {words}")
