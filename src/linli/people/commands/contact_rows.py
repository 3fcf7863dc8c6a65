"""Writing a contact point: shared by registering a person and adding a contact."""

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.codes import check_phone
from linli.kernel.crypto.boxes import seal_box
from linli.kernel.errors import Conflict, ErrorCode, Invalid, KernelCode, Problem
from linli.kernel.ids import new
from linli.people.commands.person_rows import day_of
from linli.people.models import ContactPoint, Person
from linli.people.queries.person_search import contact_key
from linli.people.rules.contacts import CHANNELS, KINDS, MAIL, normal_mail
from linli.people.rules.person_reasons import PersonCode


def _refused(code: ErrorCode, path: str, **data: object) -> Invalid:
    return Invalid(KernelCode.INVALID, problems=(Problem(path, code, data),))


def normal_contact(kind: str, text: str) -> str:
    """The form to store; Invalid names kind, phone or mail."""
    if kind not in KINDS:
        raise _refused(PersonCode.CONTACT_KIND, "kind", kind=kind)
    if kind == MAIL:
        mail = normal_mail(text)
        if mail is None:
            raise _refused(PersonCode.MAIL, "mail")
        return mail
    finding = check_phone(text)
    if finding.error is not None:
        raise _refused(finding.error, "phone", **finding.data)
    return finding.normal


def open_contact(actor: Actor, person: Person, kind: str, text: str, source: str) -> ContactPoint:
    """Write a contact point of a locked person; Conflict when the person has it already.

    The same number may belong to several persons: children, elders (R2.6).
    """
    normal = normal_contact(kind, text)
    digest = contact_key(kind, normal)
    known = ContactPoint.objects.filter(county=person.county, person=person, lookup=digest, until__isnull=True)
    if known.exists():
        raise Conflict(PersonCode.CONTACT_TAKEN, problems=(Problem(kind, PersonCode.CONTACT_TAKEN),))
    row_id: UUID = new(person.county)
    box = seal_box(normal, table="people_contactpoint", field="box", row=row_id)
    return ContactPoint.objects.create(
        id=row_id, county=person.county, area=person.area, person=person, kind=kind, box=box, lookup=digest,
        channels=list(CHANNELS[kind]), source=source, since=day_of(actor),
    )  # fmt: skip
