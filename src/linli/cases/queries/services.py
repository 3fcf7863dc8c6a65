"""What a program may report for residents: the sorts of public matters, as the services of Open311."""

from dataclasses import dataclass
from datetime import datetime

from linli.cases.queries.guides import form_entry_of
from linli.cases.queries.types import case_types
from linli.cases.rules.types import CaseType, Sort, Words
from linli.cases.rules.visibility import Visibility
from linli.kernel.form import Field, FieldKind, Form
from linli.kernel.packs.forms import form_of

BETWEEN = ":"
# Files and places cannot be sent as an answer; a place is told by its own parameters.
NOT_ASKED = (FieldKind.FILE, FieldKind.PLACE)


@dataclass(frozen=True)
class Service:
    """A sort of a public matter, or the matter itself where it has no sorts. ``form`` holds its questions."""

    code: str
    type: CaseType
    sort: Sort | None = None
    form: Form | None = None

    @property
    def label(self) -> Words:
        """Its name."""
        return self.sort.label if self.sort else self.type.label

    @property
    def emergency(self) -> str:
        """The number to call at once; "" when it is no emergency."""
        return self.sort.emergency if self.sort else ""

    @property
    def questions(self) -> tuple[Field, ...]:
        """The questions that can be answered by a program, in their order."""
        return tuple(field for field in self._fields if field.kind not in NOT_ASKED)

    @property
    def is_offered(self) -> bool:
        """Whether a program can send it whole: no emergency, no photo or file that has to be there."""
        owed = any(f.required and f.show_if is None and f.kind in NOT_ASKED for f in self._fields)
        return not (self.emergency or self.type.photo == "needed" or owed)

    @property
    def _fields(self) -> tuple[Field, ...]:
        # By the steps: the mapping of all fields comes back from PostgreSQL in an order of its own.
        form = self.form
        return tuple(form.field(key) for step in form.steps for key in step.fields) if form else ()


def service_code(type_key: str, sort: str) -> str:
    """The code of a sort of a matter."""
    return f"{type_key}{BETWEEN}{sort}" if sort else type_key


def public_services(area: str, at: datetime) -> dict[str, Service]:
    """The services at a place by code, also those that are emergencies: somebody may still ask for them."""
    types = sorted(case_types(area, at).values(), key=lambda item: item.key)
    public = [item for item in types if item.by_public and item.visibility is Visibility.PUBLIC]
    return {service.code: service for item in public for service in _services(item, area, at)}


def _services(case_type: CaseType, area: str, at: datetime) -> list[Service]:
    found = form_entry_of(case_type, area, at)
    form = form_of(found.key, found.data) if found else None
    sorts: list[Sort | None] = [*case_type.sorts.values()] or [None]
    return [Service(service_code(case_type.key, sort.key if sort else ""), case_type, sort, form) for sort in sorts]
