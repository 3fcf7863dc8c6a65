"""Two records of one person: merged, separated."""

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from linli.faces.desk.doing import actor_of
from linli.faces.desk.forms import typed_version
from linli.faces.desk.persons.changes import back_to
from linli.faces.desk.persons.forms import version_in
from linli.faces.desk.persons.looks import address_of, area_words
from linli.kernel.actor import Actor
from linli.kernel.db.listing import Asked, fetch
from linli.kernel.errors import Refusal
from linli.people.commands import merge_persons, unmerge_persons
from linli.people.queries.persons import PERSONS, PersonDetail, PersonRow, person_detail
from linli.places.queries.areas import AreaRow, areas_coded
from linli.ui.parts import (
    Action,
    Actions,
    FieldKind,
    Form,
    FormField,
    LinkList,
    Notice,
    ObjectPage,
    PageHead,
    Part,
    Section,
    Tone,
    one_group,
)
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import hint_of, message_of

MOST = 20


def _found(actor: Actor, row: PersonDetail, text: str) -> tuple[PersonRow, ...]:
    rows = fetch(PERSONS, actor, Asked(search=text, size=MOST)).rows if text else ()
    return tuple(item for item in rows if item.id != row.id)


def _candidate(row: PersonDetail, item: PersonRow, areas: Mapping[str, AreaRow]) -> Action:
    words = " ".join(part for part in (item.name, item.birth, item.identity, area_words(areas, item.area[:12])) if part)
    versions = (("keep_version", str(row.version)), ("double_version", str(item.version)))
    return Action(
        gettext("Merge {person} into this record").format(person=words), address_of(row.id, "merge/"), "post",
        hidden=(("double", str(item.id)), *versions),
    )  # fmt: skip


def _page(actor: Actor, row: PersonDetail, text: str, refusal: Refusal | None = None) -> ObjectPage:
    field = FormField("q", gettext("Name, pinyin, or a whole number"), FieldKind.SEARCH, text, maxlength=100)
    search: Part = Form(address_of(row.id, "merge/"), groups=one_group(field), submit=gettext("Search"))
    rows = _found(actor, row, text)
    areas = areas_coded({item.area[:12] for item in rows})
    found = tuple(_candidate(row, item, areas) for item in rows)
    results: Part = Actions(found) if found else LinkList(empty=gettext("Search for the other record first."))
    apart = tuple(
        Action(
            gettext("Separate double {number}").format(number=place), address_of(row.id, "separate/"), "post",
            hidden=(("double", str(double)), ("expected_version", str(version))),
        )
        for place, (double, version) in enumerate(row.double_versions.items(), start=1)
    )  # fmt: skip
    notices: tuple[Notice, ...] = ()
    if refusal is not None:
        title = message_of(refusal.code, refusal.data)
        notices = (Notice(hint_of(refusal.code, refusal.data), title, Tone.ATTENTION),)
    sections = [Section(gettext("Find the other record"), (search,)), Section(gettext("Found"), (results,))]
    if apart:
        sections.append(Section(gettext("Merged into this record"), (Actions(apart),)))
    note = gettext("This record stays; the other one rests in it and can be separated again. Nothing is deleted.")
    return ObjectPage(
        PageHead(gettext("Merge doubles"), note, back=back_to(row)), sections=tuple(sections), notices=notices
    )


@needs("people.merge_persons")
@require_http_methods(["GET", "POST"])
def merge(request: LinliRequest, person: UUID) -> HttpResponse:
    """Find a double and merge it."""
    actor = actor_of(request)
    row, given = person_detail(actor, person), request.POST
    refusal: Refusal | None = None
    if "double" in given:
        try:
            _merge(actor, row, given)
            return HttpResponseRedirect(address_of(row.id))
        except Refusal as caught:
            refusal = caught
    page = _page(actor, row, given.get("q", "").strip()[:100], refusal)
    return render(request, "ui/pages/object.html", {"page": page}, status=refusal.status if refusal else 200)


def _merge(actor: Actor, row: PersonDetail, given: QueryDict) -> None:
    versions = {
        name: typed_version({"expected_version": given.get(name, "")}) for name in ("keep_version", "double_version")
    }
    merge_persons(actor, keep=row.id, double=_id(given), **versions)


def _id(given: QueryDict) -> UUID:
    try:
        return UUID(given.get("double", ""))
    except ValueError:
        return UUID(int=0)


@needs("people.unmerge_persons")
@require_POST
def separate(request: LinliRequest, person: UUID) -> HttpResponse:
    """Take a merge back."""
    given = request.POST
    unmerge_persons(actor_of(request), double=_id(given), expected_version=version_in(given))
    return HttpResponseRedirect(address_of(person))
