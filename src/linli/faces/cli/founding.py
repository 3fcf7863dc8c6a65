"""Founding a county: its office, posts and accounts of the first two administrators, and links to complete them."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from linli.kernel.actor import Actor, system_actor
from linli.kernel.clock import local_day
from linli.kernel.clock_port import now
from linli.kernel.installation import Installation
from linli.people.commands import appoint, create_account, create_post, create_unit, issue_enrolment
from linli.people.queries.founding import account_named, founding_post, founding_unit

FOLDERS = ("keys", "files", "cache", "exports", "seals")
COMMANDS = (
    "people.create_unit",
    "people.create_post",
    "people.create_account",
    "people.appoint",
    "people.issue_enrolment",
)


def prepare_folders(data: Path) -> None:
    """Make the folders of an installation; OSError when the place cannot be written."""
    data.mkdir(parents=True, exist_ok=True)
    for name in FOLDERS:
        (data / name).mkdir(exist_ok=True, mode=0o700)
    probe = data / ".write-probe"
    probe.write_text("")
    probe.unlink()


@dataclass(frozen=True)
class Founder:
    """One of the first two administrators (R9.8: system and security are two people)."""

    login_name: str
    role: str
    title: str


def founders(system: str, security: str) -> tuple[Founder, Founder]:
    """The first system administrator and the first security administrator."""
    return Founder(system, "system_admin", "系统管理员"), Founder(security, "security_admin", "安全管理员")


def found_county(installation: Installation, founder: Founder, office: str) -> str:
    """Make what is missing of office, post and account of one founder, and return a fresh one-hour link."""
    actor = system_actor(installation.county, now(), *COMMANDS)
    post = founding_post(installation.county, founder.role) or _make_post(actor, founder, office)
    account = account_named(founder.login_name) or _make_administrator(actor, founder.login_name, post)
    secret = issue_enrolment(actor, account=account).values["secret"]
    scheme = "https" if installation.https else "http"
    host = installation.hosts[0] if installation.https else f"{installation.bind}:{installation.port}"
    return f"{scheme}://{host}/enrol/{secret}/"


def _make_post(actor: Actor, founder: Founder, office: str) -> UUID:
    unit = founding_unit(actor.county)
    if unit is None:
        unit = create_unit(actor, area=actor.county, name=office, kind="county_office").id
    return create_post(actor, unit=unit, title=founder.title, kind="administrator", roles=(founder.role,)).id


def _make_administrator(actor: Actor, login_name: str, post: UUID) -> UUID:
    account = create_account(actor, login_name=login_name, display_name=login_name).id
    appoint(actor, post=post, account=account, since=local_day(actor.at))
    return account
