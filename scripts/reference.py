"""Writes docs/reference from the code: errors, commands, settings, events, tables' writers."""

import json
import sys
from pathlib import Path

import scripts.loaded  # noqa: F401 -- loads every module of linli before its registries are read
from linli.faces.api.service import service
from linli.kernel.command import all_commands
from linli.kernel.db.guard import allowed_writers
from linli.kernel.errors import all_codes
from linli.kernel.installation import rows as setting_rows
from linli.kernel.jobs.schedules import all_schedules
from linli.kernel.journal.events import all_events
from linli.kernel.packs.sections import all_sections

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "reference"
NOTE = "<!-- Written by `make docs` from the code; do not edit. -->\n\n"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def errors() -> str:
    """Every error code."""
    rows = [(f"`{code.code}`", code.message, code.hint) for code in all_codes() if not _of_tests(code)]
    table = _table(("code", "message", "what to do"), rows)
    return f"# Errors\n\n{NOTE}Stable codes of refusals, what they say and what to do.\n\n{table}"


def _of_tests(code: object) -> bool:
    return not type(code).__module__.startswith("linli.")


def commands() -> str:
    """Every command."""
    rows = [(f"`{c.name}`", c.meaning) for c in all_commands() if not c.name.startswith("test.")]
    table = _table(("command", "what it does"), rows)
    return f"# Commands\n\n{NOTE}The only writers. Roles are lists of these names.\n\n{table}"


def settings() -> str:
    """Every setting."""
    rows = [(f"`{name}`", f"`{default}`" if default else "–", doc) for name, default, doc in setting_rows()]
    intro = "Read from the environment, else from `linli.env` in the data folder.\n\n"
    return f"# Settings\n\n{NOTE}{intro}{_table(('name', 'default', 'meaning'), rows)}"


def events() -> str:
    """Events with subscribers, and schedules."""
    told = [(f"`{event}`", ", ".join(f"`{t}`" for t in tasks)) for event, tasks in all_events().items()]
    timed = [(f"`{item.task}`", str(item.interval)) for item in all_schedules()]
    text = f"# Events and schedules\n\n{NOTE}{_table(('event', 'tasks'), told)}"
    return f"{text}\n## What runs by itself\n\n{_table(('task', 'every'), timed)}"


def packs() -> str:
    """Sections of catalogue packs."""
    rows = [(f"`{s.name}`", s.meaning, ", ".join(f"`{k}`" for k in s.schema["properties"])) for s in all_sections()]
    return (
        f"# Catalogue packs\n\n{NOTE}Sections that a pack may hold.\n\n{_table(('section', 'meaning', 'fields'), rows)}"
    )


def writers() -> str:
    """Who may write which table."""
    by_table: dict[str, list[str]] = {}
    for table, context in sorted(allowed_writers()):
        by_table.setdefault(table, []).append(context)
    rows = [(f"`{table}`", ", ".join(found)) for table, found in by_table.items()]
    return f"# Tables and their writers\n\n{NOTE}{_table(('table', 'contexts that may write'), rows)}"


def description() -> str:
    """The REST service as OpenAPI 3.1."""
    document = service.get_openapi_schema(path_prefix="/api/v1/")
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def pages() -> dict[str, str]:
    """File name and text of each page."""
    made = {
        "errors": errors,
        "commands": commands,
        "settings": settings,
        "events": events,
        "packs": packs,
        "writers": writers,
    }
    return {**{f"{name}.md": make() for name, make in made.items()}, "openapi.json": description()}


def main() -> None:
    """Write the pages."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
