"""``linli init``: a new installation."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from linli.faces.cli.founding import found_county, founders, prepare_folders
from linli.kernel.crypto.keyring import keyring_path, make_keyring
from linli.people.queries.founding import is_founded


class Command(BaseCommand):
    """Makes keys, database, county and one-hour links for the first two administrators. Safe to run again."""

    help = "Make keys, database, county and the links of the first two administrators."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who the first administrators are: system and security must be two people (R9.8)."""
        parser.add_argument("--name", default="admin", help="log-in name of the first system administrator")
        parser.add_argument("--security", default="security", help="log-in name of the first security administrator")
        parser.add_argument("--county-name", default="", help="name of the county's own office")

    def handle(self, *args: Any, **options: Any) -> None:
        """Each step is made once; a second run makes what is missing and a new link."""
        installation = settings.LINLI
        if options["name"].strip().lower() == options["security"].strip().lower():
            raise CommandError("--name and --security must be two accounts: nobody is both administrators (R9.8).")
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
        self.stdout.write("Open within one hour, on this machine or through your proxy, each by another person:")
        for founder in founders(options["name"], options["security"]):
            link = found_county(installation, founder, options["county_name"] or installation.county)
            self.stdout.write(f"  {founder.login_name} ({founder.title}):\n  {link}")
