"""The demo's consents, and looks at persons: what the auditor and the persons themselves find."""

from datetime import date, datetime, timedelta

from linli.kernel.actor import Actor
from linli.kernel.db.listing import Asked, fetch
from linli.people.commands import export_persons, give_consent, reveal, withdraw_consent
from linli.people.queries.actors import acting, held_posts
from linli.people.queries.founding import account_named
from linli.people.queries.persons import PERSONS, PersonRow

CONSENTS, WITHDRAWN, LOOKS, EXPORTED = 30, 4, 24, 10
ADULT_BEFORE = "2005"
REASONS = (("identify", ("name", "identity")), ("contact", ("phone",)), ("correct", ("hukou_address",)))


def acting_as(name: str, at: datetime) -> Actor:
    """A demo account at its desk."""
    account = account_named(name)
    assert account is not None, "accounts are loaded before looks"
    return acting(account, held_posts(account, at)[0], at, "desk")


def _adults(actor: Actor, count: int) -> list[PersonRow]:
    rows = fetch(PERSONS, actor, Asked(size=200)).rows
    return [row for row in rows if row.birth < ADULT_BEFORE][:count]


def load_privacy(at: datetime, today: date) -> None:
    """Consents at the window, some withdrawn; looks for a purpose; one export."""
    registrar, chief = acting_as("demo.registrar", at), acting_as("demo.chief", at)
    adults = _adults(registrar, max(CONSENTS, LOOKS))
    for number, row in enumerate(adults[:CONSENTS]):
        _consent(registrar, number, row, today)
    for number, row in enumerate(adults[:LOOKS]):
        purpose, fields = REASONS[number % len(REASONS)]
        reveal(registrar.keyed(f"demo/look/{number}"), subject=row.id, fields=fields, purpose=purpose)
    chosen = tuple(row.id for row in _adults(chief, EXPORTED))
    if chosen:
        export_persons(chief.keyed("demo/export"), persons=chosen, fields=("name", "phone"), purpose="contact")


def _consent(registrar: Actor, number: int, row: PersonRow, today: date) -> None:
    given = give_consent(
        registrar.keyed(f"demo/consent/{number}"), person=row.id, purpose="visit", fields=("phone",),
        audience="柳岸社区服务站", text_version="上门服务告知书2026-1", way="paper",
        expires_on=today + timedelta(days=365),
    )  # fmt: skip
    if number < WITHDRAWN:
        withdraw_consent(registrar.keyed(f"demo/withdrawn/{number}"), consent=given.id, expected_version=1)
