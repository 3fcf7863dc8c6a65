"""Units: set up by an administrator of the place."""

from linli.kernel.actor import Actor
from linli.kernel.codes import county_of
from linli.kernel.command import Receipt, command, must_cover, record
from linli.kernel.errors import Conflict
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, subject_of
from linli.people.models import Unit
from linli.people.rules.reasons import PeopleCode


@command("people.create_unit")
def create_unit(actor: Actor, *, area: str, name: str, kind: str) -> Receipt:
    """Set up a unit at ``area``; Conflict when one of that name is there."""
    must_cover(actor, area)
    county = county_of(area)
    if Unit.objects.filter(county=county, area=area, name=name).exists():
        raise Conflict(PeopleCode.NAME_TAKEN, {"name": name})
    unit = Unit.objects.create(id=new(county), county=county, area=area, name=name, kind=kind)
    record(actor, subject_of(unit), Act(changed=("name", "kind"), facts={"name": name, "kind": kind}))
    return Receipt("people.unit", unit.id, "open", unit.version)
