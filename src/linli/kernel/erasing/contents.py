"""The personal values that journal entries refer to: erased, while entries, commitments and seals stay true."""

from collections.abc import Iterable
from uuid import UUID

from linli.kernel.journal.models import Content


def erase_contents(county: str, kind: str, things: Iterable[UUID]) -> int:
    """Delete values and salts of every entry about these things (in a command); returns how many values went."""
    gone, _ = Content.objects.filter(county=county, object_type=kind, object_id__in=list(things)).delete()
    return gone
