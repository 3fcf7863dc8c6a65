"""``linli pack check|apply|diff``: catalogue packs."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

import linli.packs
from linli.kernel.actor import system_actor
from linli.kernel.clock_port import now
from linli.kernel.errors import Refusal
from linli.kernel.packs.comparing import difference
from linli.kernel.packs.publishing import apply_pack
from linli.kernel.packs.reading import PackUnreadable, check_pack, read_pack
from linli.kernel.packs.sections import PackText
from linli.ui.web.wording import message_of

SHIPPED = Path(linli.packs.__file__).parent


class Command(BaseCommand):
    """Checks, publishes or compares packs; without a folder, the packs that come with Linli."""

    help = "Check, apply or compare catalogue packs."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """check | apply | diff, and folders."""
        parser.add_argument("act", choices=["check", "apply", "diff"])
        parser.add_argument("folders", nargs="*", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the packs, then do what was asked with each."""
        folders = options["folders"] or sorted(path.parent for path in SHIPPED.glob("*/pack.yaml"))
        for folder in folders:
            try:
                pack = read_pack(folder)
            except PackUnreadable as error:
                raise CommandError(str(error)) from error
            getattr(self, f"_{options['act']}")(pack)

    def _check(self, pack: PackText) -> None:
        findings = check_pack(pack)
        for finding in findings:
            self.stdout.write(f"{pack.name}: {finding.where}: {finding.what}")
        if findings:
            raise CommandError(f"{pack.name}: {len(findings)} faults")
        count = sum(len(items) for items in pack.entries.values())
        self.stdout.write(f"{pack.name} {pack.version}: {count} entries, no fault")

    def _apply(self, pack: PackText) -> None:
        actor = system_actor(settings.LINLI.county, now(), "packs.apply_pack")
        try:
            receipt = apply_pack(actor, pack=pack)
        except Refusal as refusal:
            raise CommandError(message_of(refusal.code, refusal.data)) from refusal
        self.stdout.write(f"{pack.name} {pack.version}: {receipt.status}")

    def _diff(self, pack: PackText) -> None:
        for line in difference(settings.LINLI.county, pack):
            self.stdout.write(line)
