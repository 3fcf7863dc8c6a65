"""Which bodies of a community share their leaders on a day, worked out from the terms (S-036, N-037)."""

from datetime import date

from linli.kernel.codes import AreaLevel
from linli.kernel.db.ranges import inside
from linli.people.queries.actors import holding_on
from linli.people.queries.post_kinds import post_kinds
from linli.people.queries.unit_kinds import community_bodies, unit_kinds
from linli.people.rules.joint_office import JointOffice, Lead, joint_office


def joint_office_on(area: str, day: date) -> JointOffice | None:
    """The joint office of the community of ``area`` on ``day``, if leaders are shared there (one query)."""
    community = area[: AreaLevel.COMMUNITY]
    if len(community) < AreaLevel.COMMUNITY:
        return None
    bodies = [body.key for body in community_bodies(community, day) if body.joint]
    kinds = {key: kind.body for key, kind in unit_kinds(community, day).items() if kind.body in bodies}
    leading = [key for key, kind in post_kinds(community, day).items() if kind.leads]
    rows = holding_on(day).filter(inside("area", community), county=community[:6], post__kind__in=leading)
    found = rows.filter(post__unit__kind__in=list(kinds)).select_related("account", "post__unit").order_by("id")
    leads = [Lead(row.account_id, row.account.display_name, kinds[row.post.unit.kind]) for row in found]
    return joint_office(leads, bodies)
