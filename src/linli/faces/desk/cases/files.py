"""Files of a case: seen by those who may see the case, shown to everybody only after a look."""

from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from linli.cases.commands import show_file
from linli.cases.queries.case_detail import CaseDetail, FileRow, case_detail
from linli.faces.desk.asking import Question, answer, version_of
from linli.faces.desk.cases.looks import FILE_KINDS, address_of, mapped
from linli.faces.desk.doing import actor_of
from linli.kernel.actor import Actor
from linli.kernel.errors import KernelCode, NotFound
from linli.kernel.files.store import open_stored
from linli.ui.parts import FieldKind, FormField, Link, Photo, Photos, Section, Text
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest


def _file(case: CaseDetail, file: UUID) -> FileRow:
    found = next((row for row in case.files if row.id == file), None)
    if found is None:
        raise NotFound(KernelCode.NOT_FOUND)
    return found


@needs("cases.see_own_cases")
@never_cache
@require_safe
def file_page(request: LinliRequest, case: UUID, file: UUID) -> HttpResponse:
    """The bytes of a file, or with ``?small=1`` a small picture; 404 for whoever may not see the case."""
    actor = actor_of(request)
    detail = case_detail(actor, case)
    found = _file(detail, file)
    opened = open_stored(actor.county, found.file, small=request.GET.get("small") == "1")
    response = HttpResponse(opened.data, content_type=opened.type)
    way = "inline" if opened.type.startswith("image/") else "attachment"
    name = f"{detail.row.number}-{found.kind}-{str(found.id)[:8]}.{opened.ending}"
    response.headers["Content-Disposition"] = f'{way}; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@needs("cases.show_file")
@require_http_methods(["GET", "HEAD", "POST"])
def look_page(request: LinliRequest, case: UUID, file: UUID) -> HttpResponse:
    """Look at a photo before everybody sees it, or hide it again."""
    detail = case_detail(actor_of(request), case)
    found = _file(detail, file)
    where = address_of(case, f"files/{file}/")
    checked = FormField("checked", gettext("I looked at it: no faces, no number plates, no inside of a home."),
                        FieldKind.CHECK, required=True)  # fmt: skip
    picture = Photos((Photo(where, where, mapped(FILE_KINDS, found.kind)),))
    question = Question(
        gettext("Hide from the public") if found.public else gettext("Show to everybody"),
        () if found.public else (checked,), Link(detail.row.title, address_of(case)),
        gettext("Hide") if found.public else gettext("Show"), version=detail.row.version,
        side=(Section(gettext("The photo"), (picture, Text(gettext("Open it to see it large.")))),),
    )  # fmt: skip

    def send(actor: Actor, given: QueryDict) -> str:
        show_file(actor, case=case, file=file, public=not found.public, expected_version=version_of(given))
        return address_of(case)

    return answer(request, question, send)
