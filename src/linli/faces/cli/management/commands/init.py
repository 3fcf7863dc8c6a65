"""``linli init``: a new installation."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from linli.faces.cli.founding import found_county, prepare_folders
from linli.kernel.crypto.keyring import keyring_path, make_keyring
from linli.people.queries.founding import is_founded


class Command(BaseCommand):
    """Makes keys, database, county and a one-hour link for the first administrator. Safe to run again."""

    help = "Make keys, database, county and the first administrator's link."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who the first administrator is."""
        parser.add_argument("--name", default="admin", help="log-in name of the first administrator")
        parser.add_argument("--county-name", default="", help="name of the county's own office")

    def handle(self, *args: Any, **options: Any) -> None:
        """Each step is made once; a second run makes what is missing and a new link."""
        installation = settings.LINLI
        try:
            prepare_folders(installation.data)
        except OSError as error:
            raise CommandError(
                f"{installation.data} cannot be written: {error.strerror}. Choose another LINLI_DATA."
            ) from error
        if not keyring_path(installation.data).exists():
            make_keyring(installation.data)
            self.stdout.write(f"Keys made: {keyring_path(installation.data)} (keep a copy apart from backups)")
        call_command("migrate", verbosity=0)
        call_command("pack", "apply", stdout=self.stdout)
        self.stdout.write("County founded." if not is_founded() else "County found.")
        link = found_county(installation, options["name"], options["county_name"] or installation.county)
        self.stdout.write(f"Open within one hour, on this machine or through your proxy:\n  {link}")
