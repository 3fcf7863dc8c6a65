"""What groups and grids share: dialogs to rename and to end them."""

from django.utils.translation import gettext

from linli.faces.desk.doing import day_field
from linli.kernel.actor import Actor
from linli.places.queries.subdivisions import PartRow
from linli.ui.parts import Dialog, Form, FormField, one_group


def rename_dialog(part: PartRow, address: str) -> Dialog:
    """Another name."""
    field = FormField("name", gettext("New name"), value=part.name, required=True, maxlength=60, id="id_rename_name")
    hidden, words = (("expected_version", str(part.version)),), gettext("Rename")
    form = Form(f"{address}rename/", groups=one_group(field), hidden=hidden, submit=words, key="form_rename")
    return Dialog(words, (form,), key="dialog_rename")


def end_dialog(actor: Actor, part: PartRow, address: str) -> Dialog:
    """The last day."""
    field = day_field(actor, "until", gettext("Last day"), "end")
    hidden, words = (("expected_version", str(part.version)),), gettext("End")
    form = Form(f"{address}end/", groups=one_group(field), hidden=hidden, submit=words, danger=True, key="form_end")
    return Dialog(gettext("End {name}").format(name=part.name), (form,), key="dialog_end")
