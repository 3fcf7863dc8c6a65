"""Roles, the matrix of who may do what, and the kinds of the pack."""

from typing import Any

from django.http import HttpRequest

from linli.faces.api.asking import actor_of
from linli.faces.api.bodies import PackKey
from linli.faces.api.people import role_shapes as shapes
from linli.faces.api.routing import NounRouter
from linli.kernel.clock import local_day
from linli.kernel.errors import KernelCode, NotFound
from linli.people.queries.fields import titles_of
from linli.people.queries.post_kinds import post_kinds
from linli.people.queries.roles import role_matrix, role_named, roles_at
from linli.people.queries.terms import posts_with_role
from linli.people.queries.unit_kinds import unit_kinds

router = NounRouter("people")
SEEING = "people.see_units"


@router.get("/roles", response=shapes.MatrixOut, summary="Who may do what")
def read_roles(request: HttpRequest) -> dict[str, Any]:
    """All roles and the matrix at the post's place."""
    actor = actor_of(request, SEEING)
    roles, matrix = roles_at(actor.area, actor.at), role_matrix(actor.area, actor.at)
    return {"roles": list(roles.values()), "matrix": list(matrix)}


@router.get("/roles/{key}", response=shapes.RoleDetail, summary="One role")
def read_role(request: HttpRequest, key: PackKey) -> dict[str, Any]:
    """Its rights, and who holds it."""
    actor = actor_of(request, SEEING)
    role = role_named(key, actor.area, actor.at)
    if role is None:
        raise NotFound(KernelCode.NOT_FOUND)
    return {"role": role, "holders": list(posts_with_role(actor, key, local_day(actor.at)))}


@router.get("/kinds", response=shapes.KindsOut, summary="Kinds of units, posts and purposes")
def read_kinds(request: HttpRequest) -> dict[str, Any]:
    """As the pack has them today at the post's place."""
    actor = actor_of(request, SEEING)
    day, purposes = local_day(actor.at), titles_of("purposes", actor.area, actor)
    units, posts = unit_kinds(actor.area, day), post_kinds(actor.area, day)
    return {"units": list(units.values()), "posts": list(posts.values()), "purposes": list(purposes.values())}
