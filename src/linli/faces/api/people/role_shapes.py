"""What goes over the wire for roles and the kinds of the pack."""

from uuid import UUID

from ninja import Schema

from linli.faces.api.bodies import Words


class RoleOut(Schema):
    """A role: what a post with it may do. It holds for posts from ``highest`` to ``level``."""

    key: str
    title: Words
    level: str
    highest: str
    unit_kinds: list[str]
    may: list[str]
    administers: str


class MatrixLine(Schema):
    """A command or look with the roles that have it; ``machinery`` says who else."""

    name: str
    is_look: bool
    roles: list[str]
    machinery: str


class MatrixOut(Schema):
    """Who may do what at the post's place."""

    roles: list[RoleOut]
    matrix: list[MatrixLine]


class RoleHolder(Schema):
    """Who holds a post with a role."""

    post: UUID
    title: str
    unit_name: str
    name: str


class RoleDetail(Schema):
    """One role and who has it today, at most 200."""

    role: RoleOut
    holders: list[RoleHolder]


class UnitKindOut(Schema):
    """A kind of unit. ``credit_code``: needed, expected or none."""

    key: str
    label: Words
    government: bool
    credit_code: str
    begins: str
    body: str
    elected: list[str]
    term: str


class PostKindOut(Schema):
    """A kind of post."""

    key: str
    label: Words
    one_a_unit: bool
    leads: bool


class PurposeOut(Schema):
    """What unmasked values may be needed for."""

    key: str
    title: Words


class KindsOut(Schema):
    """What the pack knows at the post's place."""

    units: list[UnitKindOut]
    posts: list[PostKindOut]
    purposes: list[PurposeOut]
