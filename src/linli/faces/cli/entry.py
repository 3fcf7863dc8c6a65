"""The command ``linli``: Django's management commands under our own name, with clear words for a bad installation."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db import OperationalError

from linli.kernel.crypto.keyring import KeyProblem
from linli.kernel.installation import SettingError

STARTING_POINTS = """\
linli init       make keys, database, county and a first administrator's link
linli demo       load the demo county (linli demo code NAME prints a log-in code)
linli run        start web workers, job worker and scheduler
linli doctor     check this installation and say what to do
linli pack       check, apply or compare catalogue packs
linli journal    verify, prove, export or seal the journal
linli backup FOLDER   database, files and seals; linli restore FOLDER puts them back
linli import divisions FILE   take in a list of areas
linli policy read FILE   read a policy paper: its clauses, tasks and targets
linli import ledger FILE --dry-run   read a spreadsheet and show what it holds
linli help       all commands
"""


def main() -> None:
    """Run the command line; a wrong setting or key is a sentence, never a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.config.settings")
    if len(sys.argv) == 1:
        print(STARTING_POINTS)
        return
    try:
        execute_from_command_line(_joined(sys.argv))
    except SettingError as error:
        _stop("These settings cannot be used:", error.wrong)
    except KeyProblem as error:
        _stop("The keys of this installation cannot be used:", [str(error)])
    except OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        _stop(f"The database does not answer: {reason}", ["Run 'linli doctor'; a new place wants 'linli init'."])


def _joined(words: list[str]) -> list[str]:
    """``import ledger`` names the command ``import_ledger``: Django's commands are one word."""
    if words[1] == "import" and len(words) > 2:
        return [words[0], f"import_{words[2]}", *words[3:]]
    return words


def _stop(head: str, lines: list[str]) -> None:
    print(head, *(f"  {line}" for line in lines), sep="\n", file=sys.stderr)
    sys.exit(2)
