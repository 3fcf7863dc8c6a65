"""The people of a community who answer, with the phones of their posts."""

from uuid import UUID

from linli.kernel.actor import Actor
from linli.ui.parts import Part


def people_parts(code: str, actor: Actor, places: tuple[UUID, ...]) -> tuple[Part, ...]:
    """Filled when the posts have public phones (merged from the organisation's pages)."""
    return ()
