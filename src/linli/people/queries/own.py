"""What belongs to an account itself."""

from uuid import UUID

from linli.people.models import Person


def person_of_account(county: str, account: UUID) -> UUID | None:
    """The live record of the person that an account was bound to (one query)."""
    rows = Person.objects.filter(county=county, account=account, merged_into__isnull=True).order_by("id")
    return rows.values_list("id", flat=True).first()
