"""``linli demo``: load, serve, reset, show a log-in code, move the clock."""

from argparse import ArgumentParser
from datetime import timedelta
from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from linli.demo.clearing import NotOurDemo, clear_demo
from linli.demo.clock import advance, parse_span
from linli.demo.loading import PASSWORD, demo_accounts, load_demo
from linli.demo.play import Day, play
from linli.demo.preparing import prepare
from linli.demo.residents import SCALES
from linli.kernel.jobs.demo_clock import follow_demo_clock
from linli.people.commands.second_factor import present_code
from linli.people.queries.founding import account_named
from linli.people.queries.second_factor import totp_secret_of


class Command(BaseCommand):
    """The demo county; refused outside demo and test mode."""

    help = "The demo county: load [--serve] | play [STEPS] | code NAME | advance 3d | reset."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do with the demo."""
        parser.add_argument("act", choices=["load", "play", "code", "advance", "reset"])
        parser.add_argument("what", nargs="?", default="")
        parser.add_argument("--serve", action="store_true", help="serve afterwards")
        parser.add_argument("--no-serve", dest="serve", action="store_false", help="load only (the default)")
        parser.add_argument("--seconds", type=float, default=4.0, help="pause between two steps of play")
        parser.add_argument("--cases", type=int, help="how many cases of the past year (400)")
        parser.add_argument("--scale", choices=sorted(SCALES), default="default", help="small, default or full")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, in demo mode only."""
        if settings.LINLI.mode not in ("demo", "test"):
            raise CommandError("This is no demo. Set LINLI_MODE=demo and a LINLI_DATA of its own.")
        getattr(self, f"_{options['act']}")(options)

    def _load(self, options: dict[str, Any]) -> None:
        prepare(self.stdout)
        started = perf_counter()
        fresh = load_demo(settings.LINLI.county, options["scale"], self._say, options["cases"])
        self._say(f"{perf_counter() - started:.0f} s in all" if fresh else "")
        self.stdout.write("Demo county 清和县 loaded." if fresh else "Demo county 清和县 is here already.")
        self._print_accounts()
        if options["serve"]:
            call_command("run", stdout=self.stdout)

    def _say(self, text: str) -> None:
        if text:
            self.stdout.write(text)
            self.stdout.flush()

    def _print_accounts(self) -> None:
        where = f"http://{settings.LINLI.bind}:{settings.LINLI.port}"
        self.stdout.write(f"\nOpen {where}/desk/ and log in (password for all: {PASSWORD})\n")
        for account in demo_accounts():
            secret = totp_secret_of(self._account(account.name)) or "–"
            self.stdout.write(f"  {account.name:<16} {account.shown}  {account.place}  TOTP {secret}")
        self.stdout.write("\nSix digits of the moment: linli demo code NAME\n")

    def _account(self, name: str) -> Any:
        found = account_named(name) or account_named(f"demo.{name}")
        if found is None:
            raise CommandError(f"There is no account {name}. Known: {', '.join(a.name for a in demo_accounts())}")
        return found

    def _play(self, options: dict[str, Any]) -> None:
        steps = options["what"]
        if steps and not steps.isdigit():
            raise CommandError("Say how many steps, or nothing: it plays until Ctrl-C.")
        follow_demo_clock()
        day = Day(settings.LINLI.county)
        try:
            play(day, int(steps) if steps else None, options["seconds"], self._say)
        except KeyboardInterrupt:
            self._say("The day is over.")

    def _code(self, options: dict[str, Any]) -> None:
        secret = totp_secret_of(self._account(options["what"]))
        if secret is None:
            raise CommandError("This account has no second factor yet.")
        self.stdout.write(present_code(secret))

    def _advance(self, options: dict[str, Any]) -> None:
        span = parse_span(options["what"])
        if span is None or span <= timedelta(0):
            raise CommandError("Say how far: 3d, 12h or 30m. The clock only goes forward.")
        self.stdout.write(f"The demo's clock is now ahead by {advance(span)}.")

    def _reset(self, options: dict[str, Any]) -> None:
        try:
            clear_demo(settings.LINLI.data)
        except NotOurDemo as error:
            raise CommandError(f"This database holds accounts of others ({error}). Nothing was removed.") from error
        self.stdout.write("The demo is gone. Load it again: linli demo load")
