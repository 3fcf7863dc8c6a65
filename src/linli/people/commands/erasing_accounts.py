"""The log-in of an erased person ends and tells nothing of them; that of staff stays: it has its own ground."""

from uuid import UUID

from linli.kernel.erasing.contents import erase_contents
from linli.people.models import Account, OutsideIdentity, Person, Session, Tenure


def close_accounts(county: str, persons: tuple[UUID, ...]) -> int:
    """Empty and close the residents' accounts that are bound to these persons; returns how many."""
    bound = Person.everything.filter(county=county, pk__in=persons, account__isnull=False).order_by("id")
    accounts = {account for account in bound.values_list("account", flat=True) if account is not None}
    staff = Tenure.objects.filter(account__in=accounts).order_by("id").values_list("account_id", flat=True)
    closing = sorted(accounts - set(staff))
    for row in Account.objects.filter(pk__in=closing).order_by("id"):
        _empty(row)
    Session.objects.filter(account__in=closing).delete()
    OutsideIdentity.objects.filter(account__in=closing).delete()
    erase_contents(county, "people.account", closing)
    return len(closing)


def _empty(row: Account) -> None:
    row.login_name, row.display_name, row.is_active = f"erased-{row.pk}", "", False
    row.phone_box = row.phone_lookup = row.mail_box = row.mail_lookup = None
    row.set_unusable_password()
    row.save()
