"""Pages that give work to units and take it back; suggested units come from the duty lists (S-085, S-242)."""

from django.http import QueryDict
from django.utils.translation import gettext

from linli.cases.commands import accept_share, assign_case, drop_share, refuse_share
from linli.cases.queries.case_detail import CaseDetail
from linli.cases.queries.duties import Way, way_of
from linli.cases.rules.types import DutyStep
from linli.faces.desk.cases.deed import Asked, Deed, chosen_id, note_field, select
from linli.faces.desk.cases.looks import NATURES, SHARE_ROLES, mapped
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.command import Receipt
from linli.people.queries.units import units_to_write_to
from linli.ui.parts import Choice, FieldKind, FormField, Notice
from linli.ui.web.wording import label_of

LIVE = ("offered", "accepted")
STEPS = (DutyStep.HANDLE, DutyStep.DECIDE, DutyStep.REVIEW, DutyStep.DELIVER)


def suggested(actor: Actor, case: CaseDetail) -> tuple[Way, ...]:
    """Where the duty list leads at this place, each unit once."""
    matter, day, found = case.type.matter_of(case.sort), local_day(actor.at), dict[object, Way]()
    for step in STEPS:
        way = way_of(matter, step, case.row.area, day, actor.county)
        if way is not None and way.unit is not None:
            found.setdefault(way.unit.id, way)
    return tuple(found.values())


def _unit_field(actor: Actor, ways: tuple[Way, ...]) -> FormField:
    first = {str(way.unit.id): f"★ {way.unit.name} · {label_of(way.entry.label)}" for way in ways if way.unit}
    others = {str(unit.id): unit.name for unit in units_to_write_to(actor) if str(unit.id) not in first}
    choices = tuple(Choice(key, name) for key, name in {**first, **others}.items())
    own = str(actor.unit) if actor.unit else ""
    if own and own not in first:
        choices = (*choices, Choice(own, gettext("our own unit")))
    value = next(iter(first), "")
    hint = (
        gettext("★ is what the duty list of this place says.")
        if first
        else gettext("The duty list names no unit for this matter here.")
    )
    return select("unit", gettext("To which unit?"), choices, value=value, hint=hint)


def _nature_field(ways: tuple[Way, ...]) -> FormField:
    choices = tuple(Choice(key, gettext(words)) for key, words in NATURES.items())
    value = ways[0].entry.nature.value if ways else "own"
    hint = gettext("A community is given only what is on its two lists.")
    return select("nature", gettext("Legal nature"), choices, value=value, hint=hint)


def _basis_field() -> FormField:
    hint = gettext("Only where it goes to the police and no duty list says so: the law and its article.")
    return FormField("basis", gettext("Legal basis"), hint=hint, maxlength=200)


def assign_deed(asked: Asked, *, lead: bool) -> Deed:
    """Dispatch to the unit that leads, or ask one that helps or shares responsibility."""
    ways = suggested(asked.actor, asked.case)
    fields = [_unit_field(asked.actor, ways), _nature_field(ways), _basis_field(), note_field(required=False)]
    if not lead:
        choices = tuple(Choice(key, gettext(SHARE_ROLES[key])) for key in ("helping", "responsible"))
        roles = FormField("role", gettext("As what?"), FieldKind.RADIO, "helping", choices=choices, required=True)
        fields.insert(1, roles)

    def send(actor: Actor, given: QueryDict) -> Receipt:
        return assign_case(
            actor, case=asked.id, unit=chosen_id(given, "unit"), role="lead" if lead else given.get("role", ""),
            nature=given.get("nature", ""), note=given.get("note", ""), basis=given.get("basis", ""), **asked.at(given),
        )  # fmt: skip

    title = gettext("Dispatch") if lead else gettext("Ask a helping unit")
    return Deed(title, tuple(fields), send, notices=_category(asked.case))


def _category(case: CaseDetail) -> tuple[Notice, ...]:
    if not case.type.category:
        return ()
    text = gettext(
        "A community can never be made responsible for this kind of work. An attempt is refused and counted."
    )
    return (Notice(text),)


def sign_deed(asked: Asked) -> Deed:
    """Sign for one's unit's share."""

    def send(actor: Actor, given: QueryDict) -> Receipt:
        return accept_share(actor, case=asked.id, **asked.at(given))

    return Deed(gettext("Sign for it"), (), send)


def return_deed(asked: Asked) -> Deed:
    """Refuse one's unit's share, or send the case back."""

    def send(actor: Actor, given: QueryDict) -> Receipt:
        return refuse_share(actor, case=asked.id, reason=given.get("note", ""), **asked.at(given))

    return Deed(gettext("Send it back"), (note_field(gettext("Why")),), send)


def drop_deed(asked: Asked, *, lead: bool) -> Deed:
    """Take a share back; the lead's by the flow's own step."""
    live = [share for share in asked.case.shares if share.state in LIVE and (share.role == "lead" or not lead)]
    choices = tuple(Choice(str(share.unit), f"{share.unit_name} · {mapped(SHARE_ROLES, share.role)}") for share in live)
    value = choices[0].value if len(choices) == 1 else ""

    def send(actor: Actor, given: QueryDict) -> Receipt:
        return drop_share(
            actor, case=asked.id, unit=chosen_id(given, "unit"), reason=given.get("note", ""), **asked.at(given)
        )

    fields = (select("unit", gettext("From which unit?"), choices, value=value), note_field(gettext("Why")))
    return Deed(gettext("Take a share back"), fields, send)
