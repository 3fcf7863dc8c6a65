"""A new area."""

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from linli.faces.desk.areas.looks import KINDS
from linli.faces.desk.doing import Typed, actor_of, day_field, done, shown
from linli.faces.desk.forms import typed_day
from linli.kernel.actor import Actor
from linli.places.commands import create_area
from linli.ui.parts import Choice, FieldKind, Form, FormField, Link, ObjectPage, PageHead, Section, Width, one_group
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest


def _page(actor: Actor, typed: Typed) -> ObjectPage:
    kinds = (Choice("", gettext("as the code says")), *(Choice(key, gettext(label)) for key, label in KINDS.items()))
    fields = one_group(
        FormField(
            "code", gettext("Code"), value=typed.get("code", ""), required=True, width=Width.MEDIUM,
            hint=gettext("4 to 12 digits. Codes that were ever used are refused."),
        ),
        FormField("name", gettext("Name"), value=typed.get("name", ""), required=True, maxlength=120),
        FormField("parent", gettext("Inside which area?"), value=typed.get("parent", ""), width=Width.MEDIUM,
                  hint=gettext("Its code, as a check; may stay empty.")),
        FormField("kind", gettext("Kind"), FieldKind.SELECT, typed.get("kind", ""), choices=kinds),
        day_field(actor, "since", gettext("From which day?"), "area", typed),
    )  # fmt: skip
    form = Form("/desk/areas/new/", groups=fields, submit=gettext("Set the area up"))
    head = PageHead(gettext("New area"), back=Link(gettext("Areas"), "/desk/areas/"))
    return ObjectPage(head, sections=(Section(parts=(form,)),))


@needs("places.create_area")
@require_http_methods(["GET", "HEAD", "POST"])
def new_area(request: LinliRequest) -> HttpResponse:
    """Set an area up."""
    actor, given = actor_of(request), request.POST
    if request.method != "POST":
        return shown(request, _page(actor, {"code": request.GET.get("parent", "")[:12]}))

    def act() -> None:
        create_area(
            actor, code=given.get("code", "").strip(), name=given.get("name", ""), kind=given.get("kind", ""),
            parent=given.get("parent", "").strip() or None, since=typed_day(given, "since"),
        )  # fmt: skip

    return done(request, act, lambda typed: _page(actor, typed), "/desk/areas/")
