"""Loads the demo county from its stories, through the same commands that people use. Safe to run again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml

from linli.cases.commands import answer_note, close_note, deliver_note, send_note, withdraw_note
from linli.demo import places
from linli.kernel.actor import Actor, system_actor
from linli.kernel.clock_port import LOCAL, now
from linli.kernel.jobs.worker import work_until_idle
from linli.people.commands import appoint, create_account, create_post, create_unit, enrol, issue_enrolment
from linli.people.commands.second_factor import new_totp_secret, present_code
from linli.people.queries.actors import acting, held_posts
from linli.people.queries.founding import account_named

STORIES = Path(__file__).with_name("stories.yaml")
PASSWORD = "Linli-demo-2026"  # noqa: S105 -- printed on purpose; production refuses demo accounts
COMMANDS = (
    "people.create_unit",
    "people.create_post",
    "people.create_account",
    "people.appoint",
    "people.issue_enrolment",
    "people.enrol",
    "cases.deliver_note",
    *places.COMMANDS,
)


@dataclass(frozen=True)
class DemoAccount:
    """A log-in of the demo, for the printed list."""

    name: str
    shown: str
    place: str


def read_stories() -> dict[str, Any]:
    """The stories as written."""
    stories: dict[str, Any] = yaml.safe_load(STORIES.read_text(encoding="utf-8"))
    return stories


def is_loaded(stories: Mapping[str, Any]) -> bool:
    """Whether the last account of the stories exists."""
    return account_named(stories["accounts"][-1]["name"]) is not None


def demo_accounts() -> list[DemoAccount]:
    """Who can log in."""
    stories = read_stories()
    units = {unit["key"]: unit["name"] for unit in stories["units"]}
    return [DemoAccount(a["name"], a["shown"], f"{units[a['unit']]} · {a['title']}") for a in stories["accounts"]]


def load_demo(county: str) -> bool:
    """Load everything that is missing; False when it was there already."""
    stories = read_stories()
    if is_loaded(stories):
        return False
    anchor = now()
    office = system_actor(county, anchor, *COMMANDS)
    places.load_places(office)
    units = {
        u["key"]: create_unit(office.keyed(f"demo/{u['key']}"), area=u["area"], name=u["name"], kind=u["kind"]).id
        for u in stories["units"]
    }
    for account in stories["accounts"]:
        _load_account(office, account, units[account["unit"]])
    clerks = _clerks(stories, anchor)
    for story in stories["notes"]:
        _load_note(office, story, units, clerks)
    work_until_idle(county)
    return True


def _load_account(office: Actor, account: Mapping[str, Any], unit: UUID) -> None:
    key = f"demo/{account['name']}"
    post = create_post(office.keyed(key), unit=unit, title=account["title"], roles=tuple(account["roles"])).id
    made = create_account(office.keyed(key), login_name=account["name"], display_name=account["shown"]).id
    since = (office.at - timedelta(days=365)).astimezone(LOCAL).date()
    appoint(office.keyed(key), post=post, account=made, since=since)
    secret = new_totp_secret()
    link = issue_enrolment(office, account=made).values["secret"]
    enrol(office, secret=link, password=PASSWORD, totp_secret=secret, code=present_code(secret))


def _clerks(stories: Mapping[str, Any], at: datetime) -> dict[str, Actor]:
    found: dict[str, Actor] = {}
    for account in stories["accounts"]:
        account_id = account_named(account["name"])
        assert account_id is not None, "accounts are loaded before notes"
        posts = held_posts(account_id, at)
        if "clerk" in account["roles"]:
            found[account["unit"]] = acting(account_id, posts[0], at, "desk")
    return found


def _load_note(office: Actor, story: Mapping[str, Any], units: Mapping[str, UUID], clerks: Mapping[str, Actor]) -> None:
    sent = office.at - timedelta(days=story["days_ago"])
    writer = replace(clerks[story["from"]], at=sent, request_key=f"demo/{story['key']}")
    note = send_note(
        writer, receiver=units[story["to"]], subject=story["subject"], body=story["body"], days=story["days"]
    ).id
    version = deliver_note(replace(office, at=sent), note=note).version
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
