"""The demo's log-ins: one for each role, with password and second factor; and who stands in for whom."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from linli.kernel.actor import Actor
from linli.people.commands import (
    appoint,
    appoint_stand_in,
    create_account,
    create_post,
    enrol,
    issue_enrolment,
)
from linli.people.commands.second_factor import has_second_factor, new_totp_secret, present_code
from linli.people.queries.actors import held_posts
from linli.people.queries.founding import account_named
from linli.people.queries.roles import roles_at

PASSWORD = "Linli-demo-2026"  # noqa: S105 -- printed on purpose; production refuses demo accounts
COMMANDS = (
    "people.create_post",
    "people.create_account",
    "people.appoint",
    "people.appoint_stand_in",
    "people.issue_enrolment",
    "people.enrol",
)


def load_accounts(office: Actor, stories: Mapping[str, Any], units: Mapping[str, UUID], today: date) -> None:
    """Everyone who has a post, then stand-ins."""
    known = roles_at(office.county, office.at)
    for story in stories["accounts"]:
        if "unit" not in story:
            continue
        account = account_named(story["name"]) if story.get("made") else _appointed(office, story, units, known, today)
        assert account is not None, f"the load made no account {story['name']}"
        _enrol(office, account)
    for story in stories["stand_ins"]:
        _stand_in(office, story, today)


def _appointed(
    office: Actor, story: Mapping[str, Any], units: Mapping[str, UUID], known: Mapping[str, object], today: date
) -> UUID:
    actor = office.keyed(f"demo/{story['name']}")
    roles = tuple(role for role in story["roles"] if role in known)
    post = create_post(actor, unit=units[story["unit"]], title=story["title"], roles=roles).id
    made = create_account(actor, login_name=story["name"], display_name=story["shown"]).id
    appoint(actor, post=post, account=made, since=today - timedelta(days=365))
    return made


def _enrol(office: Actor, account: UUID) -> None:
    if has_second_factor(account):
        return
    secret = new_totp_secret()
    link = issue_enrolment(office, account=account).values["secret"]
    enrol(office, secret=link, password=PASSWORD, totp_secret=secret, code=present_code(secret))


def _stand_in(office: Actor, story: Mapping[str, Any], today: date) -> None:
    absent, by = account_named(story["post"]), account_named(story["by"])
    assert absent is not None and by is not None, "accounts are made before stand-ins"
    actor = office.keyed(f"demo/stand-in/{story['by']}")
    post = next(post for post in held_posts(absent, office.at) if not post.stands_in)
    last = today + timedelta(days=story["days"])
    appoint_stand_in(actor, post=post.id, since=today, until=last, reason=story["reason"], account=by)


def load_resident(office: Actor, stories: Mapping[str, Any]) -> None:
    """The last one: a resident's account without a post."""
    story = stories["accounts"][-1]
    actor = office.keyed(f"demo/{story['name']}")
    _enrol(office, create_account(actor, login_name=story["name"], display_name=story["shown"]).id)
