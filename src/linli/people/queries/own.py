"""What belongs to an account itself."""

from collections.abc import Collection
from uuid import UUID

from linli.people.models import Person


def persons_of_accounts(county: str, accounts: Collection[UUID]) -> dict[UUID, UUID]:
    """The live records of the persons that accounts were bound to, by account (one query; none for no accounts)."""
    if not accounts:
        return {}
    rows = Person.objects.filter(county=county, account__in=accounts, merged_into__isnull=True)
    found: dict[UUID, UUID] = {}
    for account, person in rows.order_by("id").values_list("account", "id"):
        if account is not None:
            found.setdefault(account, person)
    return found


def person_of_account(county: str, account: UUID | None) -> UUID | None:
    """The live record of the person that an account was bound to; None for nobody's and without an account."""
    return persons_of_accounts(county, (account,)).get(account) if account else None
