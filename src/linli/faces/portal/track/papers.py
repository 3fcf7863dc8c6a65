"""What is still missing, said once and for everything, with a place for each paper (R3.1 art. 32(4), S-080)."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext

from linli.cases.queries.case_detail import CaseDetail
from linli.cases.rules.types import Material
from linli.faces.portal.track.doing import SUPPLY, hidden, words_area
from linli.kernel.errors import Invalid, Problem
from linli.kernel.files.store import take_in
from linli.ui.parts import FieldGroup, Form, LinkList, ListItem, Part, Section, Text, Upload
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import label_of

PAPER = "paper-"
ACCEPTED = "image/*,.pdf,.docx,.odt"


def missing_section(detail: CaseDetail, typed: QueryDict) -> tuple[Section, ...]:
    """The missing papers; where the flow lets the applicant supply them, with a field for each."""
    wanted = detail.missing
    if not wanted:
        return ()
    offered = any(offer.action == SUPPLY and offer.allowed for offer in detail.offers)
    part: Part = _form(detail, wanted, typed) if offered else _list(wanted)
    told = Text(gettext("This is everything that is missing. A photo of each is enough; or bring them to the window."))
    return (Section(gettext("Papers are missing"), (told, part), count=str(len(wanted)), key="missing"),)


def _list(wanted: Sequence[Material]) -> LinkList:
    return LinkList(items=tuple(ListItem(label_of(item.label)) for item in wanted))


def _form(detail: CaseDetail, wanted: Sequence[Material], typed: QueryDict) -> Form:
    uploads = tuple(_upload(item) for item in wanted)
    note = words_area("note", gettext("In your words"), typed, required=False, key=SUPPLY)
    marks = (("form", SUPPLY), *hidden(detail))
    return Form(
        f"/track/case/step/{SUPPLY}/", groups=(FieldGroup(fields=(*uploads, note)),), submit=gettext("Send the papers"),
        hidden=marks, key=f"form_{SUPPLY}",
    )  # fmt: skip


def _upload(item: Material) -> Upload:
    hint = gettext("Bring the original when you come.") if item.original else ""
    return Upload(f"{PAPER}{item.key}", label_of(item.label), label_of(item.note) if item.note else hint,
                  accept=ACCEPTED, multiple=True)  # fmt: skip


def taken_papers(request: LinliRequest, detail: CaseDetail) -> Sequence[Mapping[str, Any]]:
    """The files of the form, taken into the store; Invalid under the field of the one that cannot be."""
    found: list[Mapping[str, Any]] = []
    for item in detail.missing:
        found += [_taken(upload.read(), item.key) for upload in request.FILES.getlist(f"{PAPER}{item.key}")]
    return found


def _taken(data: bytes, material: str) -> Mapping[str, Any]:
    try:
        return {**take_in(data).as_data(), "kind": "material", "material": material}
    except Invalid as refusal:
        problem = Problem(f"{PAPER}{material}", refusal.code, refusal.data)
        raise Invalid(refusal.code, refusal.data, problems=(problem,)) from refusal
