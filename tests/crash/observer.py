"""A process of the installation that stays and answers questions: starting Python for each look would take longer than
what is looked at.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.crash.installation import Place

LOOP = """
import json, sys, traceback
import django
django.setup()
space = {}
for line in sys.stdin:
    try:
        exec(json.loads(line), space)
        answer = {"value": space.pop("answer", None)}
    except Exception:
        answer = {"fault": traceback.format_exc()}
    sys.__stdout__.write("@" + json.dumps(answer, default=str) + "\\n")
    sys.__stdout__.flush()
"""


class Observer:
    """Runs Python in one process; ``answer`` is what a piece of it hands back."""

    def __init__(self, place: Place) -> None:
        self.log = (Path(place.data) / "observer.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-c", LOOP], env=place.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=self.log, text=True,
        )  # fmt: skip

    def ask(self, text: str) -> Any:
        """Run ``text`` and return what it put into ``answer``."""
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps(text) + "\n")
        self.process.stdin.flush()
        for line in self.process.stdout:
            if line.startswith("@"):
                found = json.loads(line[1:])
                assert "fault" not in found, found["fault"]
                return found["value"]
        raise AssertionError("the observer ended")

    def end(self) -> None:
        """Let it end."""
        self.process.communicate(timeout=20)
        self.log.close()
