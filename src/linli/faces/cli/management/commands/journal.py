"""``linli journal``: is it true, a proof for one entry, a sealed range for an auditor, a seal at once."""

import json
from argparse import ArgumentParser
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from linli.kernel.clock_port import LOCAL
from linli.kernel.errors import Refusal
from linli.kernel.jobs.outbox import hand_on
from linli.kernel.journal.outside import SealsDisagree, copy_out
from linli.kernel.journal.proofs import exported, proof_of
from linli.kernel.journal.sealing import seal_county
from linli.kernel.journal.verifying import verify
from linli.ui.web.wording import message_of


class Command(BaseCommand):
    """verify names what was changed; proof and export are for those who trust nobody here; seal does not wait."""

    help = "Verify, prove, export or seal the journal."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do, and with which county."""
        acts = parser.add_subparsers(dest="act", required=True)
        verifying = acts.add_parser("verify", help="name every entry that is not as it was written")
        proving = acts.add_parser("proof", help="print the proof of one entry as JSON")
        proving.add_argument("entry", type=UUID)
        exporting = acts.add_parser("export", help="print all entries that were sealed on some days")
        exporting.add_argument("--from", dest="start", type=date.fromisoformat, required=True, help="first day")
        exporting.add_argument("--to", dest="end", type=date.fromisoformat, required=True, help="last day")
        exporting.add_argument("--file", type=Path, help="write here instead")
        sealing = acts.add_parser("seal", help="seal what waits, and copy the seals outside the database")
        for each in (verifying, exporting, sealing):
            each.add_argument("--county", default="", help="six digits; else the one that this installation serves")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it; a refusal is a sentence."""
        county = options.get("county") or settings.LINLI.county
        try:
            getattr(self, f"_{options['act']}")(county, options)
        except Refusal as refusal:
            raise CommandError(message_of(refusal.code, refusal.data)) from refusal

    def _verify(self, county: str, options: dict[str, Any]) -> None:
        findings = 0
        for finding in verify(county):
            self.stdout.write(str(finding))
            findings += 1
        if findings:
            raise CommandError(f"{findings} things are not as they were written")
        self.stdout.write("The journal is true.")

    def _proof(self, county: str, options: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(proof_of(options["entry"]), ensure_ascii=False, indent=None))

    def _export(self, county: str, options: dict[str, Any]) -> None:
        start = datetime.combine(options["start"], time(), LOCAL)
        end = datetime.combine(options["end"], time(), LOCAL) + timedelta(days=1)
        self._put(exported(county, start, end), options["file"])

    def _put(self, lines: Iterable[str], file: Path | None) -> None:
        if file is None:
            for line in lines:
                self.stdout.write(line, ending="")
            return
        with file.open("w", encoding="utf-8") as target:
            target.writelines(lines)

    def _seal(self, county: str, options: dict[str, Any]) -> None:
        while hand_on(county):
            pass
        seals = seal_county(county)
        try:
            copied = copy_out(county)
        except SealsDisagree as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(f"{seals} new seals, {copied} copied outside the database.")
