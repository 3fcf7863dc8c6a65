"""What buildings and dwellings share: their addresses, another alias, another canonical address."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext

from linli.faces.desk.doing import actor_of, done
from linli.faces.desk.forms import typed_version
from linli.kernel.actor import Actor
from linli.places.commands import add_alias, change_address
from linli.places.queries.addresses import AddressRow
from linli.ui.parts import (
    Dialog,
    Form,
    FormField,
    ObjectPage,
    StateBadge,
    StateCell,
    StateTone,
    Table,
    TableColumn,
    TableRow,
    TextCell,
    one_group,
)
from linli.ui.web.requests import LinliRequest


def address_table(rows: tuple[AddressRow, ...]) -> Table:
    """All ways to write an address, the canonical one first."""
    columns = (TableColumn(gettext("Address"), wide=True), TableColumn(gettext("Kind")))
    lines = tuple(TableRow((TextCell(row.text), StateCell(_badge(row.canonical)))) for row in rows)
    return Table(gettext("Addresses"), columns, lines)


def _badge(canonical: bool) -> StateBadge:
    words = gettext("canonical") if canonical else gettext("alias")
    return StateBadge(words, StateTone.DONE if canonical else StateTone.NEUTRAL)


def naming_dialogs(actor: Actor, area: str, address: str, version: int, page: str) -> tuple[Dialog, ...]:
    """Dialogs for an alias and for another canonical address, as far as the actor may."""
    found = []
    if actor.may("places.add_alias", area):
        field = FormField("text", gettext("Another way to write it"), required=True, maxlength=200, id="id_alias_text")
        form = Form(f"{page}alias/", groups=one_group(field), submit=gettext("Add"), key="form_alias")
        found.append(Dialog(gettext("Add an alias"), (form,), key="dialog_alias"))
    if actor.may("places.change_address", area):
        field = FormField(
            "text", gettext("New address"), value=address, required=True, maxlength=200, id="id_change_text",
            hint=gettext("The one before stays findable as an alias."),
        )  # fmt: skip
        hidden = (("expected_version", str(version)),)
        form = Form(f"{page}address/", groups=one_group(field), hidden=hidden, key="form_change")
        found.append(Dialog(gettext("Change the address"), (form,), key="dialog_change"))
    return tuple(found)


def do_alias(request: LinliRequest, page: ObjectPage, to: str, **target: UUID) -> HttpResponse:
    """Add the alias that was typed."""
    text = request.POST.get("text", "")
    return done(request, lambda: add_alias(actor_of(request), text=text, **target), lambda _: page, to)


def do_change(request: LinliRequest, page: ObjectPage, to: str, **target: UUID) -> HttpResponse:
    """Give the canonical address that was typed."""
    given = request.POST.dict()

    def act() -> None:
        text, version = given.get("text", ""), typed_version(given)
        change_address(actor_of(request), text=text, expected_version=version, **target)

    return done(request, act, lambda _: page, to)
