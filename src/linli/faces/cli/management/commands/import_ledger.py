"""``linli import ledger FILE…``: a spreadsheet as communities keep them, read and shown."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

import linli.packs
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
    """Shows what would be taken: heads, columns with their destination, rows with what is wrong. Writes nothing."""

    help = "Read ledgers (xlsx, xls, ods, csv) and show what they hold."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Files, --dry-run, --json, --sheet."""
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="read the files and write nothing")
        parser.add_argument("--json", action="store_true", help="everything that was read, as JSON")
        parser.add_argument("--sheet", default="", help="only the sheet of this name")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read each file and print it."""
        if not options["dry_run"]:
            raise CommandError("taking rows into the register is done on the desk; add --dry-run to look at a file")
        missing = [str(path) for path in options["files"] if not path.is_file()]
        if missing:
            raise CommandError(f"no such file: {', '.join(missing)}")
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
