"""Posts that one person should not hold together (E16, R9.8, S-036)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID


@dataclass(frozen=True)
class PostFacts:
    """What a conflict looks at in a post."""

    id: UUID
    area: str
    kind: str
    unit_kind: str
    roles: frozenset[str]
    administers: frozenset[str]


@dataclass(frozen=True)
class Side:
    """A description of posts: everything that is not empty must fit."""

    roles: frozenset[str] = frozenset()
    administers: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    unit_kinds: frozenset[str] = frozenset()

    def fits(self, post: PostFacts) -> bool:
        """Whether ``post`` is on this side."""
        return (
            (not self.roles or bool(self.roles & post.roles))
            and (not self.administers or bool(self.administers & post.administers))
            and (not self.kinds or post.kind in self.kinds)
            and (not self.unit_kinds or post.unit_kind in self.unit_kinds)
        )


@dataclass(frozen=True)
class PostConflict:
    """A rule of the pack: posts on two of its sides do not go together."""

    key: str
    label: Mapping[str, str]
    refuses: bool
    same_area: bool
    sides: Sequence[Side]


@dataclass(frozen=True)
class Clash:
    """Two posts of one account (or one post by itself) that break a rule."""

    conflict: PostConflict
    one: UUID
    other: UUID


def clashes_among(posts: Sequence[PostFacts], conflicts: Iterable[PostConflict]) -> tuple[Clash, ...]:
    """Every clash among the posts of one account."""
    return tuple(clash for conflict in conflicts for clash in _clashes(posts, conflict))


def _clashes(posts: Sequence[PostFacts], conflict: PostConflict) -> Iterator[Clash]:
    for place, one in enumerate(posts):
        for other in posts[place:]:
            near = not conflict.same_area or one.area == other.area
            if near and _clash(one, other, conflict.sides):
                yield Clash(conflict, one.id, other.id)


def _clash(one: PostFacts, other: PostFacts, sides: Sequence[Side]) -> bool:
    return any(
        (left.fits(one) and right.fits(other)) or (left.fits(other) and right.fits(one))
        for left, right in combinations(sides, 2)
    )
