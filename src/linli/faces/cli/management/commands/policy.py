"""``linli policy read FILE…``: a policy paper's clauses, tasks and targets, with what was mended to read it."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

import linli.packs
from linli.documents.queries.policy_words import words_at, words_of
from linli.documents.rules.policies.lexicon import Lexicon
from linli.documents.rules.policies.units import UnitReader
from linli.faces.cli.policies import lines_of, shown_file
from linli.kernel.actor import system_actor
from linli.kernel.clock_port import now
from linli.kernel.errors import Refusal
from linli.kernel.packs.reading import read_pack
from linli.ui.web.wording import hint_of, message_of

SHIPPED = Path(linli.packs.__file__).parent / "nation"


class Command(BaseCommand):
    """Reads papers and prints what they say; writes nothing. Exits with 1 when a file could not be read."""

    help = "Read policy papers (txt, html, docx, pdf): repairs, clauses, tasks, targets."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """read, files, --json."""
        parser.add_argument("act", choices=["read"])
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("--json", action="store_true", help="everything that was found, as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read each file; one that cannot be read is named, and the others are read all the same."""
        missing = [str(path) for path in options["files"] if not path.is_file()]
        if missing:
            raise CommandError(f"no such file: {', '.join(missing)}")
        lexicon = self._lexicon()
        reader = UnitReader(lexicon)
        found = [self._read(path, lexicon, reader) for path in options["files"]]
        if options["json"]:
            json.dump(found[0] if len(found) == 1 else {"files": found}, sys.stdout, ensure_ascii=False)
            self.stdout.write("")
        else:
            for each in found:
                for line in lines_of(each) if "refused" not in each else ():
                    self.stdout.write(line)
        refused = [f"{each['file']}: {each['reason']}" for each in found if "refused" in each]
        if refused:
            raise CommandError("\n".join(refused))

    def _read(self, path: Path, lexicon: Lexicon, reader: UnitReader) -> dict[str, Any]:
        try:
            return shown_file(path, lexicon, reader)
        except Refusal as refusal:
            words = f"{message_of(refusal.code, refusal.data)} {hint_of(refusal.code, refusal.data)}"
            return {"file": path.name, "refused": str(refusal.code), "reason": words}

    def _lexicon(self) -> Lexicon:
        """The county's words; before there is a database, or a pack with such words, those that come with Linli."""
        try:
            found = words_at(settings.LINLI.county, system_actor(settings.LINLI.county, now(), "documents.read_policy"))
        except DatabaseError:
            self.stderr.write("no database yet: words are those of the pack that comes with Linli")
            return words_of(read_pack(SHIPPED))
        return found if found.forms else words_of(read_pack(SHIPPED))
