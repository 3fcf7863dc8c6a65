"""Who acts for a unit in a role: for programs that play a day through the real commands."""

from datetime import datetime
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.people.queries.actors import acting, held_posts, holding_on


def acting_for(county: str, unit: UUID, role: str, at: datetime) -> Actor | None:
    """Somebody who holds a post of a unit with a role on the day of ``at``; None when nobody does (two queries)."""
    rows = holding_on(local_day(at)).filter(county=county, post__unit=unit)
    for account, post, roles in rows.order_by("post__title", "id").values_list("account", "post", "post__roles"):
        if role in roles:
            held = next(item for item in held_posts(account, at) if item.id == post)
            return acting(account, held, at, "desk")
    return None
