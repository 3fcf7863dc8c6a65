"""The demo's notes: what units asked of each other in the last weeks."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from linli.cases.commands import answer_note, close_note, deliver_note, send_note, withdraw_note
from linli.kernel.actor import Actor
from linli.people.queries.actors import acting, held_posts
from linli.people.queries.founding import account_named

COMMANDS = ("cases.deliver_note",)


def load_notes(office: Actor, stories: Mapping[str, Any], units: Mapping[str, UUID]) -> None:
    """Every note as far as its story goes."""
    clerks = _clerks(stories, office.at)
    for story in stories["notes"]:
        _load_note(office, story, units, clerks)


def _clerks(stories: Mapping[str, Any], at: datetime) -> dict[str, Actor]:
    found: dict[str, Actor] = {}
    for story in stories["accounts"]:
        if "clerk" in story.get("roles", ()):
            account = account_named(story["name"])
            assert account is not None, "accounts are loaded before notes"
            found.setdefault(story["unit"], acting(account, held_posts(account, at)[0], at, "desk"))
    return found


def _load_note(office: Actor, story: Mapping[str, Any], units: Mapping[str, UUID], clerks: Mapping[str, Actor]) -> None:
    sent = office.at - timedelta(days=story["days_ago"])
    writer = replace(clerks[story["from"]], at=sent, request_key=f"demo/{story['key']}")
    note = send_note(
        writer, receiver=units[story["to"]], subject=story["subject"], body=story["body"], days=story["days"]
    ).id
    keyed = replace(office, at=sent, request_key=f"demo/{story['key']}")
    version = deliver_note(keyed, note=note).version
    _go_on(story, note, version, writer, replace(clerks[story["to"]], at=sent + timedelta(days=1)))


def _go_on(story: Mapping[str, Any], note: UUID, version: int, writer: Actor, reader: Actor) -> None:
    later = replace(writer, at=reader.at + timedelta(hours=20))
    if "answer" in story:
        version = answer_note(
            replace(reader, request_key=writer.request_key),
            note=note,
            text=story["answer"],
            expected_version=version,
        ).version
    if story.get("close"):
        close_note(later, note=note, expected_version=version)
    if "withdraw" in story:
        withdraw_note(later, note=note, text=story["withdraw"], expected_version=version)
