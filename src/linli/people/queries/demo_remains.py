"""Demo accounts in a database that should have none."""

from linli.people.models import Account

DEMO_PREFIX = "demo."


def demo_accounts() -> list[str]:
    """The first names of demo accounts, if any."""
    rows = Account.objects.filter(login_name__startswith=DEMO_PREFIX).order_by("login_name")
    return list(rows.values_list("login_name", flat=True)[:5])


def strangers() -> list[str]:
    """The first names of accounts that no demo made, if any."""
    rows = Account.objects.exclude(login_name__startswith=DEMO_PREFIX).order_by("login_name")
    return list(rows.values_list("login_name", flat=True)[:5])
