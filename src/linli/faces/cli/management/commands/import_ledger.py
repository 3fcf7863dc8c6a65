"""``linli import ledger FILE…``: a spreadsheet as communities keep them, shown, or taken into the register."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

import linli.packs
from linli.faces.cli.ledger_taking import HOMES, Taking
from linli.faces.cli.ledgers import plain_value, shown_ledger, summary_of
from linli.kernel.actor import system_actor
from linli.kernel.clock import local_day
from linli.kernel.clock_port import now
from linli.kernel.errors import Refusal
from linli.kernel.packs.reading import read_pack
from linli.people.queries.ledger_columns import lexicon_at, lexicon_of
from linli.people.rules.ledgers.lexicon import Lexicon
from linli.people.rules.ledgers.reading import read_ledger
from linli.ui.web.wording import hint_of, message_of

SHIPPED = Path(linli.packs.__file__).parent / "nation"
COMMAND = "people.import_ledger"


class Command(BaseCommand):
    """Shows what would be taken (--dry-run), or takes it into the register of a community.

    Exits with 0 when every file was taken in, 1 when one was refused, 2 when a run was given up.
    """

    help = "Take ledgers (xlsx, xls, ods, csv) into the register, or show what they hold."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Files, --dry-run, --json, --sheet."""
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="read the files and write nothing")
        parser.add_argument("--json", action="store_true", help="everything that was read, as JSON")
        parser.add_argument("--sheet", default="", help="only the sheet of this name")
        parser.add_argument("--area", default="", help="the community (12 digits) whose register takes the rows")
        parser.add_argument("--home", choices=HOMES, default=HOMES[0], help="what the file says of everybody in it")
        parser.add_argument("--yes", action="store_true", help="take the rows in without asking")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read each file and print it."""
        if not options["dry_run"] and not options["area"]:
            raise CommandError("name the community with --area CODE, or add --dry-run to look at a file")
        missing = [str(path) for path in options["files"] if not path.is_file()]
        if missing:
            raise CommandError(f"no such file: {', '.join(missing)}")
        if not options["dry_run"]:
            self._take_in(options)
            return
        lexicon = self._lexicon()
        shown = [self._read(path, lexicon, options["sheet"]) for path in options["files"]]
        if options["json"]:
            whole = shown[0] if len(shown) == 1 else {"files": shown}
            json.dump(whole, sys.stdout, ensure_ascii=False, default=plain_value)
            self.stdout.write("")
            return
        for ledger in shown:
            for line in summary_of(ledger):
                self.stdout.write(line)

    def _take_in(self, options: dict[str, Any]) -> None:
        for path in options["files"]:
            try:
                taken = Taking(settings.LINLI.county, options["area"], options["home"], self.stdout.write)
                is_done = taken.read(path) and (options["yes"] or self._agrees()) and taken.write()
            except Refusal as refusal:
                words = message_of(refusal.code, refusal.data), hint_of(refusal.code, refusal.data)
                raise CommandError(f"{path.name}: {' '.join(words)}") from refusal
            if not is_done:
                raise CommandError(f"{path.name}: nothing was taken in", returncode=taken.give_up())

    def _agrees(self) -> bool:
        self.stdout.write("take these rows in? Rows that look like known persons are left out. [y/N] ", ending="")
        self.stdout.flush()
        return sys.stdin.readline().strip().lower() in ("y", "yes")

    def _lexicon(self) -> Lexicon:
        """The county's lexicon; before there is a database, the one that comes with Linli."""
        try:
            found = lexicon_at(settings.LINLI.county, system_actor(settings.LINLI.county, now(), COMMAND))
        except DatabaseError:
            self.stderr.write("no database yet: columns are told by the pack that comes with Linli")
            return lexicon_of(read_pack(SHIPPED))
        return found if found.meanings else lexicon_of(read_pack(SHIPPED))

    def _read(self, path: Path, lexicon: Lexicon, sheet: str) -> dict[str, Any]:
        with path.open("rb") as file:
            try:
                ledger = read_ledger(file, path.stem, lexicon, local_day(now()))
                return shown_ledger(ledger, path.name, sheet)
            except Refusal as refusal:
                words = message_of(refusal.code, refusal.data), hint_of(refusal.code, refusal.data)
                raise CommandError(f"{path.name}: {' '.join(words)}") from refusal
