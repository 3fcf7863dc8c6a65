"""What ``linli init`` asks before it makes anything."""

from uuid import UUID

from linli.people.models import Account, Post


def founding_post(county: str, role: str) -> UUID | None:
    """The county's first post with ``role``, if there is one."""
    rows = Post.objects.filter(county=county, area=county).order_by("id")
    found = [row.id for row in rows.iterator(chunk_size=200) if role in row.roles]
    return found[0] if found else None


def founding_unit(county: str) -> UUID | None:
    """The unit of the county's first system administrators, if there is one."""
    post = founding_post(county, "system_admin")
    return Post.objects.values_list("unit_id", flat=True).get(pk=post, county=county) if post else None


def account_named(login_name: str) -> UUID | None:
    """The account of that name."""
    row = Account.objects.filter(login_name=login_name.lower()).first()
    return row.id if row else None


def is_founded() -> bool:
    """Whether any account exists."""
    return Account.objects.exists()
