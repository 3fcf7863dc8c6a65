"""Photos and papers: taken in at once, kept in the draft under their digest."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from linli.cases.queries.guides import materials_for
from linli.cases.rules.case_reasons import CaseCode
from linli.cases.rules.types import Material
from linli.faces.portal.intake.journey import Journey
from linli.faces.portal.intake.screens import Asked, form_of, head_of, page_of
from linli.faces.portal.pages import Page, problems_of
from linli.faces.portal.parts import Photo, Photos
from linli.kernel.errors import Conflict, Invalid, Problem
from linli.kernel.files.store import take_in
from linli.ui.parts import Action, FieldGroup, Part, Upload, UploadedFile
from linli.ui.web.wording import label_of

MOST = 12
PHOTO, PAPER = "photos", "paper-"


def ask_photo(asked: Asked) -> Page:
    """The first step of a report."""
    return _ask(asked, gettext("Take a photo"), gettext("Close by, and one from further away. No photo? Just go on."))


def ask_papers(asked: Asked) -> Page:
    """The papers that this case needs, one field each."""
    title, wanted = gettext("Add your papers"), _materials(asked.journey)
    if not wanted:
        return _ask(asked, gettext("Add photos"), gettext("If there is something to see. Otherwise just go on."))
    note = gettext("A photo of each paper is enough. What you do not have yet, you may bring later.")
    uploads = tuple(_upload(asked, item) for item in wanted)
    return page_of(asked, head_of(asked, title, note), form_of(asked, (FieldGroup(fields=uploads),), {}))


def _ask(asked: Asked, title: str, note: str) -> Page:
    errors = problems_of(asked.refusal).get(PHOTO, ())
    more = Action(gettext("Add these and choose more"), f"{asked.journey.base}{asked.key}/", "post",
                  hidden=(("more", "1"),))  # fmt: skip
    upload = Upload(
        PHOTO, gettext("Photos"), accept="image/*", multiple=True, errors=errors, files=_files(asked.journey, "")
    )
    parts: tuple[Part, ...] = (_photos(asked.journey),) if asked.journey.content.get("files") else ()
    form = form_of(asked, (FieldGroup(fields=(upload,)),), {PHOTO: upload.key}, others=(more,))
    return page_of(asked, head_of(asked, title, note), *parts, form)


def _photos(journey: Journey) -> Photos:
    found = enumerate(journey.content.get("files", ()))
    return Photos(
        tuple(
            Photo(f"{journey.base}file/{place}/", gettext("Photo {number}").format(number=place + 1))
            for place, item in found
            if str(item.get("type", "")).startswith("image/")
        )
    )


def _upload(asked: Asked, item: Material) -> Upload:
    errors = problems_of(asked.refusal).get(f"{PAPER}{item.key}", ())
    original = gettext("Bring the original when you come.") if item.original else ""
    hint = label_of(item.note) if item.note else original
    return Upload(
        f"{PAPER}{item.key}", label_of(item.label), hint, multiple=True, errors=errors,
        files=_files(asked.journey, item.key), accept="image/*,.pdf,.docx,.odt",
    )  # fmt: skip


def _files(journey: Journey, material: str) -> tuple[UploadedFile, ...]:
    given = journey.content.get("files", ())
    return tuple(
        UploadedFile(
            gettext("File {number}").format(number=place + 1), f"{max(1, round(item['size'] / 1000)):,} kB",
            href=f"{journey.base}file/{place}/", remove=str(place),
        )
        for place, item in enumerate(given)
        if item.get("material", "") == material
    )  # fmt: skip


def _materials(journey: Journey) -> tuple[Material, ...]:
    case_type = journey.type
    return materials_for(case_type, journey.content.get("values", {})) if case_type else ()


def take(journey: Journey, request: HttpRequest) -> Mapping[str, Any]:
    """What is kept after this step: files that were there, without the removed one, and the new ones."""
    files = [dict(item) for item in journey.content.get("files", ())]
    removed = request.POST.get("remove", "")
    if removed.isascii() and removed.isdigit() and len(removed) < 3 and int(removed) < len(files):
        del files[int(removed)]
    for name in (PHOTO, *(f"{PAPER}{item.key}" for item in _materials(journey))):
        for upload in request.FILES.getlist(name):
            files.append(_taken(upload.read(), name))
    if len(files) > MOST:
        raise Conflict(CaseCode.TOO_MANY_FILES, {"limit": MOST})
    return {"files": files}


def _taken(data: bytes, name: str) -> dict[str, Any]:
    try:
        taken = take_in(data)
    except Invalid as refusal:
        raise Invalid(refusal.code, refusal.data, problems=(Problem(name, refusal.code, refusal.data),)) from refusal
    material = name.removeprefix(PAPER) if name.startswith(PAPER) else ""
    return {**taken.as_data(), "kind": "material" if material else "before", "material": material}


def missing(journey: Journey) -> Sequence[Material]:
    """The papers that are not added yet."""
    given = {item.get("material") for item in journey.content.get("files", ())}
    return [item for item in _materials(journey) if item.key not in given]
