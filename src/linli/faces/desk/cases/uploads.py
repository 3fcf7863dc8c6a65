"""Files that come with a form: taken in before the command, told by name when one is refused."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from linli.kernel.errors import Invalid, KernelCode, Problem
from linli.kernel.files.store import LARGEST, take_in
from linli.ui.parts import FieldKind, FormField

PHOTOS = "image/*"


def file_field(name: str, label: str, *, required: bool = False, photos: bool = False, hint: str = "") -> FormField:
    """A field for one or more files."""
    return FormField(
        name, label, FieldKind.FILE, required=required, multiple=True, accept=PHOTOS if photos else "", hint=hint
    )


def taken_files(request: HttpRequest, fields: Iterable[tuple[str, str]]) -> tuple[dict[str, Any], ...]:
    """The files of the fields (name, kind), taken into the store; Invalid names the field of one that is refused."""
    return tuple({**_taken(name, file), "kind": kind} for name, kind in fields for file in request.FILES.getlist(name))


def _taken(name: str, file: Any) -> dict[str, Any]:
    try:
        return take_in(file.read(LARGEST + 1)).as_data()
    except Invalid as refusal:
        raise Invalid(KernelCode.INVALID, problems=(Problem(name, refusal.code, refusal.data),)) from refusal


def with_material(files: tuple[dict[str, Any], ...], material: str) -> tuple[dict[str, Any], ...]:
    """The same files, for one of the papers that the matter asks for."""
    return tuple({**file, "material": material} for file in files)
