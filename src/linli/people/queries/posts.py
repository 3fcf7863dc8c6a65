"""Posts by their names, for histories."""

from collections.abc import Iterable
from uuid import UUID

from linli.people.models import Post


def post_names(posts: Iterable[UUID | None]) -> dict[UUID, str]:
    """ "Unit · post" of each post (one query)."""
    wanted = {post for post in posts if post is not None}
    rows = Post.objects.filter(pk__in=wanted).select_related("unit").order_by("id") if wanted else ()
    return {row.id: f"{row.unit.name} · {row.title}" for row in rows}
