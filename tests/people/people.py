"""Makes units, posts and accounts for tests, through the commands that people use."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.test import Client

from linli.kernel.actor import Actor, system_actor
from linli.kernel.clock_port import now
from linli.people.commands import appoint, create_account, create_post, create_unit, enrol, issue_enrolment
from linli.people.commands.second_factor import new_totp_secret, present_code
from linli.people.queries.actors import acting, held_posts

PASSWORD = "Fern-Bank-2026"
COMMANDS = (
    "people.create_unit",
    "people.create_post",
    "people.create_account",
    "people.appoint",
    "people.issue_enrolment",
    "people.enrol",
)


@dataclass(frozen=True)
class Colleague:
    """Someone who can log in: account, unit, post, and what the second factor needs."""

    name: str
    account: UUID
    unit: UUID
    post: UUID
    totp: str

    def actor(self) -> Actor:
        """Acting at the desk at this moment."""
        at = now()
        held = [post for post in held_posts(self.account, at) if post.id == self.post]
        return acting(self.account, held[0], at, "desk")


def make_unit(name: str, area: str = "329921") -> UUID:
    """A unit."""
    office = system_actor(settings.LINLI.county, now(), *COMMANDS)
    return create_unit(office, area=area, name=name, kind="department").id


def make_colleague(name: str, unit: UUID, *roles: str) -> Colleague:
    """An account with password, second factor and a post with ``roles``."""
    office = system_actor(settings.LINLI.county, now(), *COMMANDS)
    post = create_post(office, unit=unit, title=f"岗位{name}", roles=roles or ("clerk",)).id
    account = create_account(office, login_name=name, display_name=name).id
    appoint(office, post=post, account=account, since=date(2020, 1, 1))
    totp = new_totp_secret()
    link = issue_enrolment(office, account=account).values["secret"]
    enrol(office, secret=link, password=PASSWORD, totp_secret=totp, code=present_code(totp))
    return Colleague(name, account, unit, post, totp)


def log_in(client: Client, who: Colleague) -> None:
    """Both steps, as a browser does them."""
    client.post("/login/", {"login": who.name, "password": PASSWORD})
    client.post("/login/code/", {"code": present_code(who.totp)})
